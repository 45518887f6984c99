"""pydantic's findings -> our words: where the fault is, what is wrong, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model import LANGUAGE_CODE, Model
from generator.reading.document import Document, Path_
from generator.reading.pasted import BULLETS
from generator.reading.problems import Problem, did_you_mean
from generator.reading.syntax import bulleted

FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by hyphens, such as band-row",
    r"^[a-z0-9]+(-[a-z0-9]+)*(\.(left|right))?$": "a finding's id, with .left or .right where it has a side",
    r"^(causes|symptoms|tests)/[a-z0-9-]+$": "a cause, symptom or self-test, such as causes/footwear",
    r"^(causes|symptoms|muscles|syndromes)/[a-z0-9-]+$": "a cause, symptom, muscle or pattern, such as causes/footwear",
    r"^[0-9a-f]{12}$": "the content that `counterpoise review` names, in quotes: twelve digits or letters a to f",
    r"^[A-Z]+-[0-9]{2}$": "a row of the founding documents, such as CAUSE-03",
    r"^[a-z0-9]{3}$": "three lower-case letters or digits, such as b7k",
    r"^[a-z-]+(/[a-z-]+)*/$": "a page's address, such as safety/",
    r"^10\.[0-9]{4,9}/\S+$": "a DOI without its web address, such as 10.1000/abc123",
    r"^https?://\S+$": "a web address that begins with https://",
    r"^https://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$": "a whole web address, such as https://you.example/book",
    r"^([\w -]+/)*[\w-][\w. -]*\.(?i:svg|png)$": "the name of an .svg or .png file beside this one, such as logo.svg",
    r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?$": "a site's address without a path, such as https://you.example",
    r"^\+?[0-9(][0-9 ()./-]{3,30}$": "a phone number in digits, such as +44 20 7946 0000",
    f"^{LANGUAGE_CODE}$": "a language's code, such as en",
    r"^\w[\w .'-]{1,60}$": "serif, sans, or a font's name, such as Gill Sans",
    r"^#[0-9a-fA-F]{6}$": 'a colour in quotes, as # and six digits or letters a to f, such as "#1c5d54"',
    r"^(https://\S+|[^\s@]+@[^\s@]+)$": "an e-mail address, or a web address that begins with https://",
}
"""What each pattern of the models asks for. A test keeps it complete."""
EVERYDAY = {
    "inhibit": ("ease", "release", "roll"),
    "lengthen": ("stretch",),
    "activate": ("strengthen", "strength"),
    "integrate": ("combine",),
    "each": ("left", "right", "one"),
    "supine": ("lying",),
    "gb": ("uk", "england"),
    "us": ("usa",),
}
"""A choice -> what people write for it, where no spelling leads from one to the other."""
_CLOCK = re.compile(r"([0-9]+):([0-9]{2})")
_COUNTED = re.compile(r"([0-9]{1,3}) ?[x×*] ?([0-9]{1,3})(?: ?[-–] ?([0-9]{1,3}))?")
_SPAN = re.compile(r"([0-9]+) ?(?:-|–|to) ?([0-9]+)")


def problems(d: Document, model: type[Model], data: Any, start: Path_, error: ValidationError) -> Iterator[Problem]:
    """Tell each fault of `data`, which stands at `start` in the document, once."""
    return iter(dict.fromkeys(_told(d, model, data, start, error.errors(include_url=False))))


def misspelt(d: Document, model: type[Model], data: dict[str, Any], start: Path_) -> dict[str, tuple[str, Problem]]:
    """The keys that are other ones in capitals, or with spaces: which, and what is said of it. All else that follows
    from them is not told."""
    known, found = _keys(model), dict[str, tuple[str, Problem]]()
    for key in data.keys() - set(known):
        name = "_".join(key.casefold().split())
        if name in known and name not in data:
            message, at = f"unknown key '{key}'", d.at_key((*start, key))
            found[key] = name, d.problem(at, "unknown-key", message, f"did you mean '{name}'?")
    return found


def _told(d: Document, model: type[Model], data: Any, start: Path_, faults: list[ErrorDetails]) -> Iterator[Problem]:
    for fault in faults:
        inside = any(
            len(f["loc"]) > len(fault["loc"]) and f["loc"][: len(fault["loc"])] == fault["loc"] for f in faults
        )
        if fault["type"] != "too_short" or not inside:  # a list with faulty rows counts as shorter
            yield _problem(d, model, data, start, fault)


def _problem(d: Document, model: type[Model], data: Any, start: Path_, fault: ErrorDetails) -> Problem:
    kind = fault["type"]
    path, owner = _locate(model, data, fault)
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _keys(owner)
        if key.isdigit() and fault["input"] is None:
            message = "a comma begins something new here"
            hint = f"a decimal number has a point, such as 2.{key}; a range is in brackets, such as [2, {key}]"
            return d.problem(d.at_key((*start, *path)), "bad-value", message, hint)
        hint = did_you_mean(key, known) or f"known keys: {', '.join(known)}"
        return d.problem(d.at_key((*start, *path)), "unknown-key", f"unknown key '{key}'", hint)
    if kind == "missing" and isinstance(fault["loc"][-1], int):
        message = f"{_place(path)}: {len(fault['input'])} given; {len(_ends(_hint(owner, key)))} wanted"
        return d.problem(d.at((*start, *path)), "bad-value", message, "write all of them in brackets")
    if kind == "missing":
        doc = owner.model_fields[key].description if key in owner.model_fields else None
        return d.problem(d.at((*start, *path[:-1])), "missing-key", f"'{key}' is missing", _first_line(doc))
    wrong_type = kind.endswith(("_type", "_parsing", "_instance")) or kind == "int_from_float"
    message, hint = _words(fault, _hint(owner, key))
    if kind == "literal_error" and fault["input"] is not None:
        hint = hint or _first_line(owner.model_fields[key].description if key in owner.model_fields else None)
    if fault["input"] is None and not hint:
        hint = f"write {_form(owner, key)}" + ("" if _required(owner, key) else ", or remove the key")
    where = f"{_place(path)}: " if path else ""
    return d.problem(d.at((*start, *path)), "wrong-type" if wrong_type else "bad-value", f"{where}{message}", hint)


def _place(path: Path_) -> str:
    """The last key of a path, and which entry of its list: "hold, entry 2"."""
    keys = [str(part) for part in path if isinstance(part, str)]
    entry = f"entry {path[-1] + 1}" if isinstance(path[-1], int) else ""
    return ", ".join(filter(None, [keys[-1] if keys else "", entry]))


def _locate(model: type[Model], data: Any, fault: ErrorDetails) -> tuple[Path_, type[BaseModel]]:
    """The fault's path in the data (without pydantic's own tags), and the model that owns its last key."""
    path: list[str | int] = []
    owner: type[BaseModel] = model
    here = data
    for i, part in enumerate(fault["loc"]):
        last = i == len(fault["loc"]) - 1
        if isinstance(here, dict) and (part in here or (last and fault["type"] == "missing")):
            if path:
                owner = _inner(owner, path[-1]) or owner
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path_owner = _inner(owner, path[-1]) if path and isinstance(path[-1], str) else None
            owner = path_owner or owner
            path.append(part)
            here = here[part]
    return tuple(path), owner


def _keys(model: type[BaseModel]) -> list[str]:
    return [f.alias or name for name, f in model.model_fields.items()]


def _hint(owner: type[BaseModel], key: str | int) -> Any:
    """The type that the field `key` of `owner` is declared with; None when there is no such field."""
    fields = {f.alias or name: f for name, f in owner.model_fields.items()}
    return fields[str(key)].annotation if str(key) in fields else None


def _form(owner: type[BaseModel], key: str | int) -> str:
    """What the field `key` of `owner` wants, if it has a form of its own."""
    field = next((f for name, f in owner.model_fields.items() if (f.alias or name) == str(key)), None)
    patterns = (getattr(m, "pattern", None) for m in (field.metadata if field else ()))
    return next((FORMS[str(p)] for p in patterns if str(p) in FORMS), "it after the colon")


def _required(owner: type[BaseModel], key: str | int) -> bool:
    return any(f.is_required() for name, f in owner.model_fields.items() if (f.alias or name) == str(key))


def _inner(owner: type[BaseModel], key: str | int) -> type[BaseModel] | None:
    """The model that the field `key` of `owner` holds, if it holds one."""
    return _model_in(_hint(owner, key))


def _model_in(hint: Any) -> type[BaseModel] | None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next(filter(None, map(_model_in, get_args(hint))), None)


def _ends(hint: Any) -> tuple[Any, ...]:
    """The types of the entries of a field that holds a fixed number of them, such as [low, high]."""
    if get_origin(hint) is tuple:
        return () if Ellipsis in get_args(hint) else get_args(hint)
    return next(filter(None, map(_ends, get_args(hint))), ())


def _words(fault: ErrorDetails, declared: Any) -> tuple[str, str]:
    """What is wrong and how to mend it. `declared` is the field's type."""
    kind, value, ctx = fault["type"], fault["input"], fault.get("ctx", {})
    shown = show(value)
    if kind in ("tuple_type", "list_type") and len(_ends(declared)) == 2:
        return f"a range is wanted, not {shown}", _as_number(value) or "write [low, high], or one whole number"
    if kind == "tuple_type" and isinstance(value, str) and value.startswith(tuple(BULLETS)):
        return bulleted(value[0])
    if kind in _WANTED:
        wanted, hint = _WANTED[kind]
        if value is None:
            return f"{wanted} is wanted, and nothing stands here", ""
        if kind.startswith("int_"):
            hint = _as_number(value) or hint
        elif kind == "tuple_type" and isinstance(value, str):
            hint = f"write it in brackets: [{value}]"
        elif kind == "string_type" and isinstance(value, list | dict):
            hint = "write one text, in quotes if it has a colon or a bracket"
        elif kind in ("model_type", "model_attributes_type") and (inner := _model_in(declared)):
            hint = (
                f"its keys are: {', '.join(_keys(inner))}; each begins a line of its own below, two spaces further in"
            )
        return f"{wanted} is wanted, not {shown}", hint
    if kind == "literal_error" and ctx.get("expected") in ("True", "False"):
        return f"true or false is wanted, not {shown}", _WANTED["bool_type"][1]
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(ctx.get("expected", "")))
        missing = "nothing stands here; write one of" if value is None else f"{shown} is not one of"
        return f"{missing}: {', '.join(known)}", meant(str(value), known) if value is not None else ""
    if kind == "string_pattern_mismatch":
        pattern = str(ctx.get("pattern"))
        if counted := as_dose(value):
            return f"{shown} is an amount, and the name of one is wanted", counted
        wanted = FORMS.get(pattern, f"what matches {pattern}")
        return f"{shown} does not have the right form", f"write {_secure(str(value), wanted)}"
    if kind == "too_short":
        return f"{ctx['actual_length']} given; at least {ctx['min_length']} wanted", ""
    if kind == "string_too_long" or (kind == "too_long" and isinstance(value, str)):
        return f"it has {len(value)} characters; the most is {ctx['max_length']}", "shorten it"
    if kind == "too_long":
        hint = "write [low, high], or one whole number" if len(_ends(declared)) == 2 else ""
        return f"{len(value)} given; at most {ctx['max_length']} wanted", hint
    if kind == "string_too_short":
        return "it is empty", "write a text, or remove the key"
    if kind in ("greater_than_equal", "less_than_equal"):
        edge = f"at least {ctx['ge']}" if "ge" in ctx else f"at most {ctx['le']}"
        return f"{shown} is out of range; {edge} is wanted", ""
    if kind.startswith("date"):
        return f"a date is wanted, not {shown}", "write it like 2026-11-21"
    if kind == "unseen":
        return unseen(ctx["code"])
    if kind == "value_error":
        return str(ctx["error"]), ""
    return f"{fault['msg'][0].lower()}{fault['msg'][1:]}, not {shown}", ""


