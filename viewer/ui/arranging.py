"""The Timeline menu: how events are grouped, which is chosen, which date the story is read by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QMainWindow, QMenu

from viewer.core import dates
from viewer.core.timeline import Grouping
from viewer.core.when import ANY
from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.stories import Stories

GROUPINGS = (
    (Grouping.SOURCE, "By &Source", "groupSource"),
    (Grouping.PARAGRAPH, "By &Paragraph", "groupParagraph"),
    (Grouping.CERTAINTY, "By &Certainty", "groupCertainty"),
    (Grouping.STORY, "By S&tory", "groupStory"),
    (Grouping.NONE, "In &One Lane", "groupNone"),
    (Grouping.CHANGE, "By C&hange", "groupChange"),
)


class Arranging(QObject):
    """The actions that arrange the timeline. ``groups`` are those of `GROUPINGS`, in order."""

    def __init__(
        self, window: QMainWindow, session: Session, stories: Stories, menus: Menus, menu: QMenu
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._stories = window, session, stories
        group = QActionGroup(self)
        self.groups = [
            menus.add(
                menu,
                f"action{name[0].upper()}{name[1:]}",
                words,
                partial(self._group_by, grouping),
            )
            for grouping, words, name in GROUPINGS
        ]
        for action in self.groups:
            action.setCheckable(True)
            group.addAction(action)
        menu.addSeparator()
        self._of_story = [
            menus.add(menu, "actionNext", "&Next Event", lambda: session.step(1), "."),
            menus.add(menu, "actionPrevious", "P&revious Event", lambda: session.step(-1), ","),
        ]
        menu.addSeparator()
        self._of_story.append(
            menus.add(menu, "actionStoryDate", "Story’s &Date…", self.ask_date),
        )
        session.opened.connect(self._renew)
        session.arranged.connect(self._renew)
        self._renew()

    def ask_date(self) -> None:
        """Let the reader say when the story was written, in words or ISO; empty: its own date."""
        if not self._session.readings:
            return
        now = self._session.readings[0].date
        words, given = QInputDialog.getText(
            self._window,
            "The story’s date",
            "When was this story written? Relative dates (“last month”) count from it.\n"
            "For example 1 July 2024, or 2024-07-01. Empty: the date in the story itself.",
            text=self._session.when(now) if now.is_known else "",
        )
        if given:
            self.take_date(words)

    def take_date(self, words: str) -> bool:
        """Read the story with a date given in words; False, and a message, when it is none."""
        date = dates.story_date(words) if words.strip() else ANY
        if words.strip() and not date.is_known:
            text = f"“{words.strip()}” is not a date this program reads. Try 2024-07-01."
            message(self._window, "Not a date", text).open()
            return False
        self._stories.read_again(date)
        return True

    def _group_by(self, grouping: Grouping) -> None:
        self._session.group_by(grouping)
        self._renew()

    def _renew(self) -> None:
        session = self._session
        for action in self._of_story:
            action.setEnabled(bool(session.readings))
        for (grouping, _, _), action in zip(GROUPINGS, self.groups, strict=True):
            action.setChecked(grouping is session.grouping)
            # One story is one lane, and what is not compared has not changed: nothing to choose.
            if grouping is Grouping.STORY:
                action.setVisible(len(session.readings) > 1)
            elif grouping is Grouping.CHANGE:
                action.setVisible(session.comparison is not None)
