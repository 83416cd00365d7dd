"""Strokes and inks: paints a scene, the same on screen, in PNG, SVG and PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF
from shiboken6 import Shiboken

from viewer.core.layout import (
    Box,
    Crowding,
    LegendItem,
    Mark,
    Measured,
    Overview,
    Role,
    Sample,
    Scene,
    Text,
)
from viewer.core.timeline import Form
from viewer.ui.lettering import Lettering
from viewer.ui.theme import Theme, font

#: Where the lines of an outline with an open end are drawn, as shares of its length.
DRAWN_OUT = ((0.0, 0.5), (0.57, 0.7), (0.77, 0.86), (0.93, 0.97))
DASHED_OUT = ((0.0, 0.1), (0.17, 0.27), (0.34, 0.44), (0.53, 0.61), (0.71, 0.77), (0.88, 0.92))
CORNER = 5.0
DOT = 5.5  # the radius of a day
#: Six dashes around a day, in widths of the pen.
RING = [1.6, 2 * np.pi * DOT / 6 / 2 - 1.6]
TICK = 5.0  # half of a tick's foot
SIGN = 8.0  # the radius of a sign's disc
NEAR = 15.0  # a day longer than this shows how long it is
SMOOTH = QPainter.RenderHint.Antialiasing


def paint(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    *,
    chosen: Collection[int] = (),
    lettering: Lettering | None = None,
) -> None:
    """Paint a scene at the painter's origin.

    ``chosen`` are the rows of the selected events; a ``lettering`` that is used again and again
    remembers the shape of words.
    """
    lettering = Lettering() if lettering is None else lettering
    painter.setRenderHint(SMOOTH)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(0, 0, ceil(scene.width), ceil(scene.height), QColor(theme.paper))
    painter.fillRect(_rect(scene.axis), QColor(theme.band))
    painter.save()
    # A page that shows a part of the picture has clipped it already.
    painter.setClipRect(_rect(scene.rows), Qt.ClipOperation.IntersectClip)
    _ground(painter, scene, theme)
    _rows(painter, scene, theme, chosen, lettering)
    painter.restore()
    _frame(painter, scene, theme, lettering)


def paint_measured(
    painter: QPainter, measured: Measured, theme: Theme, lettering: Lettering
) -> None:
    """Paint what the reader measures over the scene: its stretch, and how long it is."""
    column = _rect(measured.column)
    shade = QColor(theme.ink)
    shade.setAlphaF(0.08)
    painter.fillRect(column, shade)
    _upright(painter, [column.left(), column.right()], column.top(), column.bottom(), theme.ink)
    _pill(painter, measured.text, theme, lettering)


def paint_band(painter: QPainter, band: Box, theme: Theme) -> None:
    """Paint the band that the reader draws around what is to be chosen."""
    shade = QColor(theme.ink)
    shade.setAlphaF(0.08)
    painter.setBrush(shade)
    painter.setPen(QPen(QColor(theme.ink), 1, Qt.PenStyle.DashLine))
    painter.drawRect(_rect(band))


def paint_overview(
    painter: QPainter,
    overview: Overview,
    theme: Theme,
    size: Box,
    frame: Box,
    chosen: Sequence[float] = (),
) -> None:
    """Paint the overview strip, with the window's frame over it and ticks at what is chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(_rect(size), QColor(theme.band))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.column))
    for column in overview.columns:
        painter.drawRoundedRect(_rect(column), 1.5, 1.5)
    shade = QColor(theme.paper)
    shade.setAlphaF(0.4)
    painter.fillRect(QRectF(size.x, size.y, frame.x - size.x, size.h), shade)
    right = frame.x + frame.w
    painter.fillRect(QRectF(right, size.y, size.x + size.w - right, size.h), shade)
    _write(painter, overview.texts, theme, Lettering())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ink), 1.5))
    painter.drawRoundedRect(_rect(frame), 4, 4)
    foot = frame.y + frame.h  # above the years
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ink))
    for x in chosen:
        tick = (QPointF(x - TICK, foot), QPointF(x, foot - 2 * TICK))
        painter.drawPolygon(QPolygonF([*tick, QPointF(x + TICK, foot)]))


