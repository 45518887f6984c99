"""Steps: protocols, and the steps of pathways, hold the exercises that they may."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import STEPS, Exercise, Pathway, Protocol, StepName, Syndrome
from generator.reading.problems import Problem, asks
from generator.rules.together import Rule, together


def protocol_for_syndrome(k: Knowledge) -> Iterator[Problem]:
    """Each syndrome has one protocol, of the same id."""
    protocols = k.all("protocols", Protocol)
    for name, p in protocols.items():
        if p.syndrome != name and p.syndrome in k.kinds["syndromes"]:
            hint = f"name the file {p.syndrome}.yml, or write syndrome: {name}"
            message = f"the protocol '{name}' is for the syndrome '{p.syndrome}'"
            yield k.problem("protocols", name, ("syndrome",), "protocol-for-syndrome", message, hint)
    for name in k.all("syndromes", Syndrome):
        if name not in protocols and not k.may_have("protocols", name):
            hint = f"to write one: counterpoise new protocol {name}"
            yield k.problem("syndromes", name, (), "protocol-for-syndrome", f"'{name}' has no protocol", hint)


def _steps(k: Knowledge) -> Iterator[tuple[str, str, StepName, tuple[str, ...]]]:
    """(kind, id, step, exercises) of every step of protocols and pathways."""
    both: tuple[tuple[str, type[Protocol | Pathway]], ...] = (("protocols", Protocol), ("pathways", Pathway))
    for kind, model in both:
        for name, p in k.all(kind, model).items():
            for step in STEPS:
                part = getattr(p, step)
                yield kind, name, step, part.exercises if part else ()


def step_of_exercise(k: Knowledge) -> Iterator[Problem]:
    """A step of a protocol or a pathway holds exercises of that step."""
    exercises = k.all("exercises", Exercise)
    for kind, name, step, named in _steps(k):
        for i, e in enumerate(named):
            if e in exercises and exercises[e].step != step:
                message = f"'{e}' is an exercise to {exercises[e].step}, not to {step}"
                hint = f"move it to {exercises[e].step}"
                yield k.problem(kind, name, (step, "exercises", i), "step-of-exercise", message, hint)


def exercise_twice(k: Knowledge) -> Iterator[Problem]:
    """A protocol or a pathway names an exercise once."""
    seen: set[tuple[str, str, str]] = set()
    for kind, name, step, named in _steps(k):
        for i, e in enumerate(named):
            if (kind, name, e) in seen:
                path = (step, "exercises", i)
                yield k.problem(kind, name, path, "exercise-twice", f"'{e}' stands here twice", "remove it")
            seen.add((kind, name, e))


def long_muscle_stretched(k: Knowledge) -> Iterator[Problem]:
    """No protocol lengthens a muscle that its syndrome calls long."""
    exercises = k.all("exercises", Exercise)
    for name, p in k.all("protocols", Protocol).items():
        syndrome = k.all("syndromes", Syndrome).get(p.syndrome)
        long = {m.muscle for m in syndrome.muscles if m.length == "long"} if syndrome else set()
        for i, e in enumerate(p.lengthen.exercises):
            targets = {m.muscle for m in exercises[e].muscles if m.share == 3} if e in exercises else set()
            for muscle in sorted(targets & long):
                message = f"'{e}' stretches '{muscle}', which this syndrome calls long"
                path = ("lengthen", "exercises", i)
                yield k.problem("protocols", name, path, "long-muscle-stretched", message, "choose another exercise")


CHECKS: tuple[Rule, ...] = (protocol_for_syndrome, step_of_exercise, exercise_twice, long_muscle_stretched)
RULES = asks(*CHECKS)
check = together(CHECKS)
