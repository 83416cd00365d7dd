"""The reading side: search, the table of events, the list of sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QDesktopServices, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTableView,
    QToolTip,
)

from viewer.files.records import events_json
from viewer.ui.window import MainWindow

STORY = """A kiln at Brackley

2021-03-09 08:00:00

The kiln was lit in June 1897 [1]. It burst on 4 August 1911 [1][2].

A fire broke out in 1952.

The council bought the yard in 1961 [2]. Kilns stand there.

Sources

[1] The kilns of the vale, Vale Press, 1990. https://vale.example/kilns
[2] Minutes, javascript:alert(1)
"""


@pytest.fixture
def desk(empty_window: MainWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "kiln.txt"
    path.write_text(STORY, encoding="utf-8")
    assert empty_window.open(path)
    QApplication.processEvents()
    return empty_window


def find(window: MainWindow, words: str) -> QLineEdit:
    """Press Ctrl+F and type."""
    action = window.findChild(QAction, "actionFind")
    assert isinstance(action, QAction)
    action.trigger()
    box = window.findChild(QLineEdit, "searchBox")
    box.clear()
    QTest.keyClicks(box, words)
    QApplication.processEvents()
    return box


def count(window: MainWindow) -> str:
    return str(window.findChild(QLabel, "searchCount").text())


def chosen(window: MainWindow) -> str:
    event = window.session.event_of(window.session.chosen_id)
    return event.span.of(STORY) if event else ""


def column(table: QTableView, number: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def ring(window: MainWindow, colour: str) -> bool:
    """Whether a colour stands on the timeline."""
    picture = window.canvas.view.viewport().grab().toImage()
    return any(
        picture.pixelColor(x, y).name() == colour
        for x in range(0, picture.width(), 2)
        for y in range(picture.height())
    )


def test_enter_steps_through_what_was_found(desk: MainWindow) -> None:
    """Words are found in headlines and text, are marked, and Enter goes from one to the next."""
    hit = desk.session.theme.hit.lower()
    assert not ring(desk, hit)
    box = find(desk, "kiln")
    assert count(desk).endswith("in text")
    assert ring(desk, hit)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "kiln was lit" in chosen(desk)
    found = len(desk.session.hits.events)
    assert count(desk) == f"1 of {found}"
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count(desk) == f"{found} of {found}"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not ring(desk, hit)


def test_a_date_is_looked_for_as_a_date(desk: MainWindow) -> None:
    """ "before 1911" finds what was before it, and says that it was read so."""
    box = find(desk, "before 1911")
    assert "before 1911" in count(desk)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "kiln was lit" in chosen(desk)
    assert len(desk.session.hits.events) == 1


def test_the_table_is_sorted_by_time(desk: MainWindow, hands: Any) -> None:
    """A click on "When" sorts by time, a second the other way round; rows still choose events."""
    table = desk.panel.events
    desk.panel.tabs.setCurrentWidget(desk.panel.events_page)
    QApplication.processEvents()
    told = column(table, 0)
    header = table.horizontalHeader()
    at = QPointF(header.sectionViewportPosition(0) + 10, header.height() / 2)
    hands.click(header.viewport(), at)
    rising = column(table, 0)
    hands.click(header.viewport(), at)
    assert column(table, 0) == rising[::-1]
    dated = [words for words in rising if words != "no date"]
    assert dated == ["June 1897", "4 August 1911", "1952", "1961"]
    assert sorted(told) == sorted(rising)
    table.setFocus()
    table.selectRow(column(table, 0).index("1952"))
    assert "fire broke" in chosen(desk)


def test_the_table_is_narrowed_by_words(desk: MainWindow) -> None:
    """All the words, in any column."""
    line = desk.findChild(QLineEdit, "eventFilter")
    QTest.keyClicks(line, "1911 burst")
    assert column(desk.panel.events, 0) == ["4 August 1911"]
    line.clear()
    assert len(column(desk.panel.events, 0)) == len(desk.session.readings[0].events)


def test_a_source_clicked_is_the_only_one_shown(desk: MainWindow, hands: Any) -> None:
    """The timeline and the table show what rests on it; "Show all" brings the others back."""
    every = len(desk.session.timeline.events)
    listed = desk.panel.citations
    desk.panel.tabs.setCurrentWidget(desk.panel.sources_page)
    QApplication.processEvents()
    hands.click(listed.viewport(), QPointF(listed.visualRect(listed.model().index(0, 0)).center()))
    shown = desk.session.timeline.events
    assert {e.citations for e in shown} == {("1",), ("1", "2")}
    desk.panel.tabs.setCurrentWidget(desk.panel.events_page)
    assert len(column(desk.panel.events, 0)) == len(shown) == 2
    desk.panel.tabs.setCurrentWidget(desk.panel.sources_page)
    QTest.mouseClick(desk.findChild(QPushButton, "showAll"), Qt.MouseButton.LeftButton)
    assert len(desk.session.timeline.events) == every


@pytest.mark.parametrize(("words", "counts"), [("Two", {2}), ("One", {1}), ("No", {0})])
def test_only_events_with_so_many_sources(desk: MainWindow, words: str, counts: set[int]) -> None:
    """Two or more, one alone, none."""
    box = desk.findChild(QComboBox, "supportFilter")
    row = next(r for r in range(box.count()) if box.itemText(r).startswith(words))
    box.setCurrentIndex(row)
    assert {len(e.citations) for e in desk.session.timeline.events} == counts


def test_a_source_says_what_rests_on_it_alone(desk: MainWindow) -> None:
    """Events, those that no other source supports, paragraphs."""
    desk.panel.tabs.setCurrentWidget(desk.panel.sources_page)
    listed = desk.panel.citations
    events = desk.session.readings[0].events
    alone = sum(e.citations == ("1",) for e in events)
    assert column(listed, 3)[0] == str(alone)
    single = sum(len(e.citations) == 1 for e in events)
    assert f"{single} rest on one source alone" in desk.findChild(QLabel, "unsourced").text()


def test_a_link_opens_only_when_it_was_seen(
    desk: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is shown first; only the web's addresses can be opened at all."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    button = desk.findChild(QPushButton, "openLink")
    desk.panel.tabs.setCurrentWidget(desk.panel.sources_page)
    for row, able in ((1, False), (0, True)):
        desk.panel.citations.setCurrentIndex(desk.panel.citations.model().index(row, 0))
        assert button.isEnabled() is able
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    box = desk.findChild(QMessageBox, "message")
    assert "https://vale.example/kilns" in box.text()
    assert opened == []
    box.button(QMessageBox.StandardButton.Open).click()
    assert opened == ["https://vale.example/kilns"]


def test_a_filter_leaves_the_text_and_its_events_alone(desk: MainWindow) -> None:
    """A sentence whose event is left out can still be chosen; the card tells of it."""
    box = desk.findChild(QComboBox, "supportFilter")
    box.setCurrentIndex(1)
    event = next(e for e in desk.session.readings[0].events if not e.citations)
    desk.session.choose(event.id)
    assert desk.session.chosen_id == event.id
    desk.session.step(1)
    assert desk.session.event_of(desk.session.chosen_id) in desk.session.timeline.events


def rest_on(window: MainWindow, words: str) -> str:
    """Let the pointer rest on words of the source text; answers the tip that shows."""
    source = window.panel.source
    cursor = source.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + len(words) // 2)
    at = source.cursorRect(cursor).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, source.viewport().mapToGlobal(at))
    QApplication.sendEvent(source.viewport(), event)
    return str(QToolTip.text())


def test_a_time_expression_says_what_it_was_read_as(desk: MainWindow, qtbot: Any) -> None:
    """Under the pointer: the date in words and as EDTF, and the rule; elsewhere nothing."""
    told = rest_on(desk, "June 1897")
    assert "“June 1897” → June 1897 (1897-06)" in told
    assert len(told.split("<br>")) == 2
    rest_on(desk, "The kiln")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_dateline_sets_its_paragraph_like_any_other(
    empty_window: MainWindow, tmp_path: Path
) -> None:
    """The words behind it have the leading of prose."""
    path = tmp_path / "report.txt"
    path.write_text(
        "Kiln bursts\n\nBRACKLEY, 5 August 1911 — The old kiln burst.\n\nNo one was hurt.\n",
        encoding="utf-8",
    )
    assert empty_window.open(path)
    document = empty_window.panel.source.document()
    leading = [
        document.find(words).blockFormat().lineHeight() for words in ("The old kiln", "No one was")
    ]
    assert leading[0] == leading[1]
    assert document.find("Kiln bursts").blockFormat().lineHeight() < leading[0]


def test_lines_of_a_wide_panel_stay_readable(desk: MainWindow) -> None:
    """However wide the window, a line has a book's length, in the middle."""
    desk.resize(2600, 900)
    desk.panel.parentWidget().setSizes([800, 1800])
    QApplication.processEvents()
    source = desk.panel.source
    assert source.width() > 1000
    assert source.viewport().width() < 720
    assert abs(source.viewport().geometry().center().x() - source.rect().center().x()) < 12


