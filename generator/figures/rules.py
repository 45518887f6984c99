"""What a figure must keep to: human joints, contacts that hold, all inside its frame, small. One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.base import Knowledge
from generator.figures import body
from generator.figures.draw import Box, Work, arrow_points, frame, name_of, svg
from generator.figures.outline import seen
from generator.figures.pose import ARROW, Figure
from generator.figures.scene import Moment, Scene, scene
from generator.figures.skeleton import lowest_point, point
from generator.figures.state import SIDES
from generator.figures.vector import size, sub, turn
from generator.load import Path_
from generator.model import Exercise, Muscle, SelfTest
from generator.problems import Problem

MOST_BYTES = 8192
SLIP = 0.2
"""How far, in centimetres, a held hand or foot may be from its place: 2 mm."""
SINK = 2.5
"""How far, in centimetres, soft parts may press into the floor."""
BRUSH = 2.0
"""How much deeper a foot may be on its way between poses."""
STRAIGHT = 25
"""With an elbow straighter than this, a turned palm is the shoulder's turn as well, and no joint's own."""
WIDEST, TALLEST = 260, 230
"""The largest frame, in centimetres: beyond it the body gets too small on a phone."""


@dataclass(frozen=True)
class Shown:
    """A figure where it stands, solved."""

    kind: str
    name: str
    figure: Figure
    scene: Scene
    title: str
    muscles: tuple[Work, ...]


Fault = tuple[Path_, str, str]
"""Where in the figure, what is wrong, how to mend it."""


def check(k: Knowledge) -> Iterator[Problem]:
    """Run all rules of this room."""
    titles = {name: m.title for name, m in k.all("muscles", Muscle).items()}
    for kind, model in (("exercises", Exercise), ("tests", SelfTest)):
        for name, entity in k.all(kind, model).items():
            figure = entity.figure  # type: ignore[attr-defined]
            if figure is None:
                continue
            if figure.poses[0].base is None:
                hint = "write base: standing, or another base posture"
                where = ("figure", "poses", 0)
                yield k.problem(kind, name, where, "figure-base", "the first pose has no base", hint)
                continue
            worked = getattr(entity, "muscles", ())
            works = tuple(Work(w.muscle, titles.get(w.muscle, w.muscle), w.share) for w in worked)
            shown = Shown(kind, name_of(name, getattr(entity, "code", "")), figure, scene(figure), entity.title, works)
            for rule in CHECKS:
                for path, message, hint in rule(shown):
                    rule_id = rule.__name__.replace("_", "-")
                    yield k.problem(kind, name, ("figure", *path), rule_id, message, hint)


def _moments(s: Scene) -> Iterator[tuple[int, Moment]]:
    """Every moment with the number of the pose that it is or leads to."""
    yield 0, s.keys[0]
    for i, way in enumerate(s.between, 1):
        for m in way[1:]:
            yield i, m


def figure_joint(f: Shown) -> Iterator[Fault]:
    """Every joint stays inside what a healthy adult can do, on the way between poses too."""
    told = set()
    for i, m in _moments(f.scene):
        for joint, angle in m.posture.joints.items():
            side, _, rest = joint.partition(" ")
            if rest == "palm" and m.posture.joints[f"{side} elbow"] < STRAIGHT:
                continue
            low, high = body.RANGES.get(rest if side in SIDES else joint, (-400, 400))
            if not low - 0.5 <= angle <= high + 0.5 and (i, joint) not in told:
                told.add((i, joint))
                message = f"pose {i + 1}: {joint} is {angle:.0f}; people reach {low:g} to {high:g}"
                yield ("poses", i), message, "change the angle, or what the hand or foot touches"


def figure_contact(f: Shown) -> Iterator[Fault]:
    """What is held stays held: within 2 mm, at every moment."""
    worst: dict[tuple[int, str], float] = {}
    for i, m in _moments(f.scene):
        for part, (wanted, found) in m.posture.held.items():
            worst[i, part] = max(worst.get((i, part), 0.0), size(sub(wanted, found)))
    for (i, part), gap in worst.items():
        if gap > SLIP:
            message = f"pose {i + 1}: the {part} misses its place by {gap:.1f} cm"
            yield ("poses", i), message, "bring the pelvis or the place nearer"


def figure_wall(f: Shown) -> Iterator[Fault]:
    """A hand on the wall needs a wall."""
    for i, m in enumerate(f.scene.keys):
        on_wall = [p for p, where in m.state.touch.items() if where.kind == "wall"]
        if on_wall and not any(p.startswith("wall ") for p in m.state.props):
            yield ("poses", i), f"pose {i + 1}: the {on_wall[0]} is on a wall, and there is none", "add wall X to props"


def figure_floor(f: Shown) -> Iterator[Fault]:
    """Nobody sinks into the floor; a swinging foot may brush it on the way."""
    worst: dict[int, float] = {}
    for i, m in _moments(f.scene):
        slack = 0.0 if m in f.scene.keys else BRUSH
        worst[i] = max(worst.get(i, 0.0), -lowest_point(m.posture.frames, []) - slack)
    for i, depth in worst.items():
        if depth > SINK:
            yield (
                ("poses", i),
                f"pose {i + 1}: the body is {depth:.1f} cm below the floor",
                "raise the pelvis or anchor",
            )


def figure_limbs(f: Shown) -> Iterator[Fault]:
    """Limbs keep their length. (A fault here is one of the program, not of the author.)"""
    for i, m in _moments(f.scene):
        for a, b, length in BONES:
            for side in SIDES:
                found = size(sub(m.posture.frames[f"{side} {a}"][0], m.posture.frames[f"{side} {b}"][0]))
                if abs(found - length) > SLIP:
                    yield ("poses", i), f"pose {i + 1}: the {side} {a} is {found:.1f} cm long, not {length}", ""


def figure_sides(f: Shown) -> Iterator[Fault]:
    """Seen from the side, the near side is nearer."""
    if f.figure.view != "side":
        return
    for i, m in enumerate(f.scene.keys):
        for part in ("thigh", "upper-arm"):
            near, far = (turn(f.scene.camera, m.posture.frames[f"{s} {part}"][0])[2] for s in ("near", "far"))
            if near <= far:
                yield ("poses", i), f"pose {i + 1}: the far side is in front", "turn the body, or take another view"


def figure_arrow(f: Shown) -> Iterator[Fault]:
    """A part's arrow shows its way from the pose before: the first pose has none."""
    for j, text in enumerate(f.figure.poses[0].arrows):
        found = ARROW.fullmatch(text)
        if found and found[1]:
            hint = "move it to the second pose, or write: PLACE to PLACE"
            yield ("poses", 0, "arrows", j), f"nothing comes before the first pose: '{text}' has no way", hint


