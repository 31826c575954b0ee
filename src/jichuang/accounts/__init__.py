"""账号: sign-in only. Knows neither departments nor roles."""
