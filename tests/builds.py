"""Builds of a small site without MkDocs: the tools' pages and what they run on, real but for the theme around them.

The server tells browsers to keep everything for ten minutes, as static hosts do, and moves from one build to the next.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from generator import brand as brands
from generator.brand import Brand
from generator.check import checked
from generator.knowledge.addresses import TOOLS
from generator.knowledge.base import Knowledge
from generator.runtime import prepare as runtime
from generator.seal import POLICY
from generator.site import form, player, styles, tools, version
from generator.site.generate import generate
from tests.bases import ROOT, good, overlay

TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".css": "text/css",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Build:
    """A served folder, and the folder in it that this build's parts are published in."""

    folder: Path
    assets: str

    def content(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def find(self, name: str) -> str:
        """The path of a part, by its file name."""
        return next(p.relative_to(self.folder).as_posix() for p in sorted(self.folder.rglob(name)))


def python(more: bytes = b"") -> dict[str, bytes]:
    """The browser's Python as it was built; `more` makes another that does the same."""
    files = {name: path.read_bytes() for name, path in runtime.files(ROOT / "build" / "runtime").items()}
    library, memory = more + files[runtime.LIBRARY], files[runtime.MEMORY] + more  # what is read from its end, and not
    return {**files, runtime.LIBRARY: library, runtime.MEMORY: memory}


def write(folder: Path, k: Knowledge, owner: Brand, files: dict[str, bytes]) -> Build:
    """Build the pages of all tools below `folder`."""
    made = [a for a in generate(k, owner, runtime=files) if not a.path.endswith(".md")]
    assets = version.folder_of(a.path for a in made)
    for artifact in made:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content if isinstance(artifact.content, bytes) else artifact.content.encode())
    for name in k.kinds["questionnaires"]:
        html = form.render(k, name, root="../../", assets=assets, brand=owner)
        _page(folder / "assessments" / name, "../../", assets, html)
    for name in TOOLS:
        html = tools.render(k, name, owner, "en", root="../", assets=assets)
        _page(folder / name, "../", assets, html)
    for name in k.kinds["exercises"]:
        html = player.tried(name, k.phrases["en"], root="../../", assets=f"../../{assets}")
        _page(folder / "exercises" / name, "../../", assets, html)
    return Build(folder, assets)


def played(folder: Path) -> Build:
    """A build of the small knowledge base with exercises that a session is made of."""
    owner, problems = brands.read(brands.find(ROOT / "local"))
    assert owner, problems
    overlay(knowledge := good(folder), ROOT / "tests" / "cases" / "session")
    return write(folder / "site", checked(knowledge), owner, python())


def _page(folder: Path, root: str, assets: str, html: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes="")}">'
        '<meta name="viewport" content="width=device-width"><title>Build</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{root}{assets}/{styles.PAGES}"></head>'
        '<body data-md-color-scheme="default"><main><article class="md-content__inner md-typeset">\n'
        f"<h1>Build</h1>\n{html}</article></main></body></html>",
        encoding="utf-8",
    )


def two(folder: Path) -> tuple[Build, Build]:
    """Two builds of the small knowledge base: the later one asks for one more sign, and its engine differs too."""
    owner, problems = brands.read(brands.find(ROOT / "local"))
    assert owner, problems
    builds = []
    for name, more in (("old", b""), ("new", b"PK\5\6" + bytes(18))):
        knowledge = good(folder / name)
        if name == "new":
            overlay(knowledge, ROOT / "tests" / "cases" / "later")
        builds.append(write(folder / name / "site", checked(knowledge), owner, python(more)))
    return builds[0], builds[1]


@dataclass
class Host:
    """A server of one build at a time. What `unkept` names is not to be kept by browsers; `down`, it hangs up."""

    address: str = ""
    build: Build | None = None
    unkept: tuple[str, ...] = ()
    down: bool = False
    asked: list[str] = field(default_factory=list)


@contextmanager
def hosting(build: Build) -> Iterator[Host]:
    """Serve a build below a path, and whichever `host.build` names later."""
    host = Host(build=build)

    class Handler(SimpleHTTPRequestHandler):
        def send_head(self) -> Any:
            """Hosts tell builds apart by content; by the second it was written in, two made at once are the same."""
            del self.headers["If-Modified-Since"]
            return super().send_head()

        def translate_path(self, path: str) -> str:
            assert host.build
            inside = path.partition("?")[0].removeprefix("/a/path/")
            host.asked.append(inside)
            return str(host.build.folder / inside)

        def end_headers(self) -> None:
            keep = not self.path.endswith(host.unkept) if host.unkept else True
            self.send_header("Cache-Control", "max-age=600" if keep else "no-store")
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    Handler.extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.verify_request = lambda *_: not host.down  # type: ignore[method-assign]
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a page that is left hangs up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}/a/path/"
    yield host
    server.shutdown()
    server.server_close()


def fulfil(route: Route, build: Build, path: str, body: bytes | None = None, kind: str | None = None) -> None:
    """Answer a request with a part of a build, or with `body` in its place."""
    content = build.content(path) if body is None else body
    route.fulfill(body=content, content_type=kind or TYPES[Path(path).suffix])


def copy(build: Build, folder: Path) -> Build:
    return Build(Path(shutil.copytree(build.folder, folder)), build.assets)
