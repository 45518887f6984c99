"""Simple things around the body, as rounded boxes and rods in the room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import cos, pi, sin

from generator.drawing.mannequin.camera import Layer, Piece
from generator.drawing.mannequin.outline import seen
from generator.drawing.mannequin.pose import PROP
from generator.drawing.mannequin.skeleton import Frame, balls, on, point
from generator.drawing.mannequin.state import Place, place
from generator.drawing.mannequin.vector import M, V, about_y, add, mix, mul, sub, turn, unit

Solid = tuple[str, str, tuple[tuple[V, float], ...]]
"""Name, class (prop, plate, wall, mat or cord), balls in the room."""
BEHIND = -1000.0
SIZES: dict[str, tuple[float, ...]] = {
    "ball": (4,), "medicine-ball": (11,), "roller": (7, 0), "rolling-pin": (3,), "cushion": (24, 8), "towel": (18, 4),
    "mat": (190, 64), "step": (32, 15), "stool": (34, 30), "bench": (110, 42), "bed": (200, 45), "table": (70, 75),
    "worktop": (45, 92), "chair": (1,), "wall": (205,), "post": (205,), "bottle": (22,),
    "barbell": (13, 54), "cable-column": (205, 1), "kettlebell": (8.5, 0), "lever": (1.8,), "pad": (7, 12, 12),
    "slab": (2.6, 17),
}  # fmt: skip


def wall_at(props: Sequence[str]) -> float | None:
    """Where the wall stands, if there is one."""
    for text in props:
        kind, first, _, _ = _read(text)
        if kind == "wall" and first is not None:
            return first.x or 0
    return None


def layers(props: Sequence[str], frames: Mapping[str, Frame], camera: M) -> list[Layer]:
    """The things around a posture, as layers to paint among the body's."""
    wall = wall_at(props)
    out = []
    for number, text in enumerate(props):
        seen_ = [_seen(solid, camera, f"{number}-{i}") for i, solid in enumerate(_solids(text, frames, wall))]
        held = text.startswith(("dumbbell", "barbell"))  # a hand is between its weights
        if held or seen_[0].shape[0].kind == "cord":
            out += seen_
        else:
            depth = sum(layer.depth for layer in seen_) / len(seen_)
            out.append(Layer(depth, tuple(p for layer in seen_ for p in layer.shape)))
    return out


def standing(props: Sequence[str], frames: Mapping[str, Frame]) -> Iterator[V]:
    """Where the body and the things around it, but for walls, are within a hand's width of the floor."""
    yield from (
        at for n, f in frames.items() for *at_, r in balls(n) if (at := on(f, (at_[0], at_[1], at_[2])))[1] < r + 6
    )
    for text in props:
        for _, kind, found in _solids(text, frames, None):
            yield from (at for at, r in found if kind == "prop" and at[1] < r + 6)


def _read(text: str) -> tuple[str, Place | None, Place | None, tuple[float, ...]]:
    found = PROP.fullmatch(text)
    assert found, text
    kind, first, second, sizes = found.groups()
    given = tuple(float(n) for n in sizes.split()) if sizes else ()
    defaults = SIZES.get(kind, ())
    at = place(first) if first else None
    return kind, at, place(second) if second else None, given + defaults[len(given) :]


def _seen(solid: Solid, camera: M, number: str) -> Layer:
    name, kind, balls = solid
    circles = tuple(seen(camera, at, r) for at, r in balls)
    depths = [turn(camera, at)[2] for at, _ in balls]
    depth = sum(depths) / len(depths) if kind == "prop" else max(depths) + 0.9
    if kind in ("wall", "mat"):
        depth = BEHIND
    ends = (circles[0], circles[-1]) if kind == "cord" else (circles[0], (circles[0][0] + 10, circles[0][1], 0.0))
    return Layer(depth, (Piece(f"{number} {name}", kind, circles, (ends[0][:2], ends[1][:2])),))


def _solids(text: str, frames: Mapping[str, Frame], wall: float | None) -> Iterator[Solid]:
    kind, first, second, sizes = _read(text)
    at = spot(first, frames, wall) if first else (0.0, 0.0, 0.0)
    end = spot(second, frames, wall) if second else at
    if kind in ("band", "cable", "strap", "ruler"):
        r = {"cable": 0.6, "ruler": 1.5}.get(kind, 0.9)
        yield kind, "cord", ((at, r), (end, r))
        if kind == "cable":
            yield "pulley", "prop", ((end, 2.8),)
    elif kind == "dumbbell":
        yield from _dumbbell(first, at, frames)
    elif kind == "kettlebell":
        yield from _kettlebell(mix(at, end, 0.5), first, sizes, frames)
    elif kind == "lever":
        yield _rod(kind, at, end, sizes[0])
    elif kind == "slab":
        yield from _slab(at, end, sizes)
    elif kind == "massage-gun":
        yield from _gun(at, end)
    else:
        yield from _FIXED[kind](mix(at, end, 0.5), sizes)


