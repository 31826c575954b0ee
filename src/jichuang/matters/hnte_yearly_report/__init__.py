"""高新技术企业年度发展情况报表: owed every year by whoever holds a certificate. Form and declaration; no route of its own."""
