"""高新技术企业统计季报: a statistical survey of every enterprise whose certificate is in force when the quarter ends."""
