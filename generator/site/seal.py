"""A finished site folder -> each page with its Content-Security-Policy: a <meta>, as static hosts set no headers."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
_META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/json""", re.IGNORECASE)
_CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)


def seal(site: Path) -> int:
    """Add the policy to every HTML page below `site`; return how many. A sealed page stays as it is."""
    count = 0
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes().decode("utf-8")
        sealed = seal_page(html)
        if sealed != html:
            path.write_bytes(sealed.encode("utf-8"))
            count += 1
    return count


def seal_page(html: str) -> str:
    """Put the policy behind the charset, so that it holds for all that follows. Nothing else changes."""
    if 'http-equiv="Content-Security-Policy"' in html:
        return html
    found = (code for attributes, code in _SCRIPT.findall(html) if not _NOT_RUN.search(attributes))
    hashes = "".join(f" '{h}'" for h in dict.fromkeys(_hash(code) for code in found))
    meta = _META.format(policy=POLICY.format(hashes=hashes))
    return _CHARSET.sub(lambda m: m[0] + meta, html, count=1)


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
