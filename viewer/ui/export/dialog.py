"""The export dialog: what is chosen, how it will look, where it goes, and writing it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)

from viewer.core.dates import Manner
from viewer.core.timeline import Timeline
from viewer.files import shown as shown_path
from viewer.files.formats import FORMATS
from viewer.ui.export.background import Background
from viewer.ui.export.choices import DATES, VIEW, Choices
from viewer.ui.export.controls import Controls, Understands
from viewer.ui.export.drawing import write_file
from viewer.ui.export.preview import Preview, Shown, preview
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.plain import PlainLabel, message
from viewer.ui.sheet import ExportFailed

#: Milliseconds without a further choice after which the preview follows.
PAUSE = 150
SIZE = QSize(1040, 680)
WIDTH = 340  # of the controls, in pixels

#: The endings that files of a format have, the longest first: ".timelinejs.json" is no ".json".
_ENDINGS = sorted({s for one in (*PICTURES, *FORMATS) for s in one.suffixes}, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported: the timeline, the seconds that the window shows of it, and the files it
    was read from, which no export replaces; ``folder`` and ``name`` are offered for the file. Its
    dates are told in the reader's ``manner``."""

    timeline: Timeline
    view: tuple[int, int]
    stories: tuple[Path, ...]
    folder: Path
    name: str
    manner: Manner


