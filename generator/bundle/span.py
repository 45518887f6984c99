"""The lowest and the highest score of a scale: what readers need to make sense of a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Answer, Data, Question, question
from quiz.asking.exact import number, plain_number, rounded
from quiz.scales.responses import codes, points, turned

MOST_VALUES = 201
"""Of a number with more steps than this only the two ends are tried."""

Ends = tuple[Fraction, Fraction]


def span(d: Data, scales: Sequence[Data], questions: Sequence[Data]) -> list[int | str] | None:
    """Two ends that no answers can pass, as exact text; None where an answer has no value, or a number is recoded.

    They are reached by answering everything at its lowest or highest, except that a score which may lack answers, or
    whose parts share items, can have ends that are a little too wide.
    """
    try:
        low, high = _reported(d, {s["id"]: s for s in scales}, {q["id"]: question(q) for q in questions})
    except (BadAnswers, ValueError):
        return None
    return [plain_number(low), plain_number(high)]


Scales = Mapping[str, Data]
Asked = Mapping[str, Question]


def _reported(d: Data, scales: Scales, asked: Asked) -> Ends:
    low, high = _exact(d, scales, asked)
    if d["rounding"]:
        places, how = d["rounding"]["decimals"] or 0, d["rounding"]["how"]
        low, high = rounded(low, places, how), rounded(high, places, how)
    return _looked_up(d, low, high) if d["lookup"] else (low, high)


def _looked_up(d: Data, low: Fraction, high: Fraction) -> Ends:
    """The least and the most in the rows of the table that scores from low to high can hit."""
    found = []
    for key, value in d["lookup"].items():
        first, _, last = key.partition(" to ")
        if number(first) <= high and number(last or first) >= low:
            found.append(number(value))
    return min(found), max(found)


def _exact(d: Data, scales: Scales, asked: Asked) -> Ends:
    weights = [number(d["weights"].get(name, 1)) for name in (*d["items"], *d["parts"])]
    ends = [_item(d, asked[name], scales) for name in d["items"]]
    ends += [_part(d, name, scales, asked) for name in d["parts"]]
    low, high = _combined(d, weights, ends, _may_lack(d, scales, asked))
    times, plus = number(d["times"]), number(d["plus"])
    low, high = sorted((low * times + plus, high * times + plus))
    return (low, high) if d["cap"] is None else (min(low, number(d["cap"])), min(high, number(d["cap"])))


def _combined(d: Data, weights: list[Fraction], ends: list[Ends], lacks: bool) -> Ends:
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    if d["combine"] == "mean" and not lacks:
        return sum(lows, Fraction(0)) / sum(weights), sum(highs, Fraction(0)) / sum(weights)
    if lacks and (d["combine"] == "mean" or d["prorate"]):
        low = min(x / w for x, w in zip(lows, weights, strict=True))
        high = max(x / w for x, w in zip(highs, weights, strict=True))
        whole = Fraction(1) if d["combine"] == "mean" else sum(weights, Fraction(0))
        return low * whole, high * whole
    nothing = [Fraction(0)] if lacks else []
    return (
        sum((min([x, *nothing]) for x in lows), Fraction(0)),
        sum((max([x, *nothing]) for x in highs), Fraction(0)),
    )


def _may_lack(d: Data, scales: Scales, asked: Asked) -> bool:
    """Whether a score exists without all of its items and parts."""
    few = d["minimum"] is not None and d["minimum"] < len(d["items"]) + len(d["parts"])
    hidden = any(asked[name].show_if for name in d["items"])
    parts = [scales[name] for name in d["parts"]]
    return bool(few or hidden or d["not_applicable"] or any(p["when"] or _may_lack(p, scales, asked) for p in parts))


def _part(d: Data, name: str, scales: Scales, asked: Asked) -> Ends:
    part = scales[name]
    whole = d["parts_rounded"] or part["lookup"]
    turn, weight = turned(d, name), number(d["weights"].get(name, 1))
    one, other = (weight * turn(x) for x in (_reported if whole else _exact)(part, scales, asked))
    return min(one, other), max(one, other)


def _item(d: Data, q: Question, scales: Scales) -> Ends:
    worth = points(d, q, codes(scales.values()).get(q.id, frozenset()))
    if q.numeric and q.max - q.min > MOST_VALUES and d["recode"]:
        raise ValueError(q.id)
    found = [Fraction(x) for x in map(worth, _tried(q, worth)) if not isinstance(x, str)]
    if not found:
        raise ValueError(q.id)
    return min(found), max(found)


def _tried(q: Question, worth: Callable[[Answer], object]) -> Iterator[Answer]:
    """Every answer; of tick lists, each tick alone, then ever more of them from either end."""
    singles = answers(q)
    yield from singles
    if q.kind in ("multiple", "regions"):
        rising = sorted((o.id for o in q.options if not o.exclusive), key=lambda o: _rank(worth((o,))))
        for ticks in (rising, rising[::-1]):
            yield from (tuple(ticks[: n + 1]) for n in range(len(ticks)))


def _rank(worth: object) -> Fraction:
    return Fraction(0) if isinstance(worth, str) or not isinstance(worth, int | Fraction) else Fraction(worth)


def answers(q: Question) -> list[Answer]:
    """The single answers of a question, "not sure" apart; of a long range of numbers, the two ends."""
    if q.numeric:
        return list(_numbers(q))
    if q.kind == "single":
        return [o.id for o in q.options]
    return [(o.id,) for o in q.options]


def _numbers(q: Question) -> Iterator[int | Decimal]:
    steps = int(q.max - q.min)
    if steps > MOST_VALUES or q.min != int(q.min):
        yield from (q.min, q.max)
    else:
        yield from range(int(q.min), int(q.min) + steps + 1)
