"""Small pictures that explain faster than words: the four steps, tug of war at a joint, the pelvis as a seesaw.

Presentation attributes and classes only; what the classes mean stands in sketches.css. No words: the page has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from math import cos, hypot, radians, sin
from typing import Literal

from generator.drawing.drawn import Drawn, Pull, Work
from generator.drawing.mannequin.draw import still
from generator.drawing.mannequin.framing import Box
from generator.drawing.mannequin.pose import Figure
from generator.drawing.maps.crossed import PROFILE
from generator.drawing.maps.silhouette import spline

XY = tuple[float, float]
State = Literal["overactive", "underactive", "even"]

NAMES = ("four-steps", "tug-of-war")
"""The pictures that a page may ask for."""
ASKED = re.compile(r"^\[picture: ([^\]\n]*)\]$", re.MULTILINE)
"""How it asks, on a line of its own: [picture: NAME]."""
STEPS: dict[str, tuple[str, dict[str, object]]] = {
    "inhibit": (
        "gluteus-maximus",
        {
            "base": "standing",
            "pelvis": [-6, 82],
            "lean": -6,
            "touch": {"foot": "floor 12"},
            "props": ["wall -27", "ball -21 86 size 5"],
        },
    ),
    "lengthen": (
        "quadriceps",
        {
            "base": "standing",
            "touch": {"near foot": None, "near hand": "near ankle", "far hand": "30 96"},
            "bend": {"near hip": -6, "near knee": 128, "near ankle": -40},
            "props": ["post 32 size 98"],
        },
    ),
    "activate": (
        "latissimus-dorsi",
        {
            "base": "standing",
            "bend": {"shoulder": -30, "elbow": 112, "reach": -4},
            "props": ["band near hand to 60 112"],
        },
    ),
    "integrate": (
        "quadriceps",
        {
            "base": "standing",
            "pelvis": [-20, 60],
            "lean": 36,
            "bend": {"shoulder": 66, "elbow": 84},
        },
    ),
}
"""Step -> a muscle it is done for, and the pose that stands for it. All upright, so that they share a scale."""
FRAME = Box(-45, -180, 106, 188)


def step(name: str, alt: str, known: Mapping[str, Drawn]) -> str:
    """The figure that stands for one of the four steps. `known`: where each muscle is drawn."""
    muscle, pose = STEPS[name]
    figure = Figure.model_validate({"works": "near", "poses": [{"shows": "-", **pose}]})
    patches = known[muscle].figure if muscle in known else ()
    return still(figure, [Work(muscle, "", patches=patches)], FRAME, alt)


def tug_of_war(tipped: bool, alt: str) -> str:
    """Two muscles that pull on one bone: alike, or one of them more."""
    turn = 15.0 if tipped else 0.0
    foot, top = (60.0, 96.0), 78.0

    def on_bone(x: float, y: float) -> XY:
        return _turned((foot[0] + x, foot[1] - y), foot, -turn)

    head = on_bone(0, top)
    bone = f'<path class="cp-sketch__bone" d="M{_at(on_bone(0, 4))}L{_at(head)}"/>'
    base = f'<path class="cp-sketch__bone" d="M{foot[0]:g} 100V136M36 138h48"/>'
    joint = f'<circle class="cp-sketch__joint" cx="{foot[0]:g}" cy="{foot[1]:g}" r="8"/>'
    left, right = on_bone(-7, top - 8), on_bone(7, top - 8)
    muscles = _pull((34, 136), left, "overactive" if tipped else "even")
    muscles += _pull((86, 136), right, "underactive" if tipped else "even")
    return _svg("0 0 120 146", f"{base}{bone}{muscles}{joint}", alt)


PULLS: dict[Pull, tuple[XY, XY]] = {
    "back-up": ((-13, 122), (-17, 179)),
    "front-up": ((13, 122), (14, 181)),
    "front-down": ((11, 246), (14, 183)),
    "back-down": ((-13, 246), (-18, 183)),
}
"""A pull on the pelvis -> where it is fixed on trunk or thigh, and where it takes hold of the pelvis."""
HIP: XY = (0, 201)
TILT = 13.0


def pulls(muscles: Iterable[tuple[Pull | None, str, int]]) -> dict[Pull, State]:
    """How hard each pull at the pelvis is, by its most important muscle that is said to do more or less.

    Of each muscle its pull, if it has one, and what a syndrome says of it: activity and priority.
    """
    found: dict[Pull, State] = dict.fromkeys(PULLS, "even")
    for pull, activity, _ in sorted(muscles, key=lambda m: m[2]):
        if pull and activity == "overactive":
            found[pull] = "overactive"
        elif pull and activity == "underactive":
            found[pull] = "underactive"
    return found


def tips(found: Mapping[Pull, State]) -> Literal["forward", "back"] | None:
    """Which way these pulls would tip the pelvis, if they agree."""
    front = {found["back-up"], found["front-down"]}
    back = {found["front-up"], found["back-down"]}
    ways: tuple[tuple[Literal["forward", "back"], set[State], set[State]], ...]
    ways = (("forward", front, back), ("back", back, front))
    for way, strong, weak in ways:
        if "overactive" in strong - weak and "underactive" in weak and "underactive" not in strong:
            return way
    return None


def seesaw(found: Mapping[Pull, State], way: str | None, alt: str) -> str:
    """The pelvis over the hips, from the side, facing right; level where `way` is None."""
    turn = {"forward": TILT, "back": -TILT}.get(way or "", 0.0)
    skin = spline([(p[0], p[1], len(p) > 2) for p in PROFILE])
    bowl = [_turned(p, HIP, turn) for p in ((-20, 176), (-16, 196), (0, 203), (13, 197), (16, 178), (0, 186))]
    pelvis = spline([(x, y, False) for x, y in bowl])
    ropes = "".join(_pull(fixed, _turned(end, HIP, turn), found[g]) for g, (fixed, end) in PULLS.items())
    hip = f'<circle class="cp-sketch__joint" cx="{HIP[0]:g}" cy="{HIP[1]:g}" r="4.5"/>'
    a, b = _turned((-34, 181), HIP, turn), _turned((32, 181), HIP, turn)
    beam = f'<path class="cp-sketch__beam" d="M{_at(a)}L{_at(b)}"/>'
    body = f'<path class="cp-sketch__skin" d="{skin}"/>'
    return _svg("-44 104 88 158", f'{body}{beam}<path class="cp-sketch__pelvis" d="{pelvis}"/>{ropes}{hip}', alt)


def _pull(a: XY, b: XY, state: State) -> str:
    """A muscle from a to b: a spindle, thick where it does more; a thin dotted line where it does less."""
    if state == "underactive":
        return f'<path class="cp-sketch__pull cp-sketch__pull--underactive" d="M{_at(a)}L{_at(b)}"/>'
    wide = 6.5 if state == "overactive" else 4.0
    length = hypot(b[0] - a[0], b[1] - a[1])
    nx, ny = (b[1] - a[1]) / length * wide, -(b[0] - a[0]) / length * wide
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    d = f"M{_at(a)}Q{_at((mx + nx, my + ny))} {_at(b)}Q{_at((mx - nx, my - ny))} {_at(a)}z"
    return f'<path class="cp-sketch__pull cp-sketch__pull--{state}" d="{d}"/>'


def _turned(p: XY, about: XY, degrees: float) -> XY:
    """Turned clockwise, as seen with y downwards."""
    x, y, t = p[0] - about[0], p[1] - about[1], radians(degrees)
    return about[0] + x * cos(t) - y * sin(t), about[1] + x * sin(t) + y * cos(t)


def _at(p: XY) -> str:
    return f"{p[0]:.1f} {p[1]:.1f}"


def _svg(box: str, inside: str, alt: str) -> str:
    return (
        f'<svg class="cp-sketch" viewBox="{box}" role="img" aria-label="{escape(alt)}" focusable="false">{inside}</svg>'
    )
