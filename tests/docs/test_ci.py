"""What runs on every change: workflows with the least rights and pinned actions, and a browser for the tests."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bases import ROOT, files
from tests.browsing import MISSING

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def _jobs(workflow: Path) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return jobs


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_few_rights_and_pins_its_actions(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    said = yaml.safe_load(text)
    assert said["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    for line in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    for step in (step for job in said["jobs"].values() for step in job["steps"]):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_what_there_is(workflow: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [step["run"] for job in _jobs(workflow).values() for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        for target in re.findall(r"make ([\w./]+)", command):
            assert re.search(rf"^({re.escape(target)}|\$\(ready\)):", makefile, re.MULTILINE), target
        if command.startswith(".ci/"):
            assert os.access(ROOT / command, os.X_OK)


def test_only_what_was_checked_and_built_is_published() -> None:
    """Publishing needs the job that checks and builds; no step of either goes on after a failed one."""
    workflow = ROOT / ".github" / "workflows" / "publish.yml"
    jobs = _jobs(workflow)
    assert jobs["publish"]["needs"] == "site"
    runs = [step.get("run", "") for step in jobs["site"]["steps"]]
    check = runs.index(".venv/bin/counterpoise check --format github")
    upload = next(i for i, s in enumerate(jobs["site"]["steps"]) if "upload-pages-artifact" in s.get("uses", ""))
    assert check < runs.index("make site") < upload
    text = workflow.read_text(encoding="utf-8")
    assert "continue-on-error" not in text
    assert "always()" not in text


@pytest.mark.parametrize(("brand", "built"), [("", "site"), ("ridgeline", "build/site-ridgeline")])
def test_netlify_publishes_the_brand_that_was_built(brand: str, built: str, tmp_path: Path) -> None:
    """Its own command, in a folder whose makefile writes where ours does; a failed build publishes nothing."""
    said = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["build"]
    assert built == ("site" if not brand else f"build/site-{brand}")
    assert '--site-dir "build/site-$$BRAND"' in (ROOT / "Makefile").read_text(encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "Makefile").write_text(f".PHONY: site\nsite:\n\t@mkdir -p {built} && echo $(SITE_URL) > {built}/new\n")
    env = {**os.environ, "URL": "https://example.org", "BRAND": brand}
    subprocess.run(["bash", "-c", said["command"]], cwd=tmp_path, env=env, check=True)
    assert (tmp_path / said["publish"] / "new").read_text().strip() == "https://example.org/"
    (tmp_path / "Makefile").write_text(".PHONY: site\nsite:\n\t@exit 3\n")
    assert subprocess.run(["bash", "-c", said["command"]], cwd=tmp_path, env=env, capture_output=True).returncode


def test_every_change_is_tested_as_in_a_clean_clone() -> None:
    (job,) = _jobs(ROOT / ".github" / "workflows" / "test.yml").values()
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ["make --jobs=2 --output-sync=target check site", 'TESTED_SITE="$PWD/site" make test']


# The browser of the tests.


def _browser(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """What `make test` runs first, where nothing is on the PATH but what `folder` holds, and nothing is fetched."""
    nowhere = {"PLAYWRIGHT_BROWSERS_PATH": str(folder / "own"), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    clean = {k: v for k, v in os.environ.items() if k != "CHROME_PATH"}
    command = [sys.executable, "-m", "tests.chromium"]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**clean, **nowhere, "PATH": str(folder), **env},
    )


def _program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_browser_that_is_there_is_taken(tmp_path: Path) -> None:
    path = _program(tmp_path / "chromium", "exit 0")
    ran = _browser(tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"==> testing with {path}\n", "")


@pytest.mark.parametrize("script", [None, "exit 1"])
def test_a_named_browser_that_does_not_start_is_told_at_once(tmp_path: Path, script: str | None) -> None:
    path = _program(tmp_path / "mine", script) if script else tmp_path / "mine"
    ran = _browser(tmp_path, CHROME_PATH=str(path))
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"{MISSING}\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs packages of the system")
@pytest.mark.parametrize("has", ["chromium-headless-shell", "chromium"])
def test_where_none_can_be_fetched_the_system_is_asked(tmp_path: Path, has: str) -> None:
    """For the one that is quick to start; where it is unknown, for the whole browser."""
    path = tmp_path / has
    got = f"""case "$*" in install*" {has}") printf '#!/bin/sh\\n' > {path}; /bin/chmod +x {path};; esac"""
    _program(tmp_path / "apt-get", got)
    ran = _browser(tmp_path)
    assert (ran.returncode, ran.stdout) == (0, f"==> testing with {path}\n")
    asked = [line.split()[-1] for line in ran.stderr.splitlines() if line.startswith("==>")]
    assert asked == ["chromium", "chromium-headless-shell", "chromium"][: 2 + (has == "chromium")]


def test_where_nothing_helps_one_line_says_how(tmp_path: Path) -> None:
    ran = _browser(tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == MISSING
    assert "Traceback" not in ran.stderr


# What no test may do.

BY_THE_CLOCK = re.compile(
    r"\bsleep\(|wait_for_timeout|perf_counter|monotonic|process_time|\btime\.time\b|getTime\(|Date\.now"
)
MEASURES = {"tests/bench.py", "tests/docs/test_ci.py"}
"""What measures asserts nothing; and this file."""


def test_no_test_sleeps_or_asserts_a_time() -> None:
    """A test waits for what is seen: it holds on a machine four times slower, and wastes nothing on a fast one."""
    found = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("tests/") and name.endswith(".py") and name not in MEASURES:
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [f"{name}:{n}" for n, line in enumerate(lines, start=1) if BY_THE_CLOCK.search(line)]
    assert not found
