"""Points by hand: for each pattern, which answer gives how many points of how many, as quiz.judging.matching counts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from generator.handouts.desk import Desk, View
from generator.model import Finding, Indicator, Region, Syndrome
from generator.model import Question as QuestionModel
from quiz.asking.bundle import SIDES, Bundle, Measure, Question
from quiz.judging.findings import strength


def tables(desk: Desk, bundle: Bundle, asked: Iterable[QuestionModel], numbers: dict[str, int]) -> View:
    """The scoring tables of these questions. Points are whole hundredths in `left` and `right`, words in `lines`."""
    scoring = desk.k.scoring
    assert scoring is not None
    questions = [bundle.questions[q.id] for q in asked]
    every = [_pattern(desk, bundle, s, questions, numbers) for s in desk.k.all("syndromes", Syndrome).values()]
    patterns = [p for p in every if len(p["groups"]) > 1]
    tested = any(desk.k.questions()[q.id][0].test for q in questions)
    bands = [b for b in scoring.bands if tested or b is not scoring.bands[-1]]
    return {
        "patterns": patterns,
        "bands": [{"at_least": b.at_least, "title": desk.t(f"band.{b.id}")} for b in bands],
        "coverage": scoring.coverage,
    }


def _pattern(desk: Desk, bundle: Bundle, s: Syndrome, questions: list[Question], numbers: dict[str, int]) -> View:
    groups: dict[str, list[View]] = {}
    for i in s.indicators:
        rows = [row for q in questions if (row := _row(desk, bundle, s, i, q, numbers[q.id]))]
        if rows:
            shared = i.group and i.weight > 0  # what speaks against a pattern counts each for itself
            groups.setdefault(f"group:{i.group}" if shared else i.finding, []).extend(rows)
    of = sum(max(row["of"] for row in rows) for rows in groups.values())
    assert desk.k.scoring is not None
    return {
        "id": s.id,
        "title": s.title,
        "sided": s.sided,
        "groups": list(groups.values()),
        "of": of,
        "from": [points_shown(-(-b.at_least * of // 1)) for b in desk.k.scoring.bands],
    }


def _row(desk: Desk, bundle: Bundle, s: Syndrome, i: Indicator, q: Question, number: int) -> View | None:
    """What one question gives for one indicator; None: nothing."""
    finding = desk.k.all("findings", Finding)[i.finding]
    points = [p for p in _points(desk, bundle, i, q, finding.sided) if p["left"] or p["right"]]
    if not points:
        return None
    if not s.sided:
        points = [{**p, **dict.fromkeys(SIDES, _most(p))} for p in points]
    return {
        "question": q.id,
        "number": number,
        "finding": i.finding,
        "kind": finding.kind,
        "word": desk.t(f"handout.paper.kind.{finding.kind}"),
        "of": max(i.weight, 0),
        "points": points,
        "unit": _unit(desk, q, i) if q.measures else None,
        "lines": _lines(desk, q, points),
    }


def _points(desk: Desk, bundle: Bundle, i: Indicator, q: Question, sided: bool) -> list[View]:
    if q.kind == "regions":
        regions = desk.k.all("regions", Region)
        here = [regions[r] for r, finding in bundle.region_findings.items() if finding == i.finding]
        full = 100 * i.weight
        return [
            {
                "option": f"{r.id}:{side}" if r.sided else r.id,
                "label": r.title,
                **_sides(side if r.sided and sided else None, full),
            }
            for r in here
            for side in (SIDES if r.sided else (None,))
        ]
    if q.measures:
        return [p for m in q.measures if m.finding == i.finding for p in _measured(desk, i, q, m)]
    labels = {o.id: o.label for o in desk.k.questions()[q.id][0].options}
    found: dict[str, View] = {}
    for o in q.options:
        for finding, side, percent in o.findings:
            if finding == i.finding:
                row = found.setdefault(o.id, {"option": o.id, "label": labels[o.id], "left": 0, "right": 0})
                row |= {k: max(row[k], v, key=abs) for k, v in _sides(side, i.weight * percent).items()}
    return list(found.values())


def _sides(side: str | None, points: int) -> dict[str, int]:
    return {s: points if side in (None, s) else 0 for s in SIDES}


def _measured(desk: Desk, i: Indicator, q: Question, m: Measure) -> list[View]:
    """A number's points, step by step from nothing to all."""
    step = Fraction(str(desk.k.questions()[q.id][0].step or 1))
    low, high = sorted((Fraction(m.none_at), Fraction(m.full_at)))
    values = [low + n * step for n in range(int((high - low) / step) + 1)]
    found = []
    for value in values:
        found.append(
            {"option": str(value), "label": f"{float(value):g}", **_sides(None, i.weight * strength(m, value))}
        )
    return found


def _unit(desk: Desk, q: Question, i: Indicator) -> str:
    m = next(m for m in q.measures if m.finding == i.finding)
    way = "handout.paper.at-least" if m.none_at < m.full_at else "handout.paper.at-most"
    return desk.t(way, unit=desk.k.questions()[q.id][0].unit or "")


def _lines(desk: Desk, q: Question, points: list[View]) -> list[View]:
    """The answers and their points in words; answers with the same points in one line, left and right told once."""
    if q.kind == "regions":
        return [{"answer": points[0]["label"], "points": points_shown(_most(points[0]))}]
    if len({_most(p) for p in points}) == 1 and any(p["left"] != p["right"] for p in points):
        return [{"answer": desk.t("handout.paper.ticked-side"), "points": points_shown(_most(points[0]))}]
    found: dict[int, list[str]] = {}
    for p in points:
        found.setdefault(_most(p), []).append(p["label"])
    return [{"answer": " · ".join(labels), "points": points_shown(most)} for most, labels in found.items()]


def _most(p: View) -> int:
    most: int = max(p["left"], p["right"], key=abs)
    return most


def points_shown(hundredths: int) -> str:
    """Hundredths as people write points: 2, 0.5, 0.66."""
    return f"{hundredths / 100:g}".replace("-", "−")
