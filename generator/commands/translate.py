"""counterpoise translate: the files of a language, to fill in; what is missing in them, and what is outdated.

Every text stands with its English, in `local/knowledge/languages/CODE/` unless told; what is translated already stays.
What the shipped files of a language have is not asked again. Pages of `content/` are translated whole.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator import brand
from generator.brand import told
from generator.check import check_all
from generator.commands.asked import KNOWLEDGE, UserError, folder, local
from generator.knowledge.base import Knowledge
from generator.knowledge.languages.skeleton import Work, work
from generator.knowledge.languages.translated import ENGLISH, Original, originals, standing
from generator.knowledge.layers.merge import LOCAL
from generator.knowledge.overlay import Tongue, fingerprint
from generator.model import LANGUAGE_CODE, LANGUAGES, WRITTEN, Language
from generator.reading.problems import CheckFailed, errors

HELP = "write the files of a language to fill in, and tell what is missing and outdated"
_ABOUT = """\
title: {code} # what the language calls itself
direction: ltr # rtl where lines begin at the right
small: [] # small words that the search passes over
endings: [] # endings that tell forms of one word apart: the search takes off the longest
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("language", help="its code, such as es or pt-br")
    parser.add_argument("--dry-run", action="store_true", help="only tell, write nothing")
    parser.add_argument(
        "--knowledge", type=Path, default=Path(LOCAL), metavar="DIR", help=f"where to; {LOCAL} unless given"
    )


def run(options: argparse.Namespace) -> int:
    """Write the files, and print what is to do."""
    code = options.language
    if code == ENGLISH or not re.fullmatch(LANGUAGE_CODE, code):
        raise UserError(f"'{code}' is no language to translate into: write its code, such as es or pt-br")
    own = options.knowledge == Path(LOCAL)
    root = folder(KNOWLEDGE) if own else options.knowledge.resolve()
    into = (root.parent / LOCAL if own else root) / LANGUAGES / code
    k, problems = check_all(root)
    if errors(problems):
        raise CheckFailed(problems)
    tongue = k.languages.get(code, Tongue(Language(title=code), {}, {}))
    done = work(_texts(root, k), tongue, f"{LOCAL if own else root.name}/{LANGUAGES}/{code}")
    if not options.dry_run:
        _write(into, code, done, tongue)
    for line in _told(k, code, tongue, done):
        print(line)
    return 0


def _texts(root: Path, k: Knowledge) -> Iterator[Original]:
    """Of the knowledge, of each brand, and of the countries that brands name."""
    yield from originals(k)
    beside, seen = local(root), set[tuple[str, str]]()
    for name in ("", *brand.names(beside)):
        found, _ = brand.read(brand.find(beside, name), k.spoken)
        for text in told.originals(found, brand.countries()) if found else ():
            if (text.file, text.key) not in seen:
                seen.add((text.file, text.key))
                yield text


def _write(into: Path, code: str, done: Work, tongue: Tongue) -> None:
    """Write what differs; take out files whose original is gone."""
    into.mkdir(parents=True, exist_ok=True)
    about = into / "language.yml"
    wanted = {into / f"{name}.yml": text for name, text in done.files.items()}
    if tongue.about.title == code and not about.exists():
        wanted[about] = _ABOUT.format(code=code)
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in sorted(into.rglob("*.yml")):
        if path not in wanted and path != about:
            path.unlink()
            print(f"{path.relative_to(into)}: taken out, as nothing here is left to translate")


def _told(k: Knowledge, code: str, tongue: Tongue, done: Work) -> Iterator[str]:
    for top, states in sorted(done.states.items()):
        yield f"{top}: {_counted(states)}"
    for text in done.stale:
        yield f"outdated{', and about safety' if text.safety else ''}: {text.file}.yml {text.key}"
    for name in k.kinds[WRITTEN]:
        state = standing(k, code, name) if code in k.languages else "missing"
        if state != "fresh":
            mark = fingerprint(k.origins[WRITTEN, name][0].text)
            yield f'{WRITTEN}/{name}.md: {_STATES[state]}; of the page as it is now, write from: "{mark}"'
    total = sum(done.states.values(), Counter[str]())
    yield f"{code} ({tongue.about.title}): {_counted(total)}"


def _counted(states: Counter[str]) -> str:
    return f"{states.total()} texts, {states['missing']} missing, {states['stale']} outdated"


_STATES = {"missing": "missing", "stale": "outdated"}
