"""Everything of some stories shown in a real window: run by the test that watches the system.

    python tests/ui/tour.py FOLDER STORY...

Every event is chosen, pointed at and listed, every tab shown, every question of the Edit menu
opened and closed, and the whole exported into FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(HOUSE))

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt  # noqa: E402 - needs the path above
from PySide6.QtGui import QAction, QHelpEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit  # noqa: E402

from viewer.core.corrections import Remark, Rename  # noqa: E402
from viewer.files.known import known_periods  # noqa: E402
from viewer.ui import app  # noqa: E402
from viewer.ui.export import write_file  # noqa: E402
from viewer.ui.pictures import Picture  # noqa: E402
from viewer.ui.session import Session  # noqa: E402
from viewer.ui.window import MainWindow  # noqa: E402

ASKING = ("actionChangeDate", "actionRename", "actionSources", "actionNote", "actionMerge",
          "actionCorrections")  # fmt: skip
EVENTS = 40  # of a story: what is shown of one is shown of all


def tour(window: MainWindow, path: Path, out: Path) -> None:
    """One story."""
    settle = QApplication.processEvents
    if not window.open(path):
        for box in window.findChildren(QDialog):
            box.close()
        return
    settle()
    session, events = window.session, window.session.timeline.events
    title = window.session.own[0].story.title
    if events and title:  # a headline holds words only: the reader's may hold anything
        session.corrections.make(Rename(title), session.target_of(events[0]))
        session.corrections.make(Remark(title), session.target_of(events[0]))
    for number in range(window.panel.tabs.count()):
        window.panel.tabs.setCurrentIndex(number)
        settle()
    for event in window.session.timeline.events[:EVENTS]:
        window.session.choose(event.id)
        settle()
        at = window.canvas.position_of(event.id)
        if at is not None:
            QTest.mouseMove(window.canvas.view.viewport(), at.toPoint())
            settle()
            _rest(window, window.canvas.view.viewport(), at)
    viewport = window.panel.source.viewport()
    window.panel.tabs.setCurrentWidget(window.panel.source)
    for y in range(10, viewport.height(), 24):
        for x in range(20, viewport.width(), 60):
            _rest(window, viewport, QPointF(x, y))
    for name in ASKING:
        action = window.findChild(QAction, name)
        if action is not None and action.isEnabled():
            action.trigger()
            settle()
            for box in window.findChildren(QDialog):
                box.close()
    search = window.findChild(QLineEdit, "searchBox")
    QTest.keyClicks(search, "the")
    QTest.keyClick(search, Qt.Key.Key_Return)
    settle()
    for ending in ("png", "svg", "pdf", "html", "json", "csv"):
        write_file(window.session.timeline, out / f"{path.stem}.{ending}", Picture())
    window.grab()


def _rest(window: MainWindow, viewport: object, at: QPointF) -> None:
    """Let the pointer rest there."""
    point = at.toPoint()
    shown: QPoint = viewport.mapToGlobal(point)  # type: ignore[attr-defined]
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, shown))  # type: ignore[arg-type]
    QApplication.processEvents()


def main() -> None:
    app.application()
    window = MainWindow(Session(known_periods()[0]))
    window.resize(1200, 800)
    window.show()
    out = Path(sys.argv[1])
    for story in sys.argv[2:]:
        tour(window, Path(story), out)
    print(f"toured {len(sys.argv) - 2} stories")  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
