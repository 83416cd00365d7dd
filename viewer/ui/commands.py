"""Every action by its name: the command palette, and the sheet of keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.plain import PlainLabel

#: What the mouse does on the timeline, which no action says.
MOUSE = (
    ("Wheel", "Zoom at the pointer"),
    ("Shift + wheel", "Scroll the lanes"),
    ("Drag", "Move the timeline"),
    ("Shift + drag", "Measure a time"),
    ("Double click", "Go to an event"),
    ("Ctrl + click, Ctrl + drag", "Choose several events"),
    ("Shift + ← →", "Choose the next event too"),
    ("← → ↑ ↓, A D W S", "Move"),
    ("Home, End", "First and last date"),
    ("Page Up, Page Down", "Scroll the lanes by a page"),
)
_AMPERSAND = re.compile(r"&(&?)")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Command:
    """An action and where it stands: ``menu`` "File ▸ Open Recent", ``words`` "Open"."""

    menu: str
    words: str
    action: QAction

    @property
    def keys(self) -> str:
        """Its keys as the platform writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        made = (key.toString(native) for key in self.action.shortcuts())
        return ", ".join(dict.fromkeys(key for key in made if key))


def commands(bar: QMenuBar) -> list[Command]:
    """Every action of a menu bar that does something, in the menus' order."""
    found: list[Command] = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found += _of_menu(menu, plain_words(action.text()))
    return found


def _of_menu(menu: QMenu, path: str) -> Iterable[Command]:
    for action in menu.actions():
        below = action.menu()
        words = plain_words(action.text())
        if isinstance(below, QMenu):
            yield from _of_menu(below, f"{path} ▸ {words}")
        elif not action.isSeparator() and action.isVisible() and words:
            yield Command(path, words, action)


def plain_words(text: str) -> str:
    """A menu's words without the sign that underlines a letter."""
    return _AMPERSAND.sub(r"\1", text)


def ranked(found: Sequence[Command], typed: str) -> list[Command]:
    """The commands that hold each typed word, those that begin with them first.

    A word is held where a word of the command or of its menu begins with it, else where the
    command contains it; only if none does, where its letters stand in the command in their order.
    What can be done now comes before what cannot.
    """
    wanted = typed.casefold().split()
    for cost in (_cost, _letters):
        scored: list[tuple[int, int, Command]] = []
        for place, one in enumerate(found):
            own, whole = one.words.casefold(), f"{one.menu} {one.words}".casefold()
            costs = [cost(word, own, whole) for word in wanted]
            if None not in costs:
                score = sum(part for part in costs if part is not None)
                scored.append((score + (0 if one.action.isEnabled() else 100), place, one))
        if scored:
            return [one for _, _, one in sorted(scored, key=lambda row: row[:2])]
    return []


def _cost(word: str, own: str, whole: str) -> int | None:
    if own.startswith(word):
        return 0
    for cost, words in ((1, own), (3, whole)):
        if any(part.startswith(word) for part in re.findall(r"\w+", words)):
            return cost
    return 5 if word in own else None


def _letters(word: str, own: str, _whole: str) -> int | None:
    letters = iter(own)
    return 9 if all(letter in letters for letter in word) else None


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Command] = []

    def show(self, rows: list[Command]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.words}, {one.menu}, {one.keys}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable
        if self.rows[index.row()].action.isEnabled():
            flags |= Qt.ItemFlag.ItemIsEnabled
        return flags


