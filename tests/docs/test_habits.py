"""What a copy of this repository is kept in order with: reports, citations, templates, a look before each commit."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.bases import ROOT, files
from tests.conftest import BASE

HOST = ROOT / ".github"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_a_report_goes_where_a_copy_says_and_nowhere_else() -> None:
    text = (HOST / "SECURITY.md").read_text(encoding="utf-8")
    assert "`local/brand.yml`" in text
    assert "`report`" in text
    for path in HOST.rglob("*.md"):
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"[\w.]+@[\w.]+|https?://", said), "an address that no copy chose"


@pytest.mark.parametrize("path", sorted([*HOST.glob("*.md"), ROOT / "CONTRIBUTING.md"]), ids=lambda path: path.name)
def test_what_these_files_name_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target
    for name in re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", text) if path.parent == HOST else ():
        assert (ROOT / name).exists(), name


def test_a_citation_names_the_version_and_the_licences() -> None:
    """By the schema of CFF 1.2.0 these four are required."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert said["cff-version"] == "1.2.0"
    assert said["version"] == PROJECT["version"]
    assert {"MIT", "OFL-1.1"} <= set(said["license"])
    assert all(author.keys() == {"name"} for author in said["authors"])


@pytest.mark.parametrize("path", sorted((HOST / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda path: path.stem)
def test_an_issue_asks_for_no_health(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    ids = [part["id"] for part in form["body"]]
    assert len(set(ids)) == len(ids)
    assert all(part["attributes"]["label"] for part in form["body"])
    assert "Leave out" in path.read_text(encoding="utf-8")


def test_what_is_looked_at_before_a_commit_is_part_of_make_check() -> None:
    hooks = yaml.safe_load((ROOT / ".ci" / "pre-commit.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    check = re.search(r"^check:.*\n(?:\t.*\n)+", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert check
    for hook in hooks:
        assert hook["language"] == "system", "nothing is fetched that the lock does not pin"
        command = hook["entry"].removeprefix(".venv/bin/")
        assert command in check[0], command


def test_newer_packages_are_looked_for_in_all_that_is_pinned() -> None:
    updates = yaml.safe_load((HOST / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {row["package-ecosystem"]: row["directory"] for row in updates} == {
        "github-actions": "/",
        "npm": "/generator/runtime",
    }
    assert (ROOT / "generator" / "runtime" / "package-lock.json").is_file()
    newest = (HOST / "workflows" / "update.yml").read_text(encoding="utf-8")
    assert newest.index("run: make lock") < newest.index("run: .ci/run")


def test_a_copy_is_told_what_to_do_with_each_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for section in re.split(r"^(?=## )", log, flags=re.MULTILINE)[1:]:
        assert "\n### For copies\n" in section


def test_the_root_is_small() -> None:
    """What a code host or a tool finds nowhere else stands there, and nothing more."""
    top = {path.relative_to(ROOT).parts[0] for path in files()}
    assert len(top) <= 24, sorted(top)


@pytest.mark.browser
def test_each_page_says_its_version(site: Path, bundle_text: str) -> None:
    knowledge = re.search(r'"version":"([0-9a-f]{12})"', bundle_text)
    assert knowledge
    for page in ("index.html", "exercises/chin-tuck/index.html", "404.html"):
        html = (site / BASE / page).read_text(encoding="utf-8")
        assert f"Version {PROJECT['version']}, knowledge {knowledge[1]}" in html
