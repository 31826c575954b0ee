"""省级农业科技园区认定. One folder: form, route, outcome, guide, tests. No threshold is known, so no rule judges."""
