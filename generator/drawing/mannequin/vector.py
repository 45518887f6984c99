"""Points and rotations in space: x forward, y up, z to the person's right; centimetres and degrees."""

from __future__ import annotations

from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

V = tuple[float, float, float]
M = tuple[V, V, V]
"""A rotation, as three rows."""

EYE: M = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: V, b: V) -> V:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: V, b: V) -> V:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: V, k: float) -> V:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: V, b: V) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: V, b: V) -> V:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def size(a: V) -> float:
    return sqrt(dot(a, a))


def unit(a: V, fallback: V = (0.0, 1.0, 0.0)) -> V:
    """`a` with length 1; `fallback` where it has none."""
    length = size(a)
    return mul(a, 1 / length) if length > 1e-9 else fallback


def mix(a: V, b: V, t: float) -> V:
    return add(mul(a, 1 - t), mul(b, t))


def turn(m: M, v: V) -> V:
    """Rotate a vector."""
    return (dot(m[0], v), dot(m[1], v), dot(m[2], v))


def flip(m: M) -> M:
    """The inverse rotation."""
    return ((m[0][0], m[1][0], m[2][0]), (m[0][1], m[1][1], m[2][1]), (m[0][2], m[1][2], m[2][2]))


def times(*ms: M) -> M:
    """One rotation after another, the last one first."""
    out = EYE
    for m in ms:
        columns = flip(m)
        a, b, c = out
        out = (
            (dot(a, columns[0]), dot(a, columns[1]), dot(a, columns[2])),
            (dot(b, columns[0]), dot(b, columns[1]), dot(b, columns[2])),
            (dot(c, columns[0]), dot(c, columns[1]), dot(c, columns[2])),
        )
    return out


def about_x(d: float) -> M:
    c, s = cos(radians(d)), sin(radians(d))
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(d: float) -> M:
    c, s = cos(radians(d)), sin(radians(d))
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(d: float) -> M:
    c, s = cos(radians(d)), sin(radians(d))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def frame(x: V, y: V, z: V) -> M:
    """The rotation that takes the axes to these three unit vectors."""
    return flip((x, y, z))


def angles(m: M) -> tuple[float, float, float]:
    """(about z, about x, about y) such that `m` = about_z(a) about_x(b) about_y(c)."""
    b = asin(max(-1.0, min(1.0, m[2][1])))
    if abs(m[2][1]) > 0.99999:
        return degrees(atan2(m[1][0], m[0][0])), degrees(b), 0.0
    return degrees(atan2(-m[0][1], m[1][1])), degrees(b), degrees(atan2(-m[2][0], m[2][2]))


def corner(a: float, b: float, opposite: float) -> float:
    """The angle between sides a and b of a triangle, in degrees; flat where there is no such triangle."""
    return degrees(acos(max(-1.0, min(1.0, (a * a + b * b - opposite * opposite) / (2 * a * b)))))
