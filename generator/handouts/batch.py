"""Handouts for clients: one, or one for each row of a table."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.brand import Brand
from generator.brand.told import spoken
from generator.bundle.compile import bundle_of
from generator.handouts import given, routine
from generator.handouts.desk import Desk
from generator.handouts.press import PAPERS, HandoutError, Presses
from generator.handouts.table import LARGE, Row, Told, quiet, rows
from generator.knowledge.base import Knowledge
from generator.progress import track
from quiz.asking.bundle import Bundle
from quiz.plans.plan import Plan

_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""What Windows keeps for its devices, whatever ending follows."""


class Done(NamedTuple):
    """One row of a batch: its number, as the spreadsheet counts it (the heading is 1), and a file or what was wrong."""

    row: int
    client: str
    path: Path | None
    wrong: str = ""


class Bureau:
    """Makes handouts for clients; what they share is read once.

    `further` gives the brand that a plan's link names; where it gives none, and for other links, it is `brand`.
    With `site`, the published site's address, a sheet has the link to its plan and the QR code; with `large` its print
    is large, unless its own row says otherwise; `language` is that of sheets, "" for their brand's. `today` is the day
    of a sheet whose plan does not say when it was made.
    """

    def __init__(
        self,
        k: Knowledge,
        brand: Brand,
        *,
        further: Callable[[str], Brand | None] = lambda _name: None,
        site: str = "",
        fonts: Path | None = None,
        large: bool = False,
        today: date | None = None,
        language: str = "",
    ) -> None:
        self.presses = Presses(fonts)
        self._k, self._brand, self._further, self._site = k, brand, further, site
        self._large, self._today, self._language = large, today, language
        self._desks: dict[str | None, tuple[Desk, Bundle]] = {}

    def desk(self, name: str | None = None) -> tuple[Desk, Bundle]:
        """What a brand's sheets are laid out with, and what its plans are read against."""
        if name not in self._desks:
            named = self._further(name) if name else None
            brand = named or self._brand
            k, brand = spoken(self._k, brand, self._language or brand.language)
            desk = Desk(k, brand, language=brand.language)
            self._desks[name] = self.desk() if name and not named else (desk, bundle_of(desk.k, brand.language))
        return self._desks[name]

    def make(
        self,
        source: str | Plan,
        client: str = "",
        note: str = "",
        paper: str = "",
        answers: Mapping[str, Any] | None = None,
        large: str = "",
    ) -> bytes:
        """One client's PDF. `source` is a plan, or a link or file that holds one; `large` one of LARGE. Raises
        HandoutError."""
        plan, link = (source, None) if isinstance(source, Plan) else given.given_plan(source, self.desk()[1])
        if link and self._site and not link.startswith(f"{self._site.rstrip('/')}/"):
            where = link.partition("#")[0]
            mend = f"if that is yours, say --site {where.rstrip('/').removesuffix('/plan')}"
            raise HandoutError(
                f"it leads to another site, {where}; {mend}; to have no link on the sheet, leave --site out"
            )
        desk, bundle = self.desk(plan.brand)
        size = paper.strip().lower() or desk.brand.paper
        if size not in PAPERS:
            raise HandoutError(f"there is no paper '{paper}'; these are known: {', '.join(PAPERS)}")
        if (print_ := large.strip().lower()) not in LARGE:
            raise HandoutError(f"'{large}' does not say whether its print is large: yes or no")
        link = link or (given.link(self._site, plan, bundle) if self._site else None)
        view = routine.view(desk, bundle, plan, client, note, link, answers, self._today)
        larger = LARGE[print_] if print_ else self._large
        return self.presses.print("routine", {**view, "paper": PAPERS[size], "large": larger})

    def sheet(self, row: Row, paper: str = "") -> bytes | str:
        """The PDF of a table's row, or what is wrong with that row."""
        try:
            if row.wrong:
                raise HandoutError(row.wrong)
            cells = row.cells
            client, note, large = (cells.get(key, "") for key in ("client", "note", "large"))
            return self.make(cells["plan"], client, note, cells.get("paper") or paper, large=large)
        except HandoutError as error:
            return str(error)

    def batch(self, table: Path, folder: Path, paper: str = "", told: Told = quiet) -> Iterator[Done]:
        """A PDF in `folder` for each row of a table, as `batch` has it."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from batch(table, folder, partial(pool.map, partial(self.sheet, paper=paper)), told)


def batch(
    table: Path, folder: Path, sheets: Callable[[list[Row]], Iterable[bytes | str]], told: Told = quiet
) -> Iterator[Done]:
    """A PDF in `folder` for each row of a table. A row that cannot be used does not stop the others; a table that
    cannot be read raises HandoutError. Files named in the table are sought beside it.

    `sheets` gives each row's sheet, or what is wrong with it, in their order; `told` is as in generator.handouts.table.
    """
    found = rows(table, told)
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for row, made in track(zip(found, sheets(found), strict=True), "handouts", len(found)):
        client = row.cells.get("client", "")
        if isinstance(made, str):
            yield Done(row.number, client, None, made)
            continue
        path = folder / _file(row.cells.get("file") or client or f"row-{row.number}", taken)
        try:
            written(path, made)
        except HandoutError as error:
            yield Done(row.number, client, None, str(error))
        else:
            yield Done(row.number, client, path)


def written(path: Path, made: bytes) -> None:
    """Write a file whole, or leave what was there; its folder is made. Raises HandoutError, as for a full disk."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(made)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise HandoutError(f"{path} could not be written: {error.strerror}") from None


def client(
    plan: str | Plan, knowledge: Knowledge, brand: Brand, client: str = "", note: str = "", paper: str = "", **how: Any
) -> bytes:
    """One client's handout; for many, keep a Bureau."""
    return Bureau(knowledge, brand, **how).make(plan, client, note, paper)


def _file(wanted: str, taken: set[str]) -> str:
    """A file name that every system takes, and that no row before this one took."""
    letters = unicodedata.normalize("NFC", re.sub(r"\.pdf$", "", wanted, flags=re.IGNORECASE))
    name = re.sub(r"[^\w-]+", "-", letters).strip("-_")[:60].strip("-") or "client"
    name = f"client-{name}" if _RESERVED.fullmatch(name) else name
    found, n = name, 1
    while found.casefold() in taken:
        n += 1
        found = f"{name}-{n}"
    taken.add(found.casefold())
    return f"{found}.pdf"
