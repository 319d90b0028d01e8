"""What the prefecture keeps of its own: feasts.toml, and a file for each year whose notice was seen."""
