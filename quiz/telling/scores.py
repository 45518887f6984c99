"""The scores of a questionnaire's scales, as part of its assessment."""

from __future__ import annotations

from typing import Any

from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Bundle, Data
from quiz.judging.flow import Flow, asked
from quiz.scales.responses import Responses, misfits
from quiz.scales.score import on_responses
from quiz.telling.messages import say


def scores_told(bundle: Bundle, questionnaire: str, shown: Flow) -> list[Data]:
    """One entry a scale, in the order of the knowledge: value, ends, band and class with their words, or the reason.

    Hidden questions count nowhere. Raises BadAnswers for a number that is off its question's step.
    """
    scales = bundle.scales.get(questionnaire, ())
    if not scales:
        return []
    questions = asked(bundle, questionnaire)
    faults = misfits(questions, shown.answers)
    if faults:
        raise BadAnswers(sorted(faults, key=lambda c: str(c["question"])))
    hidden = frozenset(questions.keys() - shown.questions)
    found = on_responses(questions, scales)(Responses(shown.answers, hidden))
    return [_told(f"scales.{questionnaire}.{d['id']}", d, found[d["id"]]) for d in scales]


def _told(name: str, d: Data, found: dict[str, Any]) -> Data:
    value, ends = found["value"], d.get("span")
    if value is None:
        text = say(f"score.none.{found['reason']}")
    elif ends and ends[0] != ends[1]:
        text = say("score.between", value=value, low=ends[0], high=ends[1])
    else:
        text = say("score.alone", value=value)
    words = [found[key] for key in ("band", "class") if found.get(key)]
    return {
        "scale": d["id"],
        "title": say(f"{name}.title"),
        "value": value,
        "reason": found.get("reason"),
        "answered": found["answered"],
        "ends": ends,
        "text": text,
        "band": found.get("band"),
        "class": found.get("class"),
        "words": [say(f"{name}.{word}") for word in words],
    }
