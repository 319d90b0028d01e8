"""The operative articles under their numbers."""
