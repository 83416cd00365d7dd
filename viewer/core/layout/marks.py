"""Events' marks and labels: what box each has and where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Status
from viewer.core.layout.placing import (
    CLEAR,
    CROWD_LABEL,
    CROWD_WIDEST,
    FADE_WHISKER,
    GAP,
    INSIDE,
    LEFT,
    NARROWEST,
    ON_BAR,
    RADIUS,
    SPACE,
    TAG_GAP,
    Placement,
    boxed,
)
from viewer.core.layout.scene import Box, Mark, Role, Text
from viewer.core.timeline import STATUSES, Form
from viewer.core.when import PAST

LINE, NOTE_LINE = 17.0, 15.0  # heights of a label's lines
MARGIN = 4.0  # between words that stick to the view and its edge
PLANNED_LEAST = 12.0  # pixels of an outline that can be seen to be dashed
PLANNED = STATUSES.index(Status.PLANNED)
#: By the number of a status, whether it is drawn hollow.
HOLLOW = np.array([status in (Status.POSSIBLE, Status.DENIED) for status in STATUSES])
_FORMS = tuple(Form)


@dataclass(frozen=True, slots=True, eq=False)
class Lie:
    """Events in view, as columns: their row in the timeline, the side of their label, pixels of
    their known ends, top of their row, where in it the next one begins (infinite for none), and
    whether their labels share what room there is.
    """

    member: NDArray[np.int32]
    side: NDArray[np.int8]
    x0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y: NDArray[np.float64]
    until: NDArray[np.float64]
    crowded: NDArray[np.bool_]


def marks_of(placement: Placement, lie: Lie) -> tuple[Mark, ...]:
    """The events' marks, one for each."""
    line, bar = placement.labels.timeline, placement.density.bar
    form, status = line.form[lie.member], line.status[lie.member]
    dot, whisker, lasts = form == Form.DOT, form == Form.WHISKER, form == Form.BAR
    open_before, open_after = form == Form.FADE_PAST, form == Form.FADE_FUTURE
    whisker_open = whisker & (line.start[lie.member] == PAST)
    dashed = status == PLANNED
    outlined = dashed & (whisker | lasts)

    x0, x1 = lie.x0, lie.x1
    at = (x0 + x1) / 2
    at = np.where(open_before | whisker_open, x1, np.where(open_after, x0, at))
    x0 = np.where(open_before, x1 - placement.labels.fade, x0)
    x0 = np.where(whisker_open, x1 - FADE_WHISKER, x0)
    x1 = np.where(open_after, x0 + placement.labels.fade, x1)
    # From afar a mark is as wide as can be seen; near to, a day is as long as a day.
    least = np.where(dot | (whisker & ~whisker_open), 2 * RADIUS, NARROWEST)
    least = np.where(outlined, PLANNED_LEAST, least)
    slim = x1 - x0 < least
    x0, x1 = np.where(slim, at - least / 2, x0), np.where(slim, at + least / 2, x1)

    height = np.where(lasts, bar, np.where(open_before | open_after, 9.0, bar * 0.7))
    height = np.where(outlined, bar * 0.9, height)
    top = lie.y + (bar / 2 + 2) - height / 2
    fade = open_after.astype(np.int8) - (open_before | whisker_open)
    boxes = map(Box, x0.tolist(), top.tolist(), (x1 - x0).tolist(), height.tolist())
    return tuple(
        map(
            Mark,
            lie.member.tolist(),
            map(_FORMS.__getitem__, form.tolist()),
            boxes,
            line.hue[lie.member].tolist(),
            at.tolist(),
            fade.tolist(),
            dashed.tolist(),
            HOLLOW[status].tolist(),
        )
    )


