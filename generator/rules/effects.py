"""Effects: what is written changes something. No flag behind a skip, no idle caution, no need unserved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.knowledge.base import Knowledge
from generator.model import STEPS, Caution, Exercise, MuscleState, RedFlag, Syndrome
from generator.reading.problems import Problem, asks
from generator.rules.conditions import conditions, form
from generator.rules.scales import tested, written
from quiz.asking.bundle import Data
from quiz.asking.conditions import behind, bringing, named
from quiz.routine.needs import CALLS, calls_for


def flag_behind_skip(k: Knowledge) -> Iterator[Problem]:
    """The questions behind a red flag cannot be skipped, nor can those that bring them up."""
    questions = {name: q for name, (q, _, _, _) in k.questions().items()}
    whole = ((section, q.model_copy(update={"options": form(k, q).options})) for section, q in k.asked())
    brings = {name: [c.data for c in found] for name, found in bringing(whole).items()}
    picked = {q.id: section.id for section, q in k.asked() if section.pick is not None}
    for name, flag in k.all("safety/flags", RedFlag).items():
        for asked in sorted({test["question"] for test in behind([flag.when.data], brings)} & questions.keys()):
            q = questions[asked]
            message = hint = ""
            if q.optional or not q.safety:
                message = f"this flag hangs on '{asked}', which can be skipped"
                hint = f"write safety: true and no optional at '{asked}'"
            elif asked in picked:
                message = f"this flag hangs on '{asked}', which the section '{picked[asked]}' may leave out"
                hint = f"remove pick from '{picked[asked]}'"
            if message:
                yield k.problem("safety/flags", name, ("when",), "flag-behind-skip", message, hint)


def unanswerable(k: Knowledge) -> Iterator[Problem]:
    """A question that must be answered has an option that always shows."""
    for q, kind, name, path in k.questions().values():
        must, options = not q.optional and (q.safety or not q.not_sure), form(k, q).options
        if must and options and all(o.show_if for o in options):
            message = f"'{q.id}' must be answered, and every option of it may be hidden"
            hint = "take show_if from one of them, such as one that says none of these"
            yield k.problem(kind, name, path, "unanswerable", message, hint)


def idle_caution(k: Knowledge) -> Iterator[Problem]:
    """Every caution affects some exercise, adds one, or acts on the gate."""
    demanded = {d for e in k.all("exercises", Exercise).values() for d in e.demands}
    for name, c in k.all("safety/cautions", Caution).items():
        acts_on = {*c.excludes, *(m.demand for m in c.modifies)}
        if c.gate == "none" and not c.adds and demanded.isdisjoint(acts_on):
            message = f"'{name}' changes nothing: no exercise makes any of the demands it acts on"
            hint = "add demands to it or to exercises, or remove it"
            yield k.problem("safety/cautions", name, (), "idle-caution", message, hint)


def unserved_need(k: Knowledge) -> Iterator[Problem]:
    """For each muscle that a syndrome wants eased, lengthened or strengthened alone there is an exercise."""
    serves = {(e.step, m.muscle) for e in _chosen(k) for m in e.muscles}
    for name, s in k.all("syndromes", Syndrome).items():
        for i, state in enumerate(s.muscles):
            for key, value, steps in CALLS:
                wanted = set(steps).intersection(_calls(state)) - {"integrate"}
                missing = [step for step in steps if step in wanted and (step, state.muscle) not in serves]
                if getattr(state, key) == value and missing:
                    message = f"'{state.muscle}' is {value}, and no exercise serves it in: {', '.join(missing)}"
                    hint = "add an exercise, or write unclear where sources disagree"
                    yield k.problem("syndromes", name, ("muscles", i), "unserved-need", message, hint)


def _calls(state: MuscleState) -> tuple[str, ...]:
    return calls_for(state.activity, state.length, state.eased)


def _chosen(k: Knowledge) -> list[Exercise]:
    """The exercises that a self-assessment may choose."""
    return [e for e in k.all("exercises", Exercise).values() if e.chosen]


def nothing_left(k: Knowledge) -> Iterator[Problem]:
    """Under each single caution, each syndrome's steps keep an exercise (a warning), or it says `bare_because`."""
    exercises = _chosen(k)
    for name, c in k.all("safety/cautions", Caution).items():
        if c.gate == "see-first" or c.bare_because:
            continue
        left = {(e.step, m.muscle) for e in exercises if not {*e.demands} & {*c.excludes} for m in e.muscles}
        bare: dict[str, list[str]] = {}
        for s in k.all("syndromes", Syndrome).values():
            for step in STEPS:
                muscles = [m.muscle for m in s.muscles if step in _calls(m)]
                if muscles and all((step, m) not in left for m in muscles):
                    bare.setdefault(step, []).append(s.id)
        for missing, syndromes in bare.items():
            message = f"with '{name}' nothing is left to {missing} for: {', '.join(syndromes)}"
            hint = (
                "the result says so; an exercise without the excluded demands would fill the step, or say bare_because"
            )
            yield k.problem("safety/cautions", name, (), "nothing-left", message, hint).as_warning()


