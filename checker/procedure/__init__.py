"""A procedure as states, events and terms, and the dates of one matter: deadlines, calendar text. Knows no law."""