def labels_of(placement: Placement, lie: Lie, marks: Sequence[Mark], width: float) -> list[Text]:
    """The words of events in a view ``width`` pixels wide, on or beside their marks."""
    if not marks:
        return []
    box = np.array([mark.box for mark in marks])
    x, end = box[:, 0], box[:, 0] + box[:, 2]
    # In a crowd as far as the next event, and the view: what is promised may run out of it.
    room = np.minimum(lie.until - SPACE - end - GAP, CROWD_WIDEST)
    room = np.minimum(room, np.maximum(width - CLEAR - end - GAP, CROWD_LABEL))
    seen = np.minimum(end, width) - np.maximum(x, 0.0)
    widest = placement.labels.words.widest
    labeller = _Labeller(placement, width)
    for mark, side, on_bar, crowded, room_, seen_ in zip(
        marks,
        lie.side.tolist(),
        boxed(placement.labels.timeline, lie.member).tolist(),
        lie.crowded.tolist(),
        room.tolist(),
        seen.tolist(),
        strict=True,
    ):
        if on_bar and (side == ON_BAR or labeller.fits(mark)):
            labeller.on_bar(mark)
        elif crowded:
            labeller.beside(mark, side, seen_, room_)
        else:
            labeller.beside(mark, side, seen_, widest)
    return labeller.texts


class _Labeller:
    """Writes the words of marks, one by one, into ``texts``."""

    def __init__(self, placement: Placement, width: float) -> None:
        self.texts: list[Text] = []
        self._words = placement.labels.words
        self._notes = placement.density.notes
        self._width = width

    def fits(self, mark: Mark) -> bool:
        """Whether a mark is long enough for all its words to stand on it."""
        whole = self._words.headline(mark.event, self._words.widest)[1]
        if not self._notes:
            tag_w = self._words.tag(mark.event)[1]
            whole += tag_w + TAG_GAP if tag_w else 0.0
        return mark.box.w >= whole + 2 * INSIDE

    def beside(self, mark: Mark, side: int, seen: float, room: float) -> None:
        """Words at a mark's side, in ``room`` pixels. Those that would run out of the view move
        along onto the mark, of which ``seen`` pixels are in view, where it is long enough."""
        words, i, hue = self._words, mark.event, mark.hue
        left, top, wide, high = mark.box
        tag, tag_w = ("", 0.0) if self._notes else words.tag(i)
        behind = tag_w + TAG_GAP if tag else 0.0
        if behind > room / 2:
            tag, behind = "", 0.0  # the outline says it
        headline, w = words.headline(i, room - behind)
        whole = w + behind
        label_y = top + (high - LINE) / 2
        x = place = left - GAP - whole if side == LEFT else left + wide + GAP
        if seen > whole + 2 * INSIDE:
            begin, end = max(left, 0.0), min(left + wide, self._width)
            if side == LEFT:
                x = max(place, min(MARGIN, end - INSIDE - whole))
            else:
                x = min(place, max(self._width - MARGIN - whole, begin + INSIDE))
        cleared = x != place
        texts = self.texts
        texts.append(Text(headline, Box(x, label_y, w, LINE), Role.LABEL, hue, i, cleared))
        if tag:
            at = Box(x + w + TAG_GAP, label_y, tag_w, LINE)
            texts.append(Text(tag, at, Role.NOTE, hue, i, cleared))
        elif self._notes and not cleared:
            note, note_w = words.note(i)
            if note:
                x = left - GAP - note_w if side == LEFT else place
                at = Box(x, label_y + LINE - 1, note_w, NOTE_LINE)
                texts.append(Text(note, at, Role.NOTE, hue, i))

    def on_bar(self, mark: Mark) -> None:
        """Words on a bar stick to its visible part."""
        words, i, box = self._words, mark.event, mark.box
        left = max(box.x, 0.0) + INSIDE
        right = min(box.x + box.w, self._width) - INSIDE
        headline, w = words.headline(i, right - left)
        plain = mark.dashed or mark.hollow
        if headline:
            role = Role.LABEL if plain else Role.LABEL_ON_BAR
            self.texts.append(Text(headline, Box(left, box.y, w, box.h), role, mark.hue, i))
        note, note_w = words.note(i) if self._notes else words.tag(i)
        if note and left + w + 12 + note_w <= right:
            role = Role.NOTE if plain else Role.NOTE_ON_BAR
            at = Box(left + w + 12, box.y, note_w, box.h)
            self.texts.append(Text(note, at, role, mark.hue, i))
