"""高企培育重点服务机构与网格化服务. One folder: form, route, outcome, guide, the grid, tests."""
