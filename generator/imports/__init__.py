"""A table of exercises, from wherever a trainer has it -> cards of a fork's own: local/knowledge/exercises/."""
