"""The base postures: what a pose starts from. Heights and places fit the mannequin of body.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Preset:
    """As the keys of a Pose; every joint that is not named is 0."""

    lean: float = 0
    roll: float = 0
    pelvis: tuple[float, ...] | None = None
    anchor: Mapping[str, str] = field(default_factory=dict)
    bend: Mapping[str, float] = field(default_factory=dict)
    touch: Mapping[str, str] = field(default_factory=dict)


_ARMS = {"shoulder": 4, "elbow": 12, "neck": 8, "head": -6}
_FLAT = {"neck": 4, "head": -4}

PRESETS: dict[str, Preset] = {
    "standing": Preset(pelvis=(0, 89.6), touch={"foot": "floor 0"}, bend=_ARMS),
    "half-kneeling": Preset(
        anchor={"near knee": "floor 0"},
        bend={**_ARMS, "near knee": 92, "near ankle": -60},
        touch={"far foot": "floor 42"},
    ),
    "kneeling": Preset(anchor={"near knee": "floor 0"}, bend={**_ARMS, "knee": 92, "ankle": -60}),
    "all-fours": Preset(
        lean=78,
        anchor={"near knee": "floor 0"},
        bend={"hip": 78, "knee": 90, "ankle": -66, "shoulder": 78, "neck": -2, "head": -6},
        touch={"hand": "floor 54"},
    ),
    "supine": Preset(lean=-90, bend={**_FLAT, "shoulder": -7, "arm out": 10, "elbow": 6, "ankle": -18, "hip": -3}),
    "hook-lying": Preset(
        lean=-90,
        pelvis=(0, 10.8),
        bend={**_FLAT, "shoulder": -7, "arm out": 10, "elbow": 6},
        touch={"foot": "floor 40"},
    ),
    "prone": Preset(lean=90, bend={"ankle": -62, "hip": -2, "shoulder": 4, "arm out": 8, "neck": -10, "head": 4}),
    "side-lying": Preset(
        roll=-90,
        bend={
            "far shoulder": 165,
            "far elbow": 40,
            "far shrug": 3,
            "near shoulder": 30,
            "near elbow": 50,
            "neck side": -8,
        },
    ),
    "sitting": Preset(
        pelvis=(0, 55.2),
        touch={"foot": "floor 40"},
        bend={"hip": 90, "knee": 90, "shoulder": 20, "elbow": 40, "neck": 8, "head": -6},
    ),
    "long-sitting": Preset(
        bend={"hip": 88, "knee": 4, "ankle": -5, "shoulder": 20, "elbow": 30, "neck": 8, "head": -6}
    ),
    "hanging": Preset(
        anchor={"near hand": "0 200"}, bend={"shoulder": 172, "arm out": 8, "knee": 20, "hip": 8, "neck": 4}
    ),
}
