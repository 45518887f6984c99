"""A brand file -> Brand, checked: its colours can be read, its logo is safe, its texts fit, its numbers are there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from generator.brand import logo
from generator.brand.colours import CONTRAST, contrast, nearest
from generator.brand.fields import Brand, Country, Emergency, Scheme
from generator.brand.units import worded
from generator.reading.document import Document
from generator.reading.load import load_file
from generator.reading.problems import CheckFailed, Problem, did_you_mean
from generator.rules import wording
from quiz.plans.link import is_brand
from quiz.plans.plan import MOST_BRAND

__all__ = ["MARK", "RULES", "SURFACES", "Brand", "check", "countries", "find", "names", "read", "worded"]

RULES = {
    "brand-missing": "`local/brand.yml` is there, and `BRAND=NAME` names one of `local/brands/`.",
    "brand-name": "A further brand's file is named in lower-case letters, digits and hyphens: links name it.",
    "country-unused": "A brand's country is not written beside numbers that take its place.",
    "low-contrast": "Text in the brand's colours can be read.",
    "logo-missing": "A logo is a file beside its brand.",
    "logo-form": "It is SVG in UTF-8, or PNG, whole, of a size and shape that fit, and draws each part only so often.",
    "logo-unsafe": "Nothing in it runs, leads out of the file, or needs a font.",
    "no-numbers": "A brand has emergency and crisis numbers: its country's, or its own.",
}
"""Besides those of shape, which its keys and values are held to as well."""
SURFACES: dict[Scheme, str] = {"light": "#f1ece2", "dark": "#28312f"}
"""Of the surfaces that text stands on, the one that makes reading hardest; see tokens.css."""
HERE = Path(__file__).parent
MARK = HERE / "mark.svg"
"""What stands where a brand has no logo; drawn in `currentColor`."""


def find(local: Path, name: str = "") -> Path:
    """The brand file in a fork's `local` folder: its own, or the further brand called `name`.

    Raises CheckFailed for what cannot be a brand's name, such as one with a slash.
    """
    if name and not is_brand(name):
        raise CheckFailed([_misnamed(local, name)])
    return local / "brands" / f"{name}.yml" if name else local / "brand.yml"


def names(local: Path) -> list[str]:
    """The further brands, by name."""
    return sorted(p.stem for p in (local / "brands").glob("*.yml"))


def read(path: Path, languages: Collection[str] = ("en",)) -> tuple[Brand | None, list[Problem]]:
    """Read and check a brand. With an error there is no Brand. `languages` are those that have a catalogue."""
    further = path.parent.name == "brands"
    local = path.parent.parent if further else path.parent
    where = f"{local.name}/{path.relative_to(local).as_posix()}"
    if not path.is_file():
        return None, [_missing(local, where, path.stem if further else "")]
    if further and not is_brand(path.stem):
        return None, [_misnamed(local, path.stem)]
    documents, problems = load_file(path, where)
    if not documents:
        return None, problems
    (document,) = documents
    try:
        brand = Brand.model_validate(document.data)
    except ValidationError as error:
        return None, sorted(wording.problems(document, Brand, document.data, (), error))
    brand = _with_numbers(brand)
    brand._reference = path.stem if further else None
    problems = [
        *_contrasts(document, brand),
        *_numbers(document, brand),
        *_logos(document, brand, path.parent),
        *_language(document, brand, languages),
    ]
    return (None if problems else brand), sorted(problems)


def check(local: Path, languages: Collection[str]) -> list[Problem]:
    """What is wrong with the brands that are there: a fork's own, and its further ones."""
    further = sorted((local / "brands").glob("*.yml"))
    own = [find(local)] if find(local).exists() or (local.is_dir() and not further) else []
    unread = sorted(problem for folder in (local, local / "brands") for problem in _unread(local, folder))
    return unread or sorted(problem for path in (*own, *further) for problem in read(path, languages)[1])


def _unread(local: Path, folder: Path) -> Iterator[Problem]:
    """What was meant as a brand, and would be passed over: another ending, such as .YML, or a folder; or all of it."""
    if folder.is_dir() and not os.access(folder, os.R_OK):
        where = local.name if folder == local else f"{local.name}/{folder.name}"
        yield Problem(where, 1, 1, "not-readable", "the folder cannot be read", "check its permissions")
    meant = (p for p in folder.glob("*") if p.suffix.lower() in (".yml", ".yaml"))
    for path in (p for p in meant if folder != local or p.stem.lower() == "brand"):
        if path.suffix == ".yml" and (folder != local or path.stem == "brand") and not path.is_dir():
            continue
        where = f"{local.name}/{path.relative_to(local).as_posix()}"
        hint = f"a brand is a file whose name ends in .yml, such as {path.stem.lower()}.yml"
        yield Problem(where, 1, 1, "brand-missing", "this is not read as a brand", hint)


def _misnamed(local: Path, name: str) -> Problem:
    message = f"'{name}' cannot be a brand's name: links and commands call it so"
    hint = f"name the file in lower-case letters, digits and hyphens, {MOST_BRAND} at most, such as my-studio.yml"
    return Problem(f"{local.name}/brands/{name}.yml", 1, 1, "brand-name", message, hint)


