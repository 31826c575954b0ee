"""省级以上众创空间备案. One folder: form, route, outcome, guide, tests. The rule is `policy.maker_space`."""
