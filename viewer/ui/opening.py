"""Reading story files while the window lives on: small ones at once, others in workers."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import viewer
from viewer.core.dates import NamedPeriod
from viewer.core.when import ANY, When
from viewer.files import StoryRefused
from viewer.files.worker import ARGUMENT, HEAD, order, read_file
from viewer.ui.store import Opened

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Bytes of stories that are read at once, within a quarter of a second.
SMALL = 60_000
#: Workers at most: more would only wait for the disk and for memory.
WORKERS = 4
#: Bytes of an answer that is unpacked within a few hundredths of a second, and milliseconds between
#: two looks at a larger one.
LIGHT, TURN = 500_000, 10
#: Orders a worker has in hand, so that it never waits for the next.
AHEAD = 2


class Opening(QObject):
    """Reads files one after the other.

    Signals: ``read`` a file was read (an `Opened`); ``refused`` one was not (its path and a
    message); ``stepped`` so many of so many are done; ``ended`` all are, or it was stopped.
    They come in the order in which files are done; `place` tells a file's place in the order.
    """

    read = Signal(object)
    refused = Signal(object, str)
    stepped = Signal(int, int)
    ended = Signal()

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        date: When = ANY,
        periods: Sequence[NamedPeriod] = (),
        many: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths, self._date, self._periods = tuple(paths), date, periods
        self._many = many or len(paths) > 1
        self._places = {path: place for place, path in enumerate(self._paths)}
        self._waiting = deque(range(len(self._paths)))
        self._done = 0
        self._workers: list[_Worker] = []
        self.running = False

    @property
    def is_small(self) -> bool:
        """Whether reading at once is not felt."""
        return sum(_size(path) for path in self._paths) <= SMALL

    def start(self) -> None:
        """Begin; what is small is read before this returns."""
        self.running = True
        if self.is_small:
            self._read_here()
            return
        if len(self._paths) > 1 and _size(self._paths[0]) <= SMALL:
            self._read_one()  # something to look at while the workers start
        count = min(WORKERS, max(os.cpu_count() or 1, 1), len(self._waiting))
        self._workers = [_Worker(self) for _ in range(count)]
        for worker in self._workers:
            worker.answered.connect(self._take)
            worker.lost.connect(self._lost)
            worker.start()
            for _ in range(AHEAD):
                self._give(worker)

    def stop(self) -> None:
        """Read no further; what was read stays."""
        if self.running:
            self._end()

    def place(self, path: Path) -> int:
        """The place of a file among those to be read; -1 for another."""
        return self._places.get(path, -1)

    def _give(self, worker: _Worker) -> None:
        if self._waiting:
            job = self._waiting.popleft()
            worker.give(job, order(job, self._paths[job], self._date, many=self._many))

    def _take(self, worker: _Worker, job: int, answer: object) -> None:
        if not self.running:
            return
        self._give(worker)
        path = self._paths[job]
        if isinstance(answer, str):
            self._step()
            self.refused.emit(path, answer)
        else:
            self._step()
            self.read.emit(Opened(path, answer))  # type: ignore[arg-type] # the worker's word
        if self._done == len(self._paths):
            self._end()

    def _lost(self, worker: _Worker, jobs: list[int]) -> None:
        """A worker ended before its time: the file in hand is refused, the rest goes on."""
        if not self.running:
            return
        self._workers.remove(worker)
        if not worker.began and not self._workers:
            # No worker can be started here: the window waits for what it must.
            self._waiting.extendleft(reversed(jobs))
            self._read_here()
            return
        for job in jobs[1:]:
            self._waiting.appendleft(job)
        if jobs:
            self._step()
            path = self._paths[jobs[0]]
            words = "reading it took more memory than there is, or was ended from outside"
            self.refused.emit(path, str(StoryRefused(path, words)))
        if self._done == len(self._paths):
            self._end()
        elif not self._workers or self._waiting:
            another = _Worker(self)
            another.answered.connect(self._take)
            another.lost.connect(self._lost)
            self._workers.append(another)
            another.start()
            for _ in range(AHEAD):
                self._give(another)

    def _read_here(self) -> None:
        while self._waiting and self.running:
            self._read_one()
        if self.running:
            self._end()

    def _read_one(self) -> None:
        path = self._paths[self._waiting.popleft()]
        try:
            found = read_file(path, date=self._date, periods=self._periods, many=self._many)
        except StoryRefused as error:
            self._step()
            self.refused.emit(path, str(error))
        else:
            self._step()
            self.read.emit(Opened(path, found))

    def _step(self) -> None:
        self._done += 1
        self.stepped.emit(self._done, len(self._paths))

    def _end(self) -> None:
        self.running = False
        for worker in self._workers:
            worker.end()
        self._workers = []
        self.ended.emit()


class _Worker(QObject):
    """One process that reads.

    Signals: ``answered`` (itself, the job, readings or a refusal), ``lost`` (itself, its jobs).
    """

    answered = Signal(object, int, object)
    lost = Signal(object, list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.began = False
        self._jobs: list[int] = []
        self._got = bytearray()
        self._heavy: Future[object] | None = None  # an answer that is being unpacked
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._receive)
        self._process.started.connect(self._start)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        environment = QProcessEnvironment.systemEnvironment()
        if getattr(sys, "frozen", False):
            arguments = [ARGUMENT]
        else:
            # This program's own rooms, wherever it was started from.
            house = str(Path(viewer.__file__).resolve().parent.parent)
            before = environment.value("PYTHONPATH")
            environment.insert("PYTHONPATH", os.pathsep.join(p for p in (house, before) if p))
            arguments = ["-m", "viewer", ARGUMENT]
        self._process.setProcessEnvironment(environment)
        self._process.start(sys.executable, arguments)

    def give(self, job: int, line: bytes) -> None:
        self._jobs.append(job)
        self._process.write(line)

    def end(self) -> None:
        """Stop at once: nothing it does is to be kept."""
        self._heavy = None
        self._process.finished.disconnect(self._ended)
        self._process.errorOccurred.disconnect(self._failed)
        self._process.readyReadStandardOutput.disconnect(self._receive)
        self._process.kill()
        self._process.waitForFinished(1000)  # it is gone within milliseconds
        self.deleteLater()

    def _start(self) -> None:
        self.began = True

    def _receive(self) -> None:
        self._got += self._process.readAllStandardOutput().data()
        self._unpack()

    def _unpack(self) -> None:
        """One answer at a time: between two of them the window may do what it has to do."""
        if len(self._got) < HEAD.size or self._heavy is not None:
            return
        job, length = HEAD.unpack_from(self._got)
        if len(self._got) < HEAD.size + length:
            return
        data = bytes(self._got[HEAD.size : HEAD.size + length])
        del self._got[: HEAD.size + length]
        if length <= LIGHT:
            self._answer(job, _loaded(data))
            return
        # Imported when it is needed: no start waits for it.
        from concurrent.futures import ThreadPoolExecutor

        # Python's threads take turns: the window has its own every few milliseconds.
        pool = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._heavy = pool.submit(_loaded, data)
        pool.shutdown(wait=False)
        self._wait(job)

    def _wait(self, job: int) -> None:
        """Answer once what is heavy is unpacked."""
        if self._heavy is None:
            return  # it is not wanted any more
        if self._heavy.done():
            answer, self._heavy = self._heavy.result(), None
            self._answer(job, answer)
        else:
            QTimer.singleShot(TURN, self, partial(self._wait, job))

    def _answer(self, job: int, answer: object) -> None:
        self._jobs.remove(job)
        QTimer.singleShot(0, self, self._unpack)
        self.answered.emit(self, job, answer)

    def _ended(self) -> None:
        self.lost.emit(self, self._jobs)
        self.deleteLater()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()


def _loaded(data: bytes) -> object:
    """What a worker answered."""
    gc.disable()  # nothing of what is made here is garbage
    try:
        return pickle.loads(data)
    finally:
        gc.enable()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