def spot(where: Place, frames: Mapping[str, Frame], wall: float | None) -> V:
    """A place in the room."""
    offset = (where.x or 0, where.y or 0, where.z or 0)
    if where.kind == "body":
        return add(point(frames, where.part), offset)
    return (wall or 0, *offset[1:]) if where.kind == "wall" else offset


def _box(name: str, low: V, high: V, r: float = 1.2, kind: str = "prop") -> Solid:
    corners = product(*zip(low, high, strict=True))
    inner = [tuple(c + (r if c == a else -r) for c, a, b in zip(p, low, high, strict=True)) for p in corners]
    return name, kind, tuple(((p[0], p[1], p[2]), r) for p in inner)


def _rod(name: str, a: V, b: V, r: float) -> Solid:
    return name, "prop", ((a, r), (b, r))


def _dumbbell(where: Place | None, at: V, frames: Mapping[str, Frame]) -> Iterator[Solid]:
    hand = where.part if where and where.part in frames else "near hand"
    along = turn(frames[hand][1], (1.0, 0.0, 0.0))
    ends = add(at, mul(along, 8)), add(at, mul(along, -8))
    yield "handle", "prop", ((ends[0], 1.4), (ends[1], 1.4))
    for i, end in enumerate(ends):
        yield f"weight {i}", "prop", ((add(end, mul(along, 1.6)), 4.4), (add(end, mul(along, -1.6)), 4.4))


def _kettlebell(at: V, where: Place | None, s: Sequence[float], frames: Mapping[str, Frame]) -> Iterator[Solid]:
    """It hangs from a hand the way its fingers point; anywhere else it stands, its handle on top, turned by `s[1]`."""
    held = where is not None and where.part.endswith("hand")
    m = frames[where.part][1] if where and held else about_y(s[1])
    side, down = turn(m, (1.0, 0.0, 0.0)), turn(m, (0.0, -1.0, 0.0))
    bell = add(at, mul(down, s[0] + 5)) if held else at
    top = add(bell, mul(down, -s[0] - 5))
    yield "bell", "prop", ((bell, s[0]),)
    grips = [add(top, mul(side, x)) for x in (-4.2, 4.2)]
    yield "grip", "prop", tuple((g, 1.4) for g in grips)
    for i, (g, x) in enumerate(zip(grips, (-5.6, 5.6), strict=True)):
        yield f"horn {i}", "prop", ((g, 1.4), (add(add(bell, mul(down, -s[0] + 2)), mul(side, x)), 1.4))


def _barbell(at: V, s: Sequence[float]) -> Iterator[Solid]:
    yield _rod("shaft", add(at, (0, 0, -s[1])), add(at, (0, 0, s[1])), 1.3)
    for i, z in enumerate((8 - s[1], s[1] - 8)):
        rim = [(cos(a) * 0.7 * s[0], sin(a) * 0.7 * s[0]) for a in (k * pi / 6 for k in range(12))]
        yield f"plate {i}", "plate", tuple((add(at, (x, y, z)), 0.3 * s[0]) for x, y in rim)


def _slab(at: V, end: V, s: Sequence[float]) -> Iterator[Solid]:
    """A padded board from one place to another: a seat, its back, a foot plate."""
    yield "slab", "prop", tuple((add(p, (0, 0, z)), s[0]) for p in (at, end) for z in (-s[1], s[1]))


def _column(at: V, s: Sequence[float]) -> Iterator[Solid]:
    """A cable machine's column with its stack of weights, which is drawn on the side away from the person."""
    x, _, z = at
    yield _box("column", (x - 3, 0, z - 9), (x + 3, s[0], z + 9))
    yield _box("foot", (x - 10, 0, z - 16), (x + 14, 5, z + 16))
    for i in range(4):
        low = 8 + 9 * i
        yield _box(f"weight {i}", (x + s[1] * 8 - 6, low, z - 12), (x + s[1] * 8 + 6, low + 8, z + 12))


def _pad(at: V, s: Sequence[float]) -> Iterator[Solid]:
    half = (s[0] / 2, s[1] / 2, s[2] / 2)
    yield _box("pad", sub(at, half), add(at, half), min(half) * 0.8)


