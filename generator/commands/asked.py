"""What commands ask for alike: a knowledge folder, whose site it is, where that is published, a file to read."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from generator import brand
from generator.brand.told import spoken
from generator.check import checked
from generator.knowledge.base import Knowledge
from generator.reading.problems import CheckFailed

HERE = Path(__file__).resolve().parents[2]
KNOWLEDGE = Path("knowledge")


class UserError(Exception):
    """Something the caller can mend, in one line."""


def ask_knowledge(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the knowledge folder."""
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE, metavar="DIR", help="the knowledge folder")


def ask_owner(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose it is: a further brand, and the knowledge folder."""
    parser.add_argument("--brand", default="", metavar="NAME", help="a further brand, from local/brands/NAME.yml")
    ask_knowledge(parser)


def ask_site(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the site is published."""
    given = os.environ.get("SITE_URL", "")
    help_ = "the published site, such as https://you.example/; SITE_URL unless given"
    parser.add_argument("--site", type=_address, default=given, metavar="ADDRESS", help=help_)


def ask_scheduler(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a cluster for long work."""
    help_ = "a Dask scheduler, such as tcp://host:8786, whose workers do the work (the extra `cluster`)"
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help=help_)


def _address(text: str) -> str:
    if not re.fullmatch(r"(https?://[^\s?#]+)?", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a web address such as https://you.example/")
    return text


def folder(named: Path) -> Path:
    """The knowledge folder that is meant: the shipped one where none is here and none was named."""
    return named.resolve() if named != KNOWLEDGE or named.is_dir() else HERE / named


def local(knowledge: Path) -> Path:
    """The brands and fonts that go with a knowledge folder: those beside it, or the shipped where no brand is there."""
    beside = knowledge.parent / "local"
    return beside if brand.find(beside).is_file() or brand.names(beside) else HERE / "local"


def owned(named: Path, name: str) -> tuple[Knowledge, brand.Brand]:
    """The knowledge of a folder, and whose it is, both in their language. Raises CheckFailed."""
    knowledge = checked(named)
    found = owner(local(named), name, knowledge)
    return spoken(knowledge, found, found.language)


def owner(beside: Path, name: str, knowledge: Knowledge) -> brand.Brand:
    """The brand of that name, "" for the first. Raises CheckFailed."""
    found, problems = brand.read(brand.find(beside, name), knowledge.spoken)
    if found is None:
        raise CheckFailed(problems)
    return found


def text_of(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises UserError where it is not UTF-8."""
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{named(name)} is not UTF-8 text; save it as UTF-8") from None


def named(file: str) -> str:
    """A file as it is called in a sentence."""
    return "standard input" if file == "-" else file
