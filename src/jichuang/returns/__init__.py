"""定期报送: a roster owes the same form each month, quarter or year. Knows no matter by name, no indicator, no page of another room."""
