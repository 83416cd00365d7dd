"""The main window: menus, header, timeline, side panel, and what each action does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__, resources
from viewer.core import dates
from viewer.core.finding import ALL
from viewer.core.summary import summary, title
from viewer.core.timeline import Grouping
from viewer.core.when import ANY
from viewer.files.formats import FORMATS
from viewer.files.names import safe_name
from viewer.ui.canvas import Canvas
from viewer.ui.editing import Editing
from viewer.ui.export import write_file
from viewer.ui.overview import OverviewStrip
from viewer.ui.panel import SidePanel
from viewer.ui.panel.card import when_words
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.plain import PlainLabel, TwoLines, message
from viewer.ui.session import Session
from viewer.ui.sheet import ExportFailed
from viewer.ui.theme import palette, style_sheet
from viewer.ui.view import CLOSER

#: Pixels of height below which a window leaves out what is not needed.
LOW = 600
PROGRAM = "Story Timeline"
SAMPLE = ("stories", "harbour-bridge.txt")
STORIES = "Story files (*.txt *.story *.md *.markdown *.html *.htm *.json);;All files (*)"
#: What a story is exported as, by the line of the file dialog that offers it.
EXPORTS = {
    f"{one.words} (*{one.suffixes[0]})": one.suffixes[0][1:] for one in (*PICTURES, *FORMATS)
}
HINT = "Scroll to zoom, drag to pan, F to fit"
GROUPINGS = (
    (Grouping.SOURCE, "By &Source", "groupSource"),
    (Grouping.PARAGRAPH, "By &Paragraph", "groupParagraph"),
    (Grouping.CERTAINTY, "By &Certainty", "groupCertainty"),
    (Grouping.STORY, "By S&tory", "groupStory"),
)
NEED_STORY = (
    "actionExport",
    "actionFit",
    "actionGoTo",
    "actionBack",
    "actionForward",
    "actionZoomIn",
    "actionZoomOut",
    "actionNext",
    "actionPrevious",
    "actionStoryDate",
    "actionCopy",
    "actionFind",
)
KEYS = (
    ("Wheel", "zoom at the pointer"),
    ("Shift + wheel", "scroll the lanes"),
    ("Drag", "move the timeline"),
    ("Shift + drag", "measure a time"),
    ("Double click", "go to an event"),
    ("F,  Shift + F", "fit everything, fit the chosen event"),
    ("[  ]", "back and forward through views"),
    ("Ctrl + G", "go to a date"),
    ("+  −", "zoom in, zoom out"),
    ("←  →  ↑  ↓  or  A D W S", "move"),
    ("Home, End", "first and last date"),
    (".  ,", "next and previous event"),
    ("Esc", "no event chosen"),
    ("Ctrl + O", "open a story"),
    ("Ctrl + E", "export a picture, page or data"),
    ("Ctrl + Shift + C", "copy the event with its citations"),
    ("/  or  Ctrl + F", "search; Enter steps on"),
    ("Ctrl + D", "change the event’s date"),
    ("F2", "change the event’s headline"),
    ("Del", "hide the event"),
    ("Ctrl + Shift + N", "write a note to the event"),
    ("Ctrl + Shift + A", "add an event from the selected text"),
    ("Ctrl + Z, Ctrl + Shift + Z", "undo, redo"),
    ("F9", "show or hide the side panel"),
    ("F11", "full screen"),
)


class MainWindow(QMainWindow):
    """One window on one session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("MainWindow")
        self.session = session
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 460)
        self.resize(1440, 900)
        self._actions()
        self._parts()
        session.opened.connect(self._show_story)
        session.arranged.connect(self._show_header)
        session.restyled.connect(self._restyle)
        session.refused.connect(self._refused)
        session.noticed.connect(self._show_notice)
        session.chosen.connect(lambda _: self._show_status())
        session.pointed.connect(lambda _: self._show_status())
        session.corrections.kept.connect(self._show_kept)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme)
        self._restyle()
        self._show_story()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window the rows come first.
        self.overview.setVisible(self.height() >= LOW)
        self._title.set_lines(2 if self.height() >= LOW else 1)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def _parts(self) -> None:
        session = self.session
        self._title = TwoLines("", "title")
        self._summary = PlainLabel("", "summary")
        self._summary.setWordWrap(True)
        self._set_date = QPushButton("Give the story’s date…")
        self._set_date.setObjectName("giveDate")
        self._set_date.setProperty("pill", True)
        self._set_date.clicked.connect(self.ask_date)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addStretch(1)
        self._grouping = QButtonGroup(self)
        for _, words, name in GROUPINGS:
            button = QPushButton(words.replace("&", ""))
            button.setObjectName(name)
            button.setCheckable(True)
            button.setProperty("pill", True)
            button.clicked.connect(self._named[f"action{name[0].upper()}{name[1:]}"].trigger)
            self._grouping.addButton(button)
            buttons.addWidget(button)
        header = QVBoxLayout()
        header.setContentsMargins(24, 14, 24, 10)
        header.setSpacing(4)
        header.addWidget(self._title)
        facts = QHBoxLayout()
        facts.addWidget(self._summary, 1)
        facts.addWidget(self._set_date, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(facts)
        header.addLayout(buttons)
        self.canvas = Canvas(session)
        self.overview = OverviewStrip(session)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.overview)
        left.setMinimumWidth(320)
        self.panel = SidePanel(session)
        self.panel.setMinimumWidth(260)
        self.panel.shelf.place.connect(self._editing.change_date)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([960, 480])
        self._split.setChildrenCollapsible(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._welcome())
        self._pages.addWidget(self._split)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._notice())
        rows.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        self._status = PlainLabel(HINT, "status")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setContentsMargins(10, 0, 10, 0)
        self._kept = PlainLabel("", "kept")
        self.statusBar().addPermanentWidget(self._kept)
        self.statusBar().setSizeGripEnabled(False)

    def _notice(self) -> QWidget:
        """A line over everything that says what happened to the file."""
        self._noticed = QWidget()
        self._noticed.setObjectName("notice")
        self._notice_words = PlainLabel("", "noticeWords")
        self._other_version = QPushButton("Show the Other Version")
        self._other_version.setObjectName("otherVersion")
        self._other_version.clicked.connect(self.session.go_back)
        close = QPushButton("Dismiss")
        close.setObjectName("dismissNotice")
        close.clicked.connect(self._noticed.hide)
        line = QHBoxLayout(self._noticed)
        line.setContentsMargins(24, 6, 16, 6)
        line.addWidget(self._notice_words, 1)
        for button in (self._other_version, close):
            button.setProperty("pill", True)
            line.addWidget(button)
        self._noticed.hide()
        return self._noticed

    def _show_notice(self, words: str) -> None:
        self._notice_words.setText(words)
        self._other_version.setVisible(self.session.can_go_back)
        self._noticed.show()

    def _welcome(self) -> QWidget:
        page = QWidget()
        page.setObjectName("welcome")
        box = QVBoxLayout(page)
        box.addStretch(2)
        for words, name in (
            ("Open a story", "welcomeTitle"),
            (
                "See when things happened, and who says so. Drop a story file here, or:",
                "welcomeHint",
            ),
        ):
            label = PlainLabel(words, name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        for action in ("actionOpen", "actionOpenSample"):
            button = QPushButton(self._named[action].text().replace("&", ""))
            button.setProperty("pill", True)
            button.clicked.connect(self._named[action].trigger)
            row.addWidget(button)
        row.addStretch(1)
        box.addSpacing(10)
        box.addLayout(row)
        box.addStretch(3)
        return page

    # ── actions ──────────────────────────────────────────────────────────────────────────────

    def _actions(self) -> None:
        self._named: dict[str, QAction] = {}
        keys = QKeySequence.StandardKey
        menu = self.menuBar()

        file = menu.addMenu("&File")
        self._add(file, "actionOpen", "&Open…", self.ask_open, QKeySequence(keys.Open))
        self._add(file, "actionOpenSample", "Open the Sa&mple Story", self.open_sample)
        file.addSeparator()
        self._add(file, "actionExport", "&Export…", self.ask_export, QKeySequence("Ctrl+E"))
        file.addSeparator()
        self._add(file, "actionClose", "&Close Window", self.close, QKeySequence("Ctrl+W"))
        quit_ = self._add(file, "actionQuit", "&Quit", QApplication.closeAllWindows,
                          QKeySequence("Ctrl+Q"))  # fmt: skip
        quit_.setMenuRole(QAction.MenuRole.QuitRole)

        edit = menu.addMenu("&Edit")
        self._editing = Editing(
            self, self.session, edit, self._add, lambda: self.panel.source.selected()
        )
        edit.addSeparator()
        self._add(edit, "actionCopy", "&Copy Selected Text", self._copy, QKeySequence(keys.Copy))
        self._add(edit, "actionCopyEvent", "Copy Event with Ci&tation", self.copy_event,
                  QKeySequence("Ctrl+Shift+C"))  # fmt: skip
        edit.addSeparator()
        find = self._add(edit, "actionFind", "&Find…", self._find)
        find.setShortcuts([QKeySequence("Ctrl+F"), QKeySequence("/")])
        self._add(edit, "actionShowAll", "Show &All Events", lambda: self.session.show_only(ALL))
        edit.addSeparator()
        self._add(edit, "actionDeselect", "Choose &No Event", self.session.let_go,
                  QKeySequence("Esc"))  # fmt: skip

        view = menu.addMenu("&View")
        self._add(view, "actionFit", "&Fit Everything", self.session.view.fit, QKeySequence("F"))
        self._add(view, "actionFitChosen", "Fit the &Chosen Event", self.session.fit_chosen,
                  QKeySequence("Shift+F"))  # fmt: skip
        self._add(view, "actionBack", "&Back", lambda: self.session.view.travel(-1),
                  QKeySequence("["))  # fmt: skip
        self._add(view, "actionForward", "For&ward", lambda: self.session.view.travel(1),
                  QKeySequence("]"))  # fmt: skip
        self._add(view, "actionGoTo", "&Go to a Date…", self.ask_moment,
                  QKeySequence("Ctrl+G"))  # fmt: skip
        zoom_in = self._add(view, "actionZoomIn", "Zoom &In",
                            lambda: self.session.view.zoom(CLOSER**2))  # fmt: skip
        zoom_in.setShortcuts([QKeySequence("+"), QKeySequence("="), QKeySequence(keys.ZoomIn)])
        zoom_out = self._add(view, "actionZoomOut", "Zoom &Out",
                             lambda: self.session.view.zoom(CLOSER**-2))  # fmt: skip
        zoom_out.setShortcuts([QKeySequence("-"), QKeySequence(keys.ZoomOut)])
        view.addSeparator()
        themes = QActionGroup(self)
        theme_menu = view.addMenu("&Theme")
        for name, words in (
            ("system", "As the &System"),
            ("light", "&Light"),
            ("dark", "&Dark"),
            ("contrast", "&High Contrast"),
        ):
            action = self._add(theme_menu, f"actionTheme{name.title()}", words,
                               partial(self.session.restyle, name))  # fmt: skip
            action.setCheckable(True)
            action.setChecked(name == self.session.theme_name)
            themes.addAction(action)
        panel = self._add(view, "actionPanel", "Side &Panel", self._toggle_panel,
                          QKeySequence("F9"))  # fmt: skip
        panel.setCheckable(True)
        panel.setChecked(True)
        full = self._add(view, "actionFullScreen", "F&ull Screen", self._toggle_full,
                         QKeySequence("F11"))  # fmt: skip
        full.setCheckable(True)

        line = menu.addMenu("&Timeline")
        groups = QActionGroup(self)
        for grouping, words, name in GROUPINGS:
            action = self._add(line, f"action{name[0].upper()}{name[1:]}", words,
                               partial(self.group_by, grouping))  # fmt: skip
            action.setCheckable(True)
            action.setChecked(grouping is self.session.grouping)
            groups.addAction(action)
        line.addSeparator()
        self._add(line, "actionNext", "&Next Event", lambda: self.session.step(1),
                  QKeySequence("."))  # fmt: skip
        self._add(line, "actionPrevious", "P&revious Event", lambda: self.session.step(-1),
                  QKeySequence(","))  # fmt: skip
        line.addSeparator()
        self._add(line, "actionStoryDate", "Story’s &Date…", self.ask_date)

        help_ = menu.addMenu("&Help")
        self._add(help_, "actionKeys", "&Keys", self.show_keys, QKeySequence("F1"))
        about = self._add(help_, "actionAbout", f"&About {PROGRAM}", self.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add(
        self,
        menu: object,
        name: str,
        words: str,
        does: Callable[[], object],
        key: QKeySequence | None = None,
    ) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        if key is not None:
            action.setShortcut(key)
        action.triggered.connect(lambda _checked=False: does())
        menu.addAction(action)  # type: ignore[attr-defined] # a QMenu, made by a menu
        self.addAction(action)
        self._named[name] = action
        return action

    # ── what actions do ──────────────────────────────────────────────────────────────────────

    def ask_open(self) -> None:
        """File ▸ Open…"""
        start = str(self.session.path.parent) if self.session.path else ""
        name, _ = QFileDialog.getOpenFileName(self, "Open a story", start, STORIES)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a story in this window; what was open stays when it cannot be read."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self.session.open(path)
        finally:
            QApplication.restoreOverrideCursor()

    def open_sample(self) -> None:
        self.open(resources.path(*SAMPLE))

    def ask_export(self) -> None:
        """File ▸ Export…"""
        if not self.session.readings:
            return
        folder = self.session.path.parent if self.session.path else Path.home()
        if resources.path() in folder.parents:
            folder = Path.home()  # the sample's own folder is the program's
        name = safe_name(title(self.session.readings))
        dialog = QFileDialog(self, "Export the whole timeline", str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(EXPORTS))
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(EXPORTS[chosen]))
        dialog.selectFile(f"{name}.png")
        if dialog.exec():
            self.export(Path(dialog.selectedFiles()[0]))

    def export(self, path: Path) -> bool:
        """Write the whole timeline in the format the name ends in; say so, and what that format
        has no place for."""
        picture = Picture(
            width=max(round(self.session.view.scale.width), 1200),
            scale=2.0 if path.suffix.lower() == ".png" else 1.0,
            theme=self.session.theme.name,
        )
        try:
            try:
                lost = write_file(self.session.timeline, path, picture)
            except ExportFailed:
                # A very tall timeline may still fit at its plain size.
                lost = write_file(self.session.timeline, path, replace(picture, scale=1.0))
        except (ExportFailed, OSError) as error:
            message(self, "The timeline was not exported", _said(error, path)).open()
            return False
        self.statusBar().showMessage(f"Exported to {path}", 8000)
        if lost:
            told = "\n".join(f"• {sentence}." for sentence in lost)
            words = f"{path.name} is written. The format has no place of its own for:\n\n{told}"
            message(self, "Exported", words, warning=False).open()
        return True

    def group_by(self, grouping: Grouping) -> None:
        self.session.group_by(grouping)
        self._show_grouping()

    def ask_date(self) -> None:
        """Let the reader say when the story was written, in words or ISO; empty: its own date."""
        if not self.session.readings:
            return
        now = self.session.readings[0].date
        words, given = QInputDialog.getText(
            self,
            "The story’s date",
            "When was this story written? Relative dates (“last month”) count from it.\n"
            "For example 1 July 2024, or 2024-07-01. Empty: the date in the story itself.",
            text=dates.words(now) if now.is_known else "",
        )
        if given:
            self.take_date(words)

    def take_date(self, words: str) -> bool:
        """Read the story with a date given in words; False, and a message, when it is none."""
        date = dates.story_date(words) if words.strip() else ANY
        if words.strip() and not date.is_known:
            text = f"“{words.strip()}” is not a date this program reads. Try 2024-07-01."
            message(self, "Not a date", text).open()
            return False
        self.session.set_story_date(date)
        return True

    def ask_moment(self) -> None:
        """View ▸ Go to a Date…"""
        words, given = QInputDialog.getText(
            self, "Go to a date", "For example 4 July 1976, the 1990s, or last March."
        )
        if given and words.strip():
            self.go_to(words)

    def go_to(self, words: str) -> bool:
        """Show the time that words name; False, and a message, when they name none."""
        if self.session.go_to(words):
            return True
        text = f"“{words.strip()}” is not a time this program reads. Try 4 July 1976."
        message(self, "Not a time", text).open()
        return False

    def copy_event(self) -> None:
        """Put the chosen event with date, quotation and citations on the clipboard."""
        event = self.session.event_of(self.session.chosen_id)
        reading = self.session.reading
        if event is None or reading is None:
            return
        quote = " ".join(event.span.of(reading.story.text).split())
        cited = "".join(f" [{i}]" for i in event.citations)
        QGuiApplication.clipboard().setText(
            f"{when_words(event)}: {event.headline}.\n“{quote}”{cited}\n"
            f"{title([reading])} ({reading.story.name})\n"
        )
        self.statusBar().showMessage("Copied the event with its citations", 4000)

    def _copy(self) -> None:
        self.panel.source.copy()

    def _find(self) -> None:
        if not self.panel.isVisible():
            self._named["actionPanel"].trigger()
        self.panel.search.box.setFocus()
        self.panel.search.box.selectAll()

    def _toggle_panel(self) -> None:
        self.panel.setVisible(self._named["actionPanel"].isChecked())

    def _toggle_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def show_keys(self) -> None:
        """Help ▸ Keys"""
        width = max(len(key) for key, _ in KEYS)
        words = "\n".join(f"{key:<{width}}   {does}" for key, does in KEYS)
        box = message(self, "Keys", words, warning=False)
        box.setStyleSheet("QLabel { font-family: monospace; }")
        box.open()

    def show_about(self) -> None:
        """Help ▸ About"""
        text = (
            f"{PROGRAM} {__version__}\n\nReads prose that tells what happened, and shows when, and "
            "who says so.\nMIT licence. It never uses the network."
        )
        message(self, f"About {PROGRAM}", text, warning=False).open()

    # ── what the session says ────────────────────────────────────────────────────────────────

    def _show_story(self) -> None:
        session = self.session
        self._noticed.hide()
        self._pages.setCurrentIndex(1 if session.readings else 0)
        name = session.path.name if session.path else ""
        self.setWindowTitle(f"{name} — {PROGRAM}" if name else PROGRAM)
        for action in NEED_STORY:
            self._named[action].setEnabled(bool(session.readings))
        self._show_header()
        if session.readings:
            self.canvas.setFocus()

    def _show_header(self) -> None:
        self._show_kept()
        readings = self.session.readings
        self._title.setText(title(readings) if readings else "")
        self._summary.setText(summary(readings) if readings else "")
        self._set_date.setVisible(any(not r.date.is_known for r in readings))
        self._show_grouping()
        self._show_status()

    def _show_grouping(self) -> None:
        for (grouping, _, name), button in zip(GROUPINGS, self._grouping.buttons(), strict=True):
            button.setChecked(grouping is self.session.grouping)
            # One story is one lane: nothing to choose.
            button.setVisible(grouping is not Grouping.STORY or len(self.session.readings) > 1)
            action = self._named[f"action{name[0].upper()}{name[1:]}"]
            action.setChecked(grouping is self.session.grouping)
            action.setVisible(button.isVisibleTo(self))

    def _show_status(self) -> None:
        session = self.session
        event = session.event_of(session.pointed_id) or session.event_of(session.chosen_id)
        for name in ("actionCopyEvent", "actionFitChosen"):
            self._named[name].setEnabled(bool(session.chosen_id))
        if event is not None:
            self._status.setText(f"{when_words(event)} · {event.headline}")
        else:
            self._status.setText(HINT if session.readings else "")

    def _show_kept(self) -> None:
        made = self.session.corrections
        count = len(made.all)
        if made.trouble:
            self._kept.setText("Corrections not saved")
        elif count:
            self._kept.setText(f"{count:,} correction{'' if count == 1 else 's'}, saved")
        else:
            self._kept.setText("")

    def _refused(self, reason: str) -> None:
        message(self, "The story could not be opened", reason).open()

    @Slot()
    def _system_theme(self) -> None:
        if self.session.theme_name == "system":
            self.session.restyle("system")

    def _restyle(self) -> None:
        self._named[f"actionTheme{self.session.theme_name.title()}"].setChecked(True)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self.session.theme))
            app.setStyleSheet(style_sheet(self.session.theme))

    # ── files dropped on the window ──────────────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        made = self.session.corrections
        if made.trouble and not made.save() and not self._closes_unsaved():
            event.ignore()
            return
        self.session.choose("")
        super().closeEvent(event)

    def _closes_unsaved(self) -> bool:
        """Whether the reader lets corrections go that cannot be saved."""
        text = f"{self.session.corrections.trouble}. Close the window and lose them?"
        box = message(self, "Corrections are not saved", text)
        box.setStandardButtons(QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        return box.exec() == QMessageBox.StandardButton.Close


def _dropped(event: QDropEvent) -> Path | None:
    """The first local file of a drag."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


def _said(error: Exception, path: Path) -> str:
    if isinstance(error, OSError):
        return f"{path} cannot be written: {error.strerror or error}. Choose another folder."
    return str(error)