def _secure(value: str, wanted: str) -> str:
    """What to write for a web address that is none, or not encrypted; else what is wanted."""
    if "https://" not in wanted or re.search(r"[\s@]", value):
        return wanted
    bare = re.sub(r"^https?:/*", "", value, flags=re.IGNORECASE)
    return f"https://{bare}: {wanted}" if re.fullmatch(r"[^\s/.]+(\.[^\s/.]+)+(/\S*)?", bare) else wanted


def unseen(code: str) -> tuple[str, str]:
    """What is wrong with a text that has such a character, and how to mend it."""
    return f"an invisible character stands in it ({code})", "take it out, or type the text anew instead of pasting it"


def meant(value: str, known: list[str]) -> str:
    """A hint naming the choice that was meant, or nothing."""
    everyday = next((choice for choice in known if value.lower() in EVERYDAY.get(choice, ())), None)
    return f"did you mean '{everyday}'?" if everyday else did_you_mean(value, known)


def as_dose(value: Any) -> str:
    """How a card says so many sets of so many repetitions, where that is what stands for the name of a dose."""
    counted = _COUNTED.fullmatch(value) if isinstance(value, str) else None
    if counted is None:
        return ""
    sets, reps = int(counted[1]), int(counted[2])
    more = int(counted[3] or reps)
    return f"write two lines: dose: own / change: {{sets: [{sets}, {sets}], reps: [{reps}, {more}]}}"


