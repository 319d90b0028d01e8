"""The rules of this site."""
