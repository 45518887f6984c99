"""YAML files -> plain data with positions, and problems as values."""

from generator.reading import pasted

RULES = {
    "no-knowledge": "The knowledge folder is there; it and a fork's own are folders.",
    "outside-tree": "No link leads out of the knowledge folder.",
    "file-name": "A YAML file's name ends in `.yml`.",
    "not-a-file": "What ends in `.yml` is a file, and no link leads to a folder.",
    "not-readable": "Every file can be opened.",
    "too-large": "A file has at most a million bytes.",
    "encoding": "A file is UTF-8 text.",
    "empty-file": "A file says something.",
    "one-document": "A file holds one YAML document.",
    "syntax": "A file is YAML.",
    "no-anchors": "No anchors (`&`), aliases (`*`) or merge keys (`<<`).",
    "no-tags": "No tags (`!`).",
    "too-deep": "Nothing is nested deeper than 30 levels.",
    "bad-key": "A key is a plain word.",
    "duplicate-key": "A key stands once.",
    **pasted.RULES,
}
"""What a file must be, to be read at all."""
