"""YAML files -> plain data with positions, and problems as values."""
