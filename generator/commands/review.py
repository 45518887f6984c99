"""counterpoise review: what a clinician reviews and signs, and what has changed since."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from generator.brand import Brand
from generator.commands.asked import UserError, ask_owner, ask_site, folder, owned
from generator.handouts import HandoutError
from generator.handouts.batch import written
from generator.handouts.desk import Desk
from generator.handouts.review import sheet
from generator.knowledge.base import Knowledge
from generator.knowledge.reviewed import content, state
from generator.model import PAGES, Entity
from generator.reading.problems import did_you_mean

HELP = "print what a clinician reviews and signs, or what was reviewed and has changed since"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("page", metavar="KIND/ID", nargs="?", default="", help="such as exercises/chin-tuck")
    parser.add_argument(
        "--output", type=Path, metavar="FILE.pdf", help="where the sheet goes; KIND-ID.pdf unless given"
    )
    ask_site(parser)
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Print the sheet of one page and the lines for its file, or tell how all of them stand."""
    knowledge, owner = owned(folder(options.knowledge), options.brand)
    if not options.page:
        print("\n".join(_standing(knowledge)))
        return 0
    kind, entity = _named(knowledge, options.page)
    output = options.output or Path(f"{kind}-{entity.id}.pdf")
    try:
        written(output, _sheet(knowledge, owner, options.site, kind, entity))
    except HandoutError as error:
        raise UserError(str(error)) from None
    document, _ = knowledge.origins[kind, entity.id]
    print(f"{output} written. Once it is signed, these lines go into {document.path}:\n\nreviewed:")
    print(f"  who: NAME\n  role: PROFESSION\n  date: YYYY-MM-DD\n  content: '{content(entity)}'")
    return 0


def _sheet(k: Knowledge, owner: Brand, site: str, kind: str, entity: Entity) -> bytes:
    return sheet(Desk(k, owner, owner.language, owner.paper, site), kind, entity)


def _named(k: Knowledge, page: str) -> tuple[str, Entity]:
    every = {f"{kind}/{name}": (kind, entity) for kind, name, entity in _every(k)}
    if page not in every:
        raise UserError(f"there is no page '{page}'; {did_you_mean(page, every) or 'write KIND/ID, as in its address'}")
    return every[page]


def _every(k: Knowledge) -> list[tuple[str, str, Entity]]:
    return [(kind, name, page) for kind in PAGES for name, page in k.kinds[kind].items() if isinstance(page, Entity)]


def _standing(k: Knowledge) -> list[str]:
    """A line for each page that was reviewed, those first that changed since; and how many were not, by kind."""
    changed, same, lacking = list[str](), list[str](), Counter[str]()
    for kind, name, page in _every(k):
        if r := page.reviewed:
            line = f"{kind}/{name}: reviewed by {r.who}, {r.role}, {r.date.isoformat()}"
            if state(page) == "changed":
                changed.append(f"{line}, and changed since")
            else:
                same.append(line)
        else:
            lacking[kind] += 1
    return [*changed, *same, *(f"{kind}: {n} not reviewed" for kind, n in lacking.items())]
