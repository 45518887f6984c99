"""What keeps a site without a network: every byte of it, the same for the same site; none while it is edited."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build as built
from mkdocs.config import load_config

from generator import offline
from tests.forks import fork


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork with its site."""
    return fork(tmp_path_factory.mktemp("fork"))


def listed(site: Path) -> dict[str, object]:
    """What the worker of a site says of it."""
    found = re.search(r"^const SITE = (.*)$", (site / offline.NAME).read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    row: dict[str, object] = json.loads(found[1])
    return row


def test_all_text_comes_out_of_the_pack_as_it_was(here: Path) -> None:
    site = here / "site"
    row = listed(site)
    packed = json.loads((site / row["pack"][0]).read_text(encoding="utf-8"))  # type: ignore[index]
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages <= packed["files"].keys()
    for path, rows in packed["files"].items():
        assert "\n".join(packed["lines"][n] for n in rows).encode() == (site / path).read_bytes(), path
    assert {"", "assets", "exercises"} <= set(row["top"])  # type: ignore[call-overload]
    assert offline.finish(site) == row["version"], "made once more of the same it is the same"


def test_whatever_changes_makes_another_version(here: Path) -> None:
    page = here / "site" / "index.html"
    before, text = offline.finish(here / "site"), page.read_bytes()
    page.write_bytes(text + b" ")
    assert offline.finish(here / "site") != before
    page.write_bytes(text)
    assert offline.finish(here / "site") == before


def test_while_a_site_is_edited_an_older_worker_leaves_and_none_comes(here: Path, tmp_path: Path) -> None:
    config = load_config(str(here / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    built(config)
    config.plugins.on_shutdown()
    assert (tmp_path / "site" / offline.NAME).read_bytes() == offline.LEAVE.read_bytes()
    assert "counterpoise-update" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "counterpoise-update" in (here / "site" / "index.html").read_text(encoding="utf-8")