def test_sentences_without_a_source_lead_to_their_words(desk: MainWindow) -> None:
    """Chosen above the list of sources; Enter shows one in the text, with its event."""
    lists = desk.findChild(QComboBox, "citationLists")
    desk.panel.tabs.setCurrentWidget(desk.panel.sources_page)
    lists.setCurrentIndex(lists.findText("Sentences without a source"))
    listed = desk.findChild(QListWidget, "weakList")
    lines = [listed.item(row).text() for row in range(listed.count())]
    assert lines == ["A fire broke out in 1952.", "Kilns stand there."]
    assert "2 sentences without a source" in desk.findChild(QLabel, "unsourced").text()
    listed.setFocus()
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert desk.panel.tabs.currentWidget() is desk.panel.source
    assert desk.panel.source.textCursor().selectedText() == "A fire broke out in 1952."
    assert "fire broke out" in chosen(desk)


def test_events_on_one_source_alone_are_listed(desk: MainWindow) -> None:
    """With the source, in the order of the story."""
    lists = desk.findChild(QComboBox, "citationLists")
    lists.setCurrentIndex(lists.findText("Events on one source alone"))
    listed = desk.findChild(QListWidget, "weakList")
    lines = [listed.item(row).text().split("\n") for row in range(listed.count())]
    single = [e for e in desk.session.own[0].events if len(e.citations) == 1]
    assert lines == [[e.headline, e.citations[0]] for e in single]
    assert len(lines) >= 2


