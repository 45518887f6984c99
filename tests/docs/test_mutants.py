"""The table of wrong changes fits the code: `make mutants` can try each."""

from __future__ import annotations

import pytest

from tests.bases import ROOT
from tests.mutants import Row, misfits, rows

ROWS = rows()


def test_every_row_fits_the_code() -> None:
    assert misfits(ROWS) == []
    assert len({row["wrong"] for row in ROWS}) == len(ROWS) >= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["wrong"]))
def test_the_test_of_a_row_is_there(row: Row) -> None:
    file, _, name = row["test"].partition("::")
    assert not name or f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8")
