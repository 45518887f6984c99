"""Inverse kinematics of two bones: where the knee or elbow goes when the foot or hand is held."""

from __future__ import annotations

from generator.drawing.mannequin.vector import M, V, add, cross, dot, frame, mul, size, sub, unit


def two_bones(root: V, target: V, hint: V, a: float, b: float) -> tuple[V, V]:
    """(middle joint, reached end) of two bones that bend towards `hint`."""
    line = sub(target, root)
    reach = min(max(size(line), abs(a - b) + 0.01), a + b)
    along = unit(line)
    side = sub(hint, root)
    side = unit(sub(side, mul(along, dot(side, along))), (1.0, 0.0, 0.0))
    cos_a = max(-1.0, min(1.0, (a * a + reach * reach - b * b) / (2 * a * reach)))
    middle = add(root, add(mul(along, a * cos_a), mul(side, a * (1 - cos_a * cos_a) ** 0.5)))
    return middle, add(root, mul(along, reach))


def bones(root: V, middle: V, end: V, hint: V, back: float) -> tuple[M, M]:
    """The frames of two bones whose hinge opens forwards (back = 1, a knee) or backwards (back = -1, an elbow)."""
    first, second = unit(sub(middle, root)), unit(sub(end, middle))
    hinge = mul(cross(first, second), -back)
    if size(hinge) < 0.02:
        hinge = mul(cross(first, unit(sub(hint, root), (1.0, 0.0, 0.0))), back)
    z = unit(hinge, (0.0, 0.0, 1.0))
    y1, y2 = mul(first, -1), mul(second, -1)
    return frame(cross(y1, z), y1, z), frame(cross(y2, z), y2, z)
