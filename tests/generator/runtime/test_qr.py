"""QR codes: the same modules as segno's own, drawn as path data."""

from __future__ import annotations

import json
import re

import pytest
import segno

from generator.runtime import qr

LINK = (
    "https://someone.example/site/plan/#1a6e8253f7a99.full.7.180.north-side.l23r56qdxls2.l09t84qdxrs2.g22xtx5rtls3.34yx"
)


def modules(drawn: str) -> list[list[int]]:
    """The dark modules that a path fills, quiet zone included."""
    found = json.loads(drawn)
    rows = [[0] * found["size"] for _ in range(found["size"])]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", found["path"])
    assert "".join(f"M{x} {y}h{n}v1h-{m}z" for x, y, n, m in runs) == found["path"]
    for x, y, length, back in runs:
        assert length == back
        for i in range(int(length)):
            rows[int(y)][int(x) + i] = 1
    return rows


@pytest.mark.parametrize("text", [LINK, "https://a.example/", "Grüße", "x" * qr.MOST_CHARACTERS])
def test_it_is_what_segno_draws(text: str) -> None:
    theirs = segno.make(text, error="m", micro=False, mode="byte", encoding="utf-8")
    assert modules(qr.drawing(text)) == [list(row) for row in theirs.matrix_iter(border=qr.QUIET)]
    assert theirs.error in ("M", "Q", "H"), "a crease does no harm"


def test_the_quiet_zone_is_light() -> None:
    rows = modules(qr.drawing(LINK))
    edges = rows[: qr.QUIET] + rows[-qr.QUIET :] + [r[: qr.QUIET] for r in rows] + [r[-qr.QUIET :] for r in rows]
    assert not any(any(edge) for edge in edges)


def test_a_usual_link_makes_a_code_that_a_phone_reads() -> None:
    assert json.loads(qr.drawing(LINK))["size"] <= 49 + 2 * qr.QUIET


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="more than"):
        qr.drawing("x" * (qr.MOST_CHARACTERS + 1))
