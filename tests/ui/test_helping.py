"""Every command by its name, every key on a sheet, a guide that is true, and preferences."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
)

from viewer.core.when import DAY, seconds
from viewer.files.known import own_periods
from viewer.files.settings import SettingsFile
from viewer.ui.commands import MOUSE, commands
from viewer.ui.guide import PAGES, page
from viewer.ui.report import KEPT, keep_report, versions
from viewer.ui.window import MainWindow


def shown(window: MainWindow, name: str) -> Any:
    """A dialog by its object name."""
    QApplication.processEvents()
    found = [dialog for dialog in window.findChildren(QDialog, name) if dialog.isVisible()]
    assert len(found) == 1, name
    return found[0]


def palette(window: MainWindow, typed: str) -> Any:
    QTest.keyClick(
        window,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = shown(window, "commandPalette")
    QTest.keyClicks(dialog.findChild(QLineEdit, "commandLine"), typed)
    return dialog


def listed(dialog: QDialog) -> list[str]:
    rows = dialog.findChild(QListView, "commandList").model()
    return [rows.data(rows.index(n, 0)) for n in range(rows.rowCount())]


# ── the palette ──────────────────────────────────────────────────────────────────────────────


def test_a_command_is_found_by_its_words_and_done(window: MainWindow) -> None:
    """Ctrl+Shift+P, a few letters of two words, Enter."""
    dialog = palette(window, "cert by")
    assert listed(dialog)[0] == "By Certainty"
    QTest.keyClick(dialog.findChild(QLineEdit, "commandLine"), Qt.Key.Key_Return)
    assert window.menus["actionGroupCertainty"].isChecked()
    assert not dialog.isVisible()


def test_the_arrows_choose_among_commands(window: MainWindow) -> None:
    """Down goes to the next that can be done; what cannot be done now is passed over and last."""
    window.session.let_go()
    dialog = palette(window, "change")
    names = listed(dialog)
    assert "Change Headline…" in names
    line = dialog.findChild(QLineEdit, "commandLine")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible(), "no event is chosen: nothing can be changed"
    line.setText("zoom")
    assert listed(dialog) == ["Zoom In", "Zoom Out"]
    before = window.session.view.scale.per_pixel
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.session.view.scale.per_pixel > before


def test_letters_in_order_find_what_words_do_not(window: MainWindow) -> None:
    """ "flscr" is Full Screen; nonsense is said to be none."""
    dialog = palette(window, "flscr")
    assert listed(dialog) == ["Full Screen"]
    line = dialog.findChild(QLineEdit, "commandLine")
    line.setText("qqqq")
    assert dialog.findChild(QLabel, "commandNone").isVisible()
    line.clear()
    assert len(listed(dialog)) == len(commands(window.menuBar()))


def test_the_palette_has_every_action(window: MainWindow) -> None:
    """No action of the window is missing from the palette."""
    there = {one.action.objectName() for one in commands(window.menuBar())}
    named = {a.objectName() for a in window.actions() if a.isVisible() and a.objectName()}
    assert named <= there


# ── keys ─────────────────────────────────────────────────────────────────────────────────────


def test_the_sheet_of_keys_has_every_key(window: MainWindow) -> None:
    """What "?" shows names each action that has a key, with all its keys, as it is now."""
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Question)
    labels = [label.text() for label in shown(window, "keySheet").findChildren(QLabel)]
    for action in window.actions():
        for key in action.shortcuts() if action.isVisible() else ():
            text = key.toString(QKeySequence.SequenceFormat.NativeText)
            assert any(text in words.split(", ") or text in words for words in labels), text
    for key, words in (("Ctrl+O", "Open"), ("F11", "Full Screen"), ("?", "Keys"), *MOUSE):
        assert labels.index(key) == labels.index(words) - 1


# ── the guide ────────────────────────────────────────────────────────────────────────────────


def test_the_guide_names_what_is_there(window: MainWindow) -> None:
    """Each "Menu ▸ Action" of the guide is in the menus, and each key of it is that action's."""
    known = {}
    for one in commands(window.menuBar()):
        known[f"{one.menu} ▸ {one.words}"] = one
        known.setdefault(one.menu, None)  # a menu in a menu is named, too
    keys = {k.strip() for row in MOUSE for k in row[0].split(",")}
    native = QKeySequence.SequenceFormat.PortableText
    for one in known.values():
        if one is not None:
            keys |= {key.toString(native) for key in one.action.shortcuts()}
    count = 0
    for name in PAGES:
        text = re.sub(r"\s+", " ", page(name))
        for path, key in re.findall(r"\*\*([^*]+▸[^*]+)\*\*(?: \(`([^`]+)`\))?", text):
            count += 1
            assert path in known, (name, path)
            if key:
                own = [k.toString(native) for k in known[path].action.shortcuts()]
                assert key in own, (name, path, key)
        for key in re.findall(r"`((?:Ctrl|Shift|Alt)[^`]*|F\d+)`", text):
            assert key in keys, (name, key)
    assert count > 25


