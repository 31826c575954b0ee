"""省级可持续发展实验区. One folder: form, route, outcome, guide, tests. No rule of figures was found."""
