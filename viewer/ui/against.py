"""The version that the open story is compared with: what it is called, and who put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.core.corrections import Correction, apply_all
from viewer.core.difference import Comparison, compare
from viewer.core.events import Reading


@dataclass(frozen=True, slots=True)
class Against:
    """Another version of the open story, or another story.

    ``name`` is what the reader is told; ``readings`` are what the program read in it;
    ``corrections`` are its own, None for a version of the open story, which shares that story's.
    ``later`` says that it is the later of the two.
    """

    name: str
    readings: tuple[Reading, ...]
    corrections: tuple[Correction, ...] | None
    later: bool

    @property
    def is_version(self) -> bool:
        """Whether it is the open story itself, from another time."""
        return self.corrections is None

    def compared(self, own: Sequence[Reading], made: Sequence[Correction]) -> Comparison:
        """The open story's readings, with its corrections ``made``, beside those of this one."""
        other, _ = apply_all(self.readings, made if self.corrections is None else self.corrections)
        return compare(own, other, later=self.later)


def is_later(other: Sequence[Reading], own: Sequence[Reading]) -> bool:
    """Whether all of one version is dated after all of another; an undated one is taken as the
    earlier."""
    dated = [reading.date for reading in (*other, *own)]
    if not dated or not all(date.is_known for date in dated):
        return False
    return min(r.date.earliest for r in other) > max(r.date.latest for r in own)
