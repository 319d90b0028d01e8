"""Attempts to send something out of the check, or to keep it: each is made on an unprotected control first."""
