"""省级科技成果转移转化试验区认定. One folder: form, route, outcome, guide, tests."""
