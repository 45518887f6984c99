"""Pages -> a site in its place, whole or not at all: checked, listed for search, told to hosts, shared and followed."""
