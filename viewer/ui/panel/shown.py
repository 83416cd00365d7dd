"""The open stories, when there are several: which of them stand on the timeline."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.summary import title
from viewer.ui.panel.seen import WhenSeen
from viewer.ui.plain import PlainLabel
from viewer.ui.session import Session

#: Where an item keeps its story's digest.
DIGEST = Qt.ItemDataRole.UserRole


class ShownStories(QWidget):
    """A list to tick: what is ticked is on the timeline; a click shows a story's text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._digests: list[str] = []
        self.list = QListWidget()
        self.list.setObjectName("shownStories")
        self.list.setAccessibleName("Open stories")
        self.list.setUniformItemSizes(True)
        self.narrow = QLineEdit()
        self.narrow.setObjectName("narrowStories")
        self.narrow.setPlaceholderText("Words of a title")
        self.narrow.setClearButtonEnabled(True)
        self._count = PlainLabel("", "soft")
        everything = QPushButton("All")
        everything.setObjectName("showAllStories")
        everything.clicked.connect(lambda: session.hide(frozenset()))
        only = QPushButton("Only This")
        only.setObjectName("showOnlyStory")
        only.clicked.connect(self._only)
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self._count)
        for button in (everything, only):
            button.setProperty("pill", True)
            line.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        line.insertWidget(0, self.narrow, 1)
        box.addLayout(line)
        box.addWidget(self.list, 1)
        self.list.itemChanged.connect(self._ticked)
        self.list.itemClicked.connect(self._read)
        self.list.itemActivated.connect(self._read)
        self.narrow.textChanged.connect(self._narrow)
        seen = WhenSeen(self, self.renew)
        session.opened.connect(seen.stir)
        session.arranged.connect(seen.stir)
        self.renew()

    def renew(self) -> None:
        """List the open stories, ticked as they are shown."""
        readings, hidden = self._session.own, self._session.hidden
        digests = [reading.story.digest for reading in readings]
        with QSignalBlocker(self.list):
            if digests != self._digests:
                self._digests = digests
                chosen = self._chosen()
                self.list.clear()
                for reading in readings:
                    count = len(reading.events)
                    words = " ".join(title([reading]).split())
                    item = QListWidgetItem(f"{words}  ({count:,})", self.list)
                    item.setData(DIGEST, reading.story.digest)
                    if reading.story.digest == chosen:
                        self.list.setCurrentItem(item)
            for number, digest in enumerate(digests):
                state = Qt.CheckState.Unchecked if digest in hidden else Qt.CheckState.Checked
                self.list.item(number).setCheckState(state)
        self._count.setText(f"{len(digests) - len(hidden):,} of {len(digests):,} shown")
        self._narrow(self.narrow.text())

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(DIGEST)) if item is not None else ""

    def _ticked(self, item: QListWidgetItem) -> None:
        digest, hidden = str(item.data(DIGEST)), self._session.hidden
        shown = item.checkState() is Qt.CheckState.Checked
        self._session.hide(hidden - {digest} if shown else hidden | {digest})

    def _only(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._session.hide(frozenset(self._digests) - {chosen})

    def _read(self, item: QListWidgetItem) -> None:
        self._session.look_at(str(item.data(DIGEST)))

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for number in range(self.list.count()):
            item = self.list.item(number)
            text = item.text().casefold()
            item.setHidden(not all(word in text for word in wanted))
