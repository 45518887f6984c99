"""A trainer's own exercises as a table tells them -> files of local/knowledge/exercises/, not screened."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.imports.rows import Own
from generator.knowledge.base import Knowledge
from generator.model import Dose, Equipment, Exercise, Muscle, code_of, is_id
from generator.reading.load import plain_value
from quiz.asking.bundle import Data
from quiz.routine.bounds import MOST_LOAD
from quiz.telling.amount import span
from quiz.telling.phrase import tell

DOSES = {"inhibit": "roll", "lengthen": "stretch"}
"""Step -> the dose of a card that says nothing of how much; of all others OWN."""
OWN = "own"
AMOUNTS = ("sets", "reps", "hold", "metres", "rest", "effort")
LEVELS = {"beginner": 1, "easy": 1, "intermediate": 2, "medium": 2, "advanced": 3, "expert": 3, "hard": 3}
MUSCLES = {
    "abductors": "gluteus-medius",
    "biceps": "biceps-brachii",
    "calves": "gastrocnemius",
    "chest": "pectoralis-major",
    "pecs": "pectoralis-major",
    "forearms": "forearm-muscles",
    "lats": "latissimus-dorsi",
    "lower back": "erector-spinae",
    "middle back": "rhomboids",
    "quads": "quadriceps",
    "shoulders": "deltoids",
    "traps": "upper-trapezius",
}
"""What collections call a muscle -> its id, where neither its title nor its aliases say so."""
EQUIPMENT = {"bands": "band", "foam roll": "roller", "foam roller": "roller", "pull up bar": "bar"}
NOTHING = ("body only", "bodyweight", "body weight", "none", "no equipment", "nothing")
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ(][^:#\"'\[\]{}|>&*!%@`\n\\]*[^\s:#\"'\[\]{}|>&*!%@`\n\\]")
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Card:
    """A card to write: its id, its file's text, and what is doubtful about it besides what its row tells."""

    id: str
    text: str
    row: int
    doubts: tuple[Data, ...]


def cards(k: Knowledge, found: Iterable[Own], as_shown: str) -> list[Card]:
    """The cards of all rows that have a name. An own card that is there already keeps its code.

    Ids follow from names: same table, same files. `as_shown` is said where a row does not tell how it is done.
    """
    maker = _Maker(k, as_shown)
    return [maker.card(own) for own in found if own.title]


