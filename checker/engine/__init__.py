"""A case read, evaluated and reported on, by the rules of a body that is passed. Knows no law."""
