"""院士工作站备案. One folder: form, route, outcome, guide, tests. The limits are `policy.academician_station`."""
