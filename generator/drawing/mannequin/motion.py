"""Movement: the same outlines once more, each carried by keyframes that the generated stylesheet holds.

Every outline is drawn once, lying along its own axis, and moved, turned and (where it points away from the viewer)
shortened. The moments between two key poses come from solving the pose again, so held hands and feet stay held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import atan2, cos, degrees, hypot, radians, sin
from zlib import crc32

from generator.drawing.drawn import Work
from generator.drawing.mannequin.camera import Layer, Piece
from generator.drawing.mannequin.outline import Circle, num, path
from generator.drawing.mannequin.scene import KEPT, Moment, Scene

HOLD = 0.35
"""The share of the time from pose to pose in which a pose is held."""
SLACK = 0.3
"""How far, in centimetres, neighbours may move against each other and still be drawn as one."""
NEAR_ENOUGH = 0.6
"""How far, in centimetres, a moment may lie from the straight way between its neighbours and be left out."""

Mark = tuple[str, str]
"""Class and path data of one outline."""
Step = tuple[float, float, float, float, float]
"""x, y (downwards), turn in degrees, stretch along the axis and across it."""


@dataclass(frozen=True)
class Track:
    """Outlines that move as one through all moments, lying along the first one's axis."""

    pieces: tuple[Piece, ...]
    """As they are at `moment`, where the first one is seen longest."""
    moment: int
    steps: tuple[Step, ...]

    @property
    def still(self) -> bool:
        return all(_apart(self.steps[0], s) < 0.15 for s in self.steps)


def key(name: str) -> str:
    """What ids and classes of the figure `name` begin with: the name where it is short."""
    return name if len(name) < 6 else f"c{crc32(name.encode()):08x}"[:6]


def moments(s: Scene) -> list[tuple[float, Moment]]:
    """(share of the time, moment) from the first key pose to the last, with each key pose held for a while."""
    out: list[tuple[float, Moment]] = []
    length = 1 / max(1, len(s.between))
    for i, way in enumerate(s.between):
        for j, m in enumerate(way):
            share = HOLD / 2 + (1 - HOLD) * j / (len(way) - 1)
            out.append(((i + share) * length, m))
    return out


@lru_cache(maxsize=KEPT)
def tracks(s: Scene) -> list[tuple[Layer, list[Track]]]:
    """The first pose's layers, each with the tracks of its pieces."""
    seen = [{p.name: p for layer in s.layers(m, ()) for p in layer.shape} for _, m in moments(s)]
    out = []
    for layer in s.layers(s.keys[0], ()):
        ways = [[pieces.get(p.name, p) for pieces in seen] for p in layer.shape]
        out.append((layer, [_track(run) for run in _rigid(ways)]))
    return out


def _rigid(ways: Sequence[Sequence[Piece]]) -> list[list[Sequence[Piece]]]:
    """Neighbours of one kind that never move against each other, together. A thumb that does not follow is left out."""
    runs: list[list[Sequence[Piece]]] = []
    for way in ways:
        if runs and runs[-1][0][0].kind == way[0].kind and _follows(runs[-1][0], way):
            runs[-1].append(way)
        elif not way[0].name.endswith("thumb"):
            runs.append([way])
    return runs


def _follows(lead: Sequence[Piece], way: Sequence[Piece]) -> bool:
    first = [_laid(p, by)[0] for p, by in zip((lead[0], way[0]), (lead[0], lead[0]), strict=True)]
    for by, p in zip(lead, way, strict=True):
        for then, now in zip(first, (_laid(by, by)[0], _laid(p, by)[0]), strict=True):
            if any(hypot(a[0] - b[0], a[1] - b[1]) > SLACK for a, b in zip(then, now, strict=True)):
                return False
    return True


def _track(run: Sequence[Sequence[Piece]]) -> Track:
    pieces = run[0]
    best = max(range(len(pieces)), key=lambda i: _length(pieces[i]))
    _, along, across = _laid(pieces[best], pieces[best])
    steps: list[Step] = []
    for p in pieces:
        (ax, ay), _ = p.axis
        angle = -degrees(_angle(p))
        if steps:
            angle += 360 * round((steps[-1][2] - angle) / 360)
        _, a, b = _laid(p, p)
        steps.append((ax, -ay, angle, a / along, b / across) if len(run) == 1 else (ax, -ay, angle, 1, 1))
    return Track(tuple(way[best] for way in run), best, tuple(steps))


def _length(p: Piece) -> float:
    (ax, ay), (bx, by) = p.axis
    return round(hypot(bx - ax, by - ay), 3)


def _angle(p: Piece) -> float:
    (ax, ay), (bx, by) = p.axis
    return atan2(by - ay, bx - ax)


def _laid(p: Piece, by: Piece) -> tuple[tuple[Circle, ...], float, float]:
    """The circles along an axis, from its beginning; how long and how wide they are together."""
    (ax, ay), t = by.axis[0], _angle(by)
    c, s = cos(t), sin(t)
    laid = tuple(((x - ax) * c + (y - ay) * s, (y - ay) * c - (x - ax) * s, r) for x, y, r in p.circles)
    xs = [v for x, _, r in laid for v in (x - r, x + r)]
    ys = [v for _, y, r in laid for v in (y - r, y + r)]
    return laid, max(xs) - min(xs), max(ys) - min(ys)


