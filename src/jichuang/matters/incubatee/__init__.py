"""在孵企业登记. One folder: form, route, outcome, guide, tests. An operator tells who came, moved on, graduated or left."""
