"""Tables of clients as spreadsheets and people save them: each row by itself, counted as the spreadsheet does."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.handouts import HandoutError
from generator.handouts.table import Row, rows

LINK = "https://counterpoise.example/plan/#1abcdefgh.quick.3.20..abc.zz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a plan of each client beside the table."""
    for name in ("p.json", "q.json", "P", "Q"):
        (tmp_path / name).write_text("{}")
    return tmp_path


def read(folder: Path, table: str | bytes, encoding: str = "utf-8") -> list[Row]:
    path = folder / "t.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode(encoding))
    return rows(path)


def seen(folder: Path, table: str | bytes, encoding: str = "utf-8") -> list[tuple[int, str, str]]:
    """(number, client, note) of each row, none of which has a fault."""
    found = read(folder, table, encoding)
    assert not [row.wrong for row in found if row.wrong]
    return [(row.number, row.cells.get("client", ""), row.cells.get("note", "")) for row in found]


TABLES = {
    "plain": "plan,client,note\nP,Ann,Rest\n",
    "without a last line end": "plan,client,note\nP,Ann,Rest",
    "old line ends": "plan,client,note\rP,Ann,Rest\r",
    "semicolons": "Plan;Client;Note\r\nP;Ann;Rest\r\n",
    "tabs": "plan\tclient\tnote\nP\tAnn\tRest\n",
    "the separator said": "sep=;\r\nplan;client;note\r\nP;Ann;Rest\r\n",
    "the separator said in quotes": '"sep=,"\nplan,client,note\nP,Ann,Rest\n',
    "a quoted heading": '"Plan","Client","Note"\n"P","Ann","Rest"\n',
    "spaces around": " plan , client , note \n P , Ann , Rest \n",
    "a space before a quote": 'plan, client, note\nP, "Ann", "Rest"\n',
    "a trailing empty column": "plan,client,note,\nP,Ann,Rest,\n",
    "empty columns between": "plan,,client,note,,\nP,,Ann,Rest,,\n",
    "cells beyond the heading, empty": "plan,client,note\nP,Ann,Rest,,\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_every_spreadsheets_table_is_read(folder: Path, name: str) -> None:
    assert seen(folder, TABLES[name]) == [(2, "Ann", "Rest")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_read_however_it_was_saved(folder: Path, encoding: str) -> None:
    assert seen(folder, "plan\tclient\tnote\r\nP\tZoë 漢\tx\r\n", encoding) == [(2, "Zoë 漢", "x")]


def test_a_table_is_read_as_an_import_reads_one(folder: Path) -> None:
    """A workbook, whatever it is called, and the letters of an older spreadsheet, which is told."""
    book, data, told = Workbook(), io.BytesIO(), list[str]()
    sheet: Any = book.active
    for row in (["Plan", "Client", "Note", "Large"], ["P", "Zoë", 5, True], [], ["Q", "Ann", date(2026, 12, 8), None]):
        sheet.append(row)
    book.create_sheet("old").append(["x"])
    book.save(data)
    (folder / "t.xlsx").write_bytes(data.getvalue())
    zoe, ann = rows(folder / "t.xlsx", told.append)
    assert (zoe.number, zoe.wrong) == (2, "")
    assert [zoe.cells[name] for name in ("client", "note", "large")] == ["Zoë", "5", "yes"]
    assert (ann.number, ann.wrong) == (4, "'Note' holds a date; write it as a text")
    assert told == ["only the sheet 'Sheet' is read; others: old"]
    (folder / "t.csv").write_bytes("plan,client\nP,Zoë\n".encode("cp1252"))
    [zoe] = rows(folder / "t.csv", told.append)
    assert zoe.cells["client"] == "Zoë"
    assert "Windows-1252: look at letters" in told[1]


def test_rows_are_counted_as_the_spreadsheet_does(folder: Path) -> None:
    """Notes of several lines are one row; empty rows count and are left out."""
    table = 'plan,client,note\nP,Ann,"one\ntwo\r\nthree"\n\n,,\n"Q",Bob,"say ""hi"", then rest"\nP,Cy,\n'
    assert seen(folder, table) == [(2, "Ann", "one\ntwo\r\nthree"), (5, "Bob", 'say "hi", then rest'), (6, "Cy", "")]


def test_only_line_ends_end_a_line(folder: Path) -> None:
    odd = "one\x0btwo\x0cthree\u2028four\x85five\x1csix"
    assert seen(folder, f"plan,client,note\nP,Ann,{odd}\nQ,Bob,ok\n") == [(2, "Ann", odd), (3, "Bob", "ok")]


def test_the_headings_say_what_stands_between_cells(folder: Path) -> None:
    assert seen(folder, "plan,client,note\nP,Ann,a;b;c;d;e\n") == [(2, "Ann", "a;b;c;d;e")]
    assert seen(folder, "Spring, 2026;;\n;;\nplan;client;note\nP;Ann;a,b,c,d,e\n") == [(4, "Ann", "a,b,c,d,e")]


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(alphabet='"\r\n,;\t a', max_size=8)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), separator=st.sampled_from(",;\t"))
def test_whatever_a_table_holds_stays_in_its_row(folder: Path, people: list[tuple[str, str]], separator: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator)
    writer.writerows([("plan", "client", "note"), *(("P", *person) for person in people)])
    wanted = [(n, client.strip(), note.strip()) for n, (client, note) in enumerate(people, 2)]
    assert seen(folder, written.getvalue()) == wanted


