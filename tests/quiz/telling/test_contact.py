"""Where a sender's words lead: to a telephone and to the web, where they stand beyond doubt, and to nothing else."""

from __future__ import annotations

import pytest

from quiz.telling.contact import reached


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("+47 22 33 44 55", ["tel:+4722334455"]),
        ("Tel: +44 (0)20 7946 0018 · kim.example/book", ["tel:+442079460018", "https://kim.example/book"]),
        ("(555) 123-4567, 22 33 44 55", ["tel:5551234567", "tel:22334455"]),
        ("030/1234567; https://kim.example/a?b=1&c=2", ["tel:0301234567", "https://kim.example/a?b=1&c=2"]),
        ("kim@gym.example", []),
        ("http://kim.example javascript:alert(1) data:text/html,x //kim.example", []),
        ("https://gym.example@evil.example https://kim.example:8000/ https://kim.example/<b>", []),
        ("kím.example Dr.Berg gym.", []),
        ("2026-11-21 01.02.2026 01/02/2026 10115 Berlin 12345-6789 Mon-Fri 9-17 24/7 1.500 m", []),
        ("+1 2 3 · 0000000000000000000", []),
        ("<a href=x>+47 22 33 44 55</a>", []),
        ("", []),
    ],
)
def test_what_stands_beyond_doubt_is_a_link(text: str, links: list[str]) -> None:
    found = list(reached(text))
    assert "".join(piece["text"] for piece in found) == text
    assert [piece["href"] for piece in found if piece["href"]] == links
