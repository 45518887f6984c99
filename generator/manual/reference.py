"""All chapters of the reference, in the order of its index."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator.manual import commands, engine, keys, rules, texts
from generator.manual.chapter import Chapter

ROOT = Path(__file__).resolve().parents[2]
EMBED = ROOT / "site_overrides" / "assets" / "engine" / "embed.js"


def chapters(whole: argparse.ArgumentParser) -> Iterator[Chapter]:
    """Of this program, whose command line is `whole`."""
    yield rules.chapter(rules.examples(ROOT))
    yield commands.chapter(whole)
    yield engine.asked()
    yield texts.chapter()
    yield engine.framed(EMBED.read_text(encoding="utf-8"))
    yield engine.called()
    yield from keys.chapters()
