"""A quiz that stands for the real one where its runtime is built: small, and it does what that must not."""

from __future__ import annotations

BRIDGE = '''
"""A stand-in."""
import importlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

@dataclass(frozen=True)
class Opened:
    bundle: object = None

opened = Opened()

def handle(text):
    """Serve."""
    global opened
    try:
        request = json.loads(text)
        op = request["op"]
    except (ValueError, TypeError, LookupError):
        return '{"error":"refused"}'
    if op == "open":
        if not request["bundle"]:
            return '{"error":"empty"}'
        opened = Opened(request["bundle"])
    if op == "raise":
        raise ValueError
    if op == "assert":
        assert not op
    if op == "now":
        now = datetime.now().astimezone()
        offset = now.utcoffset().total_seconds()
        return json.dumps([[now.timestamp(), offset, os.urandom(8).hex()]])
    if op == "die":
        json.loads("[" * 20000)
    if op == "import":
        for name in request["names"]:
            importlib.import_module(name)
    return json.dumps([op, opened.bundle, str(Fraction(2, 6)), str(Decimal("0.10") * 3), str(Opened())])
'''
"""It can raise, and die. Its arithmetic shows that CPython and Pyodide agree."""
