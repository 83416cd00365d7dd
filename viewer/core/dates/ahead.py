"""Whether the clause of a date looks ahead or back, by its verbs and what leads the date."""

from __future__ import annotations

from itertools import chain
from typing import Final

from viewer.core.dates import cues, kinds
from viewer.core.dates.clauses import (
    BACK,
    BE,
    FORTH,
    PAST_VERBS,
    clause_ahead,
    clause_behind,
    ends_clause,
    is_past,
    noun_after,
    word_after,
    word_before,
    words_before,
)
from viewer.core.dates.readings import Found
from viewer.core.dates.tokens import Row
from viewer.core.dates.turns import PERFECT, is_participle, turned_by

#: Tokens of a clause and their words in small letters.
Marked = list[tuple[int, str]]
#: "Was meant to open in May": it may have opened, or not.
MEANT: Final = frozenset(("meant", "supposed"))
LAID: Final = frozenset("planned scheduled due set slated expected meant supposed".split())
#: The words that show anything of this: no other is looked at more closely.
TELLING: Final = (
    cues.REPORTING
    | cues.AHEAD
    | cues.AHEAD_AFTER_BE
    | cues.TIMETABLED
    | cues.TIMETABLED_PLURAL
    | cues.HABITS
    | BE
    | PERFECT
    | MEANT
    | {"will", "shall", "to", "used", "every", "each", "most", "open", "had", "follows"}
)
_SHOWING: Final = TELLING | PAST_VERBS


def looks_ahead(line: Row, one: Found, marked: Marked) -> bool | None:
    """Whether the clause of an expression, of which these words may tell, looks to the future;
    None when it does not show."""
    before = word_before(line, one.start)
    if before in ("until", "till", "through"):
        if before == "through" and words_before(line, one.start, 2)[1:2] in _STRETCHES:
            return False  # inflation of the 12 months through May
        return not (_lasted(line, one.start) or _not_until(line, one.start))
    if before == "since" or _is_over(line, one.end):
        return False
    if before in ("by", "before") and _if_so(line, one.start):
        return True
    bare_month = one.reading.m is not None and one.reading.d is None
    if before in ("by", "within") and _bidden(line, one.start):
        return not _had_been(line, one.start)
    if one.reading.kind is kinds.WEEKDAY and _was_due(line, one.start):
        return False
    if before == "by" and not any(_is_verb(word) for _, word in marked):
        return True  # "copy by 15 January": nothing in it is over
    if before in ("for", "on", "by") and _had_been(line, one.start):
        return False
    if before in _FROM_THEN or (before == "come" and bare_month):
        return True
    if before == "from" and not _DECIDED.isdisjoint(words_before(line, one.start, 12)):
        return None  # "agreed a halt to fishing from 1 September": not long before it, or after
    if before in ("for", "to", "on"):
        arranged = _arranged(line, one, before)
        if arranged is not None:
            return arranged
    if any(word == "ahead" for _, word in marked) and _leads_to(line, one.start):
        return True
    noun = noun_after(line, one)
    if noun in cues.TRADED and one.reading.m is not None:
        return True
    if noun in cues.ENDED:
        return False
    for i, word in marked:
        if "(" in line.classes[one.end : i]:
            continue  # "3 May: track 80 percent complete (target: 95)"
        if line.classes[i] not in ",Mj":  # the month of May is no verb
            turned = turned_by(line, i, word)
            if turned is not None:
                return turned
    return None


def _is_verb(word: str) -> bool:
    return is_past(word) or word in BE or word in PERFECT or word == "had"


def _leads_to(line: Row, at: int) -> bool:
    """ "Met ahead of a summit on 4 May": the date of what was to come."""
    for i in range(at - 1, max(0, at - 14), -1):
        word = line.tokens[i].lower()
        if line.classes[i] in ",(.;" or is_past(word):
            return False
        if word == "ahead":
            return word_after(line, i) == "of"
    return False


def marked_words(line: Row, one: Found) -> Marked:
    """The words of an expression's clause that may show its tense: first those before it, the
    nearest first."""
    first = clause_behind(line.classes, one.start, BACK)
    last = clause_ahead(line.classes, one.end, FORTH)
    before = [*enumerate(map(str.lower, line.tokens[first : one.start]), first)]
    after = enumerate(map(str.lower, line.tokens[one.end : last]), one.end)
    return [
        (i, word)
        for i, word in chain(reversed(before), after)
        if word in _SHOWING or word[-2:] == "ed"
    ]


def _was_due(line: Row, at: int) -> bool:
    """ "Was due in Hull on Monday", "was supposed to start": over, as it was told.

    What "was due to start" on Monday may be put off from the coming one.
    """
    over = False
    for i in range(at - 1, clause_behind(line.classes, at, BACK) - 1, -1):
        word = line.tokens[i].lower()
        if word in cues.REPORTING:
            return False
        if word_before(line, i) in ("was", "were"):
            over |= word in MEANT or (word == "due" and word_after(line, i) != "to")
            over |= word == "to" and word_after(line, i) == "have"  # "was to have begun"
        over |= word == "have" and word_before(line, i) == "should"
    return over


def _had_been(line: Row, at: int) -> bool:
    """ "Had been scheduled for Tuesday", "had been promised a vote by May": it is over."""
    for i in range(at - 1, clause_behind(line.classes, at, BACK) - 1, -1):
        if line.tokens[i].lower() == "been" and word_before(line, i) == "had":
            word = word_after(line, i)
            return word in LAID or word in _DEMANDED
    return False


