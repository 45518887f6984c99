"""A posture seen by a camera -> layers to paint, from the back to the front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.drawing.drawn import Work
from generator.drawing.mannequin.measures import HOLLOW, RANGES
from generator.drawing.mannequin.outline import Circle, path, seen
from generator.drawing.mannequin.skeleton import Frame, Posture, balls, hand_of, on
from generator.drawing.mannequin.vector import M, V, turn

ARM = ("upper-arm", "forearm", "hand", "thumb")
LEG = ("thigh", "shin", "foot", "toes")
TORSO = ("pelvis", "waist", "chest", "neck")
AXES: dict[str, tuple[V, V]] = {
    "upper-arm": ((0, 0, 0), (0, -30, 0)), "forearm": ((0, 0, 0), (0, -25, 0)), "hand": ((0, 0, 0), (0, -16, 0)),
    "thumb": ((0, 0, 0), (0, -16, 0)), "thigh": ((0, 0, 0), (0, -41.5, 0)), "shin": ((0, 0, 0), (0, -41.5, 0)),
    "foot": ((0, 0, 0), (12.5, -5.2, 0)), "toes": ((0, 0, 0), (5, 0, 0)), "pelvis": ((0, 0, 0), (0, 10, 0)),
    "waist": ((0, 0, 0), (0, 13, 0)), "chest": ((0, 0, 0), (0, 27, 0)), "neck": ((0, 0, 0), (0, 8, 0)),
    "head": ((0, 0, 0), (0, 16, 0)), "hair": ((-2, 10, 0), (-2, 18, 0)), "face": ((3.4, 5, 0), (3.4, 13, 0)),
    "nose": ((9, 5, 0), (9, 13, 0)), "skull": ((0, 0, 0), (0, 16, 0)), "jaw": ((0, 0, 0), (5, -5, 0)),
}  # fmt: skip
"""Segment -> where it begins and where it points, in its frame."""
OWN_FRAME = {"thumb": "hand", "hair": "head", "face": "head", "nose": "head", "skull": "head"}
"""Segments that move with another one."""
AWAY = -0.3
"""How far a muscle may face away from the viewer and still show."""


@dataclass(frozen=True)
class Piece:
    """One outline. `name` is its segment; `kind` its class: near, far, hair, hollow, m3, m2 or prop."""

    name: str
    kind: str
    circles: tuple[Circle, ...]
    axis: tuple[tuple[float, float], tuple[float, float]]
    """Two points in the picture that say how it lies: where it begins and where it points."""
    tag: str = ""
    """Which muscle, for a patch on a segment."""

    @property
    def path(self) -> str:
        return path(self.circles)


@dataclass(frozen=True)
class Layer:
    """Pieces that are painted as one shape (a whole arm), and the muscles on it."""

    depth: float
    shape: tuple[Piece, ...]
    patches: tuple[Piece, ...] = ()


def frame_of(frames: Mapping[str, Frame], name: str) -> Frame:
    """The frame of a segment, of one that moves with another too."""
    side, _, rest = name.rpartition(" ")
    owner = OWN_FRAME.get(rest, rest)
    return frames[f"{side} {owner}" if side else owner]


def circles(frames: Mapping[str, Frame], name: str, camera: M) -> tuple[Circle, ...]:
    """A segment's balls as the camera sees them."""
    f = frame_of(frames, name)
    return tuple(seen(camera, on(f, (x, y, z)), r) for x, y, z, r in balls(name))


def axis(frames: Mapping[str, Frame], name: str, camera: M) -> tuple[tuple[float, float], tuple[float, float]]:
    """A segment's axis as the camera sees it."""
    f, (a, b) = frame_of(frames, name), AXES[name.rpartition(" ")[2]]
    return seen(camera, on(f, a), 0)[:2], seen(camera, on(f, b), 0)[:2]


def piece(p: Posture, name: str, kind: str, camera: M) -> Piece:
    """A segment's outline."""
    return Piece(name, kind, circles(p.frames, name, camera), axis(p.frames, name, camera))


