"""Opening stories in a window, one or many, with progress and a way to stop."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from viewer import resources
from viewer.core.when import ANY, When, parse
from viewer.files import shown
from viewer.files.gathering import MOST, STORIES, Gathered, stories_in
from viewer.ui.opening import SMALL, Opening
from viewer.ui.plain import PlainLabel, message
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.store import Opened

#: The stories that come with the program, by file, with what each is good to try.
SAMPLES = (
    ("harbour-bridge.txt", "A Bridge over the Harbour", "a report with its sources"),
    ("flood-at-merrow.txt", "The Flood at Merrow", "hours and days"),
    ("salt-and-silver.md", "Salt and Silver", "centuries"),
    ("moon-lander.json", "The Moon Lander", "plans and revisions"),
)
#: Refusals told one by one; of more, how many.
TOLD = 12
#: Milliseconds after which a reading under way is shown as such.
PATIENCE = 300


class Stories(QObject):
    """What opens stories in a window, and the bar that tells how far it is.

    ``name`` is what is open, in one word for the memory: a file, a folder, or several files.
    ``begun`` tells that another is about to be shown; ``came`` that all of it is; ``rested`` that
    nothing is read any more, whatever came of it.
    """

    begun = Signal()
    came = Signal()
    rested = Signal()

    def __init__(self, window: QWidget, session: Session, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._session, self._memory = window, session, memory
        self.name = ""
        self._opening: Opening | None = None
        self._expected: Callable[[], object] | None = None
        self._refused: list[str] = []
        self._notes: list[str] = []
        self._batch: list[Opened] = []
        self._fresh = False  # what is read takes the place of what is open
        self._adding = ""  # what this is called once it is open
        self._cost = 0.0  # seconds that the last batch took to show
        self._batched = QTimer(self)
        self._batched.setSingleShot(True)
        self._batched.timeout.connect(self._show_batch)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE)
        self.bar = _Progress()
        self._late.timeout.connect(self.bar.show)
        self.bar.stop.clicked.connect(self.stop)

    def open_sample(self, name: str) -> bool:
        """A story that comes with the program, by its file's name."""
        return self.open([resources.path("stories", name)])

    def expect(self, paths: Sequence[Path], *, date: When = ANY) -> None:
        """These are to be opened, at the next `open_expected`."""
        self._adding, self._fresh = _name(paths, paths), True
        self._expected = partial(self.open, paths, date=date)

    def open_expected(self) -> None:
        """Open what is expected, if anything is."""
        wanted, self._expected = self._expected, None
        if wanted is not None:
            wanted()

    def open(self, paths: Sequence[Path], *, add: bool = False, date: When = ANY) -> bool:
        """Open files and folders, several on one timeline; False where all were refused at once.

        What is open stays until the first of them is read, and with ``add`` beside them.
        """
        self.stop()
        self._refused, self._notes, self._batch = [], [], []
        files: list[Path] = []
        for path in paths:
            path = Path(os.path.abspath(path))
            files += self._inside(path) if path.is_dir() else [path]
        # Each file once, however it was named.
        files = list({os.path.realpath(path): path for path in files}.values())
        self._fresh = not (add and self._session.readings)
        if not files:
            self.rested.emit()
            self._tell()
            return False
        open_now = self._session.paths if not self._fresh else ()
        self._adding = _name(paths, (*open_now, *files))
        seen = self._memory.now.views.get(self._adding)
        if self._fresh and not date.is_known and seen is not None and seen.date:
            date = _date(seen.date)
        self._begin(files, date if self._fresh else self._session.date)
        return not self._refused

    def read_again(self, date: When) -> None:
        """Read what is open as if written on a date, ANY for its own; what is long in workers."""
        session = self._session
        long = sum(len(reading.story.text) for reading in session.own) > SMALL
        if not long or session.comparison is not None:
            session.set_story_date(date)
        elif date != session.date:
            self.stop()
            self._refused, self._notes, self._batch = [], [], []
            self._adding, self._fresh = self.name, True
            self._begin(session.paths, date)

    def _begin(self, files: Sequence[Path], date: When) -> None:
        """Read files as if written on a date, and show how far it is."""
        opening = self._opening = Opening(
            files,
            date=date,
            periods=self._session.periods,
            many=not self._fresh,
            parent=self,
        )
        opening.read.connect(self._read)
        opening.refused.connect(self._not_read)
        opening.stepped.connect(self.bar.step)
        opening.ended.connect(partial(self._ended, opening))
        self._date = date
        what = shown(Path(files[0].name)) if len(files) == 1 else f"{len(files):,} stories"
        self.bar.begin(f"Reading {what}…", len(files))
        if not opening.is_small:
            self._late.start()
        opening.start()

    def _inside(self, folder: Path) -> list[Path]:
        found: Gathered = stories_in(folder)
        self._notes += found.problems
        if not found.paths:
            self._notes.append(
                f"{shown(Path(folder.name))} holds no story file ({' '.join(STORIES)})."
            )
        elif found.more:
            self._notes.append(f"The folder holds more than {MOST:,} stories; these are the first.")
        return list(found.paths)

    @property
    def label(self) -> str:
        """What is open, for the title of the window."""
        paths = self._session.paths
        if self._adding and "\n" not in self._adding and len(paths) > 1:
            return shown(Path(Path(self._adding).name))
        if len(paths) > 1:
            return f"{len(paths):,} stories"
        return shown(Path(paths[0].name)) if paths else ""

    @property
    def busy(self) -> bool:
        """Whether stories are being read, or about to be."""
        return self._opening is not None or self._expected is not None

    @property
    def subject(self) -> str:
        """What is open or takes its place soon, in one word."""
        return self._adding if self.busy and self._fresh else self.name

    def stop(self) -> None:
        """Read no further, and open nothing that was expected; what is shown stays."""
        self._expected = None
        if self._opening is not None:
            self._opening.stop()

    def _read(self, file: Opened) -> None:
        self._batch.append(file)
        if self._fresh:
            self._show_batch()
        elif not self._batched.isActive():
            # Showing takes longer the more there is, and the window does nothing else meanwhile:
            # it gets a tenth of the time.
            self._batched.start(round(max(200.0, 9000.0 * self._cost)))

    def _not_read(self, _path: Path, words: str) -> None:
        self._refused.append(words)

    def _show_batch(self) -> None:
        self._batched.stop()
        batch, self._batch = self._batch, []
        if not batch:
            return
        began = time.perf_counter()
        if self._fresh:
            self.begun.emit()
            self.name, self._fresh = self._adding, False
            self._session.show(batch, date=self._date)
        else:
            opening = self._opening
            # Those read later stand where the order of the files puts them.
            before = {path: n for n, path in enumerate(self._session.paths)}
            place = opening.place if opening else before.__getitem__

            def order(path: Path) -> int:
                at = place(path)
                return at if at >= 0 else before.get(path, 0) - len(before)

            self._session.add(batch, order=order)
        self._cost = time.perf_counter() - began

    def _ended(self, opening: Opening) -> None:
        if opening is not self._opening:
            return
        self._show_batch()
        self._opening = None
        opening.deleteLater()
        self._late.stop()
        self.bar.hide()
        if not self._fresh:
            self.name = self._adding
            self.came.emit()
        self.rested.emit()
        self._tell()

    def _tell(self) -> None:
        """Say what could not be opened, all of it in one message."""
        words = [*self._refused[:TOLD], *self._notes[:TOLD]]
        more = len(self._refused) + len(self._notes) - len(words)
        if more > 0:
            words.append(f"{more:,} more could not be opened.")
        if words:
            whole = bool(self._refused) and not self._session.readings
            one = len(self._refused) == 1 and not self._notes
            title = (
                "The story could not be opened"
                if whole or one
                else "Not everything could be opened"
            )
            self._say(title, "\n\n".join(words))

    def _say(self, title: str, words: str) -> None:
        message(self._window, title, words).open()


