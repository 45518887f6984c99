"""What must hold for everyone, over answers to the full check: part 4 of 4, so that processes can share them."""

from __future__ import annotations

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.crowd import check_crowd


def test_crowd(compiled: Bundle, engine: Engine) -> None:
    check_crowd(compiled, engine, "full", 1)