def _if_so(line: Row, at: int) -> bool:
    """ "If the roster is not changed by May": what is not yet so."""
    present = False
    for i in range(at - 1, clause_behind(line.classes, at, BACK) - 1, -1):
        word = line.tokens[i].lower()
        present |= word in _NOW
        if word in ("if", "unless"):
            return present
    return False


_NOW: Final = frozenset("is are does do has have isn aren doesn don hasn haven".split())


def _is_over(line: Row, at: int) -> bool:
    """What was planned for a time is told of as past behind it: "a vote due on Friday | never took
    place", "who had been expected on Tuesday, | did not come"."""
    following = word_after(line, at - 1)
    if following == ",":
        following = word_after(line, at + (line.classes[at : at + 1] == " "))
    return following in _OVER


_OVER: Final = frozenset("never did didn failed drew took went passed ended".split())
#: With these a thing alone may be what is due: "promised a new law by June".
_DEMANDED: Final = frozenset(("demanded", "promised", "pledged", "requested"))


def _bidden(line: Row, at: int) -> bool:
    """ "Urged the firm to leave by Friday": what is to be done, and by when, lies ahead."""
    to = done = False
    for i in range(at - 1, clause_behind(line.classes, at, BACK) - 1, -1):
        if line.classes[i] == ",":
            return False
        word = line.tokens[i].lower()
        to |= word in ("to", "that")
        if (
            word in ("want", "wants")
            or (word in _DEMANDED and not done)
            or (to and word in cues.BIDDEN)
        ):
            return True
        if not to and is_past(word) and not is_participle(line, i):
            if done or i < at - 4:
                return False
            done = True  # "want the law passed | by June"
    return False


def _lasted(line: Row, at: int) -> bool:
    """ "Stood empty until May" is over; "was put off until May" is not."""
    before = range(at - 1, max(-1, at - 14), -1)
    if any(line.tokens[i].lower() == "been" and word_before(line, i) == "had" for i in before):
        return True  # "had been on loan until March"
    return any(line.tokens[i].lower() in cues.LASTED for i in before[:9])


#: What is told of by its end: "the 12 months through May".
_STRETCHES: Final = tuple([unit] for unit in "week weeks month months quarter year".split())


def _not_until(line: Row, at: int) -> bool:
    """ "It was not found until Sunday" is over."""
    found = False
    for i in range(at - 1, max(-1, at - 17), -1):
        word = line.tokens[i].lower()
        if line.classes[i] == "," or word in ("will", "would") or ends_clause(line.classes, i):
            return found
        if word in _DID_NOT or (word == "not" and word_before(line, i) in _DID):
            return True
        if word in _NOTHING and (is_past(word_before(line, i)) or is_past(word_after(line, i))):
            return True  # "heard nothing until May"
        if word == "not" and word_before(line, i) == "could":
            found = True
        elif word in cues.REPORTING:
            return False  # "said that it could not be opened until May"
    return found


_NOTHING: Final = frozenset(("nothing", "nobody", "none", "little"))
_DID: Final = frozenset(("did", "was", "were", "had"))
_DID_NOT: Final = frozenset(("didn", "wasn", "weren", "hadn", "never"))
#: A stretch opens there: "mourning beginning Thursday".
_FROM_THEN: Final = frozenset(("beginning", "starting"))
#: What is decided begins, as a rule, some time later.
_DECIDED: Final = frozenset(
    "agreed announced approved ordered imposed declared unveiled backed decreed raised cut banned "
    "introduced extended promised pledged".split()
)


def _arranged(line: Row, one: Found, before: str) -> bool | None:
    """Whether what stands before "for", "to" or "on" and a date puts it ahead: "a strike for
    Friday", "was moved to May"; or back: "a rise in sales for May", "the price on 3 May"."""
    r, words = one.reading, words_before(line, one.start, 7)[1:]
    if not words:
        return None
    if before == "on":
        sold = words[0] in ("price", "prices", "level")
        closed = words[0] in ("close", "finish") and words[1:2] and words[1] in _OF_THE_DAY
        return False if sold or closed else None
    if before == "to":
        put_off = words[0] in cues.POSTPONED
        put_off |= words[0] in ("off", "back", "forward") and words[1:2] != ["went"]
        put_off |= ("from" in words or "by" in words) and not cues.POSTPONED.isdisjoint(words)
        return True if put_off else None
    if words[0] in cues.TRADED:
        return True
    if any(word in cues.THANKED for word in words):
        return False
    if words[0] in _NEXT_FOR:
        return True
    if any(word in cues.FIGURES for word in words[:4]):
        return None if any(word in cues.AHEAD for word in words[:3]) else False
    if any(word in cues.ARRANGED for word in words):
        return True
    day = r.kind is kinds.WEEKDAY or (r.kind is kinds.CALENDAR and r.d is not None)
    return True if day and line.classes[one.end : one.end + 1] != "s" else None


#: "Set for March, then for July": the second of two plans.
_NEXT_FOR: Final = frozenset(("then", "again", "instead", "later", "now"))
_OF_THE_DAY: Final = frozenset(("'s", "’s", "its", "their", "the", "at"))
