"""What a translator fills in: a file for each original, every text with its English, and what is there already."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.knowledge.languages.translated import Original
from generator.knowledge.overlay import Overlay, Tongue
from generator.model import Review

_KEY = re.compile(r"[A-Za-z][\w.-]*")
_HEAD = """\
# {title}: {file}.yml. Write what `to` is to say between its quotes; CONTRIBUTING.md says how. Once a clinician has
# checked all of it: reviewed: {{who: NAME, role: ROLE, date: 2026-11-30}}
"""
_NOW = "    # The English is now as follows. Mend `to`, then put this in place of `en`.\n"


@dataclass
class Work:
    """`files` maps names, such as exercises/chin-tuck, to what is to stand there; `states` counts texts by folder."""

    files: dict[str, str] = field(default_factory=dict)
    states: dict[str, Counter[str]] = field(default_factory=dict)
    stale: list[Original] = field(default_factory=list)


def work(texts: Iterable[Original], tongue: Tongue, top: str) -> Work:
    """What stands in each file of a language below the folder `top`, as its documents are shown; what another layer
    has is not said again."""
    done = Work()
    rows: dict[str, list[str]] = {}
    for text in texts:
        overlay = tongue.of(text.file)
        state, to = overlay.find(text.key, text.english)
        done.states.setdefault(text.file.partition("/")[0], Counter())[state] += 1
        if state == "stale":
            done.stale.append(text)
        if state != "fresh" or _is_below(overlay, text, top):
            rows.setdefault(text.file, []).append(_row(text, overlay, state, to))
    for file, said in rows.items():
        head = _HEAD.format(title=tongue.about.title, file=file)
        done.files[file] = head + "".join(_reviewed(tongue.of(file).review)) + "texts:\n" + "".join(said)
    return done


def _is_below(overlay: Overlay, text: Original, top: str) -> bool:
    """Whether this layer has it, and not another."""
    keys = [text.key] if text.key in overlay.texts else [k for k, t in overlay.texts.items() if t.en == text.english]
    return any(overlay.origins[key].path.startswith(f"{top}/") for key in keys)


def _row(text: Original, overlay: Overlay, state: str, to: str) -> str:
    key = text.key if _KEY.fullmatch(text.key) else json.dumps(text.key, ensure_ascii=False)
    old = overlay.texts[text.key].en if state == "stale" else ""
    now = _NOW + "".join(f"    # {line}\n" for line in text.english.splitlines()) if old else ""
    return f"  {key}:\n{now}    en: {scalar(old or text.english)}\n    to: {scalar(to)}\n"


def scalar(text: str) -> str:
    """A text as YAML, six spaces in, which reads back as it was."""
    lines = text.split("\n")
    if len(lines) == 1 or text != text.strip() or any(line != line.rstrip() for line in lines):
        return json.dumps(text, ensure_ascii=False)
    return "|-\n" + "\n".join(f"      {line}" if line else "" for line in lines)


def _reviewed(review: Review | None) -> Iterator[str]:
    if review:
        data: Mapping[str, Any] = review.model_dump(mode="json", exclude_none=True)
        said = ", ".join(f"{key}: {value if key == 'date' else json.dumps(value)}" for key, value in data.items())
        yield f"reviewed: {{{said}}}\n"
