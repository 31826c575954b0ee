"""创新型县（市、区）试点. One folder: form, route, outcome, guide, table of classes, tests."""
