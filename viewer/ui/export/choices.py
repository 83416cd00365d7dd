"""What the reader chose for an export: format, scope, size, colours, parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from viewer.files.formats import FORMATS, Format, named
from viewer.ui.pictures import (
    PAPERS,
    PICTURES,
    SIZES,
    THEMES,
    Kind,
    Picture,
    kind_named,
    size_named,
)

#: What of the timeline is exported: all, what the window shows, what lies between two dates.
WHOLE, VIEW, DATES = "whole", "view", "dates"
SCOPES: Final = {WHOLE: "The whole timeline", VIEW: "What the window shows", DATES: "Some dates"}
#: A size of the reader's own, in pixels.
FREE: Final = "free"
SCALES: Final = (1.0, 1.5, 2.0, 3.0, 4.0)
LEAST, MOST = 200, 20_000  # pixels of a side


@dataclass(frozen=True, slots=True)
class Choices:
    """One export. ``form`` is a format's name, ``scope`` one of SCOPES with the words of its dates
    in ``first`` and ``last``; ``size`` the name of a size, or FREE, which has ``width``, ``height``
    (0: as tall as it needs) and ``scale``; ``paper`` is what a document is cut into, "" for
    nothing; ``folder`` is where the last one was written."""

    form: str = "png"
    scope: str = WHOLE
    first: str = ""
    last: str = ""
    size: str = FREE
    width: int = 1600
    height: int = 0
    scale: float = 2.0
    theme: str = "light"
    title: bool = True
    legend: bool = True
    story_date: bool = True
    source: bool = True
    transparent: bool = False
    notes: bool = False
    paper: str = ""
    folder: str = ""

    @property
    def format(self) -> Kind | Format:
        """The format that is chosen."""
        return kind_named(self.form) or named(self.form) or PICTURES[0]

    def picture(self, start: int | None, end: int | None) -> Picture:
        """What is to be drawn, of a stretch of seconds (None: no such bound)."""
        size, form = size_named(self.size), self.format
        drawn = form if isinstance(form, Kind) else None
        scale = size.scale if size else self.scale
        return Picture(
            width=size.width if size else self.width,
            height=size.height if size else self.height,
            scale=scale if drawn and drawn.pixels else 1.0,
            theme=self.theme,
            start=start,
            end=end,
            title=self.title,
            legend=self.legend,
            story_date=self.story_date,
            source=self.source,
            transparent=self.transparent and drawn is not None and drawn.transparent,
            notes=self.notes and drawn is not None and drawn.notes,
            paper=self.paper if drawn is not None and drawn.pages else "",
        )


def kept(choices: Choices) -> dict[str, Any]:
    """Choices as they are remembered; dates are of one story, and are not."""
    return {**asdict(choices), "scope": WHOLE, "first": "", "last": ""}


def of_kept(values: Mapping[str, Any]) -> Choices:
    """Choices as they were remembered; what cannot be chosen is as usual."""
    usual = Choices()
    taken = {
        one.name: values[one.name]
        for one in fields(Choices)
        if type(values.get(one.name)) is type(getattr(usual, one.name))
        and _can_be(one.name, values[one.name])
    }
    return Choices(**taken)


def _can_be(name: str, value: Any) -> bool:
    allowed: dict[str, Any] = {
        "form": [one.name for one in (*PICTURES, *FORMATS)],
        "scope": SCOPES,
        "size": [FREE, *(size.name for size in SIZES)],
        "scale": SCALES,
        "theme": THEMES,
        "paper": ("", *PAPERS),
        "width": range(LEAST, MOST + 1),
        "height": (0, *range(LEAST, MOST + 1)),
    }
    return name not in allowed or value in allowed[name]