# ── layers, back to front ────────────────────────────────────────────────────────────────────


def _ground(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """What lies under the marks: named periods' columns, the grid, and marks that fade into both.

    Poppler draws Qt's translucent gradients in PDF as solid, so a mark fades into the colour of
    its ground instead.
    """
    rows = scene.rows
    tints = [strip.tint for strip in scene.strips if strip.tint]
    for tint in tints:
        painter.fillRect(_rect(tint), _tint(theme))
    for major, colour in ((True, theme.grid), (False, theme.grid_minor)):
        xs = [tick.x for tick in scene.ticks if tick.major is major]
        _upright(painter, xs, rows.y, rows.y + rows.h, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in scene.marks:
        if mark.fade:
            _fade(painter, mark, theme, tints)


def _upright(
    painter: QPainter, xs: Sequence[float], top: float, bottom: float, colour: str
) -> None:
    """Upright lines a pixel wide, as rectangles: they are drawn twice as fast."""
    ink, y, high = QColor(colour), round(top), round(bottom) - round(top)
    for x in xs:
        painter.fillRect(floor(x), y, 1, high, ink)


def _level(painter: QPainter, y: float, width: float, colour: str) -> None:
    """A line a pixel high across the picture."""
    painter.fillRect(0, floor(y), round(width), 1, QColor(colour))


def _column(
    painter: QPainter, column: Box, colour: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> None:
    """A day or more behind the marks: a line, or shaded between two where it is wide."""
    wide = column.w if column.w > 2 else 0.0
    if wide:
        shade = QColor(colour)
        shade.setAlphaF(0.07)
        painter.fillRect(_rect(column), shade)
    painter.setPen(QPen(QColor(colour), 1, style))
    for x in {column.x, column.x + wide}:
        painter.drawLine(QLineF(x, column.y, x, column.y + column.h))


def _rects(painter: QPainter, corners: NDArray[np.int32]) -> None:
    """Rectangles from rows of whole pixels: left, top, right and bottom, all covered.

    A QRect is just these four numbers, so a table of them is what Qt takes for an array of it:
    a thousand cost no more than ten one by one.
    """
    if len(corners):
        first: Any = Shiboken.wrapInstance(corners.ctypes.data, QRect)
        painter.drawRects(first, len(corners))


def _tint(theme: Theme) -> QColor:
    tint = QColor(theme.column)
    tint.setAlphaF(0.11)
    return tint


def _rows(
    painter: QPainter, scene: Scene, theme: Theme, chosen: Collection[int], lettering: Lettering
) -> None:
    for strip in scene.strips:
        line = QColor(theme.soft)
        line.setAlphaF(0.45)
        painter.fillRect(_rect(strip.line), line)
    for lane in scene.lanes:
        header = _rect(lane.header)
        _level(painter, header.bottom(), header.width(), theme.line)
        if lane.hue >= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hue(lane.hue))
            painter.drawEllipse(QPointF(30, header.center().y()), 5, 5)
    # Many stories may have one date: one line.
    for column in {round(column.x): column for column in scene.story_dates}.values():
        # In a soft ink: words may have to stand across it.
        _column(painter, column, theme.faint, Qt.PenStyle.DotLine)
    if scene.today is not None:
        _column(painter, scene.today, theme.soft)
    _marks(painter, scene.marks, theme, chosen)
    painter.setRenderHint(SMOOTH, False)
    painter.setPen(Qt.PenStyle.NoPen)
    _crowding(painter, scene.crowding, theme)
    painter.setRenderHint(SMOOTH)
    painter.setPen(Qt.PenStyle.NoPen)  # an edge would cost twice what the fill does
    painter.setBrush(QColor(theme.chosen))
    for cluster in scene.clusters:
        painter.drawRoundedRect(_rect(cluster.box), 8, 8)
    for text in scene.texts:
        if text.cleared:
            painter.fillRect(_rect(text.box).adjusted(-4, 0, 4, 0), QColor(theme.paper))
    _write(painter, scene.texts, theme, lettering)
    if scene.message:
        _write(painter, [scene.message], theme, lettering)


def _crowding(painter: QPainter, strips: Sequence[Crowding], theme: Theme) -> None:
    """The columns of all crowded lanes, as one table, lane by lane in its colour."""
    if not strips:
        return
    many = [len(strip.x) for strip in strips]
    x = np.concatenate([strip.x for strip in strips])
    height = np.ceil(np.concatenate([strip.height for strip in strips]))
    wide = np.repeat([strip.width for strip in strips], many)
    foot = np.repeat([round(strip.foot) for strip in strips], many)
    corners = np.column_stack([np.floor(x), foot - height, np.floor(x + wide) - 1, foot - 1])
    table = corners.astype(np.int32)
    first = 0
    for strip, count in zip(strips, many, strict=True):
        painter.setBrush(_mixed(QColor(theme.paper), theme.hue(strip.hue), 0.3))
        _rects(painter, table[first : first + count])
        first += count


def _frame(painter: QPainter, scene: Scene, theme: Theme, lettering: Lettering) -> None:
    _write(painter, scene.title, theme, lettering)
    for y in (scene.axis.y, scene.axis.y + scene.axis.h):
        _level(painter, y, scene.width, theme.line)
    for major in (True, False):
        top = scene.axis.y if major else scene.axis.y + scene.axis.h / 2
        xs = [tick.x for tick in scene.ticks if tick.major is major]
        _upright(painter, xs, top, scene.axis.y + scene.axis.h, theme.column)
    _write(painter, scene.axis_texts, theme, lettering)
    for pill in scene.pills:
        _pill(painter, pill, theme, lettering)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.chosen))
    for beyond in scene.beyond:
        painter.drawRoundedRect(_rect(beyond.text.box), 10, 10)
    _write(painter, [_inside(beyond.text) for beyond in scene.beyond], theme, lettering)
    for item in scene.legend:
        _legend(painter, item, theme)
    _write(painter, [item.text for item in scene.legend], theme, lettering)