def _missing(local: Path, where: str, name: str) -> Problem:
    if not name:
        hint = "restore it: it names the site, its colours and its contact"
        return Problem(where, 1, 1, "brand-missing", "this file is missing", hint)
    there = names(local)
    known = f"there are: {', '.join(there)}" if there else "there is none yet"
    return Problem(where, 1, 1, "brand-missing", f"there is no brand '{name}'; {known}")


@cache
def countries() -> dict[str, Country]:
    """The shipped emergency and crisis numbers, by country."""
    ((document,), _) = load_file(HERE / "countries.yml")
    rows = [Country.model_validate(row) for row in document.data]
    return {row.id: row for row in rows}


def _with_numbers(brand: Brand) -> Brand:
    """The brand with its country's numbers, where it has none of its own."""
    if brand.country is None:
        return brand
    row = countries()[brand.country]
    emergency = brand.emergency or (Emergency(where=row.title, number=row.number),)
    return brand.model_copy(update={"emergency": emergency, "crisis": brand.crisis or row.crisis})


def _numbers(d: Document, brand: Brand) -> Iterator[Problem]:
    if brand.country is not None and {"emergency", "crisis"} <= d.data.keys():  # _with_numbers has filled the brand
        message = f"country: '{brand.country}' changes nothing, since emergency and crisis stand here too"
        hint = f"delete emergency and crisis for the numbers of {countries()[brand.country].title}, or delete country"
        yield d.problem(d.at(("country",)), "country-unused", message, hint)
    lacking = " and ".join(name for name in ("emergency", "crisis") if not getattr(brand, name))
    if lacking:
        hint = f"write your country, such as country: gb ({', '.join(countries())}), or the numbers themselves"
        yield d.problem((1, 1), "no-numbers", f"whom to call is missing: {lacking}", hint)
    for i, (where, text) in enumerate(brand.emergency_calls() if "emergency" in d.data else ()):
        left = [said.strip() for said, link in text if not link and any(map(str.isdigit, said))]
        if not any(link for _, link in text):
            message, hint = f"'{where}' has no number that can be dialled", "write it in digits, such as 112"
            yield d.problem(d.at(("emergency", i, "number")), "no-numbers", message, hint)
        elif left:
            message, hint = f"'{left[0]}' of '{where}' cannot be dialled", "give each number a row of its own"
            yield d.problem(d.at(("emergency", i, "number")), "no-numbers", message, hint)
    if "crisis" in d.data and not any(link for _, link in brand.crisis_call()) and brand.crisis:
        message = "crisis: names neither a number nor a site"
        hint = "write whom to call, in digits, or findahelpline.com, which lists the numbers of most countries"
        yield d.problem(d.at(("crisis",)), "no-numbers", message, hint)


def _contrasts(d: Document, brand: Brand) -> Iterator[Problem]:
    for scheme, surface in SURFACES.items():
        for name in ("primary", "accent"):
            colour = getattr(getattr(brand.colours, scheme), name)
            ratio = contrast(colour, surface)
            if ratio < CONTRAST:
                message = f"{name}: text in {colour} is hard to read on {scheme} pages: its contrast is {ratio:.1f}"
                hint = f'at least {CONTRAST} is needed; the nearest colour that has it: "{nearest(colour, surface)}"'
                yield d.problem(d.at(("colours", scheme, name)), "low-contrast", message, hint)


def _logos(d: Document, brand: Brand, folder: Path) -> Iterator[Problem]:
    """Read the logo's files into the brand; tell what is wrong with them, at its place in the file."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        name = getattr(brand.logo, scheme) if brand.logo else None
        if name is None:
            continue
        path, at = folder / name, d.at(("logo", scheme))
        if not path.is_file() or not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            near = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.suffix.lower() in (".svg", ".png")]
            hint = did_you_mean(name, near) or f"put it into {d.path.rpartition('/')[0]}/, beside this file"
            yield d.problem(at, "logo-missing", f"{scheme}: there is no file {name}", hint)
            continue
        data = path.read_bytes()
        brand._files[scheme] = data
        shown = f"{d.path.rpartition('/')[0]}/{name}"
        if (kind := logo.kind(data)) and not name.lower().endswith(kind):
            hint = f"call it {name.rpartition('.')[0]}.{kind}, here and in {d.path}"
            hint = hint if kind in ("svg", "png") else "export it as SVG or PNG; another name alone changes nothing"
            yield Problem(shown, 1, 1, "logo-form", f"this is {kind.upper()}, whatever its name says", hint)
            continue
        for fault in logo.faults(data):
            yield Problem(shown, fault.line, fault.column, fault.rule, fault.message, fault.hint)


def _language(d: Document, brand: Brand, languages: Collection[str]) -> Iterator[Problem]:
    known = ", ".join(sorted(languages))
    further = [(code, ("languages", i)) for i, code in enumerate(brand.languages)]
    for code, path in [(brand.language, ("language",)), *further]:
        if code not in languages:
            message = f"{path[0]}: there are no sentences in '{code}'; there are: {known}"
            hint = f"counterpoise translate {code} makes its files, or take a language that is there"
            yield d.problem(d.at(path), "bad-value", message, hint)
    codes = [brand.language, *brand.languages]
    for code, path in further:
        if codes.count(code) > 1:
            message, hint = f"languages: '{code}' is the site's own, or stands here twice", "take it out here"
            yield d.problem(d.at(path), "bad-value", message, hint)
