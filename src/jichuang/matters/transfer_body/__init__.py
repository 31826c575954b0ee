"""省级技术转移服务机构备案. One folder: form, route, outcome, guide, tests. The rule is `policy.transfer_body`, from memory."""