def _gun(hand: V, target: V) -> Iterator[Solid]:
    way = unit(sub(target, hand), (0.0, -1.0, 0.0))
    yield "gun", "cord", ((add(hand, mul(way, -4)), 3.4), (add(hand, mul(way, 6)), 3))
    yield "tip", "cord", ((add(hand, mul(way, 6)), 1.4), (target, 2.4))


def _roller(at: V, s: Sequence[float]) -> Iterator[Solid]:
    half = turn(about_y(s[1]), (0.0, 0.0, 16.0))
    yield _rod("roller", sub(at, half), add(at, half), s[0])


def _pin(at: V, s: Sequence[float]) -> Iterator[Solid]:
    yield _rod("grips", add(at, (0, 0, -20)), add(at, (0, 0, 20)), 1.4)
    yield _rod("pin", add(at, (0, 0, -12)), add(at, (0, 0, 12)), s[0])


def _lying(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, y, z = at
    yield _box("soft", (x - s[0] / 2, y, z - 16), (x + s[0] / 2, y + s[1], z + 16), s[1] / 2.2)


def _chair(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, _, z = at
    a, b = sorted((x - 20 * s[0], x + 21 * s[0]))
    back = x - 20 * s[0]
    inner, outer = sorted((back, back + 4 * s[0]))
    for i, (lx, lz) in enumerate(product((a + 2, b - 2), (-18, 18))):
        yield _rod(f"leg {i}", (lx, 1.6, z + lz), (lx, 42, z + lz), 1.6)
    yield _box("back", (inner, 62, z - 20), (outer, 90, z + 20))
    for lz in (-18, 18):
        yield _rod(f"stile {lz}", (back + 2 * s[0], 42, z + lz), (back + 2 * s[0], 84, z + lz), 1.6)
    yield _box("seat", (a, 41, z - 21), (b, 45, z + 21))


def _legged(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, _, z = at
    for i, (lx, lz) in enumerate(product((x + 4, x + s[0] - 4), (-20, 20))):
        yield _rod(f"leg {i}", (lx, 1.8, z + lz), (lx, s[1] - 3, z + lz), 1.8)
    yield _box("top", (x, s[1] - 5, z - 24), (x + s[0], s[1], z + 24))


def _block(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, y, z = at
    yield _box("block", (x, y, z - 26), (x + s[0], y + s[1], z + 26))


def _bed(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, _, z = at
    yield _box("base", (x + 2, 6, z - 34), (x + s[0] - 2, s[1] - 14, z + 34))
    yield _box("mattress", (x, s[1] - 15, z - 36), (x + s[0], s[1], z + 36), 3.5)


def _wall(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x = at[0]
    a, b = (x, x + 4) if x >= 0 else (x - 4, x)
    yield _box("wall", (a, 0, -58), (b, s[0], 58), 0.4, "wall")


def _doorway(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x = at[0]
    width = s[0] if s else 50
    for z in (-width - 3, width + 3):
        yield f"jamb {z}", "wall", (((x, 4, z), 4), ((x, 205, z), 4))


def _mat(at: V, s: Sequence[float]) -> Iterator[Solid]:
    x, _, z = at
    yield _box("mat", (x - s[0] / 2, -2, z - s[1] / 2), (x + s[0] / 2, 0, z + s[1] / 2), 0.9, "mat")


_FIXED: Mapping[str, Callable[[V, Sequence[float]], Iterator[Solid]]] = {
    "ball": lambda at, s: iter([("ball", "prop", ((at, s[0]),))]),
    "medicine-ball": lambda at, s: iter([("ball", "prop", ((at, s[0]),))]),
    "roller": _roller,
    "rolling-pin": _pin,
    "bar": lambda at, s: iter([_rod("bar", add(at, (0, 0, -42)), add(at, (0, 0, 42)), 1.8)]),
    "post": lambda at, s: iter([_rod("post", (at[0], 0, at[2]), (at[0], s[0], at[2]), 2.4)]),
    "bottle": lambda at, s: iter([_rod("bottle", add(at, (0, 0, -s[0] / 2)), add(at, (0, 0, s[0] / 2)), 3.6)]),
    "cushion": _lying, "towel": _lying, "chair": _chair, "bench": _legged, "table": _legged, "stool": _legged,
    "barbell": _barbell, "cable-column": _column, "pad": _pad,
    "worktop": _block, "step": _block, "bed": _bed, "wall": _wall, "doorway": _doorway, "mat": _mat,
}  # fmt: skip
