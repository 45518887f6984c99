"""The page's modules that hold logic, under Node: every *.test.mjs here, with the tables that bind both sides."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from generator.brand import SURFACES
from generator.brand.colours import CONTRAST, contrast, nearest
from generator.brand.raster import raster
from quiz.door import Refused, date_in
from quiz.sessions.post import written
from quiz.sessions.reply import Reply
from tests.bases import CASES
from tests.logos import SMALL, picture
from tests.pyodide import MISSING, NODE

HERE = Path(__file__).parent


def colours(rng: Random) -> list[Any]:
    """[colour, surface, contrast wanted, their contrast, the nearest that passes]."""
    rows = [(f"#{rng.randrange(1 << 24):06x}", surface) for surface in SURFACES.values() for _ in range(400)]
    return [
        [colour, surface, CONTRAST, contrast(colour, surface), nearest(colour, surface)] for colour, surface in rows
    ]


def pictures(rng: Random) -> list[Any]:
    """[bytes, what the generator reads in them]: whole, cut off, and with a wrong byte."""
    whole = [*map(picture, [*SMALL, "png"]), picture("gif", frames=3), picture("gif", frame=(9, 7)), b"", b"GIF89a"]
    cut = [data[: rng.randrange(len(data))] for data in whole if data for _ in range(20)]
    wrong = [_wrong(picture(kind), rng) for kind in SMALL for _ in range(200)]
    return [[base64.b64encode(data).decode(), _read(data)] for data in (*whole, *cut, *wrong)]


def _wrong(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _read(data: bytes) -> dict[str, Any] | None:
    found = raster(data)
    return found and found._asdict()


def replies() -> list[str]:
    """What came back from one client, each later than the one before; of the last two, on one day, the longer."""
    days = [date(2026, 11, 1) + timedelta(n) for n in (0, 1, 27, 61, 62, 400, 1500)]
    return [written(Reply("0000000a", day, 3)) for day in days] + [written(Reply("0000000a", days[-1], 3, note="Well"))]


def days() -> list[Any]:
    """[a text, whether it is a day that the door takes]."""
    year = [f"2026-{month:02}-{day:02}" for month in range(14) for day in range(33)]
    odd = ["0001-01-01", "0999-12-31", "1000-01-01", "2999-12-31", "3000-01-01", "2028-02-29", "2100-02-29", "", "2026"]
    return [[text, _is_day(text)] for text in (*year, *odd, "20261129", "2026-W48-7", "2026-11-29T10", " 2026-11-29")]


def _is_day(text: str) -> bool:
    try:
        return bool(date_in(text))
    except Refused:
        return False


def test_modules_keep_their_word(tmp_path: Path) -> None:
    if not Path(NODE).exists():
        pytest.skip(MISSING)
    names = yaml.safe_load((CASES / "names.yml").read_text(encoding="utf-8"))
    tables = {"names": names, "colours": colours(Random(3)), "pictures": pictures(Random(5))}
    tables |= {"replies": replies(), "days": days()}
    (tmp_path / "tables.json").write_text(json.dumps(tables), encoding="utf-8")
    command = [NODE, "--test", *map(str, sorted(HERE.glob("*.test.mjs")))]
    env = {**os.environ, "TABLES": str(tmp_path / "tables.json")}
    run = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