def test_a_filter_is_told_wherever_its_events_go(desk: MainWindow) -> None:
    """In the header, and in what is exported, which is not the whole story."""
    box = desk.findChild(QComboBox, "supportFilter")
    whole = len(desk.session.timeline.events)
    box.setCurrentIndex(box.findText("One source only"))
    kept = len(desk.session.timeline.events)
    told = f"iltered: {kept} of {whole} events are shown, those with one source only"
    assert told in desk.findChild(QLabel, "summary").text()
    assert told in events_json(*desk.session.exported.readings)
    QTest.mouseClick(desk.findChild(QPushButton, "showAll"), Qt.MouseButton.LeftButton)
    assert "iltered" not in desk.findChild(QLabel, "summary").text()
    assert "iltered" not in events_json(*desk.session.exported.readings)


def test_a_long_text_is_there_from_its_first_word_to_its_last(
    empty_window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    """Laid out in steps, it shows its beginning at once, and a chosen event or the End key brings
    what lies far below, lit as all the rest is."""
    prose = "The kiln of the vale stood idle beside the old road for a while. " * 12
    story = tmp_path / "long.txt"
    story.write_text(
        "The vale\n\n" + f"{prose}\n\n" * 700 + "The last kiln burst on 4 August 1911.\n", "utf-8"
    )
    with qtbot.waitSignal(empty_window.stories.came, timeout=120_000):
        empty_window.open(story)
    source, session = empty_window.panel.source, empty_window.session
    assert next(source._blocks_shown())[0] == 0
    (event,) = session.timeline.events
    session.choose(event.id)
    QApplication.processEvents()
    shown = [(first, last) for first, last, _ in source._blocks_shown()]
    assert any(first <= event.span.start < last for first, last in shown)
    source.setFocus()
    QTest.keyClick(source, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert next(source._blocks_shown())[0] == 0
    QTest.keyClick(source, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    end = list(source._blocks_shown())[-1][1]
    assert end >= event.span.end
