"""A sealed site -> files that have its host send what no page can say of itself, for the hosts that people use.

Workers are fetched without a page's <meta>: with these files they are under the same policy. No page stands in a
frame of a site that its brand does not name, no other site learns where a reader came from, what nothing needs is off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.offline import FOLDER
from generator.seal import POLICY
from generator.site.render import template
from generator.site.version import BUILD, RUNTIME, folder_of

BESIDE = {"_headers": "headers.txt", ".htaccess": "htaccess.conf"}
"""What a host reads where the site is published -> its template."""
APART = {"nginx.conf": "nginx.conf", "Caddyfile": "caddyfile.conf"}
"""What whoever runs the server takes."""
_NEVER = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb", "xr-spatial-tracking"),
)
_OWN = ("clipboard-write", "fullscreen", "screen-wake-lock", "web-share")
"""What the player and the links use."""
_FOR_EVER = "public, max-age=31536000, immutable"
_HASH = re.compile(r"'sha256-[\w+/=]+'")
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def finish(site: Path, servers: Path, before: Path, frames: Sequence[str] = ()) -> None:
    """Write the files of BESIDE into the site, and those of APART into the folder `servers`.

    `frames` are other sites whose pages may hold pages of this one.

    A file of somebody's own that stands in the site `before` stays as it is.
    """
    headers = of(site, frames)
    builds = sorted(folder_of([p.relative_to(site).as_posix()]) for p in site.rglob(BUILD))
    kept = [*builds, RUNTIME, FOLDER]
    servers.mkdir(parents=True, exist_ok=True)
    for folder, files in ((site, BESIDE), (servers, APART)):
        for name, source in files.items():
            text = template(f"{source}.j2", headers=headers, kept=kept, for_ever=_FOR_EVER)
            there = before / name if files is BESIDE else None
            own = there.read_text(encoding="utf-8", errors="surrogateescape") if there and there.is_file() else ""
            ours = not own or own.partition("\n")[0] == text.partition("\n")[0]
            (folder / name).write_text(text if ours else own, encoding="utf-8", errors="surrogateescape")


def of(site: Path, frames: Sequence[str] = ()) -> dict[str, str]:
    """Header -> value. The policy lets the inline scripts of all pages run: each page's own is stricter."""
    policies = (_META.search(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html")))
    hashes = sorted({one for policy in policies if policy for one in _HASH.findall(policy[1])})
    policy = POLICY.format(hashes="".join(f" {h}" for h in hashes))
    framing = " ".join(("'self'", *frames))
    never = [f"{name}=()" for name in _NEVER]
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors {framing}",
        "Permissions-Policy": ", ".join([*never, *(f"{name}=(self)" for name in _OWN)]),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
