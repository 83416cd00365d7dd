"""Words on a device: set in the type of their role, and on screen shaped only once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText, QTransform

from viewer.core.layout import Role, Text
from viewer.ui.theme import font

#: How often words are drawn before they are worth shaping to keep.
SIGHTS = 3
#: Words that another step seldom draws again.
PASSING = frozenset({Role.CLUSTER})


class Lettering:
    """Draws texts; keeps up to ``kept`` of them shaped, those drawn last.

    Shaping words to keep takes as long as drawing them five times. While one pans, nearly all
    words of a step were there in the step before; while one zooms, half of them are cut anew. So
    words are kept when they come for the third time. A picture in a file keeps none.
    """

    def __init__(self, kept: int = 0) -> None:
        # What was drawn of late, and before that: when half is full, the older half is let go.
        self._half = kept // 2
        self._late: dict[tuple[str, Role], QStaticText] = {}
        self._before: dict[tuple[str, Role], QStaticText] = {}
        self._met: dict[tuple[str, Role], int] = {}  # how often words were drawn, that are not kept

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
            # On whole pixels, so that moving words do not shimmer.
            left, top = round(x), round(y + (h - height) / 2)
            shaped = late.get((words, role)) or self._shape(words, role)
            if shaped is None:
                painter.drawText(QPointF(left, top + ascent), words)
            else:
                draw(left, top, shaped)

    def _shape(self, words: str, role: Role) -> QStaticText | None:
        """Words as they were shaped when drawn before, or as they are now; None for words that are
        not worth it yet."""
        key = words, role
        shaped = self._before.pop(key, None)
        if shaped is None:
            met = self._met.pop(key, 0) + 1
            if met < SIGHTS:
                if len(self._met) >= self._half:
                    self._met.clear()
                self._met[key] = met
                return None
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
