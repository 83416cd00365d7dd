"""What the words around an expression of time show: tense, who speaks, the signal before it."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final, NamedTuple

from viewer.core.dates import cues, kinds
from viewer.core.dates.clauses import (
    BACK,
    BE,
    DETERMINERS,
    FORTH,
    PAST_VERBS,
    clause_ahead,
    clause_behind,
    ends_clause,
    is_past,
    noun_after,
    opens_sentence,
    word_after,
    word_before,
    words_before,
)
from viewer.core.dates.model import Signal
from viewer.core.dates.named import TAILS
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.standing import BEFORE, SCENE, standing
from viewer.core.dates.tokens import Row
from viewer.core.dates.values import Point


class Around(NamedTuple):
    """What the words around an expression show of its clause.

    ``ahead``: it looks to what has yet to come, None when it does not show. ``coming``: that lies
    ahead of the writer, too ("will open", not "was planned"). ``reported``: it says who said
    something, so it speaks of the days before the story. ``head``: the first of two dates without a
    year, of which this is the second. ``habit``: what happens again and again, at no one date.
    ``fixture``: the date of something that people look forward to ("the 17 September meeting").
    ``fixed``: told in the present of what is to come ("ends in May"). ``said``: the day on which
    somebody spoke. ``opens``: it begins its sentence. ``missed``: it was to come, and may have
    come by now ("was due in May"). ``present``: its clause tells of what is so ("is kept in May").
    ``back``: its clause tells in the pluperfect what came before. ``definite``: "on the Saturday".
    ``limit``: "within ten days", by which something is to be done. ``edge``: it opens or closes its
    paragraph or line. ``would``: it lay ahead of what was told ("said that it would open in May").
    ``since``: it lasts from then.
    """

    ahead: bool | None = None
    coming: bool = False
    reported: bool = False
    head: Point | None = None
    habit: bool = False
    fixture: bool = False
    fixed: bool = False
    said: bool = False
    opens: bool = False
    missed: bool = False
    present: bool = False
    back: bool = False
    definite: bool = False
    limit: bool = False
    edge: bool = False
    would: bool = False
    since: bool = False


#: They show nothing, as those around a date that is complete in itself.
NOTHING: Final = Around()

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
_YEAR_SAID: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_LAST_WORD: Final = re.compile(r"[\s–‑-]+")
_PLACES: Final = frozenset(("in", "from", "within", "through", "at", "amid", "following"))
_BODIES: Final = frozenset(
    (
        "program programme project initiative plan plans goals deal republic empire regime "
        "raj france germany spain italy poland britain greece palestine europe kingdom caliphate "
        "sultanate union state shogunate commission station skylab cabinet junta "
        "kampuchea hungary horde ilkhanate rus spain"
    ).split()
) | frozenset(("administration", "government", "ministry", "cabinet", "presidency", "house"))
_PERFECT: Final = frozenset(("has", "have"))


def around(line: Row, one: Found) -> Around:
    """What the words of the clause show of an expression that borrows its date."""
    r = one.reading
    borrows = r.lacks_year or r.rule == "full-year" or (r.ref == "text" and r.step < 0)
    borrows |= r.ref == "here" and r.unit in ("decade", "century")
    borrows |= (r.unit == "weekend" and r.rule == "the") or r.kind is kinds.CLOCK
    borrows |= r.rule == "unit-end"
    if r.kind is kinds.DURATION and word_before(line, one.start) == "within":
        counted = word_after(line, one.end - 1) in ("of", "after", "from")
        return (
            NOTHING if counted else Around(ahead=_ahead(line, one, _marked(line, one)), limit=True)
        )
    if not (borrows or r.kind in (kinds.WEEKDAY, kinds.HOLIDAY, kinds.TIED)):
        return NOTHING
    if (r.quarter or r.half) and _reports_results(line, one):
        return Around(ahead=False)
    coming = reported = habit = fixed = said = missed = present = perfect = would = had = False
    marked = _marked(line, one)
    since = word_before(line, one.start) == "since"  # "every day since 9 November" is no habit
    for i, word in marked:
        if word not in _TELLING:
            continue
        before = i < one.start
        step = one.start - 1 - i if before else i - one.end
        reported |= step < 10 and word in cues.REPORTING
        said |= before and step < 4 and word in cues.REPORTING
        coming |= _is_coming(line, i)
        fixed |= before and step < 6 and _is_fixed(line, i)
        missed |= before and _is_missed(line, i)
        present |= before and step < 14 and _is_present(line, i, one.start)
        habit |= _is_habit(line, i, step) and not since
        perfect |= word in _PERFECT
        would |= before and step < 14 and word == "would"
        had |= word == "had" and (r.ref == "text" or r.rule == "unit-end") and step < 9
    ahead = _ahead(line, one, marked)
    # What "has been so since May" is told from the writer's day.
    reported |= perfect and word_before(line, one.start) == "since"
    return Around(
        ahead,
        coming and ahead is not False,
        reported,
        habit=habit,
        fixture=noun_after(line, one) in cues.FIXTURES,
        fixed=fixed,
        said=said,
        opens=opens_sentence(line, one),
        missed=missed,
        present=present or word_after(line, one.end - 1) in _IS,
        back=had or (_is_told_back(r) and standing(line, one) in (SCENE, BEFORE)),
        definite=r.kind is kinds.WEEKDAY and _is_definite(line, one),
        would=would,
        since=since,
    )


def _is_told_back(r: Reading) -> bool:
    """What the pluperfect sets before what is told."""
    return r.kind in (kinds.WEEKDAY, kinds.CLOCK) or (r.kind is kinds.CALENDAR and r.m is not None)


def _is_definite(line: Row, one: Found) -> bool:
    """ "On the Saturday", "by the Sunday afternoon": the one beside what was told."""
    i = one.start
    if i < 4 or line.classes[i - 4 : i] != "i t " or line.tokens[i - 4].lower() not in _ON:
        return False
    after = noun_after(line, one)
    return not after.isalpha() or after in cues.FUNCTION_WORDS


_ON: Final = frozenset(("on", "by"))


def indefinite(line: Row, one: Found) -> bool:
    """ "On a Sunday evening", "late one Tuesday", "a wet Friday in May": some such day, nobody says
    which; but "a Friday meeting" is that of the Friday."""
    if one.reading.kind is not kinds.WEEKDAY or one.reading.step or one.reading.ref:
        return False
    i = one.start - 2
    if i < 0 or line.classes[i + 1] != " " or line.classes[one.start] not in "W1":
        return False
    if line.tokens[i].lower() not in _SOME:
        # One adjective may stand between.
        adjective = line.classes[i] in "xrZ" and line.tokens[i].islower()
        i -= 2
        if not adjective or i < 0 or line.classes[i + 1] != " " or line.classes[i] != "a":
            return False
    after = noun_after(line, one)
    time_follows = line.classes[one.end + 1 : one.end + 2] in tuple("LXHY")
    return not after.isalpha() or time_follows or after in cues.FUNCTION_WORDS or is_past(after)


_SOME: Final = frozenset(("a", "one", "some", "any", "another"))


#: "Was meant to open in May": it may have opened, or not.
_MEANT: Final = frozenset(("meant", "supposed"))
#: The words that show anything of this: no other is looked at more closely.
_TELLING: Final = (
    cues.REPORTING
    | cues.AHEAD
    | cues.AHEAD_AFTER_BE
    | cues.TIMETABLED
    | cues.TIMETABLED_PLURAL
    | cues.HABITS
    | BE
    | _PERFECT
    | _MEANT
    | {"will", "shall", "to", "used", "every", "each", "most", "open", "had", "follows"}
)
_SHOWING: Final = _TELLING | PAST_VERBS


def _is_coming(line: Row, i: int) -> bool:
    """The word at a token puts its clause ahead of the writer: will, is due, is to meet."""
    word = line.tokens[i].lower()
    if word in ("will", "shall"):
        return True
    before = word_before(line, i)
    if before in BE:
        return word in cues.AHEAD or word in cues.AHEAD_AFTER_BE or _is_to_do(line, i)
    return False


def _is_fixed(line: Row, i: int) -> bool:
    """ "Ends in May", "the talks resume on Friday", "the vote is on Tuesday"."""
    word = line.tokens[i].lower()
    if word in cues.TIMETABLED:
        return line.classes[i - 1 : i] != "-"
    following = word_after(line, i)
    if word in BE:
        return following in ("on", "in")
    if word in _PERFECT:
        return following in ("a", "an")  # "has a test on Friday"
    if word == "follows":
        return following in ("on", "in", "at", "next", "later")  # no "follows a raid on Monday"
    if word not in cues.TIMETABLED_PLURAL or word_before(line, i) in _NO_PLURAL:
        return False
    if word == "go":
        return following in ("on", "to")  # on sale, on trial, to the polls
    return following in ("on", "in", "at") or line.classes[i + 1 : i + 3][1:] in tuple("MjW1")


def _is_present(line: Row, i: int, at: int) -> bool:
    """ "Is now kept in May": no other verb in the past stands between it and its date."""
    if line.tokens[i].lower() not in _IS:
        return False
    return not any(is_past(line.tokens[k].lower()) for k in range(i + 5, at))


_IS: Final = frozenset(("is", "are"))
#: Behind these the same words are no verb of the present: "did not open", "is open".
_NO_PLURAL: Final = frozenset("did not a the to him her them it us me let".split()) | BE


def _is_missed(line: Row, i: int) -> bool:
    """ "Was to", "were due", "had been planned"."""
    before = word_before(line, i)
    if before in _AT_FIRST and i > 1:
        before = word_before(line, i - 2)
        if line.tokens[i].lower() in _LAID and word_after(line, i) in ("for", "to", "in", "on"):
            return True  # "the summit, originally planned for May, was moved"
    if before not in ("was", "were", "been"):
        return False
    word = line.tokens[i].lower()
    ahead = word in cues.AHEAD or word in cues.AHEAD_AFTER_BE
    return ahead or word in _MEANT or _is_to_do(line, i)


_LAID: Final = frozenset("planned scheduled due set slated expected meant supposed".split())
_AT_FIRST: Final = frozenset(("first", "originally", "initially", "once"))


def _is_to_do(line: Row, i: int) -> bool:
    """ "is to report": the infinitive after a form of be that stands in the present."""
    following = word_after(line, i)
    return line.tokens[i].lower() == "to" and following.isalpha() and following not in _NO_VERB


def _is_habit(line: Row, i: int, step: int) -> bool:
    """Used to, usually, every year: what a clause says of no one date."""
    word = line.tokens[i].lower()
    if word in cues.HABITS:
        return step < 12
    if line.classes[i] == "V" and word != "per":
        return step < 16 and line.classes[i + 1 : i + 3] in (" u", " W", " M", " S")
    if word == "most":
        return step < 16 and line.classes[i + 1 : i + 3] in (" U", " 8")
    if word == "open":
        return word_before(line, i) in ("is", "are") and word_after(line, i) == "from"
    return word == "used" and step < 12 and word_after(line, i) == "to"


def _ahead(line: Row, one: Found, marked: _Marked) -> bool | None:
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
            turned = _turn(line, i, word)
            if turned is not None:
                return turned
    return None


def _leads_to(line: Row, at: int) -> bool:
    """ "Met ahead of a summit on 4 May": the date of what was to come."""
    for i in range(at - 1, max(0, at - 14), -1):
        word = line.tokens[i].lower()
        if line.classes[i] in ",(.;" or is_past(word):
            return False
        if word == "ahead":
            return word_after(line, i) == "of"
    return False


#: Tokens of a clause and their words in small letters.
_Marked = list[tuple[int, str]]


def _marked(line: Row, one: Found) -> _Marked:
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
            over |= word in _MEANT or (word == "due" and word_after(line, i) != "to")
            over |= word == "to" and word_after(line, i) == "have"  # "was to have begun"
        over |= word == "have" and word_before(line, i) == "should"
    return over


def _had_been(line: Row, at: int) -> bool:
    """ "Had been scheduled for Tuesday", "had been promised a vote by May": it is over."""
    for i in range(at - 1, clause_behind(line.classes, at, BACK) - 1, -1):
        if line.tokens[i].lower() == "been" and word_before(line, i) == "had":
            word = word_after(line, i)
            return word in _LAID or word in _DEMANDED
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
        if not to and is_past(word) and not _is_participle(line, i):
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


def _turn(line: Row, i: int, word: str) -> bool | None:
    """Whether the word at a token, one of `_marked`, turns its clause ahead or back, None when it
    does not."""
    before = word_before(line, i)
    if word == "next" and (before in _OWNERS_OF_NEXT or line.classes[max(0, i - 2) : i] == "t "):
        return None  # "at the next home match, on 8 December"
    if word == "ahead" and word_after(line, i) == "of":
        return None  # "done a month ahead of time"
    if word == "be" and before == "to":
        return None  # "believed to be lost in May": what stands before "to" decides
    if word in cues.AHEAD and _is_thing(line, i, word, before):
        return None  # "approved the plan on Tuesday", "went ahead": another word decides
    if word in _PUT_FORWARD and _puts_forward(line, i, before):
        return False  # "proposed a tax on Tuesday"
    if word in cues.AHEAD:
        # "would have paid" is over, "would have power" is not
        return not (word in _CONDITIONAL and word_after(line, i) == "have" and _is_done(line, i))
    if word in cues.AHEAD_AFTER_BE and (before in BE or before in ("was", "were", "not")):
        return True
    if word == "set" and word_after(line, i) in _SET_UP and before not in _TO_SET:
        return False
    if (before in BE or before in ("was", "were")) and _is_to_do(line, i):
        return word_after(line, i) != "have"  # "was to have begun" is over
    if word == "to" and word_after(line, i) in cues.TO_COME and not _is_verb(before):
        return True
    if word == "due" and _is_due(line, i):
        return True
    if _is_fixed(line, i):
        return True
    # "to be held", "a related case": the little word decides.
    return False if is_past(word) and not _is_participle(line, i) else None


#: What looks ahead as a verb, but is a thing behind "the" or "its".
_THINGS: Final = frozenset(
    "plan plans forecast schedule target aim aims hope hopes budget timetable".split()
)
_PUT_FORWARD: Final = frozenset(("proposed", "anticipated"))
_WERE: Final = frozenset(("was", "were", "been"))


def _puts_forward(line: Row, i: int, before: str) -> bool:
    """Somebody put something forward: not "was proposed", "a proposed tax", "proposed that"."""
    described = before in BE or before in _WERE or before in _ARTICLES
    return not described and word_after(line, i) not in ("that", "to")


_GOES: Final = frozenset("go goes going gone went press pressed forge forged".split())


def _is_thing(line: Row, i: int, word: str, before: str) -> bool:
    """Whether a word of the future names a thing ("its growth forecast") or a place ("went
    ahead", "ahead of the vote"), and turns no clause."""
    following = word_after(line, i)
    if word == "ahead":
        return before in _GOES or following == "of"
    if word not in _THINGS or following == "to":
        return False
    for k in range(i - 1, max(-1, i - 9), -1):
        near = line.tokens[k].lower()
        if line.classes[k] in ",.;(" or is_past(near):
            return False
        if near in _ARTICLES:
            # "the ministers plan a vote", "the state plans to", but "the growth forecast"
            verb = line.tokens[i - 2 :][:1] != [line.tokens[k]] and following in _ARTICLES
            return not verb and (k == i - 2 or not (before[-1:] == "s" or word[-1:] == "s"))
    return False


_ARTICLES: Final = DETERMINERS | {"the", "'s", "’s", "no", "any"}


def _is_done(line: Row, i: int) -> bool:
    """A participle comes behind the "have" that follows."""
    at = i + 2  # over a space, to "have"
    word = word_after(line, at)
    return word[-2:] in ("ed", "en") or word in PAST_VERBS or word in _DONE


def _is_verb(word: str) -> bool:
    """What "to" with a verb may hang on, so that it is no plan: "began to run", "the first to"."""
    return word[-2:] == "ed" or word in PAST_VERBS or word in _NO_PLAN


def _is_due(line: Row, i: int) -> bool:
    """ "Figures due Friday", "due to open in May": no "due to rain"."""
    following = word_after(line, i)
    if following == "to":
        return word_after(line, i + 2) in cues.TO_COME
    return following in ("on", "in", "by", "at") or line.classes[i + 1 : i + 3][1:] in tuple("MjW1")


_DONE: Final = frozenset(
    (
        "been gone done come become run put set shown known grown begun paid spent cost shut "
        "burst sung sunk drawn thrown flown worn torn sworn born meant felt dealt slept swept "
        "caught taught thought fought struck stuck hung rung spread split read shot sat won"
    ).split()
)
_NO_PLAN: Final = frozenset(
    (
        "have has had able unable enough first last only second third next want wants need needs "
        "try trying tries like likes seem seems appear appears ready not how where known shown "
        "seen come comes out ought used"
    ).split()
)
_SET_UP: Final = frozenset("a an the its their his her new up out off sail foot".split())
_TO_SET: Final = frozenset(("to", "will", "would", "is", "are"))
_OWNERS_OF_NEXT: Final = DETERMINERS | frozenset("its his her their our my".split())
_CONDITIONAL: Final = frozenset(("would", "could", "might", "should", "may", "must"))
_NO_VERB: Final = frozenset("the a an its his her their our this that these those".split())


def _is_participle(line: Row, at: int) -> bool:
    """Whether a form in -ed is no past tense: behind "be", or between an article and a noun."""
    if word_before(line, at) == "be":
        return True
    k = at - 1
    while k >= 0 and line.classes[k] == " ":
        k -= 1
    return k >= 0 and (line.classes[k] == "t" or line.tokens[k].lower() in DETERMINERS)


def _reports_results(line: Row, one: Found) -> bool:
    """Results are to be reported: of a quarter that is over, though the report is to come."""
    if noun_after(line, one) not in _RESULTS:
        return False
    for i in range(one.start - 1, max(-1, one.start - 6), -1):
        word = line.tokens[i].lower()
        if line.classes[i] not in " t" and word not in _OWNERS:
            return word in _PUBLISH
    return False


_OWNERS: Final = frozenset("its their his her our".split())
_RESULTS: Final = frozenset("results earnings figures numbers accounts report".split())
_PUBLISH: Final = frozenset(
    (
        "report reports reported reporting release releases post posts announce announces publish "
        "publishes disclose discloses unveil unveils"
    ).split()
)


def signal_before(line: Row, one: Found) -> Signal:
    i = one.start - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    if i < 0:
        return _AT
    word = line.tokens[i].lower()
    if word == "to" and i > 1 and line.tokens[i - 2].lower() == "prior":
        return Signal.BEFORE
    if word == "of" and i > 3 and line.tokens[i - 2].lower() in ("ahead",):
        return Signal.BEFORE
    if word == "from":
        following = "".join(line.tokens[one.end : one.end + 2]).strip().lower()
        if line.tokens[i] == "From" or following in ("on", "onward", "onwards", "forward"):
            return Signal.SINCE
        return _AT
    return _SIGNALS.get(word, _AT)


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
