"""The user guide: our own pages of Markdown, shown inside the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from viewer import resources

#: The pages in their order, by file; each begins with its title.
PAGES = ("start", "timeline", "reading", "corrections", "many", "export", "safety")


def page(name: str) -> str:
    """The Markdown of a page."""
    return resources.path("help", f"{name}.md").read_text(encoding="utf-8")


class _Pages(QTextBrowser):
    """Shows our pages; loads nothing else, from the disk or from anywhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class Guide(QDialog):
    """The guide in a window of its own: pages at the left, words to find above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setWindowTitle("Story Timeline Guide")
        self.list = QListWidget()
        self.list.setObjectName("guidePages")
        self.list.setFixedWidth(200)
        self.line = QLineEdit()
        self.line.setObjectName("guideFind")
        self.line.setPlaceholderText("Find in the guide")
        self.line.setClearButtonEnabled(True)
        self.text = _Pages()
        self.text.setObjectName("guideText")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)
        self._texts = [page(name) for name in PAGES]
        for words in self._texts:
            self.list.addItem(words.splitlines()[0].lstrip("# "))
        left = QVBoxLayout()
        left.addWidget(self.line)
        left.addWidget(self.list, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 12, 0, 0)
        box.addLayout(left)
        box.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(self._follow)
        self.line.returnPressed.connect(self._find)
        QShortcut(QKeySequence("Ctrl+F"), self, activated=self.line.setFocus)  # type: ignore[call-overload]
        self.resize(860, 640)
        self.list.setCurrentRow(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, row: int) -> None:
        self.text.setMarkdown(self._texts[row])

    def _follow(self, link: QUrl) -> None:
        """A link of ours names a page."""
        name = link.path().removesuffix(".md")
        if name in PAGES:
            self.list.setCurrentRow(PAGES.index(name))

    def _find(self) -> None:
        """The next place with the words, on this page, then on the pages after it."""
        words = self.line.text().strip()
        if not words or self.text.find(words):
            return
        now = self.list.currentRow()
        for step in range(1, len(PAGES) + 1):
            row = (now + step) % len(PAGES)
            if words.casefold() in self._texts[row].casefold():
                self.list.setCurrentRow(row)
                self._show(row)
                self.text.find(words)
                return
