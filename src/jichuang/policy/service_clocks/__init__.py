"""咨询、催办、评价、回访的期限. The days in which the administration answers, and how often it may be hurried. Numbers in `parameters.toml`."""
