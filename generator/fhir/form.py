"""A questionnaire as FHIR needs it: its questions in words and as the engine reads them, and its codes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from generator import score
from generator.bundle.compile import fingerprint, scored
from generator.knowledge.base import Knowledge
from generator.model import Asked, Question, Questionnaire, Region, Section, SelfTest
from generator.model.scales import Scale
from quiz.asking import questions as engine
from quiz.asking.bundle import NOT_SURE, NOWHERE, SIDES, Data

UCUM = "http://unitsofmeasure.org"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
CORE = "http://hl7.org/fhir/StructureDefinition/"


@dataclass(frozen=True)
class Form:
    """A questionnaire, the safety screen before it where it has one."""

    questionnaire: Questionnaire
    sections: tuple[Section, ...]
    written: Mapping[str, Question]
    """Question -> its words."""
    read: Mapping[str, engine.Question]
    """The same as the engine reads them."""
    tests: Mapping[str, SelfTest]
    places: Mapping[str, str]
    """Option of the body map -> its words."""
    sides: Mapping[str, str]
    """left, right -> its word."""
    doubt: str
    """How "not sure" is said."""
    site: str
    """Where it is published, "" for nowhere: then its address and codes are URNs of its id."""
    version: str

    @property
    def url(self) -> str:
        """Its canonical address."""
        return self._address("Questionnaire")

    @property
    def system(self) -> str:
        """The code system of its options, scores and bands."""
        return self._address("CodeSystem")

    def _address(self, kind: str) -> str:
        name = f"{kind}/{self.questionnaire.id}"
        return f"{self.site.rstrip('/')}/fhir/{name}" if self.site else urn(name)

    def coding(self, owner: str, code: str, words: str) -> Data:
        """An option of a question, or a band or class of a scale. Codes name both: "yes" is not the same everywhere."""
        return {"system": self.system, "code": f"{owner}/{code}", "display": words}

    def options(self, name: str) -> Iterator[tuple[str, str, bool]]:
        """(id, words, whether it is chosen alone) of each option of a question, those for doubt last."""
        q, asked = self.read[name], self.asked(name)
        said = {o.id: o.label for o in asked.options} if q.kind != "regions" else self.places
        listed = [(o.id, said[o.id], o.exclusive) for o in q.options]
        yield from listed
        if q.not_sure:
            yield NOT_SURE, self.doubt, not (q.safety and q.kind == "multiple")
            if q.safety and q.kind == "multiple":
                yield from (
                    (f"{NOT_SURE}:{o}", f"{self.doubt}: {words}", False) for o, words, alone in listed if not alone
                )

    def asked(self, name: str) -> Asked:
        """How a question is answered: of a self-test, as that says."""
        q = self.written[name]
        return self.tests[q.test].result if q.test else q

    @property
    def scales(self) -> Sequence[Scale]:
        return self.questionnaire.scales

    @cached_property
    def always(self) -> frozenset[str]:
        """The questions that nothing hides."""
        asked = (name for s in self.sections if not s.show_if for name in s.names)
        return frozenset(name for name in asked if not self.written[name].show_if)


def urn(name: str) -> str:
    """An address for what has none: always the same for the same name."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'counterpoise/{name}')}"


def of_file(path: Path, site: str = "") -> tuple[Form, Data]:
    """A questionnaire file with scales, without a knowledge base, and its compiled data. Raises CheckFailed."""
    k, found = score.read(path)
    data = scored(k, found.questionnaire)
    read = {d["id"]: engine.question(d) for d in data["questions"]}
    return form_of(k, found.questionnaire, read, fingerprint(data["scales"]), site), data


def form_of(
    k: Knowledge, name: str, read: Mapping[str, engine.Question], version: str, site: str = "", language: str = "en"
) -> Form:
    """One of a knowledge base, in its words of a language. Raises KeyError where it has none of this id."""
    q = k.all("questionnaires", Questionnaire)[name]
    words = k.phrases.get(language) or score.catalogue()
    return Form(
        questionnaire=q,
        sections=(*(k.screen.sections if k.screen else ()), *q.sections),
        written={name: question for name, (question, _, _, _) in k.questions().items()},
        read=read,
        tests=k.tests(),
        places=_places(k, words),
        sides={side: words[f"side.{side}"] for side in SIDES},
        doubt=words["ui.question.not-sure"],
        site=site,
        version=version,
    )


def _places(k: Knowledge, words: Mapping[str, str]) -> dict[str, str]:
    found = {NOWHERE: words["ui.region.nowhere"]}
    for r in k.all("regions", Region).values():
        sides = {f"{r.id}:{side}": f"{r.title}, {words[f'side.{side}']}" for side in SIDES}
        found |= sides if r.sided else {r.id: r.title}
    return found


def as_json(value: int | float | Decimal | Fraction) -> int | float:
    """An exact number as JSON has it: with up to 15 digits, which is all that answers have, none changes on the way."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)