def _pill(painter: QPainter, pill: Text, theme: Theme, lettering: Lettering) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.pill))
    painter.drawRoundedRect(_rect(pill.box), pill.box.h / 2, pill.box.h / 2)
    _write(painter, [_inside(pill)], theme, lettering)


def _inside(pill: Text) -> Text:
    """The words of a pill where they stand in it."""
    inner = Box(pill.box.x + 10, pill.box.y, pill.box.w - 10, pill.box.h)
    return Text(pill.text, inner, pill.role)


# ── marks ────────────────────────────────────────────────────────────────────────────────────


def paint_hits(painter: QPainter, boxes: Sequence[Box], theme: Theme) -> None:
    """A ring around what was found."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.hit), 2))
    for box in boxes:
        ring = QRectF(box.x - 4, box.y - 4, box.w + 8, box.h + 8)
        painter.drawRoundedRect(ring, 6, 6)


@dataclass(frozen=True, slots=True)
class Sign:
    """How an event differs between two versions, beside its mark; ``earlier``: as it was."""

    mark: Mark
    sign: str
    colour: QColor
    earlier: bool


def paint_signs(painter: QPainter, scene: Scene, signs: Iterable[Sign], theme: Theme) -> None:
    """A disc beside each mark that two versions tell differently: filled for the later one, an
    outline for the earlier."""
    painter.save()
    # A page that shows a part of the picture has clipped it already.
    painter.setClipRect(_rect(scene.rows), Qt.ClipOperation.IntersectClip)
    painter.setFont(font(Role.LANE))
    paper = QColor(theme.paper)
    for one in signs:
        middle = QPointF(*scene.beside(one.mark, SIGN))
        painter.setPen(QPen(one.colour if one.earlier else paper, 1.5))
        painter.setBrush(paper if one.earlier else one.colour)
        painter.drawEllipse(middle, SIGN, SIGN)
        painter.setPen(one.colour if one.earlier else QColor(theme.on_hue))
        disc = QRectF(middle.x() - SIGN, middle.y() - SIGN, 2 * SIGN, 2 * SIGN)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, one.sign)
    painter.restore()


def paint_pair(painter: QPainter, rows: Box, before: Mark, after: Mark, theme: Theme) -> None:
    """An arrow from an event's mark in the earlier version to its mark in the later one."""
    ends = [
        QPointF(mark.at if mark.form in (Form.DOT, Form.WHISKER) else mark.box.x + 4,
                mark.box.y + mark.box.h / 2)
        for mark in (before, after)
    ]  # fmt: skip
    line = QLineF(*ends)
    if line.length() < 4 * SIGN:
        return
    painter.save()
    painter.setClipRect(_rect(rows))
    ink = QColor(theme.ink)
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
    line.setLength(line.length() - SIGN)
    painter.drawLine(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.translate(line.p2())
    painter.rotate(-line.angle())
    painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(-9, -4), QPointF(-9, 4)]))
    painter.restore()


