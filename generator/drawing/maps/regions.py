"""Where each region of knowledge/regions.yml is on the body map: rough shapes, cut to the body's outline when drawn."""

from __future__ import annotations

from generator.drawing.maps.silhouette import Shape, View

_HEAD: Shape = (
    (0, -4, "c"), (26, -4, "c"), (26, 30, "c"), (19, 34.5, "c"), (15.6, 40), (10.4, 46.6), (5, 49.6), (0, 50.4, "c"),
)  # fmt: skip
_NECK: Shape = (
    (0, 50.4, "c"), (5, 49.6), (10.4, 46.6, "c"), (27, 46, "c"), (27, 71.4, "c"), (18, 73), (9, 73.4), (0, 76.4, "c"),
)  # fmt: skip
_NAPE: Shape = ((0, 47, "c"), (10.4, 46.6, "c"), (27, 46, "c"), (27, 72, "c"), (14, 74), (0, 76.4, "c"))
_SHOULDER: Shape = (
    (27, 55, "c"), (62, 55, "c"), (62, 114, "c"), (48, 117), (36, 113, "c"), (34.4, 104, "c"), (32.6, 92), (29.6, 80),
    (27, 71.4, "c"),
)  # fmt: skip
_FOREARM: Shape = ((36, 113, "c"), (48, 117), (62, 114, "c"), (70, 196, "c"), (58, 196), (46, 193, "c"))
_HAND: Shape = ((46, 193, "c"), (58, 196), (74, 196, "c"), (74, 250, "c"), (46, 250, "c"))
_KNEE: Shape = (
    (0, 262, "c"), (14, 259), (36, 262, "c"), (36, 297, "c"), (25, 297), (15, 294), (0, 297, "c"),
)  # fmt: skip
_SHIN: Shape = ((0, 297, "c"), (15, 294), (25, 297), (36, 297, "c"), (36, 347, "c"), (15, 349), (0, 347, "c"))
_FOOT: Shape = ((0, 347, "c"), (15, 349), (36, 347, "c"), (36, 384, "c"), (0, 384, "c"))

PLACES: dict[str, dict[View, Shape]] = {
    "head-jaw": {
        "front": _HEAD,
        "back": ((0, -4, "c"), (26, -4, "c"), (26, 46, "c"), (10.4, 46.6, "c"), (0, 47, "c")),
    },
    "neck": {"front": _NECK, "back": _NAPE},
    "shoulder": {"front": _SHOULDER, "back": _SHOULDER},
    "upper-back": {
        "back": (
            (0, 76.4, "c"), (14, 74), (27, 72, "c"), (29.6, 80), (32.6, 92), (34.4, 104, "c"), (36, 128, "c"),
            (20, 133), (0, 136, "c"),
        ),
    },
    "chest": {
        "front": (
            (0, 76.4, "c"), (9, 73.4), (18, 73), (27, 71.4, "c"), (29.6, 80), (32.6, 92), (34.4, 104, "c"),
            (35, 116, "c"), (26, 119), (14, 117.6), (0, 122, "c"),
        ),
    },
    "elbow-forearm": {"front": _FOREARM, "back": _FOREARM},
    "wrist-hand": {"front": _HAND, "back": _HAND},
    "low-back": {"back": ((0, 136, "c"), (20, 133), (36, 128, "c"), (38, 168, "c"), (22, 171), (0, 178, "c"))},
    "hip-buttock": {
        "front": ((42, 166, "c"), (27, 169), (23, 176, "c"), (22, 190), (22.6, 211, "c"), (42, 211, "c")),
        "back": ((0, 178, "c"), (22, 171), (38, 168, "c"), (42, 214, "c"), (27, 217), (14, 220), (0, 217, "c")),
    },
    "groin": {
        "front": ((0, 188, "c"), (12, 184.4), (23, 176, "c"), (22, 190), (22.6, 211, "c"), (10, 214), (0, 216, "c")),
    },
    "thigh": {
        "front": (
            (0, 216, "c"), (10, 214), (22.6, 211, "c"), (42, 211, "c"), (36, 262, "c"), (14, 259), (0, 262, "c"),
        ),
        "back": ((0, 217, "c"), (14, 220), (27, 217), (42, 214, "c"), (36, 262, "c"), (14, 259), (0, 262, "c")),
    },
    "knee": {"front": _KNEE, "back": _KNEE},
    "lower-leg": {"front": _SHIN, "back": _SHIN},
    "ankle-foot": {"front": _FOOT, "back": _FOOT},
}  # fmt: skip
"""Region -> view -> half a shape. A region without sides is both halves, joined at the midline."""