class _Progress(QWidget):
    """How far a reading is, and the button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progress")
        self._words = PlainLabel("", "progressWords")
        self._bar = QProgressBar()
        self._bar.setObjectName("progressBar")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(140, 8)
        self.stop = QPushButton("Stop")
        self.stop.setObjectName("stopReading")
        self.stop.setProperty("small", True)  # the status line grows for no one
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._words)
        box.addWidget(self._bar)
        box.addWidget(self.stop)
        self.hide()

    def begin(self, words: str, count: int) -> None:
        self._words.setText(words)
        # How far one story is, nobody knows: the bar moves to say that it goes on.
        self._bar.setRange(0, count if count > 1 else 0)
        self._bar.setValue(0)

    def step(self, done: int, count: int) -> None:
        if count > 1:
            self._bar.setValue(done)
            self._words.setText(f"Reading stories… {done:,} of {count:,}")


def _name(asked: Sequence[Path], files: Sequence[Path]) -> str:
    """What is open in one word: the one file or folder, else all files, a line each."""
    if len(asked) == 1 and len(files) >= 1 and asked[0].is_dir():
        return os.path.abspath(asked[0])
    return "\n".join(dict.fromkeys(str(path) for path in files))


def _date(edtf: str) -> When:
    try:
        return parse(edtf)
    except ValueError:
        return ANY
