"""What a figure must keep to: human joints, contacts that hold, all inside its frame, small. One function a rule.

Measured at every moment of the movement, which takes a second or two: for `counterpoise check`, not for each build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.drawing.mannequin import measures as body
from generator.drawing.mannequin.framing import frame
from generator.drawing.mannequin.pose import ARROW, Figure
from generator.drawing.mannequin.scene import Moment, Scene, scene
from generator.drawing.mannequin.skeleton import lowest_point
from generator.drawing.mannequin.state import SIDES
from generator.drawing.mannequin.vector import size, sub, turn
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Muscle
from generator.pictures.figures import drawable, picture
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks

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

    figure: Figure
    scene: Scene
    size: int
    """Of the whole picture, in bytes."""


Fault = tuple[Path_, str, str]
"""Where in the figure, what is wrong, how to mend it."""


def check(k: Knowledge) -> Iterator[Problem]:
    """Run all rules of this room."""
    for page, figure in drawable(k):
        kind = "exercises" if isinstance(page, Exercise) else "tests"
        if figure.poses[0].base is None:
            hint = "write base: standing, or another base posture"
            yield k.problem(kind, page.id, ("figure", "poses", 0), "figure-base", "the first pose has no base", hint)
            continue
        shown = Shown(figure, scene(figure), len(picture(k, page, "{poses} {muscles}").encode()))
        for rule in CHECKS:
            for path, message, hint in rule(shown):
                yield k.problem(kind, page.id, ("figure", *path), rule.__name__.replace("_", "-"), message, hint)
    yield from figure_muscle(k)


def figure_muscle(k: Knowledge) -> Iterator[Problem]:
    """Figures and body maps can show every muscle (a warning)."""
    for name, muscle in k.all("muscles", Muscle).items():
        missing = [key for key in ("map", "figure") if not getattr(muscle.drawn, key)]
        if missing:
            message = f"pictures leave '{name}' out: nobody has drawn where it is"
            hint = f"write {' and '.join(missing)} under drawn, as knowledge/muscles/soleus.yml does"
            yield k.problem("muscles", name, (), "figure-muscle", message, hint).as_warning()


def _moments(s: Scene) -> Iterator[tuple[int, Moment]]:
    """Every moment with the number of the pose that it is or leads to."""
    yield 0, s.keys[0]
    for i, way in enumerate(s.between, 1):
        for m in way[1:]:
            yield i, m


def _said(f: Shown, i: int, key: Literal["bend", "touch"], part: str) -> Path_:
    """Where a pose speaks of a joint, hand or foot, if it does."""
    written = getattr(f.figure.poses[i], key)
    return next(((key, word) for word in (part, part.partition(" ")[2]) if word in written), ())


def figure_joint(f: Shown) -> Iterator[Fault]:
    """No joint bends further than people can, on the way between poses either."""
    worst: dict[tuple[int, str], tuple[float, float]] = {}
    for i, m in _moments(f.scene):
        for joint, angle in m.posture.joints.items():
            side, _, rest = joint.partition(" ")
            if rest == "palm" and m.posture.joints[f"{side} elbow"] < STRAIGHT:
                continue
            low, high = body.RANGES.get(rest if side in SIDES else joint, (-400, 400))
            beyond = max(low - angle, angle - high)
            if beyond > 0.5:
                worst[i, joint] = max(worst.get((i, joint), (0.0, 0.0)), (beyond, angle))
    for (i, joint), (_, angle) in worst.items():
        side, _, rest = joint.partition(" ")
        low, high = body.RANGES[rest if side in SIDES else joint]
        message = f"pose {i + 1}: {joint} is {angle:.0f}; people reach {low:g} to {high:g}"
        hint = "change the angle, or what the hand or foot touches"
        yield ("poses", i, *_said(f, i, "bend", joint)), message, hint


def figure_contact(f: Shown) -> Iterator[Fault]:
    """A held hand or foot stays within 2 mm of its place, at every moment."""
    worst: dict[tuple[int, str], float] = {}
    for i, m in _moments(f.scene):
        for part, (wanted, found) in m.posture.held.items():
            worst[i, part] = max(worst.get((i, part), 0.0), size(sub(wanted, found)))
    for (i, part), gap in worst.items():
        if gap > SLIP:
            message = f"pose {i + 1}: the {part} misses its place by {gap:.1f} cm"
            yield ("poses", i, *_said(f, i, "touch", part)), message, "bring the pelvis or the place nearer"


def figure_wall(f: Shown) -> Iterator[Fault]:
    """A hand is on a wall only where there is one."""
    for i, m in enumerate(f.scene.keys):
        on_wall = [p for p, where in m.state.touch.items() if where.kind == "wall"]
        if on_wall and not any(p.startswith("wall ") for p in m.state.props):
            message = f"pose {i + 1}: the {on_wall[0]} is on a wall, and there is none"
            yield ("poses", i, *_said(f, i, "touch", on_wall[0])), message, "add wall X to props"


def figure_floor(f: Shown) -> Iterator[Fault]:
    """Nobody sinks into the floor; a swinging foot may brush it on the way."""
    worst: dict[int, float] = {}
    for i, m in _moments(f.scene):
        slack = 0.0 if m in f.scene.keys else BRUSH
        worst[i] = max(worst.get(i, 0.0), -lowest_point(m.posture.frames, []) - slack)
    for i, depth in worst.items():
        if depth > SINK:
            message = f"pose {i + 1}: the body is {depth:.1f} cm below the floor"
            yield ("poses", i), message, "raise the pelvis or anchor"


def figure_sides(f: Shown) -> Iterator[Fault]:
    """Seen from the side, the near side is nearer."""
    if f.figure.view != "side":
        return
    for i, m in enumerate(f.scene.keys):
        depth = {name: turn(f.scene.camera, at)[2] for name, (at, _) in m.posture.frames.items()}
        if any(depth[f"near {part}"] <= depth[f"far {part}"] for part in ("thigh", "upper-arm")):
            yield ("poses", i), f"pose {i + 1}: the far side is in front", "turn the body, or take another view"


def figure_arrow(f: Shown) -> Iterator[Fault]:
    """A part's arrow shows its way from the pose before, so the first pose has none."""
    for j, text in enumerate(f.figure.poses[0].arrows):
        found = ARROW.fullmatch(text)
        if found and found[1]:
            hint = "move it to the second pose, or write: PLACE to PLACE"
            yield ("poses", 0, "arrows", j), f"nothing comes before the first pose: '{text}' has no way", hint


