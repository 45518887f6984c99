"""Untrusted answers: each kind of fault has its exact sentence, at the browser's door and at the command line.

tests/cases/bad-answers.yml holds the cases that can be written out; those too long for a file are made here.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.__main__ import main
from generator.bundle.compile import bundle_data, dump
from generator.check import checked
from quiz.bridge import MOST_CHARACTERS, Engine, parse
from quiz.door import Refused
from quiz.telling.phrase import tell
from tests.bases import CASES, ROOT, good

ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "bad-answers.yml").read_text(encoding="utf-8"))
_COLUMN = re.compile(r"column ([0-9]+)")
WELL = '{"age":40,"where":["neck:left"],"warning":["none"],"body":["none"],"sitting":"long"'
WELL += ',"turning":{"left":8,"right":2},"head-wall":5}'


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def small(base: Path) -> tuple[Engine, dict[str, str]]:
    """An engine with the good base opened, and its words."""
    engine, compiled = Engine(), bundle_data(checked(base))
    assert "ok" in json.loads(engine.handle(f'{{"op":"open","bundle":{dump(compiled)}}}'))
    return engine, compiled["words"]


def _sentences(engine: Engine, words: dict[str, str], request: str) -> list[str]:
    """The reply's sentences. "tell" is not used: a request that cannot be parsed cannot ask for it."""
    told = tell(json.loads(engine.handle(request)), words)
    assert set(told) <= {"error", "complaints"}, told
    return [told["error"], *told.get("complaints", [])]


def _assess(answers: str, questionnaire: str = '"quick"', more: str = "") -> str:
    return f'{{"op":"assess","questionnaire":{questionnaire},"answers":{answers}{more}}}'


@pytest.mark.parametrize("row", [r for r in ROWS if "says" in r], ids=lambda r: r["name"])
def test_bad_answers(row: dict[str, Any], small: tuple[Engine, dict[str, str]], tmp_path: Path) -> None:
    engine, words = small
    if row["name"] != "smuggled keys":  # inside a request they are the request's own keys
        for op in ("assess", "flow"):
            said = _sentences(engine, words, _assess(row["answers"]).replace("assess", op))
            assert _placed(said) == _placed(row["says"]), "its columns are the whole request's"


def _placed(sentences: list[str]) -> list[str]:
    """Without where in a line it is."""
    return [_COLUMN.sub("column", sentence) for sentence in sentences]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["name"])
