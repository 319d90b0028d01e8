"""The check page, in a real browser."""