def test_the_guide_opens_on_its_first_page_and_follows_its_links(window: MainWindow) -> None:
    """F1; a click on a page; a link to another; words that stand on a later page are found."""
    QTest.keyClick(window, Qt.Key.Key_F1)
    guide = shown(window, "guide")
    text = guide.findChild(QTextBrowser, "guideText")
    pages = guide.findChild(QListWidget, "guidePages")
    assert text.toPlainText().startswith("Getting started")
    links = re.findall(r"\]\(([^)]+)\)", "".join(page(name) for name in PAGES))
    assert {link.removesuffix(".md") for link in links} <= set(PAGES)
    text.anchorClicked.emit(QUrl("corrections.md"))
    assert pages.currentItem().text() == "Putting things right"
    find = guide.findChild(QLineEdit, "guideFind")
    QTest.keyClicks(find, "five-year plan")
    QTest.keyClick(find, Qt.Key.Key_Return)
    assert pages.currentItem().text() == "Reading the timeline"
    assert text.textCursor().selectedText().casefold() == "five-year plan"


def test_the_guide_loads_nothing(window: MainWindow, tmp_path: Path) -> None:
    """A picture on the disk or from an address is not loaded, should a page ever name one."""
    window.helping.show_guide()
    text = shown(window, "guide").findChild(QTextBrowser, "guideText")
    for name in (QUrl.fromLocalFile(__file__), QUrl("http://example.org/x.png")):
        assert text.loadResource(2, name) is None


# ── preferences ──────────────────────────────────────────────────────────────────────────────


def prefer(window: MainWindow) -> Any:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return shown(window, "preferences")


def choose(dialog: QDialog, name: str, value: object) -> None:
    """Choose a value in a box, from its neighbour with an arrow key as a person would."""
    box = dialog.findChild(QComboBox, name)
    at = box.findData(value)
    box.setCurrentIndex(at - 1 if at else 1)
    QTest.keyClick(box, Qt.Key.Key_Down if at else Qt.Key.Key_Up)
    assert box.currentData() == value


def test_a_preference_holds_at_once_and_tomorrow(window: MainWindow) -> None:
    """Theme and size of text, in the window and on disk; the View menu shows the theme."""
    dialog = prefer(window)
    height = window.menuBar().height()
    choose(dialog, "preferTheme", "dark")
    assert window.session.theme.name == "dark"
    assert window.menus["actionThemeDark"].isChecked()
    choose(dialog, "preferTextSize", 200)
    QApplication.processEvents()
    assert window.menuBar().height() > height
    now = SettingsFile().now.preferences
    assert (now.theme, now.text_size) == ("dark", 200)
    QTest.mouseClick(dialog.findChild(QPushButton, "preferUsual"), Qt.MouseButton.LeftButton)
    assert window.session.text_size == 100
    assert SettingsFile().now.preferences.theme == "system"


