"""An event's mark and label: what box it has and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Status
from viewer.core.layout.placing import (
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
HOLLOW = (Status.POSSIBLE, Status.DENIED)


@dataclass(frozen=True, slots=True, eq=False)
class Lie:
    """Events in view, as columns: their row in the timeline, the side of their label, pixels of
    their known ends, top of their row, and where in it the next one begins (infinite for none).
    """

    member: NDArray[np.int32]
    side: NDArray[np.int8]
    x0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y: NDArray[np.float64]
    until: NDArray[np.float64]
    crowded: bool


def drawn(
    placement: Placement, lie: Lie, width: float, marks: list[Mark], texts: list[Text]
) -> None:
    """Add marks and labels of events in a view ``width`` pixels wide."""
    line = placement.labels.timeline
    on_bar = boxed(line, lie.member)
    columns = (lie.member, lie.side, lie.x0, lie.x1, lie.y, lie.until, on_bar,
               line.form[lie.member], line.status[lie.member], line.hue[lie.member],
               line.start[lie.member] == PAST)  # fmt: skip
    for i, side, x0, x1, y, until, box, form, status, hue, past in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        mark = _mark(placement, i, x0, x1, y, _FORMS[form], STATUSES[status], hue, past)
        marks.append(mark)
        _label(placement, mark, side, box, until, lie.crowded, width, texts)


_FORMS = tuple(Form)


def _mark(
    placement: Placement,
    i: int,
    x0: float,
    x1: float,
    y: float,
    form: Form,
    status: Status,
    hue: int,
    past: bool,
) -> Mark:
    bar = placement.density.bar
    height = bar if form is Form.BAR else bar * 0.7
    fade, at = 0, (x0 + x1) / 2
    if form is Form.FADE_PAST:
        x0, fade, height, at = x1 - placement.labels.fade, -1, 9.0, x1
    elif form is Form.FADE_FUTURE:
        x1, fade, height, at = x0 + placement.labels.fade, 1, 9.0, x0
    elif form is Form.WHISKER and past:
        x0, fade, at = x1 - FADE_WHISKER, -1, x1
    elif form is Form.DOT and x1 - x0 < 2 * RADIUS:
        x0, x1 = at - RADIUS, at + RADIUS  # from afar; near to, a day is as long as a day
    dashed = status is Status.PLANNED
    if dashed and form in (Form.WHISKER, Form.BAR):
        height = bar * 0.9
        if x1 - x0 < 12:
            x0, x1 = at - 6, at + 6
    if x1 - x0 < NARROWEST:
        x0, x1 = at - NARROWEST / 2, at + NARROWEST / 2
    if form is Form.WHISKER and not dashed and x1 - x0 < 2 * RADIUS and not fade:
        x0, x1 = at - RADIUS, at + RADIUS
    middle = y + bar / 2 + 2
    box = Box(x0, middle - height / 2, x1 - x0, height)
    return Mark(i, form, box, hue, at, fade, dashed, status in HOLLOW)


def _label(
    placement: Placement,
    mark: Mark,
    side: int,
    boxed: bool,
    until: float,
    crowded: bool,
    width: float,
    texts: list[Text],
) -> None:
    words, notes = placement.labels.words, placement.density.notes
    i, hue, box = mark.event, mark.hue, mark.box
    tag, tag_w = ("", 0.0) if notes else words.tag(i)
    behind = tag_w + TAG_GAP if tag else 0.0
    middle = box.y + box.h / 2
    end = box.x + box.w
    if boxed:
        whole = words.headline(i, words.widest)[1] + behind
        if side == ON_BAR or box.w >= whole + 2 * INSIDE:
            _on_bar(placement, mark, width, texts)
            return
    if crowded:
        # As far as the next event, and the view: what is promised may run out of it.
        room = min(until - SPACE - end - GAP, CROWD_WIDEST)
        room = min(room, max(width - MARGIN - end - GAP, CROWD_LABEL))
        if behind > room / 2:
            tag, behind = "", 0.0  # the outline says it
        headline, w = words.headline(i, room - behind)
    else:
        headline, w = words.headline(i, words.widest)
    whole = w + behind
    label_y = middle - LINE / 2
    # Words that would run out of the view move along onto their mark, where it is long enough.
    x = beside = box.x - GAP - whole if side == LEFT else end + GAP
    if min(end, width) - max(box.x, 0.0) > whole + 2 * INSIDE:
        if side == LEFT:
            x = max(beside, min(MARGIN, min(end, width) - INSIDE - whole))
        else:
            x = min(beside, max(width - MARGIN - whole, max(box.x, 0.0) + INSIDE))
    cleared = x != beside
    texts.append(Text(headline, Box(x, label_y, w, LINE), Role.LABEL, hue, i, cleared))
    if tag:
        at = Box(x + w + TAG_GAP, label_y, tag_w, LINE)
        texts.append(Text(tag, at, Role.NOTE, hue, i, cleared))
    elif notes and not cleared:
        note, note_w = words.note(i)
        if note:
            x = box.x - GAP - note_w if side == LEFT else beside
            at = Box(x, label_y + LINE - 1, note_w, NOTE_LINE)
            texts.append(Text(note, at, Role.NOTE, hue, i))


def _on_bar(placement: Placement, mark: Mark, width: float, texts: list[Text]) -> None:
    """Words on a bar stick to its visible part."""
    words, i, box = placement.labels.words, mark.event, mark.box
    left = max(box.x, 0.0) + INSIDE
    right = min(box.x + box.w, width) - INSIDE
    headline, w = words.headline(i, right - left)
    plain = mark.dashed or mark.hollow
    if headline:
        role = Role.LABEL if plain else Role.LABEL_ON_BAR
        texts.append(Text(headline, Box(left, box.y, w, box.h), role, mark.hue, i))
    note, note_w = words.note(i) if placement.density.notes else words.tag(i)
    if note and left + w + 12 + note_w <= right:
        role = Role.NOTE if plain else Role.NOTE_ON_BAR
        texts.append(Text(note, Box(left + w + 12, box.y, note_w, box.h), role, mark.hue, i))
