"""Where each muscle shows on the mannequin: patches on its segments, for the right side, and which way they face."""

from __future__ import annotations

from generator.drawing.mannequin.measures import Ball
from generator.drawing.mannequin.vector import V

Patch = tuple[str, V, tuple[Ball, ...]]
"""Segment, the way it faces (not drawn when that is away from the viewer; none: always drawn), its balls."""

FRONT: V = (1, 0, 0)
BACK: V = (-1, 0, 0)
OUT: V = (0, 0, 1)
ALL: V = (0, 0, 0)

MUSCLES: dict[str, tuple[Patch, ...]] = {
    "abdominals": (
        ("waist", FRONT, ((4.6, 0, 0, 3.2), (4.8, 13, 0, 3.4))),
        ("pelvis", FRONT, ((4.6, 9, 0, 3), (4.8, 4, 0, 2.4))),
    ),
    "adductors": (("thigh", (0.4, 0, -1), ((0.6, -3, -4, 4), (0.5, -28, -2.4, 3))),),
    "biceps-brachii": (("upper-arm", FRONT, ((1.8, -9, 0, 2.7), (1.3, -24, 0, 2.3))),),
    "deep-core": (("waist", ALL, ((1.5, -1, 1, 5.8), (1.5, 11, 1, 6), (1.5, -1, -1, 5.8), (1.5, 11, -1, 6))),),
    "deep-hip-rotators": (("thigh", (-1, 0, 0.5), ((-5, 2.4, 0, 3.2), (-1.4, 0.6, 4, 2.9))),),
    "deep-neck-flexors": (("neck", ALL, ((2, -1, 0, 2.3), (2, 6.5, 0, 2.2))),),
    "deltoids": (("upper-arm", (0, 0, 0.6), ((0, -0.5, 0.6, 5), (0, -11, 0.6, 3.2))),),
    "diaphragm": (("chest", ALL, ((1, 2, 3, 5), (1, 2, -3, 5))),),
    "erector-spinae": (
        ("waist", BACK, ((-4.8, -1, 3.2, 3), (-4.8, 13, 3.2, 3.2))),
        ("pelvis", BACK, ((-5.2, 9, 3.2, 2.8), (-5.4, 6, 2.4, 2))),
    ),
    "fibularis": (("shin", OUT, ((-0.4, -8, 3, 2.3), (-0.2, -32, 1.8, 1.5))),),
    "foot-intrinsics": (("foot", ALL, ((-3, -5.2, 0, 1.6), (11, -5.6, 0, 1.2))),),
    "forearm-muscles": (("forearm", ALL, ((0, -3, 0, 3.2), (0, -15, 0, 2.4))),),
    "gastrocnemius": (("shin", BACK, ((-3.2, -7, 0, 3.5), (-1.9, -20, 0, 2.4))),),
    "gluteus-maximus": (("thigh", (-1, 0, 0.4), ((-4.3, 3.4, 1, 4.2), (-4.6, -4, 1, 4))),),
    "gluteus-medius": (("pelvis", (-0.2, 0, 1), ((-1, 9.5, 8.6, 4.2), (0, 2, 12, 3))),),
    "hamstrings": (("thigh", BACK, ((-3.6, -8, 0, 4), (-2.2, -37, 0, 2.8))),),
    "iliopsoas": (
        ("pelvis", FRONT, ((3.4, 9, 4.5, 3), (4.4, 2, 7, 3.2))),
        ("thigh", FRONT, ((4.6, 1, -0.6, 3.2), (3, -8, -0.6, 2.4))),
    ),
    "jaw-muscles": (("head", (0.4, 0, 1), ((3.2, 1, 4.6, 2.4), (2, 6, 5, 2))),),
    "latissimus-dorsi": (("chest", (-0.8, 0, 0.6), ((-4.2, 1, 7, 4), (-2, 15, 12.4, 3))),),
    "levator-scapulae": (("neck", (-0.6, 0, 0.7), ((-2.4, -3, 3, 2), (-1.6, 6, 2.5, 1.7))),),
    "lower-trapezius": (("chest", BACK, ((-6, 4, 1.8, 1.8), (-5.5, 15, 7, 3))),),
    "middle-trapezius": (("chest", BACK, ((-6, 17.5, 2, 2.8), (-4.6, 20, 11, 2.6))),),
    "obliques": (("waist", (0.3, 0, 1), ((2, 1, 8, 4.2), (1, 12, 8.6, 4.2))),),
    "pectoralis-major": (("chest", (1, 0, 0.3), ((5.8, 16, 4.5, 4), (3.4, 20, 12.4, 3.2))),),
    "pectoralis-minor": (("chest", FRONT, ((5.6, 14, 8, 2.8), (4, 21, 11.4, 2.4))),),
    "quadratus-lumborum": (("waist", (-0.9, 0, 0.6), ((-3.8, 0, 6, 2.8), (-3.8, 12, 6, 2.8))),),
    "quadriceps": (("thigh", FRONT, ((3.8, -7, 1, 4.3), (2.1, -35, 0.5, 3.2))),),
    "rectus-femoris": (("thigh", FRONT, ((4.8, -2, 0, 3.4), (2.6, -36, 0, 2.7))),),
    "rhomboids": (("chest", BACK, ((-6, 13, 3, 2.8), (-6, 18, 6, 2.8))),),
    "rotator-cuff": (("upper-arm", ALL, ((-1.4, 0.4, 0, 4), (-0.6, -5, 0, 3.2))),),
    "scalenes": (("neck", OUT, ((0.4, -3, 3, 2), (0, 4, 2.4, 1.8))),),
    "serratus-anterior": (("chest", (0.4, 0, 1), ((2, 4, 11, 3.2), (1, 13, 14, 3))),),
    "soleus": (("shin", BACK, ((-2.4, -16, 0, 3), (-1.3, -32, 0, 2))),),
    "sternocleidomastoid": (("neck", (0.5, 0, 1), ((2, -3, 2, 1.7), (-1.4, 7, 3, 1.7))),),
    "suboccipitals": (("head", BACK, ((-5, -0.5, 2, 2.6), (-6.4, 3, 2, 2.4))),),
    "tensor-fasciae-latae": (("thigh", (0.6, 0, 1), ((2.8, 3, 4.5, 3), (1.6, -15, 4.6, 2.2))),),
    "thoracic-erectors": (("chest", BACK, ((-5.2, 2, 3.2, 3), (-5.2, 20, 3.2, 2.8))),),
    "tibialis-anterior": (("shin", (1, 0, 0.4), ((2.6, -6, 0.8, 2.4), (1.5, -31, 0.4, 1.5))),),
    "tibialis-posterior": (("shin", (-0.8, 0, -0.5), ((-1.4, -14, -2.4, 2.3), (-0.8, -34, -1.4, 1.6))),),
    "upper-trapezius": (
        ("chest", ALL, ((-2, 27, 3, 3.2), (-1.4, 24.6, 13, 2.6))),
        ("neck", (-0.7, 0, 0.5), ((-2.4, -2, 2.4, 2.6), (-2, 5, 2, 2))),
    ),
    "vastus-medialis": (("thigh", (0.8, 0, -0.4), ((2.4, -25, -1.6, 3.2), (2, -36, -1.4, 2.9))),),
}  # fmt: skip
