"""What a reader should be told of how a story's dates were understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.core.dates import Timex, TimexType
from viewer.core.story import Diagnostic, Severity, Story
from viewer.core.when import When

__all__ = ["remarks"]


def remarks(story: Story, own: When, given: When, times: Sequence[Timex]) -> Iterator[Diagnostic]:
    """The story's diagnostics and those of its dates.

    ``own`` is the date that the story states, as far as it could be read, ``given`` the reader's.
    """
    anchor = given if given.is_known else own
    yield from _kept(story.diagnostics, anchor)
    yield from _unread(story, own, given)
    yield from _open(times, anchor)


def _kept(diagnostics: Sequence[Diagnostic], anchor: When) -> Iterator[Diagnostic]:
    """The story's diagnostics, less those of its date where the reader has given one."""
    settled = ("no-story-date", "story-date-impossible") if anchor.is_known else ()
    return (d for d in diagnostics if d.code not in settled)


def _unread(story: Story, own: When, given: When) -> Iterator[Diagnostic]:
    """A warning where the story states a date that cannot be read, and none was given."""
    stated = " ".join(story.date_text.split())
    known = {d.code for d in story.diagnostics}
    if not stated or own.is_known or given.is_known or "story-date-impossible" in known:
        return
    shown = stated if len(stated) <= _LONGEST_QUOTE else f"{stated[: _LONGEST_QUOTE - 1]}…"
    yield Diagnostic(
        "story-date-unread",
        f"The story's date line “{shown}” could not be read as a date. "
        "Give one with --date 2024-07-01 or in the window.",
        Severity.WARNING,
    )


#: Characters of a date line that a warning quotes.
_LONGEST_QUOTE = 60


def _open(times: Sequence[Timex], anchor: When) -> Iterator[Diagnostic]:
    """A remark on relative dates that lack the story's date to count from."""
    if anchor.is_known:
        return
    # A clock time or a night belongs to a day of the text, which may name none.
    unresolved = [
        t for t in times if t.relative and not t.when.is_known and t.type is TimexType.DATE
    ]
    if unresolved:
        first = unresolved[0]
        count = len(unresolved)
        which = f"“{first.text}”" if count == 1 else f"“{first.text}” and {count - 1} more"
        yield Diagnostic(
            "relative-dates-open",
            f"The story has no date, so {which} could not be placed. "
            "Give the story's date to place them.",
            Severity.WARNING if any(_near(t) for t in unresolved) else Severity.NOTE,
            first.span,
        )


def _near(timex: Timex) -> bool:
    """Whether the words count from the day of writing ("this year"), not from the text's own."""
    words = timex.text.lower().split()
    return bool(_OF_THE_WRITER & set(words)) or (
        words[0] != "the" and bool({"this", "last", "next"} & set(words))
    )


_OF_THE_WRITER = frozenset(("yesterday", "today", "tomorrow", "tonight", "ago", "currently"))
