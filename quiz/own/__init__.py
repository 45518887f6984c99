"""A trainer's own exercises: a table read, its columns recognised, amounts in everyday words."""
