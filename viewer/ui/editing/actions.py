"""The Edit menu's corrections: what each action asks, and what it puts right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.corrections import (
    Add,
    Change,
    Hide,
    Merge,
    Recite,
    Redate,
    Remark,
    Rename,
    Restate,
    Split,
    Target,
    alternatives,
    place_of,
)
from viewer.core.events import Dating, Event, Reading, Status, dated, shape_of
from viewer.core.story import Span
from viewer.core.when import When
from viewer.ui.editing.dialogs import (
    STATUSES,
    Ask,
    AskDate,
    AskEvent,
    AskLine,
    AskNote,
    AskSome,
)
from viewer.ui.editing.ledger import Ledger
from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session

#: Words of a selection that make a headline.
WORDS = 12
#: Events offered to merge with, nearest in the text first.
NEAREST = 60


class Editing(QObject):
    """The actions that correct the chosen event, and their dialogs.

    ``selected`` answers the reading and the stretch of it that is selected in the source text, or
    None.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        menus: Menus,
        menu: QMenu,
        selected: Callable[[], tuple[Reading, Span] | None],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._selected = window, session, selected
        stack = session.corrections.stack
        keys = QKeySequence.StandardKey
        self._undo = menus.add(menu, "actionUndo", "&Undo", stack.undo, keys.Undo)
        self._redo = menus.add(menu, "actionRedo", "&Redo", stack.redo, keys.Redo)
        self._ledger = menus.add(menu, "actionCorrections", "C&orrections…", self.show_ledger)
        menu.addSeparator()
        self._of_event = [
            menus.add(menu, "actionChangeDate", "Change &Date…", self.change_date, "Ctrl+D"),
            menus.add(menu, "actionRename", "Change &Headline…", self.rename, "F2"),
        ]
        status = menu.addMenu("&Status")
        self._status = QActionGroup(self)
        for one, words in STATUSES.items():
            name = f"actionStatus{one.name.title()}"
            action = menus.add(status, name, words, partial(self.restate, one))
            action.setCheckable(True)
            self._status.addAction(action)
            self._of_event.append(action)
        self._of_event += [
            menus.add(menu, "actionSources", "&Sources…", self.recite),
            menus.add(menu, "actionNote", "&Note…", self.remark, "Ctrl+Shift+N"),
            menus.add(menu, "actionHide", "H&ide Event", self.hide, "Del"),
            menus.add(menu, "actionMerge", "&Merge with…", self.merge),
        ]
        menu.addSeparator()
        self._split = menus.add(menu, "actionSplit", "S&plit off Selected Text…", self.split)
        self._add = menus.add(
            menu, "actionAddEvent", "&Add Event from Selected Text…", self.add, "Ctrl+Shift+A"
        )
        for changed in (session.opened, session.arranged, session.corrections.stepped):
            changed.connect(self.renew)
        session.chosen.connect(lambda _: self.renew())
        session.corrections.told.connect(self._tell)
        self.renew()

    def renew(self) -> None:
        """Say what can be done now."""
        stack = self._session.corrections.stack
        for action, can, verb, what in (
            (self._undo, stack.canUndo(), "&Undo", stack.undoText()),
            (self._redo, stack.canRedo(), "&Redo", stack.redoText()),
        ):
            action.setEnabled(can)
            action.setText(f"{verb} {what.replace('&', '&&')}" if what else verb)
        event = self._event()
        for action in self._of_event:
            action.setEnabled(event is not None)
        self._ledger.setEnabled(bool(self._session.readings))
        for action, status in zip(self._status.actions(), STATUSES, strict=True):
            action.setChecked(event is not None and event.status is status)
        reading = self._session.reading
        self._add.setEnabled(any(reading is own for own in self._session.own))
        self._split.setEnabled(event is not None)

    # ── of the chosen event ──────────────────────────────────────────────────────────────────

    def change_date(self) -> None:
        """Edit ▸ Change Date…"""
        event, reading = self._event(), self._session.reading
        if event is None or reading is None:
            return
        now = event.when
        words = self._session.when(now) if now.is_known else ""
        read = self._reads(reading)(words)
        if read is None or read.when.edtf != now.edtf:
            words = now.edtf if now.is_known else ""
        ask = AskDate(
            self._window,
            event.headline,
            words,
            alternatives(event, reading),
            self._reads(reading),
            self._session.when,
        )

        def done() -> None:
            dating = ask.date.dating
            if dating is not None and ask.date.is_other:
                self._make(event, Redate(dating.when.edtf, dating.shape, ask.date.words))

        self._open(ask, done)

    def place(self, event_id: str, when: When) -> None:
        """Give an event that was dragged onto the axis the date it was let go at; ANY for none."""
        event = self._session.event_of(event_id)
        if event is not None and when.is_known:
            self._make(event, Redate(when.edtf, shape_of(when)))
            self._session.choose(event_id)

    def rename(self) -> None:
        """Edit ▸ Change Headline…"""
        event = self._event()
        if event is None:
            return
        ask = AskLine(self._window, "Change the headline", "", event.headline)

        def done() -> None:
            headline = _line(ask.line.text())
            if headline and headline != event.headline:
                self._make(event, Rename(headline))

        self._open(ask, done)

    def restate(self, status: Status) -> None:
        """Edit ▸ Status"""
        event = self._event()
        if event is not None and event.status is not status:
            self._make(event, Restate(status))

    def recite(self) -> None:
        """Edit ▸ Sources…"""
        event, reading = self._event(), self._session.reading
        if event is None or reading is None:
            return
        known = {c.id: c.title or c.outlet for c in reading.story.citations}
        names = dict.fromkeys((*event.citations, *known))
        ask = AskSome(
            self._window,
            "Sources of this event",
            event.headline if names else "This story names no sources.",
            [(i, f"{i} — {known[i]}" if known.get(i) else i) for i in names],
            event.citations,
            needed=False,
        )

        def done() -> None:
            chosen = tuple(ask.chosen)
            if set(chosen) != set(event.citations):
                self._make(event, Recite(chosen))

        self._open(ask, done)

    def remark(self) -> None:
        """Edit ▸ Note…"""
        event = self._event()
        if event is None:
            return
        ask = AskNote(self._window, event.headline, event.note)

        def done() -> None:
            text = ask.text.toPlainText().strip()
            if text and text != event.note:
                self._make(event, Remark(text))
            elif not text and event.note:
                target = self._session.target_of(event)
                mine = (c for c in self._session.corrections.all if c.target == target)
                notes = [c.id for c in mine if isinstance(c.change, Remark)]
                self._session.corrections.take_back(notes)

        self._open(ask, done)

    def hide(self) -> None:
        """Edit ▸ Hide Event"""
        event = self._event()
        if event is not None:
            self._make(event, Hide())

    def merge(self) -> None:
        """Edit ▸ Merge with…"""
        event, reading = self._event(), self._session.reading
        if event is None or reading is None:
            return
        others = {e.id: e for e in reading.events if e.id != event.id}
        near = sorted(others.values(), key=lambda e: abs(e.span.start - event.span.start))[:NEAREST]
        choices = [(e.id, f"{self._session.when(e.when)} — {e.headline}") for e in near]
        about = f"The same happening as “{event.headline}”, told again:"
        ask = AskSome(self._window, "Merge events", about, choices, (), needed=True)

        def done() -> None:
            targets = tuple(self._session.target_of(others[key]) for key in ask.chosen)
            self._make(event, Merge(targets))

        self._open(ask, done)

    # ── of selected text ─────────────────────────────────────────────────────────────────────

    def split(self) -> None:
        """Edit ▸ Split off Selected Text…"""
        event, selection = self._event(), self._selected()
        if event is None:
            return
        if selection is None or not event.span.contains(selection[1]) or selection[1] == event.span:
            self._tell(
                "Select a part of the chosen event's words in the source text first: it becomes an "
                "event of its own."
            )
            return
        reading, span = selection
        words = _headline(span.of(reading.story.text))
        ask = AskLine(self._window, "Split off an event", f"From “{event.headline}”:", words)

        def done() -> None:
            headline = _line(ask.line.text())
            if headline:
                self._make(event, Split(place_of(reading.story, span), headline), follow=True)

        self._open(ask, done)

    def add(self) -> None:
        """Edit ▸ Add Event from Selected Text…"""
        selection = self._selected()
        if selection is None:
            self._tell("Select the words that tell it in the source text first.")
            return
        reading, span = selection
        text = span.of(reading.story.text)
        words = " ".join(text.split())
        stated = [t for t in reading.timexes if span.contains(t.span) and t.when.is_known]
        about = f"“{words[:300]}{'…' if len(words) > 300 else ''}”"
        date = stated[0].when.edtf if stated else ""
        ask = AskEvent(
            self._window, about, _headline(text), date, self._reads(reading), self._session.when
        )

        def done() -> None:
            dating, headline = ask.date.dating, _line(ask.headline.text())
            if dating is None or not headline:
                return
            sources = self._session.sources_for(reading, span)
            change = Add(
                headline, dating.when.edtf, dating.shape, ask.status, sources, ask.date.words
            )
            made = self._session.corrections.make(change, Target(place_of(reading.story, span)))
            self._session.choose(made)

        self._open(ask, done)

    def show_ledger(self) -> None:
        """Edit ▸ Corrections…"""
        Ledger(self._session, self._window).open()

    # ── inside ───────────────────────────────────────────────────────────────────────────────

    def _event(self) -> Event | None:
        chosen = self._session.chosen_id
        return self._session.event_of(chosen) if self._session.is_own(chosen) else None

    def _reads(self, reading: Reading) -> Callable[[str], Dating | None]:
        return lambda words: dated(words, date=reading.date, periods=self._session.periods)

    def _make(self, event: Event, change: Change, *, follow: bool = False) -> None:
        made = self._session.corrections.make(change, self._session.target_of(event))
        if follow:
            self._session.choose(made)

    def _open(self, ask: Ask, done: Callable[[], None]) -> None:
        ask.accepted.connect(done)
        ask.open()

    def _tell(self, words: str) -> None:
        message(self._window, "Corrections", words, warning=False).open()


def _line(words: str) -> str:
    """Typed words as one line of what can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _headline(words: str) -> str:
    """The first words of a selection, as a headline to start from."""
    parts = _line(words).split()
    return " ".join(parts[:WORDS]).strip(" ,;:.")
