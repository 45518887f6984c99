"""The body maps that a page may ask for, made from the knowledge: what the template body.md.j2 calls `body`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.drawing.maps.body_map import STATES, Muscle, muscle_map
from generator.drawing.maps.crossed import Corner, State, corners, cross_svg
from generator.drawing.maps.silhouette import Side
from generator.drawing.sketches import pulls, seesaw, tips


class MuscleState(Protocol):
    """What a syndrome says of a muscle."""

    @property
    def muscle(self) -> str: ...
    @property
    def activity(self) -> str: ...
    @property
    def priority(self) -> int: ...


class Syndrome(Protocol):
    """A syndrome's page."""

    @property
    def title(self) -> str: ...
    @property
    def sided(self) -> bool: ...
    @property
    def muscles(self) -> Sequence[MuscleState]: ...


@dataclass(frozen=True)
class Body:
    """Draws for the pages. `say` finds and fills a sentence, `mark` turns SVG into what a template takes as it is."""

    muscles: Mapping[str, Muscle]
    """All of them, by id."""
    say: Callable[..., str]
    mark: Callable[[str], str]

    def muscle(self, muscle: Muscle) -> str:
        """Where a muscle is; nothing for one that nobody has drawn yet."""
        if not muscle.drawn.map:
            return ""
        views = " ".join(self.say(f"page.body.seen.{view}") for view in muscle.drawn.map)
        alt = self.say("page.body.muscle-alt", name=muscle.title, views=views)
        return self.mark(muscle_map({muscle.id: "here"}, self.muscles, alt, self.say, "cp-body"))

    def deep(self, muscle: str) -> bool:
        """Whether a muscle lies under others."""
        return self.muscles[muscle].drawn.deep

    def pattern(self, syndrome: Syndrome) -> str:
        """A syndrome's muscles: on the right alone where it is judged for each side apart."""
        states = {m.muscle: m.activity for m in syndrome.muscles}
        alt = self.say("page.body.pattern-alt", name=syndrome.title)
        side: Side | None = "right" if syndrome.sided else None
        return self.mark(muscle_map(states, self.muscles, alt, self.say, "cp-body", side))

    def shown(self, syndrome: Syndrome) -> list[str]:
        """What the key under a syndrome's picture explains."""
        found = {m.activity for m in syndrome.muscles if self.muscles[m.muscle].drawn.map}
        deep = any(self.deep(m.muscle) for m in syndrome.muscles)
        return [s for s in STATES if s in found] + (["deep"] if deep else [])

    def cross(self, syndrome: Syndrome) -> str:
        """The X of a crossed syndrome, seen from the side; nothing for the others."""
        spots = {name: m.drawn.profile for name, m in self.muscles.items()}
        found = corners(State(m.muscle, m.activity, m.priority, spots[m.muscle]) for m in syndrome.muscles)
        names = {name: m.title for name, m in self.muscles.items()}
        return self.mark(cross_svg(found, names, self._cross_alt(found), "cp-body")) if found else ""

    def seesaw(self, syndrome: Syndrome) -> list[tuple[str, str]]:
        """The pelvis level, then tipped as a syndrome's muscles would tip it; nothing where they would not."""
        found = pulls((self.muscles[m.muscle].drawn.pulls, m.activity, m.priority) for m in syndrome.muscles)
        way = tips(found)
        if way is None:
            return []
        level = seesaw(dict.fromkeys(found, "even"), None, self.say("page.sketch.seesaw.alt.level"))
        tipped = seesaw(found, way, self.say(f"page.sketch.seesaw.alt.{way}"))
        return [("level", self.mark(level)), (way, self.mark(tipped))]

    def _cross_alt(self, found: Mapping[tuple[str, str], Corner]) -> str:
        def ends(activity: str) -> str:
            comma = self.say("list.comma")
            return comma.join(
                self.muscles[m].title for face in ("back", "front") for m in found[activity, face].muscles
            )

        return self.say("page.body.cross-alt", over=ends("overactive"), under=ends("underactive"))
