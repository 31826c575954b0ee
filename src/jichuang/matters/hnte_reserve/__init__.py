"""高新技术企业后备培育库入库. One folder: form, route, outcome, guide, tests. The rule is `policy.hnte_reserve`, all 推定."""
