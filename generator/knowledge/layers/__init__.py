"""A fork's own layer of YAML over the shipped files."""
