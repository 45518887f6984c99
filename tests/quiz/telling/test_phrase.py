"""A sentence with what is filled into it."""

from __future__ import annotations

import pytest

from quiz.telling.phrase import tell

WORDS = {"list.comma": ", ", "list.and": " and ", "n": "{n} sets", "n.one": "1 set", "of": "Of {what}.", "as-is": "{n}"}


@pytest.mark.parametrize(("n", "told"), [(0, "0 sets"), (1, "1 set"), (2, "2 sets"), ("1–2", "1–2 sets")])
def test_one_has_a_sentence_of_its_own_and_none_has_not(n: int | str, told: str) -> None:
    assert tell({"say": "n", "n": n}, WORDS) == told


@pytest.mark.parametrize(
    ("what", "told"), [([], "Of ."), (["a"], "Of a."), (["a", "b"], "Of a and b."), (["a", "b", "c"], "Of a, b and c.")]
)
def test_a_list_is_joined(what: list[str], told: str) -> None:
    assert tell({"say": "of", "what": what}, WORDS) == told
    assert tell({"say": "of", "what": [{"say": "n", "n": 1} for _ in what]}, WORDS).count("1 set") == len(what)


def test_braces_without_values_are_no_blanks_and_what_is_missing_is_a_mistake() -> None:
    assert tell([{"say": "as-is"}, {"more": {"say": "as-is"}}, 7], WORDS) == ["{n}", {"more": "{n}"}, 7]
    for wrong in ({"say": "gone"}, {"say": "n", "of": 1}):
        with pytest.raises(KeyError):
            tell(wrong, WORDS)
