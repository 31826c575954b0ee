"""省级以上科技企业孵化器备案. One folder: form, route, outcome, guide, tests. The rule is `policy.incubator`."""
