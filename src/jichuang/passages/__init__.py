"""写进材料: sentences, tables and pictures from any page, gathered by an officer and handed over as an editable Word file.

Knows no plan, register or statistic: rooms say what one of their things reads like (`sources.register`). A file remembers
which figures it holds; opened here again, it lists those that have changed since.
"""