def _marks(painter: QPainter, marks: Sequence[Mark], theme: Theme, chosen: Collection[int]) -> None:
    """All marks. The many that are plainly filled go colour by colour: none touches another."""
    plain: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.event in chosen:
            _halo(painter, mark, theme)
        filled = not (mark.fade or mark.dashed or mark.hollow)
        if filled and (mark.form is Form.BAR or (mark.form is Form.DOT and mark.box.w <= NEAR)):
            plain.setdefault(mark.hue, []).append(mark)
        else:
            _mark(painter, mark, theme)
    painter.setPen(Qt.PenStyle.NoPen)
    for hue, alike in plain.items():
        painter.setBrush(theme.hue(hue))
        for mark in alike:
            box = mark.box
            if mark.form is Form.BAR:
                round_ = min(CORNER, box.w / 2)  # the slimmest stay upright
                painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), round_, round_)
            else:
                painter.drawEllipse(QPointF(mark.at, box.y + box.h / 2), DOT, DOT)


def _mark(painter: QPainter, mark: Mark, theme: Theme) -> None:
    hue = theme.hue(mark.hue)
    box = _rect(mark.box)
    if mark.form is Form.DOT or (mark.form is Form.WHISKER and not mark.dashed):
        _whisker(painter, mark, box, hue, theme)
    elif (mark.dashed or mark.hollow) and mark.fade:
        _open_outline(painter, mark, hue)
    elif mark.dashed or mark.hollow:
        pen = QPen(hue, 2)
        if mark.dashed:
            pen.setDashPattern([2.0, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.paper))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CORNER - 1, CORNER - 1)
    elif not mark.fade:  # a fading bar belongs to the ground, and is there already
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawRoundedRect(box, CORNER, CORNER)


def _open_outline(painter: QPainter, mark: Mark, hue: QColor) -> None:
    """An outline without an end on the side whose bound is not known: its lines thin out there."""
    box = _rect(mark.box).adjusted(0, 1, 0, -1)
    pen = QPen(hue, 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    near, far = (box.right(), box.left()) if mark.fade < 0 else (box.left(), box.right())
    painter.drawLine(QLineF(near, box.top(), near, box.bottom()))
    dashes = DASHED_OUT if mark.dashed else DRAWN_OUT
    for y in (box.top(), box.bottom()):
        for start, end in dashes:
            painter.drawLine(QLineF(near + (far - near) * start, y, near + (far - near) * end, y))


def _whisker(painter: QPainter, mark: Mark, box: QRectF, hue: QColor, theme: Theme) -> None:
    """A line over all it may cover, ends capped where they are known, and a mark on it."""
    y = box.center().y()
    if mark.form is Form.WHISKER or box.width() > NEAR:
        painter.setPen(QPen(hue, 2))
        if not mark.fade:  # a fading line belongs to the ground, and is there already
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
        for end, x in ((-1, box.left()), (1, box.right())):
            if mark.fade != end and box.width() > NEAR:
                painter.drawLine(QLineF(x, y - 6, x, y + 6))
    hollow = mark.hollow or mark.dashed
    pen = QPen(hue, 2)
    if mark.dashed:
        pen.setDashPattern(RING)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.paper) if hollow else hue)
    if mark.form is Form.DOT:
        painter.drawEllipse(QPointF(mark.at, y), DOT, DOT)
        return
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(mark.at, y - 7),
                QPointF(mark.at + 7, y),
                QPointF(mark.at, y + 7),
                QPointF(mark.at - 7, y),
            ]
        )
    )


