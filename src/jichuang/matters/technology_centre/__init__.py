"""省技术创新中心组建. One folder: form, route, outcome, guide, tests. The rule is `policy.technology_centre`."""