_WANTED = {
    "bool_type": ("true or false", "write true or false, without quotes"),
    "bool_parsing": ("true or false", "write true or false, without quotes"),
    "int_type": ("a whole number", "write digits only"),
    "int_parsing": ("a whole number", "write digits only"),
    "int_from_float": ("a whole number", "leave out the fraction"),
    "string_type": ("a text", "put it in quotes"),
    "tuple_type": ("a list", "begin each row with '- '"),
    "dict_type": ("a block of keys and values", "write 'key: value' lines, indented"),
    "model_type": ("a block of keys and values", "write 'key: value' lines, indented"),
    "model_attributes_type": ("a block of keys and values", "write 'key: value' lines, indented"),
}
"""pydantic's type errors -> what is wanted, and how to write it."""


def _as_number(value: Any) -> str:
    """How to write what someone meant as a number: 1:30, 30-60, "10", 010, 7.5."""
    if isinstance(value, float):
        return "leave out the fraction"
    if not isinstance(value, str):
        return ""
    if clock := _CLOCK.fullmatch(value):
        return f"write the time in seconds: {int(clock[1]) * 60 + int(clock[2])}"
    if span := _SPAN.fullmatch(value):
        return f"write [{int(span[1])}, {int(span[2])}]"
    if re.fullmatch(r"[0-9]+,[0-9]+", value):
        return "a comma is no decimal point here, and this wants a whole number"
    return f"write {int(value)}, without quotes or zeros in front" if re.fullmatch(r"[0-9]{1,9}", value) else ""


def show(value: Any) -> str:
    """A value as it is named in a message."""
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value[:60]}'" if isinstance(value, str) else str(value)


def _first_line(text: str | None) -> str:
    return text.strip().splitlines()[0] if text else ""
