"""Words on a device: set in the type of their role, and on screen shaped only once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText, QTransform

from viewer.core.layout import Role, Text
from viewer.ui.theme import font

#: Words that another step seldom draws again: shaping them to keep costs twice what drawing does.
PASSING = frozenset({Role.CLUSTER})


class Lettering:
    """Draws texts; keeps up to ``kept`` of them shaped, those drawn last.

    Shaping takes most of the time of drawing words, and nearly all words of a step were there in
    the step before. A picture in a file is drawn once and keeps none.
    """

    def __init__(self, kept: int = 0) -> None:
        # What was drawn of late, and before that: when half is full, the older half is let go.
        self._half = kept // 2
        self._late: dict[tuple[str, Role], QStaticText] = {}
        self._before: dict[tuple[str, Role], QStaticText] = {}

    def __len__(self) -> int:
        """How many texts are kept."""
        return len(self._late) + len(self._before)

    def write(self, painter: QPainter, texts: Iterable[Text], role: Role, ink: QColor) -> None:
        """Draw texts of one role in one ink, each centred in the height of its box."""
        painter.setFont(font(role))
        painter.setPen(ink)
        height, ascent = _lines(role)
        if not self._half or role in PASSING:
            for text in texts:
                box = text.box
                top = box.y + (box.h - height) / 2
                painter.drawText(QPointF(box.x, top + ascent), text.text)
            return
        late, draw = self._late, painter.drawStaticText
        for words, (x, y, _, h), *_ in texts:
            shaped = late.get((words, role)) or self._shape(words, role)
            # On whole pixels, so that moving words do not shimmer.
            draw(round(x), round(y + (h - height) / 2), shaped)

    def _shape(self, words: str, role: Role) -> QStaticText:
        """Words as they were shaped when drawn before, or as they are now."""
        key = words, role
        shaped = self._before.pop(key, None)
        if shaped is None:
            shaped = QStaticText(words)
            shaped.setTextFormat(Qt.TextFormat.PlainText)
            shaped.prepare(QTransform(), font(role))
        if len(self._late) >= self._half:
            self._before = dict(self._late)
            self._late.clear()
        self._late[key] = shaped
        return shaped


@lru_cache(maxsize=len(Role))
def _lines(role: Role) -> tuple[float, float]:
    """Height and ascent of a role's line, in pixels."""
    metrics = QFontMetricsF(font(role))
    return metrics.height(), metrics.ascent()
