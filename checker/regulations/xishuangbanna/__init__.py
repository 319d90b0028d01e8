"""西双版纳职业技术学院领导干部容错纠错机制实施细则: its text, articles, checks."""
