"""What can be asked of the rules: whether an error may be tolerated, and what becomes of a report."""
