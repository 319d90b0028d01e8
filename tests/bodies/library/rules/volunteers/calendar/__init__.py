"""No day is kept here that the nation does not keep."""
