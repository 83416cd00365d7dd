"""Work that takes a while, beside the window: one thing at a time, the newest wish first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from viewer.ui.export.drawing import Told

#: What is done; it is given a function to tell its progress to.
Job = Callable[[Told], object]


class _Unwanted(Exception):
    """Nobody waits for this any more."""


class Background(QObject):
    """Does jobs in a thread of its own.

    A new job takes the place of one that waits; one at work ends when it next tells its progress,
    and what it found is dropped. Signals: ``told`` a share of the work, ``done`` with the answer,
    ``failed`` with the exception.
    """

    told = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    _came = Signal(int, str, object)
    _ended = Signal()

    def __init__(self) -> None:
        # A child of the program, so that it outlives its dialog while its thread is at work.
        super().__init__(QCoreApplication.instance())
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="export")
        self._wanted = 0
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self.deleteLater, Qt.ConnectionType.QueuedConnection)

    def ask(self, job: Job) -> None:
        """Do this instead of whatever was asked for before."""
        self._wanted += 1
        self._pool.submit(self._work, job, self._wanted)

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._wanted += 1

    def end(self) -> None:
        """No job will come any more."""
        self.stop()
        self._pool.submit(self._ended.emit)
        self._pool.shutdown(wait=False)

    def _work(self, job: Job, number: int) -> None:
        def told(share: float) -> None:
            if number != self._wanted:
                raise _Unwanted
            self._came.emit(number, "told", share)

        if number != self._wanted:
            return
        try:
            answer = job(told)
        except _Unwanted:
            return
        except Exception as error:  # of another thread: whoever asked is to handle it by name
            self._came.emit(number, "failed", error)
        else:
            self._came.emit(number, "done", answer)

    def _tell(self, number: int, what: str, value: object) -> None:
        if number == self._wanted:
            getattr(self, what).emit(value)