def test_bad_answers_at_the_command_line(
    row: dict[str, Any], base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(row["answers"], encoding="utf-8")
    assert main(["assess", "quick", "--answers", str(file), "--knowledge", str(base)]) == 1
    unanswered = f"These questions are not answered yet: {', '.join(row.get('incomplete', []))}."
    first, *others = row.get("says", [unanswered])
    out, err = capsys.readouterr()
    assert out == ""
    where = f"{file}: " if _unread(row["answers"]) else ""
    assert err == "".join([f"counterpoise: {where}{first}\n", *(f"  {other}\n" for other in others)])


def _unread(answers: str) -> bool:
    try:
        parse(answers)
    except Refused:
        return True
    return False


@pytest.mark.parametrize("row", [r for r in ROWS if "incomplete" in r], ids=lambda r: r["name"])
def test_unfinished_answers(row: dict[str, Any], small: tuple[Engine, dict[str, str]]) -> None:
    reply = json.loads(small[0].handle(_assess(row["answers"])))["ok"]
    assert (reply["outcome"], reply["missing"]) == ("incomplete", row["incomplete"])
    assert "routine" not in reply


LARGE = {
    "nested 20,000 deep": ("[" * 20_000 + "]" * 20_000, ["The request is nested more than 60 levels deep."]),
    "never closed 20,000 times": ('{"age":' * 20_000, ["The request is nested more than 60 levels deep."]),
    "100,000 keys": (
        json.dumps({f"q{i}": 1 for i in range(100_000)}),
        ["Some answers cannot be used.", "There are more than 1000 answers."],
    ),
    "100,000 options": (
        json.dumps({"body": ["thin-bones"] * 100_000}),
        ["Some answers cannot be used.", "There are more than 1000 answers."],
    ),
    "a question of 1 MB": (
        json.dumps({"x" * 1_000_000: 1}),
        ["Some answers cannot be used.", f"There is no question '{'x' * 200}...' in this questionnaire."],
    ),
    "an option of 1 MB": (
        json.dumps({"sitting": "x" * 1_000_000}),
        ["Some answers cannot be used.", f"'{'x' * 200}...' is not an option of 'sitting'."],
    ),
    "a side of 1 MB": (
        json.dumps({"turning": {"x" * 1_000_000: 1}}),
        ["Some answers cannot be used.", f"'{'x' * 200}...' is not a side; 'turning' takes left and right."],
    ),
    "a number of 1 MB": (
        '{"age":' + "9" * 1_000_000 + "}",
        ["A number is longer than 40 characters, or its exponent is longer than two digits."],
    ),
    "a fraction of 1 MB": (
        '{"age":1.' + "1" * 1_000_000 + "}",
        ["A number is longer than 40 characters, or its exponent is longer than two digits."],
    ),
    "a key of 1 MB, twice": (
        f'{{"{"x" * 1_000_000}":1,"{"x" * 1_000_000}":1}}',
        [f"'{'x' * 200}...' is given twice in one object; give it once."],
    ),
    "1 MB of escaped quotes, never closed": (
        '{"' + '\\"' * 500_000,
        ["This is not valid JSON: look at line 1, column 51."],
    ),
    "too large": ('"' + "x" * MOST_CHARACTERS + '"', ["The request is too large."]),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_answers(name: str, small: tuple[Engine, dict[str, str]]) -> None:
    answers, says = LARGE[name]
    assert _sentences(*small, _assess(answers)) == says


def _open_question(answer: str) -> str:
    """A request to score an answer in somebody's own words."""
    plain = '"sided":false,"options":[],"min":null,"max":null,"measures":[],"difference":null,"optional":false,'
    rest = '"safety":false,"not_sure":false,"doubt_counts":false,"show_if":null,"demands":[],"not_with":[],"sets":null'
    question = f'{{"id":"a","kind":"text",{plain}{rest}}}'
    return f'{{"op":"score","questions":[{question}],"scales":[],"answers":{{"a":{answer}}}}}'


REQUESTS = {
    "no op": ("{}", ["There is no such request."]),
    "an op of the wrong type": ('{"op":["assess"]}', ["There is no such request."]),
    "an unknown op": ('{"op":"delete"}', ["There is no such request."]),
    "not an object": ("[]", ["An object with answers by question is wanted."]),
    "not JSON": ("nonsense", ["This is not valid JSON: look at line 1, column 1."]),
    "a lone surrogate": (
        _assess('{"\\ud800":1}'),
        ["Some answers cannot be used.", "There is no question '\ud800' in this questionnaire."],
    ),
    "no questionnaire": ('{"op":"flow"}', ["'flow' wants 'questionnaire'."]),
    "unknown questionnaire": (_assess("{}", '"quik"'), ["There is no such questionnaire; these exist: quick."]),
    "questionnaire of the wrong type": (
        _assess("{}", "[1]"),
        ["'questionnaire' is of the wrong kind; what it takes: text."],
    ),
    "a key that is none of it": (
        _assess("{}", more=',"tel":true'),
        [
            "'assess' does not know 'tel'; it knows: activities, answers, before, brand, change, questionnaire, shape"
            " and today."
        ],
    ),
    "no such day": (_assess(WELL, more=',"today":"2026-02-30"'), ["A date like 2026-11-21 is wanted."]),
    "a date of the wrong type": (
        _assess(WELL, more=',"today":20261121'),
        ["'today' is of the wrong kind; what it takes: text and null."],
    ),
    "a reply of no week": (
        '{"op":"reply-write","sender":"s","entries":[],"days":0,"shown":[],"today":"2026-11-29"}',
        ["A reply has 1 to 7 days a week, and shows some or none of the ache, the marks and the activities."],
    ),
    "a broken bundle": ('{"op":"open","bundle":{"questions":7}}', ["The knowledge bundle cannot be read."]),
    "scales of the wrong type": (
        '{"op":"score","questions":7,"scales":[],"answers":{}}',
        ["'questions' is of the wrong kind; what it takes: a list."],
    ),
    "scales that are none": (
        '{"op":"score","questions":[],"scales":[7],"answers":{}}',
        ["The scales cannot be read."],
    ),
    "a routine that is none": (
        '{"op":"session","routine":{"cards":[{}]},"records":[],"today":"2026-11-29"}',
        ["This is no routine that a result or an opened plan tells."],
    ),
    "a calendar of no day": (
        '{"op":"calendar","id":"a","days":["XX"],"time":"07:30","minutes":10,"today":"2026-11-29"}',
        ["A calendar takes days from MO to SU, a time such as 07:30, some minutes, and an id of letters and digits."],
    ),
    "words that are none": (
        _open_question("7"),
        ["Some answers cannot be used.", "'a' wants words."],
    ),
    "too many words": (
        _open_question(f'"{"x" * 1_001}"'),
        ["Some answers cannot be used.", "'a' has room for 1000 characters."],
    ),
    "a question given twice": (
        '{"op":"score","questions":[{"id":"a","options":[]},{"id":"a","options":[]}],"scales":[],"answers":{}}',
        ["Two have the id 'a'; give each its own."],
    ),
    "an option given twice": (
        '{"op":"score","questions":[{"id":"a","options":[{"id":"b"},{"id":"b"}]}],"scales":[],"answers":{}}',
        ["Two have the id 'b'; give each its own."],
    ),
    "a scale given twice": (
        '{"op":"score","questions":[],"scales":[{"id":"a"},{"id":"a"}],"answers":{}}',
        ["Two have the id 'a'; give each its own."],
    ),
    "a request with two ops": ('{"op":"flow","op":"open"}', ["'op' is given twice in one object; give it once."]),
    "a plan with two lists": (
        '{"op":"plan-encode","plan":{"exercises":[],"exercises":[]}}',
        ["'exercises' is given twice in one object; give it once."],
    ),
    "a variant of the wrong type": (
        '{"op":"score","questions":[],"scales":[],"answers":{},"variant":7}',
        ["'variant' is of the wrong kind; what it takes: text and null."],
    ),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_bad_requests(name: str, small: tuple[Engine, dict[str, str]]) -> None:
    request, says = REQUESTS[name]
    assert _sentences(*small, request) == says
    assert "ok" in json.loads(small[0].handle(_assess(WELL))), "the engine works on after a bad request"


def test_nothing_is_served_before_the_bundle_is_opened(small: tuple[Engine, dict[str, str]]) -> None:
    assert _sentences(Engine(), small[1], _assess(WELL)) == ["No knowledge has been opened yet."]


def test_told_replies_are_the_same_sentences(small: tuple[Engine, dict[str, str]]) -> None:
    reply = json.loads(small[0].handle(_assess('{"age":"x"}', more=',"tell":true')))
    assert reply == {"error": "Some answers cannot be used.", "complaints": ["'age' wants a number."]}


def test_an_answers_file_that_is_not_text(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.json"
    for content, says in (
        (b"\xff\xfe{", f"{file} is not UTF-8 text; save it as UTF-8"),
        (None, f"{file}: No such file or directory"),
    ):
        file.write_bytes(content) if content else file.unlink()
        assert main(["assess", "quick", "--answers", str(file), "--knowledge", str(base)]) == 1
        assert capsys.readouterr().err == f"counterpoise: {says}\n"


def test_every_error_has_a_case_and_a_sentence(small: tuple[Engine, dict[str, str]]) -> None:
    """What these modules can complain of, the catalogue can say, and a case here brings about."""
    raised = {"bad-answers"}
    for name in ("asking/answers", "bridge", "telling/doing", "door"):
        tree = ast.parse((ROOT / "quiz" / f"{name}.py").read_text(encoding="utf-8"))
        calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args)
        named = (c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("Refused", "_Complaint"))
        raised |= {str(a.value) for a in named if isinstance(a, ast.Constant)}
    requests = [_assess(r["answers"]) for r in ROWS] + [_assess(a) for a, _ in LARGE.values()]
    requests += [r for r, _ in REQUESTS.values()]
    replies = [json.loads(e.handle(r)) for e, r in [(Engine(), _assess(WELL)), *((small[0], r) for r in requests)]]
    messages = [m for r in replies if "error" in r for m in (r["error"], *r.get("complaints", []))]
    assert {f"error.{name}" for name in raised} == {m["say"] for m in messages}


WEIRD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.sampled_from(["not-sure", "nowhere", "none", "neck:left", "thin-bones", "long", "left", "", "\x00", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["left", "right", "middle"]), inner, max_size=3)
    ),
    max_leaves=5,
)
ASKED = ["age", "where", "warning", "body", "sitting", "turning", "head-wall", "goal", "minutes", "unknown"]
FUZZ = settings(max_examples=200, deadline=None, derandomize=True)


@FUZZ
@given(answers=st.dictionaries(st.sampled_from(ASKED), WEIRD, max_size=6))
def test_any_answers_are_answered(small: tuple[Engine, dict[str, str]], answers: dict[str, Any]) -> None:
    """Over sound answers to everything, so that what is accepted goes all the way to a routine."""
    request = _assess(json.dumps({**json.loads(WELL), **answers}), more=',"tell":true')
    reply = json.loads(small[0].handle(request))
    assert set(reply) in ({"ok"}, {"error"}, {"error", "complaints"})


@FUZZ
@given(text=st.text(alphabet=st.sampled_from('{}[]:,"\\ 019eE.-aopn'), max_size=60) | st.text(max_size=60))
def test_any_text_is_answered(small: tuple[Engine, dict[str, str]], text: str) -> None:
    assert set(json.loads(small[0].handle(text))) == {"error"}
    assert "ok" in json.loads(small[0].handle('{"op":"flow","questionnaire":"quick","answers":{}}'))
