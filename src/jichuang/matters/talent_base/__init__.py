"""省级技术转移人才培养基地备案. One folder: form, route, outcome, guide, tests. No rule of figures was found."""
