"""Matches -> a routine: doses, the exact search, the composition."""
