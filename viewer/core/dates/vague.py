"""Words that name no date: now, recently, the past, at the time.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import (
    Match,
    Reading,
)


def vague_word(m: Match) -> Reading | None:
    """Now, recently, former, those days; "the time" and "date" after at and to alone."""
    meaning = m.row.meanings.get(m.found.start())
    word, before, after = m.word("r"), m.before(), m.after()
    leads = _ONLY_AFTER.get(word)
    if leads is not None and (before not in leads or after in ("of", "when", "that", "in")):
        return None
    if word == "date" and m.before(2) == "up":
        return None
    if word == "soon" and (
        after[:1].isalnum() or after in "-–" or before in ("as", "too", "how", "so")
    ):
        return None  # soon after, as soon as possible
    if word == "present" or (word == "recently" and before == "as"):
        return None  # as recently as May
    value = str(meaning) if meaning else lex.VAGUE[word]
    return Reading(kinds.VAGUE, "vague", value=value)


def present(m: Match) -> Reading | None:
    """The present; no part of "the present town hall"."""
    after = m.after()
    if m.word("r") != "present" or (after[:1].isalpha() and after.lower() not in _AFTER_PAST):
        return None
    return Reading(kinds.VAGUE, "vague", value="PRESENT_REF")


#: Words that mean a time behind these alone: "at the time", "to date".
_ONLY_AFTER: Final = {
    "the time": ("at",),
    "one time": ("at",),
    "one point": ("at",),
    "that time": ("at", "by", "since", "until", "till", "from", "around", "during", "before"),
    "date": ("to",),
}


def this_time(m: Match) -> Reading | None:
    """Around this time; ", this time with more care" is no time at all."""
    led = m.before() in ("during", "around", "by", "since", "until", "before", "after", "about")
    if m.word("t") != "time" or m.word("h") != "this" or not led:
        return None
    return Reading(kinds.VAGUE, "vague", value="PRESENT_REF")


def the_past(m: Match) -> Reading | None:
    """The past: no part of "the past two years" or "the past master"."""
    after = m.after()
    if m.word("p") != "past" or (after[:1].isalpha() and after.lower() not in _AFTER_PAST):
        return None
    return Reading(kinds.VAGUE, "vague", value="PAST_REF")


_AFTER_PAST: Final = frozenset(
    "and or but of in for to was were is are had has have by with it he she they we".split()
)
