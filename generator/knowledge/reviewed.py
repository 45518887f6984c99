"""What a clinician reviewed, and whether it has changed since: a fingerprint of all that an entity's file says."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from generator.model import Entity

State = Literal["not", "yes", "changed"]
_DIGITS = 12


def content(entity: Entity) -> str:
    """The fingerprint: of every key but `reviewed`, whatever their order. What is left out counts not."""
    data = entity.model_dump(mode="json", by_alias=True, exclude={"reviewed"}, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]


def state(entity: Entity) -> State:
    """Whether it was reviewed as it stands. A review that does not say of what holds as it is written."""
    if entity.reviewed is None:
        return "not"
    return "yes" if entity.reviewed.content in (None, content(entity)) else "changed"
