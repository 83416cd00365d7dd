"""Story text on Qt's widgets: shown as it stands, never as markup.

The one place that may make labels, message boxes and tips: all of them guess at markup, and open
the images that it names. A test reads the program's source for others.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QMessageBox, QToolTip, QWidget


class PlainLabel(QLabel):
    """A label for words that come from a story or a file name.

    QLabel guesses rich text by default, and rich text opens the images it names.
    """

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if name:
            self.setObjectName(name)


class TwoLines(PlainLabel):
    """A heading that takes two lines at most (or one); what does not fit is cut with "…"."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        self._whole = text
        self._lines = 2
        super().__init__(text, name, parent)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def whole(self) -> str:
        """The text uncut."""
        return self._whole

    def set_lines(self, lines: int) -> None:
        """Take one line, or two."""
        if lines != self._lines:
            self._lines = lines
            self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics, elide = self.fontMetrics(), Qt.TextElideMode.ElideRight
        layout = QTextLayout(self._whole, self.font())
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            starts.append(line.textStart())
        layout.endLayout()
        if not starts:
            cut = ""
        else:
            # The last line is cut; QTextLayout counts UTF-16 units.
            units = self._whole.encode("utf-16-le")
            head = units[: 2 * starts[-1]].decode("utf-16-le", "replace")
            tail = units[2 * starts[-1] :].decode("utf-16-le", "replace")
            cut = head + metrics.elidedText(tail, elide, self.width())
        if cut != self.text():
            super().setText(cut)


def message(
    parent: QWidget | None, title: str, text: str, *, details: str = "", warning: bool = True
) -> QMessageBox:
    """A message box for such words; the caller shows it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning if warning else QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    box.setText(text)
    if details:
        box.setDetailedText(details)
    box.setObjectName("message")
    return box


def tip(lines: Iterable[str]) -> str:
    """Lines of such words for a tool tip, which wraps them; "" for none."""
    return "<br>".join(escape(line) for line in lines if line).join(("<p>", "</p>"))


def show_tip(at: QPoint, lines: Iterable[str], over: QWidget, area: QRect) -> None:
    """A tool tip now, at a place on the screen, for as long as the pointer stays in an area of a
    widget."""
    QToolTip.showText(at, tip(lines), over, area)


def hide_tip() -> None:
    """No tool tip any more."""
    QToolTip.hideText()
