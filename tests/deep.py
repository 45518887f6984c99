"""How much the tests of chance try: what a run of all tests has time for, or what the environment says."""

from __future__ import annotations

import os


def tries(name: str, usual: int) -> int:
    """The number that the environment variable `name` holds; where there is none, the usual one."""
    return int(os.environ.get(name) or usual)
