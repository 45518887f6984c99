"""A site whose pages ask this Python in Pyodide's place, through the server: what they show is the same, sooner.

All of a page is as it is published, its worker too; only what that loads as Pyodide is outside.mjs. The engine gives
the same bytes on both (tests/quiz/test_parity.py). What is about Python's own coming, and one walk through each tool,
takes `pyodide_address`; `make deep` takes Pyodide for all of them.
"""

from __future__ import annotations

import importlib
import json
import re
import threading
from pathlib import Path
from typing import Any

from generator.site.version import BUILD
from quiz.bridge import Engine
from tests.browsing import Quiet

DOOR = "python-outside"
FILES = {
    "pyodide.mjs": Path(__file__).with_suffix(".mjs").read_bytes(),
    "pyodide.asm.mjs": b"",
    "pyodide.asm.wasm": b"\0asm\1\0\0\0",
    "memory.bin.wasm": bytes(16),
}
"""What stands in the place of Pyodide's own, and of its memory."""
_HASHED = re.compile(rf'("(?:{"|".join(FILES)})":{{"at":"[^"]+"),"integrity":"[^"]+"')
"""Where build.mjs says which hash the true ones have."""


class Outside(Quiet):
    """Answers for Pyodide, and what then is asked of Python."""

    engines: dict[str, Engine] = {}  # noqa: RUF012 (each worker of a page has its own, by the name that it gave itself)
    turn = threading.Lock()

    def do_GET(self) -> None:  # noqa: N802 (the base class names it so)
        name = self.path.rpartition("/")[2]
        content = FILES.get(name)
        if name == BUILD:
            told = Path(self.translate_path(self.path)).read_text(encoding="utf-8")
            self._send(200, self.guess_type(name), _HASHED.sub(r"\1", told).encode())
        elif content is None:
            super().do_GET()
        else:
            self._send(200, self.guess_type(self.path), content)

    def do_POST(self) -> None:  # noqa: N802 (and so for what it has not)
        who, module, call, text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            with self.turn:
                reply = self._call(who, module, call)(text)
        except Exception as error:  # the page is told, as it is when Pyodide raises
            self._send(500, "text/plain", repr(error).encode("ascii", "backslashreplace"))
        else:
            self._send(200, "application/json", reply.encode())

    def _call(self, who: str, module: str, call: str) -> Any:
        if module == "quiz.bridge":
            return self.engines.setdefault(who, Engine()).handle
        return getattr(importlib.import_module({"qr": "generator.runtime.qr"}.get(module, module)), call)

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
