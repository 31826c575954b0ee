"""国家农业科技园区申报. One folder: form, route, outcome, guide, evaluation and table, tests. The conditions are `policy.agri_park`."""
