"""The mannequin's measures: bones in centimetres, the balls its outline is wrapped around, the ranges of its joints.

Proportions after Winter, Biomechanics and Motor Control of Human Movement (segment lengths as shares of height).
"""

from __future__ import annotations

from generator.drawing.mannequin.vector import V

HEIGHT = 168.0
HIP = 8.5
"""Half the distance between the hip joints."""
JAW: V = (-6.0, 1.0, 0.0)
"""What the jaw turns about, in the head's frame: behind its joint, which slides ahead, so that the chin drops."""
SHOULDER: V = (0.0, 23.5, 17.0)
"""The shoulder joint in the chest's frame, right side."""
PELVIS, WAIST, NECK_AT, NECK = 10.0, 13.0, 27.0, 8.0
UPPER_ARM, FOREARM, PALM, HAND = 30.0, 25.0, 6.0, 17.0
THIGH, SHIN, SOLE = 41.5, 41.5, 7.0
"""SOLE is the ankle joint's height over the floor."""
BALL_OF_FOOT: V = (12.5, -5.2, 0.0)

Ball = tuple[float, float, float, float]
"""x, y, z, radius in a segment's frame, right side; z is mirrored for the left."""

SHAPES: dict[str, tuple[Ball, ...]] = {
    "pelvis": ((-1.2, 0.5, 6.5, 9.6), (-1.2, 0.5, -6.5, 9.6), (0, 10, 5.6, 8.2), (0, 10, -5.6, 8.2)),
    "waist": ((0, 0, 5.4, 8.2), (0, 0, -5.4, 8.2), (0, 13, 5.6, 8.6), (0, 13, -5.6, 8.6)),
    "chest": (
        (0, 1, 5.8, 8.6), (0, 1, -5.8, 8.6), (0.6, 13, 8, 9.8), (0.6, 13, -8, 9.8),
        (-0.4, 22, 10, 6.2), (-0.4, 22, -10, 6.2), (-1, 25.5, 4, 5), (-1, 25.5, -4, 5),
    ),
    "neck": ((-1, -3, 0, 5.6), (0, 7, 0, 4.9)),
    "head": (
        (-1.8, 9.3, 0, 7.9), (2.2, 9.6, 0, 7.5), (4.6, 3.5, 0, 4.6), (5.2, -1.2, 0.9, 3.1), (5.2, -1.2, -0.9, 3.1),
        (1, 1, 0, 5),
    ),
    "skull": ((-1.8, 9.3, 0, 7.9), (2.2, 9.6, 0, 7.5), (5.4, 3.8, 0, 4.1), (7, 1.3, 0, 2.1), (1, 2, 0, 5)),
    "jaw": ((6.6, 0.2, 0, 4), (11.2, -2.2, 0.9, 3.1), (11.2, -2.2, -0.9, 3.1)),
    "hair": ((-2.7, 10.6, 0, 8.2), (0.4, 13.8, 0, 4.9), (-5.6, 5.8, 0, 4.4)),
    "face": ((3.4, 6.6, 2.2, 5), (3.4, 6.6, -2.2, 5), (4.6, 3.5, 0, 4.6), (5.2, -1.2, 0.9, 3), (5.2, -1.2, -0.9, 3)),
    "nose": ((8.6, 7, 0, 1.3), (10.6, 3.9, 0, 1.2), (8, 2.8, 0, 1.7)),
    "upper-arm": ((0, 0, 0, 5.9), (0.3, -11, 0, 4.9), (0, -30, 0, 3.9)),
    "forearm": ((0, 0, 0, 3.9), (0, -7, 0, 4.1), (0, -25, 0, 2.6)),
    "hand": ((0, 0, 0, 2.6), (1.6, -7.5, 0, 2.6), (-1.8, -7.5, 0, 2.4), (0.6, -15.6, 0, 1.5)),
    "thumb": ((1.6, -3, 0, 1.7), (4.6, -8, 0.4, 1.2)),
    "thigh": ((0, 0, 0, 9), (0.4, -13, 0, 8.2), (0, -41.5, 0, 5.6)),
    "shin": ((0, 0, 0, 5.6), (-1.2, -11.5, 0, 5.8), (0, -41.5, 0, 3.5)),
    "foot": ((-0.4, 0.2, 0, 3.7), (-4.6, -4.2, 0, 2.8), (12, -5, 1.7, 2), (12, -5, -1.5, 1.9), (-3.6, -4.3, 1, 2.7)),
    "toes": ((0, 0, 1.9, 1.8), (0, 0, -1.6, 1.8), (5.2, -0.2, 1.2, 1.5), (5.6, -0.2, -1.3, 1.6)),
}  # fmt: skip
"""Segment -> the balls its outline is wrapped around."""
HOLLOW: tuple[Ball, ...] = (
    (-2.6, -7.2, 0, 0.2), (10, -7.2, 0, 0.2), (0.2, -6.8, 0, 0.8), (7.2, -6.8, 0, 0.8), (3.7, -6.6, 0, 1.7),
)  # fmt: skip
"""The room under a lifted arch, in the foot's frame: outlines cannot be hollow, so it is painted over the sole."""