MIXED = {
    "to the end": 'plan,client,note\nP,Ann,"never closed\nP,Bob,ok\n',
    "into a quoted cell": 'plan,client,note\nP,Ann,"never closed\nP,"Bob",ok\n',
    "closed by the next client's inch": 'plan,client,note\nP,Ann,"never closed\nQ,Bob,strap 5"\n',
    "closed two rows on": f'plan,client,note\nP,Ann,"never closed\n{LINK},Bob,x\nQ,Cy,strap 5"\nP,Dee,x\n',
    "the plan last": 'client,note,plan\nAnn,"never closed,P\nBob,strap 5",Q\n',
    "with a plan that is gone": 'plan,client,note\nP,Ann,"never closed\ngone.json,Bob,strap 5"\n',
    "with trailing columns": 'plan;client;note;\nP;Ann;"never closed;\nQ;Bob;strap 5";\n',
    "with a heading that is padded": 'plan,client,note,,\nP,Ann,"never closed\nQ,Bob,strap 5"\n',
}


@pytest.mark.parametrize("name", MIXED)
def test_a_quote_that_is_never_closed_stops_it_all(folder: Path, name: str) -> None:
    with pytest.raises(HandoutError, match=r"t\.csv:2: the quotes of this row do not match: close every quote"):
        read(folder, MIXED[name])


@pytest.mark.parametrize("note", ["hello, dear", "a, b, c, d"])
def test_a_row_that_is_too_wide_hides_no_quote_below_it(folder: Path, note: str) -> None:
    with pytest.raises(HandoutError, match=r"t\.csv:3: the quotes of this row do not match"):
        read(folder, f'plan,client,note\nP,Ann,{note}\nQ,Bob,"take care\nP,Cem,see you"\n')


def test_a_note_of_several_lines_may_hold_what_it_likes(folder: Path) -> None:
    note = f"Rest, drink, walk\nand, then, sleep\nsee {LINK}\n5, 6, 7"
    assert seen(folder, f'plan,client,note\nP,Ann,"{note}"\nQ,Bob,\n') == [(2, "Ann", note), (3, "Bob", "")]


def test_a_link_that_was_broken_into_lines_is_one_cell(folder: Path) -> None:
    (row,) = read(folder, f'plan,client\n"{LINK[:40]}\n{LINK[40:]}",Ann\n')
    assert "".join(row.cells["plan"].split()) == LINK


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ('plan,client,note\nP,Ann,"strap" 5\n', "t.csv:2: the quotes of this row do not match"),
        (f"plan,client,note\nP,Ann,x\nQ,Bob,{'x' * 140_000}\n", "t.csv:3: a cell of this row is too long"),
        ("plan,client,client\nP,Ann,Bob\n", "'client' stands there twice"),
        ("plan,client,phone\nP,Ann,1\n", "'phone' is not known"),
        ("client,note\nAnn,x\n", "'plan' is missing"),
        (',,\n"\n"\n', "'plan' is missing"),
        ("plan,client\n,\n\n", "has no rows"),
        (b"\xff\xfep\0l\0a", "'plan' is missing"),
        (b"\xd0\xcf\x11\xe0", "t.csv: this is an old spreadsheet (.xls)"),
        (b"PK", "t.csv: this workbook cannot be opened"),
        ('["P"]', "t.csv: this JSON holds no list of exercises"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(folder: Path, table: str | bytes, wrong: str) -> None:
    with pytest.raises(HandoutError) as told:
        read(folder, table)
    assert wrong in str(told.value)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (
            "P,Ann,Rest, then walk",
            "'then walk' stands under no heading; a text that holds a comma wants quotes around it",
        ),
        (",Ann,x", "no plan stands in this row"),
    ],
)
def test_a_row_with_a_fault_is_told_and_the_others_read(folder: Path, row: str, wrong: str) -> None:
    found = read(folder, f"plan,client,note\n{row}\nQ,Bob,\n")
    assert [(r.number, r.cells["client"], r.wrong) for r in found] == [(2, "Ann", wrong), (3, "Bob", "")]


def test_plans_are_sought_beside_the_table(folder: Path) -> None:
    near = folder / "C# ë"
    near.mkdir()
    (near / "p.json").write_text("{}")
    found = read(near, f"plan\np.json\ngone.json\n{LINK}\n{'é' * 240}\n")
    assert [row.cells["plan"] for row in found] == [str(near / "p.json"), "gone.json", LINK, "é" * 240]
