"""What is written as FHIR R4: valid by its models, and saying the same as the engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle as BundleModel
from fhir.resources.R4B.careplan import CarePlan
from fhir.resources.R4B.questionnaire import Questionnaire

from quiz.asking.bundle import Bundle
from tests import pseudo
from tests.bases import ROOT, good
from tests.conftest import Run

SCALES = ROOT / "tests" / "cases" / "scales"
SUMS = ROOT / "tests" / "cases" / "three-sums.yml"
PEOPLE = ROOT / "tests" / "cases" / "people"


def _printed(run: Run, *options: str | Path) -> Any:
    status, out, err = run("fhir", *options)
    assert (status, err) == (0, "")
    return json.loads(out)


def _items(resource: Any) -> Iterator[Any]:
    for item in resource.get("item", ()):
        yield item
        yield from _items(item)


@pytest.mark.parametrize("name", ["quick", "full", *sorted(p.name for p in SCALES.glob("*.yml"))])
def test_a_questionnaire_is_valid_and_names_each_item_once(run: Run, name: str) -> None:
    found = _printed(run, "--questionnaire", SCALES / name if name.endswith(".yml") else name)
    Questionnaire.model_validate(found)
    names = [item["linkId"] for item in _items(found)]
    assert len(names) == len(set(names))
    told = {rule["question"] for item in _items(found) for rule in item.get("enableWhen", ())}
    assert told <= set(names)


@pytest.mark.parametrize(("person", "gate"), [("desk-worker", "full"), ("red-flag", "stop"), ("gentle", "gentle")])
def test_an_answered_questionnaire_holds_the_answers_and_what_they_come_to(
    run: Run, tmp_path: Path, person: str, gate: str, compiled: Bundle
) -> None:
    about = json.loads((PEOPLE / f"{person}.json").read_text(encoding="utf-8"))
    (answers := tmp_path / "answers.json").write_text(json.dumps(about["answers"]), encoding="utf-8")
    found = _printed(run, "--questionnaire", "full", "--answers", answers, "--site", "https://a.example/")
    BundleModel.model_validate(found)
    response, *observed = [entry["resource"] for entry in found["entry"]]
    assert response["questionnaire"].startswith("https://a.example/fhir/Questionnaire/full|")
    given = {item["linkId"]: item["answer"] for item in _items(response) if "answer" in item}
    assert given["age"] == [{"valueInteger": about["answers"]["age"]}]
    ticked = {answer["valueCoding"]["code"] for answer in given["where"]}
    assert ticked == {f"where/{place}" for place in about["answers"]["where"]}
    told = {o["code"]["coding"][0]["code"]: o for o in observed}
    assert told["gate"]["valueCodeableConcept"]["coding"][0]["code"] == f"gate/{gate}"
    assert all(o["derivedFrom"] == [{"reference": found["entry"][0]["fullUrl"]}] for o in observed)
    assert {code for code in told if code.startswith("pattern/")} <= {f"pattern/{s}" for s in compiled.syndromes}
    assert any(code.startswith("pattern/") for code in told) is (person != "red-flag")


def test_scores_are_observations_with_their_number_band_and_class(run: Run, tmp_path: Path) -> None:
    (answers := tmp_path / "answers.json").write_text(json.dumps({"n1": 2.5, "n2": 3, "w1": "most", "w2": "some"}))
    found = _printed(run, "--questionnaire", SUMS, "--answers", answers)
    BundleModel.model_validate(found)
    told = {o["code"]["text"]: o for o in (entry["resource"] for entry in found["entry"][1:])}
    assert {name: o["valueQuantity"]["value"] for name, o in told.items()} == {
        "Of the numbers": 5.5,
        "Of the words": 3.5,
        "Of all": 9,
    }
    assert told["Of the words"]["interpretation"][0]["text"] == "Much"


def test_what_has_no_score_says_why(run: Run, tmp_path: Path) -> None:
    (answers := tmp_path / "answers.json").write_text('{"n1": 1, "n2": "not-sure", "w1": "not-sure"}')
    found = _printed(run, "--questionnaire", SUMS, "--answers", answers)
    BundleModel.model_validate(found)
    response, *observed = [entry["resource"] for entry in found["entry"]]
    assert all(o["dataAbsentReason"]["text"] == "too-few-answered" for o in observed)
    given = {item["linkId"]: item["answer"] for item in _items(response) if "answer" in item}
    assert given["n2/not-sure"] == [{"valueBoolean": True}]
    assert given["w1"][0]["valueCoding"]["code"] == "w1/not-sure"


def test_a_plan_is_a_care_plan(run: Run) -> None:
    plan = {
        "format": 2,
        "days": 3,
        "from": {"name": "Ana"},
        "note": "Well done.",
        "items": [
            {"card": "chin-tuck", "dose": {"sets": 3, "reps": 10, "a_day": 2, "days": 5}},
            {"card": "glute-bridge", "note": "Slowly."},
        ],
    }
    found = _printed(run, "--plan", json.dumps(plan), "--client", "Ben")
    CarePlan.model_validate(found)
    chin, bridge = (activity["detail"] for activity in found["activity"])
    assert chin["code"]["text"] == "Chin tuck"
    assert chin["description"].startswith("3 sets of 10")
    assert chin["scheduledTiming"]["repeat"] == {"frequency": 10, "period": 1, "periodUnit": "wk"}
    assert bridge["scheduledTiming"]["repeat"]["frequency"] == 3
    assert "Week 1, easy: 1 set of 10" in bridge["description"]
    assert bridge["description"].endswith("Slowly.")
    assert (found["subject"], found["author"]) == ({"display": "Ben"}, {"display": "Ana"})
    assert found["note"][-1] == {"text": "Well done."}
    unnamed = _printed(run, "--plan", json.dumps(plan))
    CarePlan.model_validate(unnamed)
    assert "display" not in unnamed["subject"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--questionnaire", "quik"], "there is no questionnaire 'quik'; there are"),
        (["--questionnaire", "nowhere.yml"], "nowhere.yml: No such file"),
        (["--plan", "nothing"], "'nothing' is neither a file nor the link of a plan"),
        (["--plan", '{"format": 2, "items": []}'], "exercise"),
    ],
)
def test_what_cannot_be_written_is_one_clear_error(run: Run, options: list[str], says: str) -> None:
    status, out, err = run("fhir", *options)
    assert (status, out) == (1, "")
    assert says in err


def test_answers_that_cannot_be_used_are_named(run: Run, tmp_path: Path) -> None:
    (answers := tmp_path / "answers.json").write_text('{"n1": 1.2, "zz": 1}')
    status, out, err = run("fhir", "--questionnaire", SUMS, "--answers", answers)
    assert (status, out) == (1, "")
    assert "n1" in err
    assert "zz" in err


def test_each_text_is_said_in_every_language_that_has_it(tmp_path: Path, run: Run) -> None:
    root = good(tmp_path)
    bare = json.loads(run("fhir", "--questionnaire", "quick", "--knowledge", root)[1])
    pseudo.write(root, "xl")
    told = json.loads(run("fhir", "--questionnaire", "quick", "--knowledge", root)[1])
    Questionnaire.model_validate(told)
    (said,) = told["_title"]["extension"]
    assert {part["url"]: part.get("valueCode") or part["valueString"] for part in said["extension"]} == {
        "lang": "xl",
        "content": pseudo.said("xl", bare["title"]),
    }
    assert _bare(told) == bare


def _bare(value: Any) -> Any:
    """Without the translations."""
    if isinstance(value, list):
        return [_bare(row) for row in value]
    return {k: _bare(v) for k, v in value.items() if k[0] != "_"} if isinstance(value, dict) else value