JOINTS = ("back", "low back", "upper back", "side bend", "twist", "neck", "neck side", "neck turn", "head", "jaw")
SIDED_JOINTS = (
    "hip", "hip out", "hip turn", "knee", "ankle", "heel", "toes", "arch",
    "shoulder", "arm out", "arm turn", "elbow", "palm", "wrist", "shrug", "reach",
)  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "low back": (-35, 50), "upper back": (-35, 50), "side bend": (-50, 50), "twist": (-80, 80),
    "neck": (-60, 60), "neck side": (-45, 45), "neck turn": (-85, 85), "head": (-30, 35), "jaw": (0, 35),
    "hip": (-30, 135), "hip out": (-40, 75), "hip turn": (-105, 105), "knee": (-4, 155), "ankle": (-75, 45),
    "heel": (0, 85), "toes": (-40, 85), "arch": (0, 2), "shoulder": (-65, 210), "elbow": (0, 155), "palm": (-140, 140),
    "wrist": (-85, 95), "shrug": (-4, 7), "reach": (-6, 8),
}  # fmt: skip
"""Joint -> the least and the most a healthy adult can do; shrug, reach and arch in centimetres. Turns are wide: beside
a limb that is spread or straight, they stand for what hip and shoulder do in other directions."""

POINTS: dict[str, tuple[str, V]] = {
    "pelvis": ("pelvis", (0, 0, 0)), "buttocks": ("pelvis", (-10.5, 0, 0)), "sacrum": ("pelvis", (-9, 7, 0)),
    "belly": ("waist", (8.4, 4, 0)), "low back": ("waist", (-8.4, 4, 0)),
    "chest": ("chest", (10, 14, 0)), "upper back": ("chest", (-9.2, 14, 0)), "neck": ("neck", (0, 2, 0)),
    "head": ("head", (-1, 8, 0)), "crown": ("head", (0, 17, 0)), "chin": ("jaw", (13.3, -3.9, 0)),
    "forehead": ("head", (9, 11, 0)), "skull": ("head", (-9.6, 5, 0)), "nape": ("neck", (-6, 4, 0)),
}  # fmt: skip
SIDED_POINTS: dict[str, tuple[str, V]] = {
    "hip": ("thigh", (0, 0, 0)), "hip side": ("pelvis", (1, 6, 15)), "hip front": ("pelvis", (8, 6, 8)),
    "buttock": ("pelvis", (-9.5, 0, 7)), "waist": ("waist", (0, 6, 14)),
    "thigh": ("thigh", (0, -20, 0)), "thigh front": ("thigh", (7.4, -20, 0)), "thigh back": ("thigh", (-7, -20, 0)),
    "thigh outer": ("thigh", (0, -20, 7.4)), "thigh inner": ("thigh", (0, -20, -7)),
    "knee": ("shin", (0, 0, 0)), "kneecap": ("shin", (5.6, -1, 0)), "knee pit": ("shin", (-5, 0, 0)),
    "knee inner": ("shin", (0, 0, -5.6)), "shin": ("shin", (4.4, -20, 0)), "calf": ("shin", (-6.4, -13, 0)),
    "low calf": ("shin", (-4.8, -25, 0)), "shin outer": ("shin", (1, -18, 5)),
    "ankle": ("foot", (0, 0, 0)), "heel": ("foot", (-5, -7, 0)), "sole": ("foot", (4, -7, 0)),
    "ball of foot": ("foot", (12.5, -7, 0)), "toes": ("toes", (6, 0, 0)), "top of foot": ("foot", (7, -1.4, 0)),
    "foot": ("foot", (0, -7, 0)),
    "shoulder": ("upper-arm", (0, 0, 0)), "shoulder top": ("chest", (-1, 28, 11)), "pec": ("chest", (9.5, 19, 11)),
    "shoulder blade": ("chest", (-8, 17, 8)), "upper arm": ("upper-arm", (0, -15, 0)),
    "elbow": ("forearm", (0, 0, 0)), "forearm": ("forearm", (0, -12, 0)), "wrist": ("hand", (0, 0, 0)),
    "hand": ("hand", (0, -6, 0)), "fingers": ("hand", (0, -16, 0)), "ear": ("head", (-1, 6, 7.6)),
    "jaw": ("head", (3, 1, 5)), "arch": ("foot", (4, -5, -2)),
}  # fmt: skip
PARTS = tuple(POINTS)
SIDED_PARTS = tuple(SIDED_POINTS)