class _Maker:
    def __init__(self, k: Knowledge, as_shown: str) -> None:
        self.k, self.as_shown = k, as_shown
        cards = k.all("exercises", Exercise)
        own = {name for name in cards if k.origins["exercises", name][0].path.startswith("local/")}
        self.shipped = cards.keys() - own
        self.codes = {name: e.code for name, e in cards.items()}
        self.taken = {*self.codes.values()}
        self.ids = {*self.shipped}
        muscles = {m.id: (m.title, m.id.replace("-", " "), *m.aliases) for m in k.all("muscles", Muscle).values()}
        self.muscles = {**MUSCLES, **_by_name(muscles)}
        kit = {
            e.id: (e.title, *e.title.split(","), e.id.replace("-", " ")) for e in k.all("equipment", Equipment).values()
        }
        self.equipment = {**EQUIPMENT, **_by_name(kit)}

    def card(self, own: Own) -> Card:
        doubts: list[Data] = []
        kept = list(own.kept)
        name = self._id(own.title)
        if (plain := _slug(own.title)) in self.shipped:
            doubts.append({"say": "own.doubt.shipped", "title": own.title, "id": plain, "new": name})
        worked = [(m, 3) for m in self._known("muscles", own, self.muscles, "muscle", doubts, kept)]
        worked += [(m, 1) for m in self._known("helpers", own, self.muscles, "muscle", doubts, kept)]
        shares = {m: max(share for other, share in worked if other == m) for m, _ in worked}
        base, change = self._dose(own)
        level = LEVELS.get(own.texts.get("level", "").casefold())
        position = own.texts.get("position", "").casefold().replace(" ", "-")
        said: dict[str, Any] = {
            "id": name,
            "title": own.title,
            "summary": own.texts.get("summary"),
            "aliases": own.lists.get("aliases"),
            "code": self._code(name),
            "screened": False,
            "step": own.step if own.step != "other" else None,
            "muscles": [{"muscle": m, "share": share} for m, share in shares.items()],
            "equipment": self._known("equipment", own, self.equipment, "equipment", doubts, kept),
            "position": position if f"page.position.{position}" in self.k.phrases["en"] else None,
            "sides": "each" if own.each_side else None,
            "level": level,
            "dose": base,
            "change": change,
            "why": own.texts.get("why"),
            "setup": own.lists.get("setup"),
            "movement": own.lists.get("movement") or (self.as_shown,),
            "cues": (*own.lists.get("cues", ()), *own.printed, *self._long(own)),
            "feel": own.texts.get("feel"),
            "mistakes": own.lists.get("mistakes"),
            "stop_if": own.lists.get("stop_if"),
        }
        for key, read in (("level", level), ("position", said["position"])):
            if own.texts.get(key) and read is None:
                doubts.append(_unknown(own.texts[key], key))
                kept.append((key, own.texts[key]))
        if "reserve" in own.amount:
            kept.append(("reserve", str(span(own.amount["reserve"]))))
        if "video" in own.texts:
            kept.append(("video", own.texts["video"]))
        bare = {word.casefold() for word in own.lists.get("equipment", ())}
        none = {"equipment"} if bare and bare <= set(NOTHING) else set()
        text = "".join(_written({k: v for k, v in said.items() if v not in (None, (), [], {}) or k in none}))
        notes = "".join(f"# {column or '-'}: {' / '.join(note.splitlines())}\n" for column, note in kept)
        return Card(
            name, text + (f"# Besides, as it stood in the table:\n{notes}" if notes else ""), own.row, tuple(doubts)
        )

    def _id(self, title: str) -> str:
        """An id that no card of this table has, and no shipped one."""
        plain = _slug(title)
        name = f"own-{plain}"[:60].rstrip("-") if plain in self.shipped else plain
        found, n = name, 1
        while found in self.ids:
            n += 1
            found = f"{name}-{n}"
        self.ids.add(found)
        return found

    def _code(self, name: str) -> str:
        """The code that the card has already, or one that no other card has."""
        code = self.codes.get(name) or code_of(name, self.taken)
        self.taken.add(code)
        return code

    def _long(self, own: Own) -> Iterator[str]:
        """A load that is too long for a dose is a cue, in the words that a dose's has."""
        if len(load := own.texts.get("load", "")) > MOST_LOAD:
            said = str(tell({"say": "dose.load", "load": load}, self.k.phrases["en"]))
            yield f"{said[:1].upper()}{said[1:]}"

    def _dose(self, own: Own) -> tuple[str, dict[str, Any]]:
        """The dose that it is based on, and what is different here."""
        doses = self.k.all("doses", Dose)
        amount: dict[str, Any] = {key: list(own.amount[key]) for key in AMOUNTS if key in own.amount}
        base = OWN if "reps" in amount or "metres" in amount else DOSES.get(own.step, OWN)
        base = base if base in doses else next(iter(doses))
        if ("hold" in amount or "metres" in amount) and "reps" not in amount:
            amount["reps"] = [1, 1]
        if 0 < len(load := own.texts.get("load", "")) <= MOST_LOAD:
            amount["load"] = load
        return base, amount

    def _known(
        self, key: str, own: Own, known: Mapping[str, str], what: str, doubts: list[Data], kept: list[tuple[str, str]]
    ) -> list[str]:
        """The ids of what a list names; what is not known is told and kept."""
        found: dict[str, None] = {}
        for word in own.lists.get(key, ()):
            if name := known.get(_slug(word)) or known.get(word.casefold()):
                found[name] = None
            elif word.casefold() not in NOTHING:
                doubts.append(_unknown(word, what))
                kept.append((key, word))
        return list(found)


def _unknown(text: str, what: str) -> Data:
    return {"say": "own.doubt.unknown", "text": text[:60], "what": {"say": f"own.what.{what}"}}


def _by_name(names: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Every way to write a name -> its id: as it is, and in the singular or the plural."""
    found: dict[str, str] = {}
    for name, written in names.items():
        for one in map(_slug, written):
            for way in (one, f"{one}s", one.removesuffix("s")):
                found.setdefault(way, name)
    return found


def _slug(title: str) -> str:
    """A title as an id; one without Latin letters or digits is called by its code."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    name = _OTHER.sub("-", plain).strip("-")[:56].strip("-")
    return name if is_id(name) and isinstance(plain_value(name), str) else f"own-{name or code_of(title)}"


def _written(card: Mapping[str, Any]) -> Iterator[str]:
    """A card as YAML: texts, numbers, and lists of them."""
    for key, value in card.items():
        if value and isinstance(value, list | tuple):
            yield f"{key}:\n" + "".join(f"  - {_scalar(row)}\n" for row in value)
        else:
            yield f"{key}: {_scalar(value)}\n"


def _scalar(value: Any, within: bool = False) -> str:
    """`within`: in braces, where a comma ends it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{k}: {_scalar(v, within=True)}' for k, v in value.items())}}}"
    if not isinstance(value, str):
        return json.dumps(value)
    plain = _PLAIN.fullmatch(value) and isinstance(plain_value(value), str) and not (within and "," in value)
    return value if plain else json.dumps(value, ensure_ascii=False)
