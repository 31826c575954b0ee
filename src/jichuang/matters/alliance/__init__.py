"""产业技术创新联盟备案. One folder: form, members, route, outcome, guide, tables, tests."""