def layers(posture: Posture, camera: M, far: frozenset[str], mouth: bool, arched: Sequence[str]) -> list[Layer]:
    """The body's layers, unsorted and without muscles. `far`: chains in the darker tone ("far arm").

    `mouth`: the jaw apart from the head, for figures in which it opens. `arched`: the sides whose arch lifts.
    """
    out = []
    for side in ("far", "near"):
        if side in arched:
            out.append(_hollow(posture, camera, side))
        for limb, segments in (("leg", LEG), ("arm", ARM)):
            names = [f"{side} {s}" for s in segments]
            kind = "far" if f"{side} {limb}" in far else "near"
            out.append(_layer(posture, camera, names, kind, 0.4 if limb == "arm" else -0.4))
    out.append(_layer(posture, camera, list(TORSO), "near", 0))
    out.extend(_head(posture, camera, mouth))
    return out


def coloured(layer: Layer, posture: Posture, camera: M, worked: Sequence[Work], works: str) -> Layer:
    """A layer with the worked muscles on it. `works`: both sides, or one."""
    return replace(layer, patches=tuple(patches(posture, camera, [p.name for p in layer.shape], worked, works)))


def _layer(p: Posture, camera: M, names: list[str], kind: str, nudge: float) -> Layer:
    return Layer(_depth(p.frames, camera, names) + nudge, tuple(piece(p, n, kind, camera) for n in names))


def _depth(frames: Mapping[str, Frame], camera: M, names: list[str]) -> float:
    ends = [turn(camera, frame_of(frames, n)[0])[2] for n in names[:3]]
    return sum(ends) / len(ends)


def _hollow(p: Posture, camera: M, side: str) -> Layer:
    """The room under the arch, just before the leg; as deep in the floor as the arch is lower than it can be."""
    f, sunk = p.frames[f"{side} foot"], p.joints[f"{side} arch"] - RANGES["arch"][1]
    found = tuple(seen(camera, on(f, (x, y + sunk, z)), r) for x, y, z, r in HOLLOW)
    depth = _depth(p.frames, camera, [f"{side} {s}" for s in LEG]) + 0.1
    return Layer(depth, (Piece(f"{side} hollow", "hollow", found, (found[0][:2], found[1][:2])),))


def _head(p: Posture, camera: M, mouth: bool) -> Iterator[Layer]:
    facing = turn(camera, turn(p.frames["head"][1], (1.0, 0.0, 0.0)))[2]
    depth = _depth(p.frames, camera, ["head"]) + 0.2
    head: tuple[Piece, ...] = (piece(p, "head", "near", camera),)
    if mouth:
        head = (replace(piece(p, "skull", "near", camera), name="head"), piece(p, "jaw", "near", camera))
    hair = piece(p, "hair", "hair", camera)
    nose = piece(p, "nose", "near", camera)
    if facing > 0.15:
        face = piece(p, "face", "near-q", camera)
        yield Layer(depth, head)
        yield Layer(depth + 0.01, (hair,))
        yield Layer(depth + 0.02, (face,))
        yield Layer(depth + 0.03, (replace(nose, kind="nose"),))
    else:
        yield Layer(depth, (*head, nose))
        yield Layer(depth + 0.01, (hair,))


def patches(p: Posture, camera: M, names: list[str], worked: Sequence[Work], works: str) -> Iterator[Piece]:
    """The worked muscles' patches on these segments that face the viewer; the main ones last, on top."""
    for work in sorted(worked, key=lambda w: w.share):
        for number, patch in enumerate(work.patches):
            for side in ("far", "near"):
                if works not in ("both", side):
                    continue
                for name in names:
                    if name in (patch.on, f"{side} {patch.on}"):
                        f, s = frame_of(p.frames, name), hand_of(side)
                        if patch.faces is None or _faces(camera, f, patch.faces, s) >= AWAY:
                            found = tuple(seen(camera, on(f, (x, y, z * s)), r) for x, y, z, r in patch.balls)
                            lies, tag = axis(p.frames, name, camera), f"{side} {work.id} {number}"
                            yield Piece(name, f"m{work.share}", found, lies, tag)


def _faces(camera: M, f: Frame, facing: V, s: float) -> float:
    way = turn(camera, turn(f[1], (facing[0], facing[1], facing[2] * s)))
    return way[2]
