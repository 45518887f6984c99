"""The pictures that knowledge asks for, drawn."""
