"""What a host is told to send: read back out of each file as its program reads it, and by that program where it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.publishing import headers
from tests.forks import fork


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fork(tmp_path_factory.mktemp("fork"))


LINES = {
    "_headers": r"^  ([\w-]+): (.*)$",
    ".htaccess": r'^  Header always set ([\w-]+) "([^"]*)"$',
    "nginx.conf": r'^    add_header ([\w-]+) "([^"]*)" always;$',
    "Caddyfile": r'^\t\t([\w-]+) "([^"]*)"$',
}
"""How each says a header for every page."""


def _file(here: Path, name: str) -> Path:
    return here / ("site" if name in headers.BESIDE else "build/servers") / name


@pytest.mark.parametrize("name", LINES)
def test_each_host_sends_the_same(here: Path, name: str) -> None:
    told = dict(re.findall(LINES[name], _file(here, name).read_text(encoding="utf-8"), re.MULTILINE))
    told.pop("Cache-Control", None)
    assert told == headers.of(here / "site")
    assert max(map(len, told.values())) < 2000, "Cloudflare reads no longer line"
    assert "frame-ancestors" in told["Content-Security-Policy"]


def test_only_sites_that_the_brand_names_hold_a_page(here: Path) -> None:
    def framing(*frames: str) -> str:
        return headers.of(here / "site", frames)["Content-Security-Policy"].rpartition("; ")[2]

    assert framing() == "frame-ancestors 'self'"
    assert framing("https://you.example") == "frame-ancestors 'self' https://you.example"


def test_the_policy_of_the_host_lets_every_page_run_what_its_own_does(here: Path) -> None:
    told = headers.of(here / "site")["Content-Security-Policy"]
    for path in (here / "site").rglob("index.html"):
        own = re.search(r'Content-Security-Policy" content="([^"]*)"', path.read_text(encoding="utf-8"))
        assert own
        for part in own[1].split("; "):
            name, *values = part.split()
            theirs = next(one.split() for one in told.split("; ") if one.split()[0] == name)
            assert set(values) <= set(theirs), path


PROGRAMS = {
    "nginx.conf": "nginx",
    "Caddyfile": "caddy",
    ".htaccess": "apache2",
}


def _command(program: str, file: Path, folder: Path) -> list[str]:
    if program == "caddy":
        return [program, "validate", "--adapter", "caddyfile", "--config", str(file)]
    whole = folder / f"{program}.conf"
    if program == "nginx":
        inside = file.read_text(encoding="utf-8").replace("listen 80;", "listen 8099;")
        own = "".join(f"{n}_temp_path {folder}/{n}; " for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        log = f"error_log {folder}/log; pid {folder}/pid;"
        whole.write_text(f"{log} events {{}} http {{ access_log off; {own}\n{inside} }}\n", encoding="utf-8")
        return [program, "-t", "-e", f"{folder}/log", "-c", str(whole)]
    modules = Path(shutil.which(program) or "").resolve().parents[1] / "lib/apache2/modules"
    loaded = [f"LoadModule {n}_module {modules}/mod_{n}.so" for n in ("mpm_event", "mime", "headers", "authz_core")]
    inside = file.read_text(encoding="utf-8")
    lines = [
        *loaded,
        f"ServerRoot {folder}",
        "ServerName localhost",
        "Listen 8099",
        "TypesConfig /dev/null",
        f"ErrorLog {folder}/log",
    ]
    text = "\n".join([*lines, f"DocumentRoot {folder}", f"<Directory {folder}>", inside, "</Directory>\n"])
    whole.write_text(text, encoding="utf-8")
    return [program, "-t", "-f", str(whole)]


@pytest.mark.parametrize("name", [name for name, program in PROGRAMS.items() if shutil.which(program)])
def test_its_program_reads_it(here: Path, tmp_path: Path, name: str) -> None:
    """Where it is installed; everywhere else the lines above have been read."""
    command = _command(PROGRAMS[name], _file(here, name), tmp_path)
    read = subprocess.run(command, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
