"""The word that governs a time: since, until, by, before; and what makes a period one."""

from __future__ import annotations

from typing import Final

from viewer.core.dates.clauses import word_before, words_before
from viewer.core.dates.model import Signal
from viewer.core.dates.named import TAILS
from viewer.core.dates.readings import Found
from viewer.core.dates.tokens import Row
from viewer.core.patterns import late

_AT: Final = Signal.AT
_SIGNALS: Final = {
    "since": Signal.SINCE,
    "until": Signal.UNTIL,
    "till": Signal.UNTIL,
    "through": Signal.UNTIL,
    "by": Signal.BY,
    "before": Signal.BEFORE,
    "after": Signal.AFTER,
    "following": Signal.AFTER,
}
#: Words before the name of a lasting thing that make it say when.
_GOVERNORS: Final = frozenset(
    (
        "during under since throughout before after in until through from within at amid amidst "
        "following"
    ).split()
)
#: Before "of" and the name of a lasting thing: somewhere within it.
_COURSE: Final = frozenset(
    "height peak depths midst course days weeks months years decades".split()
)
_YEAR_SAID: Final = late(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_LAST_WORD: Final = late(r"[\s–‑-]+")
_PLACES: Final = frozenset(("in", "from", "within", "through", "at", "amid", "following"))
_BODIES: Final = frozenset(
    (
        "program programme project initiative plan plans goals deal republic empire regime "
        "raj france germany spain italy poland britain greece palestine europe kingdom caliphate "
        "sultanate union state shogunate commission station skylab cabinet junta "
        "kampuchea hungary horde ilkhanate rus spain"
    ).split()
) | frozenset(("administration", "government", "ministry", "cabinet", "presidency", "house"))


#: "Prior to", "up to".
_TO: Final = {"prior": Signal.BEFORE, "up": Signal.UNTIL}


def signal_before(line: Row, one: Found) -> Signal:
    if line.classes[one.end : one.end + 1] == " " and _latest(line, one.end + 1):
        return Signal.BY
    i = one.start - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    if i < 0:
        return _AT
    word = line.tokens[i].lower()
    if word == "to" and i > 1 and line.tokens[i - 2].lower() in _TO:
        return _TO[line.tokens[i - 2].lower()]
    if word == "of" and i > 3 and line.tokens[i - 2].lower() in ("ahead",):
        return Signal.BEFORE
    if word == "from":
        following = "".join(line.tokens[one.end : one.end + 2]).strip().lower()
        if line.tokens[i] == "From" or following in ("on", "onward", "onwards", "forward"):
            return Signal.SINCE
        return _AT
    return _SIGNALS.get(word, _AT)


def _latest(line: Row, at: int) -> bool:
    """ "On 1 September at the latest" is by then."""
    return [token.lower() for token in line.tokens[at : at + 5]] == [
        "at",
        " ",
        "the",
        " ",
        "latest",
    ]


def _takes_part(line: Row, at: int) -> bool:
    """ "Took part in the war", "its involvement in it" speak of the war, not of a time in it."""
    words = words_before(line, at, 2)
    return len(words) > 1 and words[1] in _PART


_PART: Final = frozenset(
    (
        "involvement participation participated participate participating part role victory defeat "
        "victories defeats intervention intervened involved engaged embroiled interest prevailed"
    ).split()
)


def governed(line: Row, one: Found) -> bool:
    """A lasting thing's name says when only after during, under, since and their like."""
    period = one.reading.period
    assert period is not None
    if not period.background:
        return True
    said = line.tokens[one.end - 1]
    if _YEAR_SAID.search(said):
        return True  # the 2012 Summer Olympics
    if said[:6].lower() == "under ":  # under Augustus, but not under Nero's bridge
        following = line.tokens[one.end + 1 : one.end + 2]
        named = line.classes[one.end : one.end + 1] == " " and following[0][:1].isupper()
        return not named and line.classes[one.end : one.end + 1] != "s"
    last = _LAST_WORD.split(said)[-1].lower()
    if last in TAILS:
        return not said[-len(last) - 1 :].startswith(("-", "–", "‑"))  # Obama-era rules
    governor = word_before(line, one.start)
    if governor == "in" and _takes_part(line, one.start):
        return False
    if governor == "of":  # at the height of
        i = one.start - 1
        words = [t.lower() for t in line.tokens[max(0, i - 4) : i] if t.isalpha()]
        return len(words) > 1 and words[-2] in _COURSE
    if governor == "by" and one.reading.mod in ("START", "END"):
        return True  # by the end of the war
    # "Officials in the administration", "money from the program" speak of a body, not a time.
    return governor in _GOVERNORS and not (last in _BODIES and governor in _PLACES)