def _apart(a: Step, b: Step) -> float:
    """Roughly how far the far end of an outline is from one step to another, in centimetres."""
    return hypot(a[0] - b[0], a[1] - b[1]) + abs(radians(a[2] - b[2])) * 25 + (abs(a[3] - b[3]) + abs(a[4] - b[4])) * 15


def live(name: str, s: Scene, worked: Sequence[Work]) -> list[Mark]:
    """The moving figure's content: limbs first as a rim, then filled, so that no seam shows at a joint."""
    out: list[Mark] = []
    all_tracks = tracks(s)
    numbers = _numbers(all_tracks)
    times = moments(s)
    patches = [[p for layer in s.layers(m, worked) for p in layer.patches] for _, m in times] if worked else []
    for layer, found in all_tracks:
        if all(t.still for t in found):
            out += as_they_lie(layer.shape)
            names = {p.name for p in layer.shape}
            out += as_they_lie([p for p in patches[0] if p.name in names] if patches else ())
            continue
        drawn = [(t.pieces[0].kind, *_drawn(name, t, numbers, t.pieces)) for t in found]
        if len(drawn) > 1:
            out += [(f"{kind}-r{c}", d) for kind, c, d in drawn]
        out += [(f"{kind}{'-q' if len(drawn) > 1 else ''}{c}", d) for kind, c, d in drawn]
        for t in found:
            names = {p.name for p in t.pieces}
            for kind, run in groupby([p for p in patches[t.moment] if p.name in names] if patches else (), _kind):
                c, d = _drawn(name, t, numbers, list(run))
                out.append((kind + c, d))
    return list(dict.fromkeys(reversed(out)))[::-1]  # of what is alike, the foremost


def _kind(p: Piece) -> str:
    return p.kind


def as_they_lie(pieces: Sequence[Piece]) -> Iterator[Mark]:
    """Outlines as they lie, those of one kind in a row as one."""
    for kind, run in groupby(pieces, key=lambda p: p.kind):
        yield kind, "".join(dict.fromkeys(p.path for p in run))


def _numbers(all_tracks: Sequence[tuple[Layer, list[Track]]]) -> dict[tuple[Step, ...], int]:
    """A number for each different way of moving."""
    out: dict[tuple[Step, ...], int] = {}
    for _, found in all_tracks:
        for t in found:
            if not t.still:
                out.setdefault(t.steps, len(out))
    return out


def _drawn(name: str, t: Track, numbers: dict[tuple[Step, ...], int], pieces: Sequence[Piece]) -> tuple[str, str]:
    """The class that moves pieces, if any, and their outlines: in the room, or along the track's axis."""
    if t.still:
        return "", "".join(dict.fromkeys(p.path for p in pieces))
    d = "".join(dict.fromkeys(path(_laid(p, t.pieces[0])[0]) for p in pieces))
    return f" {name}-{numbers[t.steps]}", d


@lru_cache(maxsize=KEPT)
def keyframes(name: str, s: Scene) -> str:
    """The keyframes and rules that move one figure."""
    name = key(name)
    times = [t for t, _ in moments(s)]
    seconds = s.figure.seconds * len(s.between)
    out = []
    for steps, number in _numbers(tracks(s)).items():
        kept = _kept(times, steps)
        scaled = any(abs(v - 1) > 0.04 for i in kept for v in steps[i][3:])
        rows = "".join(f"{_percent(times, i)}{{transform:{_transform(steps[i], scaled)}}}" for i in kept)
        out.append(f"@keyframes {name}-{number}{{{rows}}}.{name}-{number}{{animation-name:{name}-{number}}}")
    return f'[class*="{name}-"]{{animation-duration:{seconds:g}s}}' + "".join(out) if out else ""


def _percent(times: Sequence[float], i: int) -> str:
    at = f"{round(times[i] * 100)}%"
    return f"0%,{at}" if i == 0 else f"{at},to" if i == len(times) - 1 else at


def _transform(step: Step, scaled: bool) -> str:
    x, y, angle, along, across = step
    out = f"translate({num(x)}px,{num(y)}px)rotate({angle:.1f}deg)"
    out = out.replace(".0deg", "deg")
    return out + f"scale({along:.2f},{across:.2f})" if scaled else out


def _kept(times: Sequence[float], steps: Sequence[Step]) -> list[int]:
    """The moments that cannot be left out: the ends of each hold, and what a straight way would miss."""
    must = {0, len(steps) - 1}

    def split(a: int, b: int) -> None:
        worst, at = NEAR_ENOUGH, 0
        for i in range(a + 1, b):
            t = (times[i] - times[a]) / ((times[b] - times[a]) or 1)
            guess = tuple(p * (1 - t) + q * t for p, q in zip(steps[a], steps[b], strict=True))
            error = _apart((guess[0], guess[1], guess[2], guess[3], guess[4]), steps[i])
            if error > worst:
                worst, at = error, i
        if at:
            must.add(at)
            split(a, at)
            split(at, b)

    split(0, len(steps) - 1)
    return sorted(must)
