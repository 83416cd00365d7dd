"""What the words around an expression of time show: tense, who speaks, the signal before it."""

from __future__ import annotations

from typing import Final, NamedTuple

from viewer.core.dates import lexicon as lex
from viewer.core.dates.model import Signal
from viewer.core.dates.named import TAILS
from viewer.core.dates.readings import Found, Kind
from viewer.core.dates.tokens import Row
from viewer.core.dates.values import Point


class Around(NamedTuple):
    """What the words around an expression show of its clause.

    ``ahead``: it looks to what has yet to come, None when it does not show. ``coming``: that lies
    ahead of the writer, too ("will open", not "was planned"). ``reported``: it says who said
    something, so it speaks of the days before the story. ``head``: the first of two dates without a
    year, of which this is the second.
    """

    ahead: bool | None = None
    coming: bool = False
    reported: bool = False
    head: Point | None = None


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
    "during under since throughout before after in until through from within".split()
)
_PLACES: Final = frozenset(("in", "from", "within", "through"))
_BODIES: Final = frozenset(
    (
        "program programme project initiative plan plans goals deal republic empire regime "
        "raj france germany spain europe"
    ).split()
) | frozenset(("administration", "government", "ministry", "cabinet", "presidency", "house"))
_PAST_VERBS: Final = frozenset(
    (
        "was were had did said told made took began came went met held won lost fell rose grew "
        "left gave saw got became ran sold bought built brought led kept found put sent wrote "
        "drew hit cut fought ended"
    ).split()
)
_BE: Final = frozenset(("is", "are", "am", "be", "being"))
_DETERMINERS: Final = frozenset("a an its his her their our this that".split())


def around(line: Row, one: Found) -> Around:
    """What the words of the clause show of an expression that borrows its date."""
    r = one.reading.base or one.reading
    if not (r.lacks_year or r.kind in (Kind.WEEKDAY, Kind.HOLIDAY)):
        return Around()
    coming = reported = False
    tokens, classes = line.tokens, line.classes
    for steps, direction in ((32, -1), (20, 1)):
        i = one.start - 1 if direction < 0 else one.end
        for step in range(steps):
            if not 0 <= i < len(tokens) or _ends_clause(classes, i):
                break
            word = tokens[i].lower()
            reported |= step < 10 and word in lex.REPORTING
            coming |= word in ("will", "shall") or (
                word in lex.AHEAD and _word_before(line, i) in _BE
            )
            i += direction
    return Around(_ahead(line, one), coming, reported)


def _ends_clause(classes: str, i: int) -> bool:
    return classes[i] in ".;" and classes[i + 1 : i + 2] in ("", " ", '"', ")")


def _ahead(line: Row, one: Found) -> bool | None:
    """Whether the clause of an expression looks to the future, None when it does not show."""
    r = one.reading.base or one.reading
    if not (r.lacks_year or r.kind in (Kind.WEEKDAY, Kind.HOLIDAY)):
        return None
    tokens, classes = line.tokens, line.classes
    before = _word_before(line, one.start)
    if before in ("until", "till", "through"):
        return True
    if before in ("in", "on") and _word_two_before(line, one.start) in lex.TIMETABLED:
        return True
    for steps, direction in ((32, -1), (20, 1)):
        i = one.start - 1 if direction < 0 else one.end
        for _ in range(steps):
            if not 0 <= i < len(tokens):
                break
            kind = classes[i]
            if _ends_clause(classes, i):
                break
            if kind not in " ,Mj":  # the month of May is no verb
                word = tokens[i].lower()
                if word in lex.AHEAD:
                    return True
                past = word in _PAST_VERBS or (word.endswith("ed") and len(word) > 4)
                # "to be held", "a related case": the little word decides.
                if past and not _is_participle(line, i):
                    return False
            i += direction
    return None


def _is_participle(line: Row, at: int) -> bool:
    """Whether a form in -ed is no past tense: behind "be", or between an article and a noun."""
    if _word_before(line, at) == "be":
        return True
    k = at - 1
    while k >= 0 and line.classes[k] == " ":
        k -= 1
    return k >= 0 and (line.classes[k] == "t" or line.tokens[k].lower() in _DETERMINERS)


def leads(line: Row, one: Found) -> bool:
    """It opens its sentence, so what follows is told from there."""
    words = 0
    for i in range(one.start - 1, max(-1, one.start - 10), -1):
        if line.classes[i] in ".x" and not line.tokens[i].isalpha():
            return True
        words += line.tokens[i].isalpha()
        if words > 2:
            return False
    return True


def signal_before(line: Row, one: Found) -> Signal:
    i = one.start - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    if i < 0:
        return Signal.AT
    word = line.tokens[i].lower()
    if word == "to" and i > 1 and line.tokens[i - 2].lower() == "prior":
        return Signal.BEFORE
    if word == "of" and i > 3 and line.tokens[i - 2].lower() in ("ahead",):
        return Signal.BEFORE
    if word == "from":
        following = "".join(line.tokens[one.end : one.end + 2]).strip().lower()
        if line.tokens[i] == "From" or following in ("on", "onward", "onwards", "forward"):
            return Signal.SINCE
        return Signal.AT
    return _SIGNALS.get(word, Signal.AT)


def governed(line: Row, one: Found) -> bool:
    """A lasting thing's name says when only after during, under, since and their like."""
    period = one.reading.period
    assert period is not None
    if not period.background:
        return True
    last = line.tokens[one.end - 1].split()[-1].lower()
    if last in TAILS:
        return True
    governor = _word_before(line, one.start)
    # "Officials in the administration", "money from the program" speak of a body, not a time.
    return governor in _GOVERNORS and not (last in _BODIES and governor in _PLACES)


def _word_before(line: Row, at: int) -> str:
    """The word before a token in small letters, articles aside."""
    i = at - 1
    while i >= 0 and (line.classes[i] in " t"):
        i -= 1
    return line.tokens[i].lower() if i >= 0 else ""


def _word_two_before(line: Row, at: int) -> str:
    """The word before the one before a token, articles aside."""
    i = at - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    return _word_before(line, i) if i > 0 else ""
