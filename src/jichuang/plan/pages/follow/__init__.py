"""Pages of 督导: the ledger, my duties, assignment, monthly reports, letters, adjustments, scores, evaluations."""
