"""省重点实验室建设. One folder: form, route, outcome, guide, tests. The law is `policy.key_laboratory`."""