def idle_answer(k: Knowledge) -> Iterator[Problem]:
    """Every answer changes something, but for "none of these" and the "no" beside others (a warning); or its question
    says `idle_because`.

    Asked of sound knowledge only: what is misspelt may be what an answer does.
    """
    asked = {q for _, _, _, s in k.sections() for q in s.names}
    asked -= {*_items(k), k.screen.age if k.screen else ""}
    tested = {(c["question"], word) for c, _, _, _ in conditions(k) for word in _words(c)}
    for q, kind, name, path in k.questions().values():
        given = form(k, q)
        evidence = given.measures or given.difference or any(o.findings for o in given.options)
        judged = q.kind not in ("regions", "text") and not (q.sets or q.idle_because or evidence)
        if q.id not in asked or not judged or (q.id, ANY) in tested:
            continue
        idle = [o for o in given.options if not o.concern and (q.id, o.id) not in tested]
        alike = [o for o in idle if not o.exclusive]
        if len(idle) == len(given.options):
            message = f"nothing hangs on '{q.id}', whatever the answer"
            hint = "give it findings, do not ask it, or say idle_because"
            yield k.problem(kind, name, path, "idle-answer", message, hint).as_warning()
        for o in alike if len(alike) > 1 and len(idle) < len(given.options) else ():
            others = ", ".join(f"'{other.id}'" for other in alike if other is not o)
            message = f"'{o.id}' of '{q.id}' changes nothing, and neither does {others}"
            hint = "make one option of them, or say idle_because"
            where = (*path, "options", given.options.index(o))
            yield k.problem(kind, name, where, "idle-answer", message, hint).as_warning()


ANY = ""
"""In place of an option: whatever the answer is."""


def _words(test: Data) -> tuple[str, ...]:
    return tuple(word for word in named(test) if isinstance(word, str)) or (ANY,)


def _items(k: Knowledge) -> set[str]:
    """The questions that scales count or ask."""
    scales = [m for w in written(k) for s in w.scales for m in (s, *s.variants.values())]
    tests = [test for m in scales for test, _ in tested(m, ())]
    return {item for m in scales for item in m.items} | {test["question"] for test in tests if "question" in test}


CHECKS: tuple[Callable[[Knowledge], Iterator[Problem]], ...] = (
    flag_behind_skip,
    unanswerable,
    idle_caution,
    unserved_need,
    nothing_left,
)
RULES = asks(*CHECKS, idle_answer)


def check(k: Knowledge) -> Iterator[Problem]:
    """Run all rules of this room; while an exercise is faulty, what it would do is not known, and nothing is said."""
    if all(kind != "exercises" for kind, _ in k.claimed):
        for rule in CHECKS:
            yield from rule(k)
