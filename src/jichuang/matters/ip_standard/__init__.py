"""企业知识产权贯标. One folder: form, steps of the adviser, route, outcome, guide, tests."""
