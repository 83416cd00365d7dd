"""The controls of the export dialog: each choice in a widget of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from viewer.core import dates
from viewer.core.when import ANY, FUTURE, PAST, When
from viewer.files.formats import FORMATS, Format
from viewer.ui.export.choices import DATES as SOME_DATES
from viewer.ui.export.choices import FREE, LEAST, MOST, SCALES, SCOPES, Choices
from viewer.ui.pictures import PAPERS, PICTURES, SIZES, size_named
from viewer.ui.plain import PlainLabel

#: The time that words of a reader name; ANY for none.
Understands = Callable[[str], When]

_THEMES = {"light": "Light", "dark": "Dark", "print": "Print"}
_PARTS = {
    "title": "&Title and summary",
    "legend": "&Legend",
    "story_date": "Story’s &date",
    "source": "Line that says what it was &made from",
}


class Controls(QWidget):
    """What can be chosen, as widgets. ``changed`` when anything is chosen otherwise."""

    changed = Signal()

    def __init__(self, choices: Choices, understands: Understands) -> None:
        super().__init__()
        self._understands = understands
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 6, 0)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(9)
        formats = {one.name: one.words for one in (*PICTURES, *FORMATS)}
        self._format = self._combo("&Format", "exportFormat", formats, choices.form)
        self._format.insertSeparator(len(PICTURES))
        self._scope = self._combo("&What", "exportScope", SCOPES, choices.scope)
        self._first = self._line("From", "exportFrom", choices.first, "the beginning")
        self._last = self._line("To", "exportTo", choices.last, "the end")
        self._read = PlainLabel("", "exportRead")
        self._read.setWordWrap(True)
        self._form.addRow("", self._read)
        sizes = {FREE: "Free", **{size.name: size.words for size in SIZES}}
        self._size = self._combo("&Size", "exportSize", sizes, choices.size)
        self._sides = self._sides_row(choices)
        scales = {str(scale): f"{scale:g} ×" for scale in SCALES}
        self._scale = self._combo("S&harpness", "exportScale", scales, str(choices.scale))
        self._scale.setToolTip("Pixels of the file for each pixel of the size")
        self._theme = self._combo("&Colours", "exportTheme", _THEMES, choices.theme)
        papers = {name: f"{size.words.partition(',')[0]}, with crop marks"
                  for name in PAPERS if (size := size_named(name))}  # fmt: skip
        self._paper = self._combo("P&ages", "exportPaper", {"": "One", **papers}, choices.paper)
        self._checks = self._checks_column(choices)
        self._show_what_applies()

    @property
    def choices(self) -> Choices:
        """What is chosen now, but for the folder."""
        made = Choices(
            form=str(self._format.currentData()),
            scope=str(self._scope.currentData()),
            first=self._first.text(),
            last=self._last.text(),
            size=str(self._size.currentData()),
            width=self._width.value(),
            height=self._height.value() if self._height.value() >= LEAST else 0,
            scale=float(self._scale.currentData()),
            theme=str(self._theme.currentData()),
            paper=str(self._paper.currentData()),
        )
        on: dict[str, Any] = {name: box.isChecked() for name, box in self._checks.items()}
        return replace(made, **on)

    def stretch(self) -> tuple[int | None, int | None] | None:
        """The seconds between the dates that are typed, None for an open end; None in all where
        they are no dates, or the last comes before the first."""
        start, end = self._date(self._first), self._date(self._last)
        if start is None or end is None:
            return None
        first = start.earliest if start.earliest != PAST else None
        last = end.latest if end.latest != FUTURE else None
        if first is not None and last is not None and first > last:
            return None
        return first, last

    # ── making ───────────────────────────────────────────────────────────────────────────────

    def _add(self, words: str, field: QWidget, name: str) -> None:
        field.setObjectName(name)
        field.setAccessibleName(words.replace("&", ""))
        label = PlainLabel(words)
        label.setBuddy(field)
        self._form.addRow(label, field)

    def _combo(self, words: str, name: str, offered: dict[str, str], chosen: str) -> QComboBox:
        combo = QComboBox()
        for value, said in offered.items():
            combo.addItem(said, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.currentIndexChanged.connect(self._changed)
        self._add(words, combo, name)
        return combo

    def _line(self, words: str, name: str, text: str, empty: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setPlaceholderText(empty)
        line.setMaxLength(100)
        line.textChanged.connect(self._changed)
        self._add(words, line, name)
        return line

    def _sides_row(self, choices: Choices) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        self._width, self._height = QSpinBox(), QSpinBox()
        for spin, name, said, value in (
            (self._width, "exportWidth", "Width", choices.width),
            (self._height, "exportHeight", "Height", choices.height),
        ):
            spin.setObjectName(name)
            spin.setAccessibleName(f"{said} in pixels")
            spin.setRange(LEAST, MOST)
            spin.setSingleStep(100)
            spin.setSuffix(" px")
            spin.setKeyboardTracking(False)
            if spin is self._height:
                # The number below the least height stands for no height of its own.
                spin.setMinimum(LEAST - 1)
                spin.setSpecialValueText("as needed")
            spin.setValue(value or LEAST - 1)
            spin.valueChanged.connect(self._changed)
        box.addWidget(self._width, 1)
        box.addWidget(PlainLabel("×"))
        box.addWidget(self._height, 1)
        self._form.addRow("", row)
        return row

    def _checks_column(self, choices: Choices) -> dict[str, QCheckBox]:
        column = QVBoxLayout()
        column.setSpacing(5)
        boxes = {}
        words = {
            **_PARTS,
            "transparent": "Trans&parent background",
            "notes": "&Notes: each event’s sentence and sources",
        }
        for name, said in words.items():
            box = boxes[name] = QCheckBox(said)
            box.setObjectName(f"export{name.title().replace('_', '')}")
            box.setChecked(getattr(choices, name))
            box.toggled.connect(self._changed)
            column.addWidget(box)
        self._form.addRow(PlainLabel("Parts"), column)
        return boxes

    # ── what is chosen ───────────────────────────────────────────────────────────────────────

    def _date(self, line: QLineEdit) -> When | None:
        """The time typed into a line: ANY for nothing, None for no time."""
        words = " ".join(line.text().split())
        if not words:
            return ANY
        found = self._understands(words)
        return found if found.is_known else None

    def _changed(self) -> None:
        self._show_what_applies()
        self.changed.emit()

    def _show_what_applies(self) -> None:
        """Show the controls that mean something for the format, and how dates are read."""
        choices = self.choices
        form = choices.format
        drawn = not isinstance(form, Format)
        pixels = drawn and getattr(form, "pixels", False)
        dated = choices.scope == SOME_DATES
        for widget, shown in (
            (self._first, dated),
            (self._last, dated),
            (self._read, dated),
            (self._size, drawn),
            (self._sides, drawn and choices.size == FREE),
            (self._scale, pixels and choices.size == FREE),
            (self._theme, drawn),
            (self._paper, drawn and getattr(form, "pages", False)),
        ):
            self._form.setRowVisible(widget, shown)
        self._form.setRowVisible(self._form.rowCount() - 1, drawn)
        if not isinstance(form, Format):
            self._checks["transparent"].setVisible(form.transparent)
            self._checks["notes"].setVisible(form.notes)
        if dated:
            self._read.setText(self._told())

    def _told(self) -> str:
        """How the dates are read, or that they are none."""
        for line in (self._first, self._last):
            if self._date(line) is None:
                return (
                    f"“{' '.join(line.text().split())}” is no time. Try 4 July 1976, or the 1990s."
                )
        if self.stretch() is None:
            return "The last date comes before the first."
        ends = [self._date(self._first), self._date(self._last)]
        said = [dates.words(end) if end and end.is_known else "" for end in ends]
        if not any(said):
            return "For example from 1990 to June 2024; empty: all."
        return " ".join(
            part
            for part in (
                f"From {said[0]}" if said[0] else "Everything",
                f"up to {said[1]}" if said[1] else "on",
            )
        )
