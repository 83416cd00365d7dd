"""The main window: which menus it has, which parts, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer import PROGRAM
from viewer.core.layout import gathered
from viewer.core.when import ANY, When
from viewer.files import shown
from viewer.ui.arranging import Arranging
from viewer.ui.canvas import Canvas
from viewer.ui.comparing import Comparing
from viewer.ui.copying import Copying
from viewer.ui.editing import Editing
from viewer.ui.exporting import Exporting
from viewer.ui.filing import KINDS, Filing, add_closing
from viewer.ui.header import Header, Notice
from viewer.ui.helping import Helping
from viewer.ui.menus import Menus
from viewer.ui.overview import OverviewStrip
from viewer.ui.panel import SidePanel
from viewer.ui.panel.card import when_words
from viewer.ui.plain import PlainLabel, message
from viewer.ui.preferring import Preferring
from viewer.ui.returning import Returning
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.stories import Stories
from viewer.ui.viewing import Viewing
from viewer.ui.welcome import Welcome

#: Pixels of height below which a window leaves out what is not needed.
LOW = 600
#: The smallest window.
LEAST = QSize(720, 460)
#: Milliseconds that a story waits for the window to be seen.
UNSEEN = 1500
#: The pages of the window.
WELCOME, TIMELINE, COMING = range(3)
HINT = "Scroll to zoom, drag to pan, F to fit"


class MainWindow(QMainWindow):
    """One window on one session.

    Attributes: ``session``; ``menus``, every action by its name; ``canvas``, ``overview``,
    ``panel``, the parts that show it; ``filing``, ``exporting``, ``viewing``, ``arranging``, …,
    which hold the actions of a subject and what they do. Signal: ``closed``.
    """

    closed = Signal()

    def __init__(self, session: Session, memory: Memory | None = None) -> None:
        super().__init__()
        self.setObjectName("MainWindow")
        self.session = session
        self.memory = memory or Memory()
        self.stories = Stories(self, session, self.memory)
        self._seen = False
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST)
        self.resize(1440, 900)
        self.canvas = Canvas(session)
        self.overview = OverviewStrip(session)
        self.panel = SidePanel(session)
        self._hang_menus()
        self._lay_out()
        shelf = self.panel.shelf
        shelf.place.connect(self.editing.change_date)
        shelf.carried.connect(self.canvas.carry)
        shelf.dropped.connect(self._place)
        session.opened.connect(self._show_story)
        self.stories.came.connect(self._show_title)
        self.stories.rested.connect(self._show_page)
        session.arranged.connect(self._show_status)
        session.chosen.connect(lambda _: self._show_status())
        session.gathered.connect(self._show_status)
        session.restyled.connect(self._show_status)
        session.restyled.connect(self._make_room)
        session.pointed.connect(lambda _: self._show_status())
        session.corrections.kept.connect(self._show_status)
        self._show_story()

    def open(self, path: Path) -> bool:
        """Open a story in this window; what was open stays when it cannot be read."""
        return self.stories.open([path])

    def open_once_seen(self, paths: Sequence[Path], date: When = ANY) -> None:
        """Open stories as soon as the window is on screen: it does not wait for them."""
        self.stories.expect(paths, date=date)
        self._coming.setText(f"Opening {_named(paths)}…")
        if not self.session.readings:
            self._pages.setCurrentIndex(COMING)
        if self._seen:
            self.stories.open_expected()
        else:
            # A window that begins minimised is not painted.
            QTimer.singleShot(UNSEEN, self.stories.open_expected)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Once this paint is on screen.
            QTimer.singleShot(0, self.stories.open_expected)

    def offer(self, words: str, accept: Callable[[], object]) -> None:
        """Offer something to open, where the reader looks first."""
        if self.session.readings or self.stories.busy:
            self.notice.offer(words, accept)
        else:
            self.welcome.offer(words, accept)

    def _place(self, event_id: str, at: QPoint) -> None:
        """An event of the shelf was let go somewhere."""
        when = self.canvas.carry(event_id, at)
        self.canvas.carry(event_id, None)
        self.editing.place(event_id, when)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a window that is low for its size of text the rows come first."""
        tall, size = 100 * self.height(), self.session.text_size
        self.overview.setVisible(tall >= LOW * size)
        self._header.title.set_lines(2 if tall >= LOW * size else 1)
        self._header.set_brief(tall < LEAST.height() * size)

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def _hang_menus(self) -> None:
        """Each subject hangs its actions into its menu, in the order on screen."""
        session, menus = self.session, Menus(self)
        self.menus = menus
        file = menus.menu("&File")
        self.filing = Filing(self, session, self.memory, self.stories, menus, file)
        file.addSeparator()
        self.exporting = Exporting(self, session, self.memory, menus, file)
        file.addSeparator()
        add_closing(self, menus, file)
        edit = menus.menu("&Edit")
        self.editing = Editing(self, session, menus, edit, self.panel.source.selected)
        edit.addSeparator()
        self.copying = Copying(self, session, menus, edit, self.panel)
        self.exporting.hang_copy(edit)
        edit.addSeparator()
        self.filing.add_pasting(menus, edit)
        self.preferring = Preferring(self, session, self.memory, menus, edit)
        self.viewing = Viewing(self, session, menus, menus.menu("&View"), self.panel)
        line = menus.menu("&Timeline")
        self.arranging = Arranging(self, session, self.stories, menus, line)
        line.addSeparator()
        self.comparing = Comparing(self, session, menus, line, KINDS)
        self.helping = Helping(self, menus, menus.menu("&Help"))

    def _lay_out(self) -> None:
        self._header = Header(self.session, self.arranging.groups)
        self._header.undated.connect(self.arranging.ask_date)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.overview)
        left.setMinimumWidth(320)
        self.panel.setMinimumWidth(260)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([960, 480])
        split.setChildrenCollapsible(False)
        self._pages = QStackedWidget()
        ways = [self.menus[name] for name in ("actionOpen", "actionOpenFolder", "actionPaste")]
        self.welcome = Welcome(self.stories, self.memory, ways)
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(split)
        self._coming = PlainLabel("", "coming")
        self._coming.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._coming)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.notice = Notice(self.session)
        rows.addWidget(self.notice)
        rows.addWidget(self.comparing.bar)
        rows.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        self._status = PlainLabel(HINT, "status")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setContentsMargins(10, 0, 10, 0)
        self.statusBar().addPermanentWidget(self.stories.bar)
        self._kept = PlainLabel("", "kept")
        self.statusBar().addPermanentWidget(self._kept)
        self.statusBar().setSizeGripEnabled(False)
        self.returning = Returning(
            self, self.session, self.stories, self.memory, self.panel.tabs, split
        )

    # ── what the session says ────────────────────────────────────────────────────────────────

    def _show_story(self) -> None:
        self._show_page()
        self._show_title()
        self._show_status()
        if self.session.readings:
            self.canvas.setFocus()

    def _show_page(self) -> None:
        """The timeline; without a story the welcome, unless one is about to come."""
        shown = TIMELINE if self.session.readings else WELCOME
        coming = shown == WELCOME and self._pages.currentIndex() == COMING and self.stories.busy
        self._pages.setCurrentIndex(COMING if coming else shown)

    def _show_title(self) -> None:
        name = self.stories.label
        self.setWindowTitle(f"{name} — {PROGRAM}" if name else PROGRAM)

    def _show_status(self) -> None:
        session = self.session
        event = session.event_of(session.pointed_id) or session.event_of(session.chosen_id)
        if len(session.together) > 1 and not session.pointed_id:
            told = gathered([one for one, _ in session.chosen_events()])
            self._status.setText(session.in_style(told))
        elif event is not None:
            self._status.setText(f"{session.in_style(when_words(event))} · {event.headline}")
        else:
            self._status.setText(HINT if session.readings else "")
        made = session.corrections
        count = len(made.all)
        if made.trouble:
            self._kept.setText("Corrections not saved")
        elif count:
            self._kept.setText(f"{count:,} correction{'' if count == 1 else 's'}, saved")
        else:
            self._kept.setText("")

    # ── files dropped on the window, and closing it ──────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.filing.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        # With Shift, beside what is open.
        add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.filing.drop(event.mimeData(), add=add)

    def closeEvent(self, event: QCloseEvent) -> None:
        made = self.session.corrections
        if made.trouble and not made.save() and not self._closes_unsaved():
            event.ignore()
            return
        self.stories.stop()
        self.returning.close()
        self.session.choose("")
        super().closeEvent(event)
        self.closed.emit()

    def _closes_unsaved(self) -> bool:
        """Whether the reader lets corrections go that cannot be saved."""
        text = f"{self.session.corrections.trouble}. Close the window and lose them?"
        box = message(self, "Corrections are not saved", text)
        box.setStandardButtons(QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        return box.exec() == QMessageBox.StandardButton.Close


def _named(paths: Sequence[Path]) -> str:
    """Files in a few words."""
    return shown(Path(paths[0].name)) if len(paths) == 1 else f"{len(paths):,} stories"
