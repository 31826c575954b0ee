"""新型研发机构备案. One folder: form, route, outcome, guide, tests. The rule is `policy.new_rd_institution`."""
