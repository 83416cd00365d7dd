"""Words on a device: set in the type of their role, and on screen shaped only once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText, QTransform

from viewer.core.layout import Role, Text
from viewer.ui.theme import font


class Lettering:
    """Draws texts; keeps up to ``kept`` of them shaped, those drawn last.

    Shaping takes most of the time of drawing words, and nearly all words of a step were there in
    the step before. A picture in a file is drawn once and keeps none.
    """

    def __init__(self, kept: int = 0) -> None:
        self._kept = kept
        self._shaped: OrderedDict[tuple[str, Role], QStaticText] = OrderedDict()

    def __len__(self) -> int:
        """How many texts are kept."""
        return len(self._shaped)

    def write(self, painter: QPainter, texts: Iterable[Text], role: Role, ink: QColor) -> None:
        """Draw texts of one role in one ink, each centred in the height of its box."""
        painter.setFont(font(role))
        painter.setPen(ink)
        height, ascent = _lines(role)
        for text in texts:
            box = text.box
            top = box.y + (box.h - height) / 2
            if self._kept:  # on whole pixels, so that moving words do not shimmer
                painter.drawStaticText(round(box.x), round(top), self._of(text.text, role))
            else:
                painter.drawText(QPointF(box.x, top + ascent), text.text)

    def _of(self, text: str, role: Role) -> QStaticText:
        """A text as shaped now, or when it was drawn before."""
        key = text, role
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = self._shaped[key] = QStaticText(text)
            shaped.setTextFormat(Qt.TextFormat.PlainText)
            shaped.prepare(QTransform(), font(role))
            if len(self._shaped) > self._kept:
                self._shaped.popitem(last=False)
        else:
            self._shaped.move_to_end(key)
        return shaped


@lru_cache(maxsize=len(Role))
def _lines(role: Role) -> tuple[float, float]:
    """Height and ascent of a role's line, in pixels."""
    metrics = QFontMetricsF(font(role))
    return metrics.height(), metrics.ascent()