def _halo(painter: QPainter, mark: Mark, theme: Theme) -> None:
    """A ring around the selected event's mark."""
    box = _rect(mark.box)
    if mark.form in (Form.DOT, Form.WHISKER) and box.width() < 16:
        box = QRectF(mark.at - 9, box.center().y() - 9, 18, 18)
    if box.height() < 16:
        box = QRectF(box.x(), box.center().y() - 8, box.width(), 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ink), 1.5))
    painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)


def _fade(painter: QPainter, mark: Mark, theme: Theme, tints: Sequence[Box]) -> None:
    """A bar or line that is gone at the side whose bound is not known."""
    if mark.dashed or (mark.hollow and mark.form is not Form.WHISKER):
        return  # an outline with an open end says it
    box = _rect(mark.box)
    end = box.left() if mark.fade < 0 else box.right()
    gone = QColor(theme.paper)
    for tint in tints:
        if tint.x <= end <= tint.x + tint.w:
            gone = _mixed(gone, QColor(theme.column), _tint(theme).alphaF())
    full = _mixed(gone, theme.hue(mark.hue), 0.85)
    # A fill, not a stroke: SVG keeps gradients in fills only.
    gradient = QLinearGradient(box.left(), 0, box.right(), 0)
    gradient.setColorAt(0, gone if mark.fade < 0 else full)
    gradient.setColorAt(1, full if mark.fade < 0 else gone)
    painter.setBrush(QBrush(gradient))
    if mark.form is Form.WHISKER:
        painter.drawRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2))
    else:
        painter.drawRoundedRect(box, 4, 4)


def _mixed(ground: QColor, over: QColor, share: float) -> QColor:
    """``over`` laid on ``ground`` with that much opacity."""
    return QColor(
        round(share * over.red() + (1 - share) * ground.red()),
        round(share * over.green() + (1 - share) * ground.green()),
        round(share * over.blue() + (1 - share) * ground.blue()),
    )


def _legend(painter: QPainter, item: LegendItem, theme: Theme) -> None:
    box = item.box
    middle = box.y + box.h / 2
    if item.sample is Sample.BACKGROUND:
        line = QColor(theme.soft)
        line.setAlphaF(0.45)
        painter.fillRect(QRectF(box.x, middle - 1, box.w, 2), line)
    else:
        form = item.form
        fade = {Form.FADE_PAST: -1, Form.FADE_FUTURE: 1}.get(form, 0)
        dashed, hollow = item.sample is Sample.PLANNED, item.sample is Sample.HOLLOW
        height = 8.0 if fade and not (dashed or hollow) else box.h
        width = box.h if form is Form.DOT else box.w
        sample = Box(box.x + (box.w - width) / 2, middle - height / 2, width, height)
        mark = Mark(-1, form, sample, 0, box.x + box.w / 2, fade, dashed, hollow)
        if fade:
            painter.setPen(Qt.PenStyle.NoPen)
            _fade(painter, mark, theme, ())
        _mark(painter, mark, theme)


# ── words ────────────────────────────────────────────────────────────────────────────────────


#: The colour of the theme that each role is written in.
INKS: dict[Role, str] = {
    Role.TITLE: "ink",
    Role.SUBTITLE: "soft",
    Role.AXIS_MAJOR: "ink",
    Role.AXIS_MINOR: "faint",
    Role.LANE: "ink",
    Role.LANE_COUNT: "faint",
    Role.LABEL: "ink",
    Role.LABEL_ON_BAR: "on_hue",
    Role.NOTE: "faint",
    Role.NOTE_ON_BAR: "on_hue",
    Role.BACKGROUND: "soft",
    Role.LEGEND: "soft",
    Role.PILL: "on_pill",
    Role.BEYOND: "ink",
    Role.CLUSTER: "ink",
    Role.MESSAGE: "soft",
}


def _write(painter: QPainter, texts: Sequence[Text], theme: Theme, lettering: Lettering) -> None:
    """Words, role by role."""
    by_role: dict[Role, list[Text]] = {}
    for text in texts:
        by_role.setdefault(text.role, []).append(text)
    for role, alike in by_role.items():
        lettering.write(painter, alike, role, QColor(getattr(theme, INKS[role])))


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.w, box.h)
