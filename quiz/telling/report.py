"""A told assessment -> lines of plain text, for terminals. Headings come from the catalogue ("report.*")."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

WIDTH = 88


def report(told: Mapping[str, Any], words: Mapping[str, str], room: Iterable[Mapping[str, Any]] = ()) -> str:
    """Write an assessment, whose messages have been told, as text of at most WIDTH columns.

    `room`: what more room would bring, from the same answers' "explain".
    """
    return "\n".join(_lines(told, words, list(room))) + "\n"


def _lines(told: Mapping[str, Any], words: Mapping[str, str], room: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from _wrap(told["headline"])
    yield "=" * min(WIDTH, len(told["headline"]))
    yield from _reasons(told["gate"], words)
    for paragraph in filter(None, [told["carer"], *told["intro"]]):
        yield ""
        yield from _wrap(paragraph)
    if told["places"]:
        yield from _heading(words["report.places"])
        for place in told["places"]:
            yield from _place(place, words)
    if told["gate"]["cautions"]:
        yield from _heading(words["report.cautions"])
        yield from _bullets(f"{c['title']}: {c['advice']}" for c in told["gate"]["cautions"])
    if told["scores"]:
        yield from _heading(words["report.scores"])
        for score in told["scores"]:
            yield from _wrap(": ".join([score["title"], *score["words"]]), "    ", "  - ")
            yield from _wrap(score["text"], "    ")
    for match in told["matches"]:
        if match["leads"]:
            alike = [m for m in told["matches"] if m["family"] == match["family"] and m is not match]
            yield from _match(match, alike, words)
    if told["routine"]:
        yield from _routine(told["routine"], words)
    if told["seen"]:
        yield from _heading(words["report.seen"])
        yield from _bullets(f"{m['title']}: {m['band_title']}" for m in told["seen"])
    if room:
        yield from _heading(words["report.room"])
        yield from _bullets(f"{r['title']}. {r['text']}" for r in room)
    if told["elsewhere"]:
        yield from _heading(words["report.elsewhere"])
        yield from _bullets(f"{x['title']} ({x['strength_title']}). {x['why']}" for x in told["elsewhere"])
    if told["habits"]:
        yield from _heading(words["report.habits"])
        yield from _bullets(habit["do"] for habit in told["habits"])
    if told["retest"]:
        yield ""
        yield from _wrap(" ".join(filter(None, [told["retest"]["text"], told["retest"]["date"]])))
    yield ""
    yield from _wrap(words["report.not-a-diagnosis"])


def _wrap(text: str, indent: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent)


def _heading(text: str) -> tuple[str, str, str]:
    return ("", text, "-" * len(text))


def _bullets(texts: Iterable[str], indent: str = "  ") -> Iterator[str]:
    for text in texts:
        yield from _wrap(text, indent + "  ", indent + "- ")


def _reasons(gate: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    """How soon to be seen, why, and what else to tell; nothing while the gate is open."""
    if gate["urgency"]:
        yield from _heading(gate["urgency"]["when"])
    for row in (*gate["flags"], *gate["first"]):
        yield from _wrap(f"{row['title']}.", "    ", "  ! ")
        yield from _wrap(row["act"] if "act" in row else row["advice"], "    ")
    if gate["unsure"]:
        yield from _wrap(f"{words['report.unsure']}:", "    ", "  ! ")
        yield from _bullets((u["title"] for u in gate["unsure"]), "    ")
        yield from _wrap(gate["ask"], "    ")
    if gate["also"]:
        yield from _heading(words["report.also"])
        yield from _bullets(x["title"] for x in gate["also"])


def _place(place: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    yield from _wrap(f"{place['title']}.", "    ", "  - ")
    pattern = place["pattern"]
    fits = [f"{pattern['title']}: {pattern['band_title']}"] if pattern else []
    helps = [f"{words['report.pathway']} {pathway['title']}" for pathway in place["pathways"]]
    for line in fits + helps if pattern and pattern["leads"] else helps + fits:
        yield from _wrap(line, "    ")
    if place["see"]:
        yield from _wrap(place["see"], "    ")


def _match(match: Mapping[str, Any], alike: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> Iterator[str]:
    """A pattern with its reasons, and those that overlap with it by name."""
    side = f" ({match['side_title']})" if match["side_title"] else ""
    yield from _heading(f"{match['title']}{side}: {match['band_title']}")
    yield from _wrap(match["plain"], "  ", "  ")
    for key in ("for", "against"):
        if match[key]:
            yield f"  {words[f'report.{key}']}"
            yield from _bullets((reason["text"] for reason in match[key]), "    ")
    told = [f"{m['title']}: {m['band_title']}" for m in alike]
    if told:
        yield f"  {words['report.overlaps']}"
        yield from _bullets(told, "    ")


def _routine(routine: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    about = f": {routine['days_title']}, {routine['minutes_title']}" if routine["cards"] else ""
    yield from _heading(words["report.routine"] + about)
    for number, card in enumerate(routine["cards"], start=1):
        yield from _wrap(f"{number}. {card['step_title']}: {card['title']}", "     ", "  ")
        yield from _wrap("; ".join(card["weeks"][0]["parts"]), "     ")
        yield from _wrap(card["why"], "     ")
        for note in [card["start_title"], *(c["advice"] for c in card["cautions"])]:
            if note:
                yield from _wrap(note, "     ")
    for line in (routine["growth"]["text"] if routine["cards"] else None, routine["time"]):
        if line:
            yield ""
            yield from _wrap(line, "  ")
    yield from _bullets(f"{e['title']}: {e['why']}" for e in routine["empty"])
    if routine["short"]:
        yield from _short(routine["short"])
    if routine["left_out"]:
        yield from _heading(words["report.left-out"])
        yield from _bullets(f"{x['title']}. {x['why']}" for x in routine["left_out"])


def _short(short: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield from _wrap(short["text"], "  ")
    yield from _bullets(short["because"])
    if short["lacking"]:
        yield from _wrap(short["lacking"], "  ")
