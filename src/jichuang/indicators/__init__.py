"""指标: definitions and observations over registers and cases. Knows no plan."""