class ExportDialog(QDialog):
    """Asks how to export a timeline, shows how that will be, and writes it.

    ``written`` tells the file that was written; ``choices`` are then those of that export.
    """

    written = Signal(Path)

    def __init__(
        self, parent: QWidget, subject: Subject, choices: Choices, understands: Understands
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export")
        self._subject = subject
        self._target: Path | None = None  # of what is being written
        self._controls = Controls(choices, understands)
        self._controls.changed.connect(self._follow)
        self._preview = Preview()
        self._drawing, self._writing = Background(), Background()
        self._drawing.done.connect(self._show)
        self._drawing.failed.connect(self._show_failed)
        self._writing.told.connect(lambda share: self._progress.setValue(round(100 * share)))
        self._writing.done.connect(self._done)
        self._writing.failed.connect(self._failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        folder = Path(choices.folder)
        if not choices.folder or not folder.is_dir():
            folder = subject.folder
        self._lay_out(folder / f"{subject.name}{choices.format.suffixes[0]}")
        self.resize(SIZE)
        self._follow()

    @property
    def choices(self) -> Choices:
        """What is chosen, with the folder of the file."""
        return replace(self._controls.choices, folder=str(self._path.parent))

    def _lay_out(self, path: Path) -> None:
        self._file = QLineEdit(str(path))
        self._file.setObjectName("exportFile")
        self._file.setAccessibleName("File")
        self._file.textChanged.connect(self._allow)
        label = PlainLabel("File")
        label.setBuddy(self._file)
        browse = QPushButton("&Browse…")
        browse.setObjectName("exportBrowse")
        browse.clicked.connect(self._ask_file)
        self._progress = QProgressBar()
        self._progress.setObjectName("exportProgress")
        self._progress.setAccessibleName("Progress of the export")
        self._progress.hide()
        self._export = QPushButton("&Export")
        self._export.setObjectName("exportButton")
        self._export.setDefault(True)
        self._export.clicked.connect(self._ask_write)
        self._cancel = QPushButton("Cancel")
        self._cancel.setObjectName("exportCancel")
        self._cancel.clicked.connect(self.reject)
        for button in (browse, self._cancel):
            button.setAutoDefault(False)
        # On a small screen, or in large type, they are scrolled.
        left = QScrollArea()
        left.setObjectName("exportControls")
        left.setWidgetResizable(True)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its controls take it, and scroll into sight
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setWidget(self._controls)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._bring_into_sight)
        self._scrolled = left
        bar = left.verticalScrollBar().sizeHint().width()
        left.setFixedWidth(max(WIDTH, self._controls.minimumSizeHint().width()) + bar)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label)
        foot.addWidget(self._file, 1)
        foot.addWidget(browse)
        foot.addSpacing(16)
        foot.addWidget(self._cancel)
        foot.addWidget(self._export)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 18, 20, 16)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(14)
        grid.addWidget(left, 0, 0)
        grid.addWidget(self._preview, 0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._progress, 1, 0, 1, 2)
        grid.addLayout(foot, 2, 0, 1, 2)

    def _bring_into_sight(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Who goes through the controls by keys sees where they are."""
        if focused is not None and self._scrolled.isAncestorOf(focused):
            self._scrolled.ensureWidgetVisible(focused, 0, 8)

    # ── the preview ──────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def _follow(self) -> None:
        """Something was chosen: the file's ending follows at once, the preview soon."""
        ending = self._controls.choices.format.suffixes[0]
        stem = _without_ending(self._path.name)
        self._file.setText(str(self._path.parent / f"{stem}{ending}"))
        self._pause.start()
        self._allow()

    def _picture(self) -> Picture | None:
        """What is to be drawn; None where the dates that are typed are none."""
        choices = self._controls.choices
        stretch: tuple[int | None, int | None] | None = (None, None)
        if choices.scope == VIEW:
            stretch = self._subject.view
        elif choices.scope == DATES:
            stretch = self._controls.stretch()
        if stretch is None:
            return None
        return replace(choices.picture(*stretch), manner=self._subject.manner)

    def _draw(self) -> None:
        picture = self._picture()
        if picture is None:
            self._drawing.stop()
            self._preview.show_problem("Which dates are meant?")
            return
        form = self._controls.choices.format
        room, dots = self._preview.room, self.devicePixelRatioF()
        self._drawing.ask(partial(preview, self._subject.timeline, form, picture, room, dots))

    def _show(self, shown: Shown) -> None:
        self._preview.show_export(shown)

    def _show_failed(self, error: Exception) -> None:
        if not isinstance(error, ExportFailed):
            raise error
        self._preview.show_problem(_sentence(str(error)))

    # ── writing ──────────────────────────────────────────────────────────────────────────────

    @property
    def _path(self) -> Path:
        return Path(self._file.text().strip()).expanduser()

    def _allow(self) -> None:
        named = bool(_without_ending(self._path.name).strip(". "))
        ready = named and self._picture() is not None and self._target is None
        self._export.setEnabled(ready)

    def _ask_file(self) -> None:
        form = self._controls.choices.format
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Export to",
            str(self._path),
            f"{form.words} (*{form.suffixes[0]})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # asked once, when it is written
        )
        if name:
            self._file.setText(name)

    def _ask_write(self) -> None:
        """Write the file, after asking where one is replaced."""
        path = self._complete(self._path)
        self._file.setText(str(path))
        if _is_among(path, self._subject.stories):
            text = f"{shown_path(path)} is a story itself. Choose another name."
            message(self, "Not exported", text).open()
        elif path.is_file():
            box = message(self, "Replace the file?", f"{shown_path(path)} is there already.")
            replaces = box.addButton("&Replace", QMessageBox.ButtonRole.AcceptRole)
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(QMessageBox.StandardButton.Cancel)
            box.buttonClicked.connect(
                lambda button: self._write(path) if button is replaces else None
            )
            box.open()
        else:
            self._write(path)

    def _complete(self, path: Path) -> Path:
        """The path with an ending of the format."""
        suffixes = self._controls.choices.format.suffixes
        if path.name.lower().endswith(suffixes) and _ending(path.name) in suffixes:
            return path
        return path.with_name(f"{path.name}{suffixes[0]}")

    def _write(self, path: Path) -> None:
        picture = self._picture()
        if picture is None:
            return
        self._target = path
        self._busy(True)
        self._writing.ask(lambda told: write_file(self._subject.timeline, path, picture, told))

    def _busy(self, busy: bool) -> None:
        self._progress.setValue(0)
        self._progress.setVisible(busy)
        self._controls.setDisabled(busy)
        self._file.setDisabled(busy)
        self._allow()
        if busy:
            self._cancel.setFocus()

    def _done(self, _lost: object) -> None:
        assert self._target is not None
        self.written.emit(self._target)
        self.accept()

    def _failed(self, error: Exception) -> None:
        path, self._target = self._target, None
        self._busy(False)
        if isinstance(error, ExportFailed):
            words = _sentence(str(error))
        elif isinstance(error, OSError):
            words = f"{error}. Choose another name or folder."
        else:
            raise error
        message(self, "Not exported", words).open()
        assert path is not None

    def reject(self) -> None:
        """Cancel: what is being written, if anything is, else the dialog."""
        if self._target is None:
            super().reject()
            return
        self._writing.stop()
        self._target = None
        self._busy(False)

    def done(self, result: int) -> None:
        self._drawing.end()
        self._writing.end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        if self.isVisible():
            event.ignore()
        else:
            super().closeEvent(event)


def _ending(name: str) -> str:
    """The ending of a format that a file's name has, "" for none."""
    return next((s for s in _ENDINGS if name.lower().endswith(s)), "")


def _without_ending(name: str) -> str:
    return name[: len(name) - len(_ending(name))]


def _is_among(path: Path, stories: Sequence[Path]) -> bool:
    """Whether a path is one of these files, by whatever name or link."""
    for story in stories:
        try:
            if os.path.samefile(path, story):
                return True
        except (OSError, ValueError):
            continue
    return False


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
