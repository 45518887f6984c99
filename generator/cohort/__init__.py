"""The scores of a cohort: tables of answers -> tables of scores, in pieces that fit into memory."""

from __future__ import annotations


class BadTable(Exception):
    """A table that cannot be read or written, in one line."""
