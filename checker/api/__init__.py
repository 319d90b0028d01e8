"""JSON in, JSON out: what the page calls, and the schemas."""