class _Stroke(QStyledItemDelegate):
    """A row: the words, where they stand, and their keys at the right edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        model = index.model()
        assert isinstance(model, _Rows)
        one = model.rows[index.row()]
        style = option.widget.style()
        words, option.text = option.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        group = option.palette.ColorGroup
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = option.palette
        state = group.Active if one.action.isEnabled() else group.Disabled
        ink = colours.color(
            state, colours.ColorRole.HighlightedText if chosen else colours.ColorRole.Text
        )
        soft = ink if chosen else colours.color(colours.ColorRole.PlaceholderText)
        box = option.rect.adjusted(12, 0, -12, 0)
        painter.save()
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(soft)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, one.keys)
        left = box.adjusted(0, 0, -metrics.horizontalAdvance(one.keys) - 16, 0)
        painter.setPen(ink)
        painter.drawText(
            left, middle, metrics.elidedText(words, Qt.TextElideMode.ElideRight, left.width())
        )
        left.setLeft(left.left() + metrics.horizontalAdvance(words) + 12)
        painter.setPen(soft)
        painter.drawText(
            left, middle, metrics.elidedText(one.menu, Qt.TextElideMode.ElideRight, left.width())
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, QFontMetrics(option.font).height() + 12)


class Palette(QDialog):
    """The command palette: type words of what is wanted, Enter does it."""

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setWindowTitle("Commands")
        self._commands = commands(bar)
        self.line = QLineEdit()
        self.line.setObjectName("commandLine")
        self.line.setPlaceholderText("What would you like to do?")
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("commandList")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Stroke(self.list))
        self._rows = _Rows(self)
        self.list.setModel(self._rows)
        self._none = PlainLabel("No command has these words.", "commandNone")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self.line)
        box.addWidget(self._none)
        box.addWidget(self.list, 1)
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._do)
        self.list.clicked.connect(self._do)
        self.setMinimumSize(420, 320)
        self.resize(620, 460)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self._rows.show(ranked(self._commands, typed))
        self._none.setVisible(not self._rows.rows)
        self.list.setVisible(bool(self._rows.rows))
        self._step(0, start=True)

    def _do(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._rows.rows) and self._rows.rows[row].action.isEnabled():
            action = self._rows.rows[row].action
            self.accept()
            action.trigger()

    def _step(self, by: int, *, start: bool = False) -> None:
        """To the next row that can be done now."""
        rows = self._rows.rows
        at = -1 if start else self.list.currentIndex().row()
        step = 1 if by >= 0 else -1
        for _ in range(max(abs(by), 1)):
            after = at + step
            while 0 <= after < len(rows) and not rows[after].action.isEnabled():
                after += step
            if not 0 <= after < len(rows):
                break
            at = after
        if at >= 0:
            self.list.setCurrentIndex(self._rows.index(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line move in the list."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = steps.get(Qt.Key(event.key()), 0)
            if by:
                self._step(by)
                return True
        return super().eventFilter(watched, event)


class KeySheet(QDialog):
    """All keys, by menu, read off the actions; closes with Esc."""

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keySheet")
        self.setWindowTitle("Keys")
        groups: dict[str, list[tuple[str, str]]] = {"On the timeline": list(MOUSE)}
        for one in commands(bar):
            if one.keys:
                name = one.menu.split(" ▸ ")[0]
                groups.setdefault(name, []).append((one.keys, one.words.rstrip("…")))
        inside = QWidget()
        columns = QGridLayout(inside)
        columns.setContentsMargins(24, 18, 24, 18)
        columns.setHorizontalSpacing(36)
        # Two columns of about the same height.
        whole = sum(len(rows) + 2 for rows in groups.values())
        column = row = count = 0
        for name, rows in groups.items():
            if count and count + len(rows) / 2 > whole / 2 and column == 0:
                column, row = 2, 0
            heading = PlainLabel(name)
            heading.setProperty("heading", True)
            columns.addWidget(heading, row, column, 1, 2)
            for keys, words in rows:
                row += 1
                label = PlainLabel(keys)
                label.setProperty("keys", True)
                columns.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
                told = PlainLabel(words)
                told.setProperty("told", True)
                columns.addWidget(told, row, column + 1, Qt.AlignmentFlag.AlignTop)
            row += 1
            columns.setRowMinimumHeight(row, 14)
            row += 1
            count += len(rows) + 2
        columns.setColumnStretch(1, 1)
        columns.setColumnStretch(3, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self.resize(860, 720)
