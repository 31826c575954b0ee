"""高新技术企业认定. One folder: form, route, outcome, guide, tests. The law is `policy.hnte`."""