def widest(window: MainWindow) -> float:
    """Pixels of height that the largest letters of the source text have."""
    text = window.panel.source
    cursor = QTextCursor(text.document())
    cursor.setPosition(len(text.toPlainText()) // 2)
    return float(text.cursorRect(cursor).height())


def test_text_of_another_size_is_so_everywhere(window: MainWindow, hands: Any) -> None:
    """Twice as large: the source's letters, the timeline with its marks, and the strip below; a
    click still meets what is drawn under it, and a scroll keeps the moment under the pointer."""
    session, canvas = window.session, window.canvas
    letters, strip = widest(window), window.overview.height()
    marks = len(canvas.scene_shown().marks)
    choose(prefer(window), "preferTextSize", 200)
    QApplication.processEvents()
    assert widest(window) > 1.8 * letters
    assert window.overview.height() == 2 * strip
    scene = canvas.scene_shown()
    assert 0 < len(scene.marks) <= marks
    assert scene.width == canvas.view.viewport().width() / 2
    event = session.timeline.events[scene.marks[0].event]
    at = canvas.position_of(event.id)
    hands.click(canvas.view.viewport(), at)
    assert session.chosen_id == event.id
    moment = session.view.scale.second(at.x() / 2)
    hands.wheel(canvas.view.viewport(), at, 3)
    assert abs(session.view.scale.second(at.x() / 2) - moment) <= session.view.scale.per_pixel
    assert canvas.view.viewport().rect().contains(canvas.bar.geometry().center())


def test_large_text_in_a_small_window_leaves_room_for_the_rows(window: MainWindow) -> None:
    """Twice the size in the smallest window: strip and summary give way, and come back."""
    window.resize(window.minimumSize())
    window.memory.prefer(text_size=200)
    QApplication.processEvents()
    parts = (window.overview, window.findChild(QLabel, "summary"))
    assert [part.isVisible() for part in parts] == [False, False]
    assert window.canvas.view.height() > window.height() / 3
    window.memory.prefer(text_size=100)
    window.resize(1000, 800)
    QApplication.processEvents()
    assert [part.isVisible() for part in parts] == [True, True]


def test_dates_are_written_as_preferred(window: MainWindow) -> None:
    """At once on card, table, status line and axis; an ISO date in the story's text stays."""
    session = window.session
    event = next(e for e in session.timeline.events if e.when.edtf == "2021-03-12")
    session.choose(event.id)
    card = window.findChild(QLabel, "cardWhen")
    assert card.text().startswith("12 March 2021")
    dialog = prefer(window)
    choose(dialog, "preferDates", "month-first")
    assert card.text().startswith("March 12, 2021")
    assert window.findChild(QLabel, "summary").text().startswith("Story dated May 12, 2025, 09:41")
    choose(dialog, "preferDates", "iso")
    assert card.text().startswith("2021-03-12")
    assert window.statusBar().findChild(QLabel).text().startswith("2021-03-12")
    session.view.show_span(seconds(2021, 3, 10), seconds(2021, 3, 14))
    assert "Wed 2021-03-10" in [text.text for text in window.canvas.scene_shown().axis_texts]
    window.panel.tabs.setCurrentIndex(2)
    QApplication.processEvents()
    table = window.findChild(QTableView, "eventTable").model()
    assert "2021-03-12" in [table.index(row, 0).data() for row in range(table.rowCount())]
    assert SettingsFile().now.preferences.dates == "iso"


def test_a_date_to_be_changed_is_read_as_it_is_written(window: MainWindow) -> None:
    """Whatever the style: what stands in the field is the event's own date."""
    session = window.session
    for style in ("month-first", "iso"):
        window.memory.prefer(dates=style)
        for event in session.timeline.events:
            if not event.when.is_known:
                continue
            session.choose(event.id)
            window.menus["actionChangeDate"].trigger()
            dialog = shown(window, "askDate")
            said = dialog.findChild(QLabel, "dateRead").text()
            assert f"({event.when.edtf})" in said
            dialog.reject()


def test_weeks_begin_on_the_day_that_is_preferred(window: MainWindow) -> None:
    """The axis has its lines where the reader's weeks begin, and stronger ones for the months."""
    view = window.session.view

    def days() -> set[int]:
        view.show_span(seconds(2021, 3, 1), seconds(2021, 6, 20))
        ticks = window.canvas.scene_shown().ticks
        found = {round(view.scale.second(tick.x) / DAY) for tick in ticks if not tick.major}
        assert len(found) > 10
        months = {round(view.scale.second(tick.x) / DAY) for tick in ticks if tick.major}
        assert {seconds(2021, month, 1) // DAY for month in (4, 5, 6)} <= months
        return {(day + 3) % 7 for day in found}  # 1970 began on a Thursday

    assert days() == {0}
    dialog = prefer(window)
    choose(dialog, "preferWeek", "sunday")
    assert days() == {6}
    choose(dialog, "preferWeek", "saturday")
    assert days() == {5}


def test_a_theme_chosen_in_the_menu_is_kept(window: MainWindow) -> None:
    """View ▸ Theme is a preference, too."""
    window.menus["actionThemeContrast"].trigger()
    assert SettingsFile().now.preferences.theme == "contrast"
    window.menus["actionThemeLight"].trigger()


def test_a_new_story_has_the_lanes_that_are_preferred(window: MainWindow) -> None:
    """In the next window."""
    from viewer.core.timeline import Grouping
    from viewer.ui.session import Session

    dialog = prefer(window)
    choose(dialog, "preferGrouping", "certainty")
    other = MainWindow(Session(window.session.periods), window.memory)
    assert other.session.grouping is Grouping.CERTAINTY
    other.close()


def test_what_is_open_at_the_start_is_preferred(window: MainWindow) -> None:
    """A tick, kept."""
    dialog = prefer(window)
    dialog.findChild(QCheckBox, "preferResume").click()
    assert SettingsFile().now.preferences.resume


def test_own_periods_date_the_story_that_is_open(window: MainWindow, tmp_path: Path) -> None:
    """Written in the dialog, checked there, and at work as soon as they are saved."""
    story = tmp_path / "strike.txt"
    story.write_text("Strike\n\nThe pit closed during the Long Strike.\n", encoding="utf-8")
    window.open(story)
    assert not any(e.when.edtf == "1984-03/1985-03" for e in window.session.timeline.events)
    dialog = prefer(window)
    dialog.findChild(QPushButton, "preferPeriods").click()
    QApplication.processEvents()
    inner = dialog.findChild(QDialog, "periodsDialog")
    text = inner.findChild(QPlainTextEdit, "periodsText")
    save = next(b for b in inner.findChildren(QPushButton) if "Save" in b.text())
    text.setPlainText('[[period]]\nname = "Long Strike"\nedtf = "nonsense"\nsource = "x"\n')
    inner._check()
    assert not save.isEnabled()
    assert "Long Strike" in inner.findChild(QLabel, "periodsSaid").text()
    text.setPlainText('[[period]]\nname = "Long Strike"\nedtf = "1984-03/1985-03"\nsource = "x"\n')
    inner._check()
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert own_periods().is_file()
    assert any(t.when.edtf == "1984-03/1985-03" for t in window.session.readings[0].timexes)


def test_a_table_of_periods_that_is_no_text_is_left_alone(window: MainWindow) -> None:
    """It cannot be edited here, so it cannot be lost here; why is said."""
    path = own_periods()
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xfe\x00")
    dialog = prefer(window)
    dialog.findChild(QPushButton, "preferPeriods").click()
    QApplication.processEvents()
    inner = dialog.findChild(QDialog, "periodsDialog")
    save = next(b for b in inner.findChildren(QPushButton) if "Save" in b.text())
    assert not save.isEnabled()
    assert "cannot be read" in inner.findChild(QLabel, "periodsSaid").text()
    assert path.read_bytes() == b"\xff\xfe\x00"


# ── reports ──────────────────────────────────────────────────────────────────────────────────


def test_a_report_is_kept_on_this_computer(qapp: Any, data_folder: Path) -> None:
    """It holds the versions and the trace; the oldest of many are let go."""
    first = keep_report("Traceback: something")
    assert first is not None
    assert data_folder in first.parents
    assert "Traceback: something" in first.read_text(encoding="utf-8")
    assert f"Python: {sys.version.split()[0]}" in first.read_text(encoding="utf-8")
    last = first
    for number in range(KEPT + 3):
        last = keep_report(f"{number}") or last
    assert len(list(first.parent.iterdir())) == KEPT
    assert not first.exists()
    assert last.exists()


def test_about_names_the_versions(window: MainWindow, hands: Any) -> None:
    """What a bug report needs."""
    window.menus["actionAbout"].trigger()
    said = hands.message_shown(window)
    assert versions() in said
    assert "PySide6" in said
    assert "NumPy" in said