def figure_frame(f: Shown) -> Iterator[Fault]:
    """All is inside the frame, and the frame is not too large for a phone."""
    box = frame(f.scene)
    if box.w > WIDEST or box.h > TALLEST:
        yield (), f"the picture is {box.w} by {box.h} cm; the most is {WIDEST} by {TALLEST}", "bring things nearer"
    for i, m in enumerate(f.scene.keys):
        spots = [] if f.figure.zoom else [seen(f.scene.camera, point(m.posture.frames, p), 0)[:2] for p in ENDS]
        for x, y in (*spots, *arrow_points(f.scene, i)):
            if not _inside(box, x, -y):
                yield (
                    ("poses", i),
                    f"pose {i + 1}: something lies outside the frame, near {x:.0f} {y:.0f}",
                    "move it in",
                )
                break


def _inside(box: Box, x: float, y: float) -> bool:
    return box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h


def figure_size(f: Shown) -> Iterator[Fault]:
    """The picture stays small."""
    found = len(svg(f.name, f.figure, f.title, f.muscles).encode())
    if found > MOST_BYTES:
        yield (
            (),
            f"the picture has {found:,} bytes; the most is {MOST_BYTES:,}",
            "fewer poses or things, or a side view",
        )


BONES = (
    ("thigh", "shin", body.THIGH),
    ("shin", "foot", body.SHIN),
    ("upper-arm", "forearm", body.UPPER_ARM),
    ("forearm", "hand", body.FOREARM),
)
ENDS = ("crown", "near hand", "far hand", "near toes", "far toes", "pelvis")
CHECKS: tuple[Callable[[Shown], Iterator[Fault]], ...] = (
    figure_joint,
    figure_contact,
    figure_wall,
    figure_floor,
    figure_limbs,
    figure_sides,
    figure_arrow,
    figure_frame,
    figure_size,
)
RULES = ("figure-base", *(f.__name__.replace("_", "-") for f in CHECKS))
