"""What several tests share: the real knowledge, compiled once a process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from generator.base import Knowledge
from generator.check import checked
from generator.compile import bundle, dump
from quiz import model
from quiz.bridge import Engine
from tests.browsing import MISSING, chromium

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("patient", deadline=None)  # a busy machine is no fault
settings.load_profile("patient")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge base."""
    return checked(ROOT / "knowledge")


@pytest.fixture(scope="session")
def bundle_text(knowledge: Knowledge) -> str:
    """The bundle as the site ships it."""
    return dump(bundle(knowledge))


@pytest.fixture(scope="session")
def compiled(bundle_text: str) -> model.Bundle:
    """The bundle as the engine reads it."""
    return model.bundle(json.loads(bundle_text, parse_float=Decimal))


@pytest.fixture(scope="session")
def engine(bundle_text: str) -> Engine:
    """An engine with the bundle opened."""
    opened = Engine()
    assert "ok" in json.loads(opened.handle(f'{{"op":"open","bundle":{bundle_text}}}'))
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium a process: Playwright starts once in each."""
    with sync_playwright() as playwright:
        found = chromium(playwright)
        if found is None:
            if os.environ.get("CI") == "true":
                pytest.fail(MISSING)
            pytest.skip(MISSING)
        yield found
        found.close()