def figure_still(f: Shown) -> Iterator[Fault]:
    """The pose for the card's picture is one of the figure's."""
    number, count = f.figure.still, len(f.figure.poses)
    if number and number > count:
        message = f"still: {number}, and the figure has {count} pose{'s' if count > 1 else ''}"
        yield ("still",), message, "write the number of a pose, or leave it out: the last one is taken"


def figure_frame(f: Shown) -> Iterator[Fault]:
    """A figure's frame, which holds all poses and things, is at most 260 by 230 cm."""
    box = frame(f.scene)
    if box.w > WIDEST or box.h > TALLEST:
        yield (), f"the picture is {box.w} by {box.h} cm; the most is {WIDEST} by {TALLEST}", "bring things nearer"


def figure_size(f: Shown) -> Iterator[Fault]:
    """A figure has at most 8 KB."""
    if f.size > MOST_BYTES:
        message = f"the picture has {f.size:,} bytes; the most is {MOST_BYTES:,}"
        yield (), message, "fewer poses or things, or a side view"


CHECKS: tuple[Callable[[Shown], Iterator[Fault]], ...] = (
    figure_joint,
    figure_contact,
    figure_wall,
    figure_floor,
    figure_sides,
    figure_arrow,
    figure_still,
    figure_frame,
    figure_size,
)
RULES = {"figure-base": "A figure's first pose starts from a base posture.", **asks(*CHECKS, figure_muscle)}
