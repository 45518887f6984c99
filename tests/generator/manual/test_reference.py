"""The reference leaves nothing out: every key, rule, command with its options, request, and page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from generator.__main__ import parser
from generator.knowledge.addresses import CHAPTERS, MANUAL
from generator.manual import keys, rules
from generator.manual.chapter import Chapter, Piece, blocks, pieces
from generator.manual.commands import commands
from generator.manual.reference import chapters
from generator.publishing.menu import without
from quiz.door import DOOR

ALL = {chapter.path: chapter for chapter in chapters(parser())}


def _rows(chapter: Chapter) -> Iterator[tuple[str, ...]]:
    return (row for section in chapter.sections for table in section.tables for row in table.rows)


def test_its_pages_are_where_addresses_say() -> None:
    assert sorted(ALL) == sorted(CHAPTERS)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    found = [model]
    for one in found:
        for field in one.model_fields.values():
            inner = {h for h in keys.parts(field.annotation) if isinstance(h, type) and issubclass(h, BaseModel)}
            found += [h for h in sorted(inner, key=lambda h: h.__name__) if h not in found]
    return iter(found)


@pytest.mark.parametrize("kind", keys.MODELS)
def test_every_key_has_a_type(kind: str) -> None:
    chapter = ALL[f"keys-{kind.replace('/', '-')}"]
    fields = [f"`{f.alias or name}`" for m in _models(keys.MODELS[kind]) for name, f in m.model_fields.items()]
    assert sorted(row[0] for row in _rows(chapter)) == sorted(fields)
    assert [row for row in _rows(chapter) if not row[1]] == []


def test_a_link_in_a_cell_leads_to_a_section_of_its_page() -> None:
    for chapter in ALL.values():
        ids = [section.id for section in chapter.sections]
        assert len(set(ids)) == len(ids), chapter.path
        to = {piece.to for row in _rows(chapter) for cell in row for piece in pieces(cell)} - {""}
        assert to <= set(ids), chapter.path


def test_a_rule_is_shown_by_what_the_check_says_of_its_case() -> None:
    shown = {row[0].strip("`"): row for row in _rows(ALL["rules"])}
    assert list(shown) == list(rules.every())
    assert shown["no-tags"][2:] == ("tags (!!str) are not used here", "remove the tag")
    bare = [rule for rule, row in shown.items() if not row[2]]
    assert len(bare) <= len(shown) // 8, "their cases are no files of their own"


def test_every_option_has_its_meaning() -> None:
    for name, command in commands(parser()).items():
        section = next(s for s in ALL["commands"].sections if s.id == name)
        said = {option for row in _rows(Chapter("", "", (section,))) for option in row[0].strip("`").split()}
        assert {o for a in command._actions for o in a.option_strings} - {"-h", "--help"} <= said
        assert all(row[1] for table in section.tables for row in table.rows), name
        assert section.says, name


def test_every_request_is_there() -> None:
    assert [section.id for section in ALL["requests"].sections] == list(DOOR)
    assert all(section.says for section in ALL["requests"].sections)


def test_a_frame_of_another_site_has_its_attributes() -> None:
    assert [row[0] for row in _rows(ALL["embed"])] == ["`questionnaire`", "`label`"]


def test_what_stands_in_a_docstring_as_it_is_is_kept() -> None:
    assert blocks("One\ntwo.\n\n  {a}\n    {b}\n\nThree.") == [
        (False, "One two."),
        (True, "  {a}\n    {b}"),
        (False, "Three."),
    ]
    assert pieces("a list of [worked](#worked), `x`") == [
        Piece("a list of "),
        Piece("worked", to="worked"),
        Piece(", "),
        Piece("x", code=True),
    ]


def test_a_copy_for_readers_alone_has_no_manual_in_its_menu() -> None:
    menu = ["index.md", {"For trainers": ["builder.md", {"Manual": ["manual/index.md", {"More": ["manual/why.md"]}]}]}]
    assert without(menu, (MANUAL,)) == ["index.md", {"For trainers": ["builder.md"]}]
