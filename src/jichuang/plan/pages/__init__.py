"""Pages of the plan: the board, items, the text, targets, quarters, and reading a new plan in."""
