"""省级以上星创天地备案. One folder: form, route, outcome, guide, tests. The rule is `policy.star_space`."""
