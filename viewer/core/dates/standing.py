"""What a date is to the telling: told from there, told on, a remark, or a figure to compare."""

from __future__ import annotations

from enum import Enum
from typing import Final

from viewer.core.dates import cues, kinds
from viewer.core.dates.clauses import (
    BACK,
    DETERMINERS,
    FORTH,
    PAST_VERBS,
    begins_clause,
    clause_ahead,
    clause_behind,
    ends_clause,
    is_past,
    opens_sentence,
    word_after,
    word_before,
)
from viewer.core.dates.readings import Found
from viewer.core.dates.tokens import Row
from viewer.core.members import at_hand


@at_hand
class Standing(Enum):
    """What a date is to the telling: from where the next sentences are told, or a remark."""

    OPENS = "opens"  # begins its sentence: what follows is told from there
    TOLD = "told"  # says when the clause happened
    SCENE = "scene"  # opens its sentence, and tells of what had happened before
    BEFORE = "before"  # says when a clause had happened before what is told
    PASSING = "passing"  # of a noun, in brackets, in a clause of its own beside the telling
    ASIDE = "aside"  # the same, of a participle between commas: lends nothing its year
    STATE = "state"  # the same, from when or until when something lasted: nor is it spoken of


# By names of their own, as the kinds have them.
OPENS: Final = Standing.OPENS
TOLD: Final = Standing.TOLD
SCENE: Final = Standing.SCENE
BEFORE: Final = Standing.BEFORE
PASSING: Final = Standing.PASSING
ASIDE: Final = Standing.ASIDE
STATE: Final = Standing.STATE


def standing(line: Row, one: Found) -> Standing:
    """What a date is to the telling.

    It opens its sentence behind two words at most. Else the clause is walked back to its
    beginning: a relative clause, a bracket, a participle after a comma ("..., built in 1932,")
    or a noun ("the law of 1998") tell aside; the verb of the clause tells on.
    """
    if opens_sentence(line, one):
        return SCENE if _goes_back(line, one.end) else OPENS
    before = word_before(line, one.start)
    if before in _EDGES and _is_enclosed(line, one, one.start):
        return STATE
    if before == "since" and _measures_rank(line, one.start):
        return STATE
    if line.classes[one.end : one.end + 1] in (")", "-") or before in _ASIDE:
        return PASSING
    if one.reading.rule == "year" and _describes(line, one):
        return PASSING  # "found a 1911 map on Monday"
    if _is_of_subject(line, one):
        return TOLD  # "a second, in 1902, failed"
    if _verb_follows(line, one.end):
        # "the law passed in 1998 says"; "he won and in 1998 retired" tells on, and so does "the
        # board on Monday met"
        told = begins_clause(line, one.start) or _is_day_of_verb(line, one)
        return TOLD if told else PASSING
    if begins_clause(line, one.start) and (led := _leads_clause(line, one.end)) is not None:
        return led
    if before == "again" and "and" in line.tokens[max(0, one.start - 8) : one.start]:
        return TOLD  # "in September 1940 and again the following May"
    verb = had = False
    bracket = False
    classes, tokens = line.classes, line.tokens
    for i in range(one.start - 1, max(-1, one.start - BACK), -1):
        sign = classes[i]
        if sign == " ":
            continue
        if bracket or sign == ")":
            bracket = sign != "("
            continue
        if sign == "&" or (sign in ".;" and ends_clause(classes, i)):
            break
        word = tokens[i].lower()
        if word[-2:] != "ed" and word not in _TELLING and sign not in "(,":
            continue
        ahead = word in cues.AHEAD and sign not in "Mj" and word_after(line, i) not in _ORIGIN_AUX
        if word == "that" and verb and _says(word_before(line, i)):
            break  # "the court heard that he began in 1998"
        if sign == "(" or word in _SUBORDINATE or ahead:
            return PASSING
        if not verb and word in _EDGES and word_after(line, i) not in cues.HOURS:
            return PASSING  # "since its launch in 1998", not "before dawn on Sunday"
        if sign == ",":
            if _opens_aside(line, i) and not (verb and _closes_aside(line, i)):
                return ASIDE if _goes_on(line, one) else PASSING
            if verb:
                break
        verb |= is_past(word)
        had |= word == "had" and _is_auxiliary(line, i)
        if verb and word_before(line, i) in _ORIGIN_AUX and word in cues.ORIGINS:
            return PASSING
    if had:
        return BEFORE
    return TOLD if verb else PASSING


def _leads_clause(line: Row, at: int) -> Standing | None:
    """What a date behind "and" is to the clause that it leads: "and in 1883 | they paid"; None
    where it leads none: "in 1881 and in 1883"."""
    last = clause_ahead(line.classes, at, FORTH)
    for i in range(at, last):
        if line.classes[i] == " ":
            continue
        word = line.tokens[i].lower()
        if line.classes[i] in ",(&" or word in _SUBORDINATE or word in _BESIDE:
            return None
        if word == "had" and _is_auxiliary(line, i):
            return BEFORE
        if is_past(word):
            return TOLD if i > at + 1 else None
    return None


def _describes(line: Row, one: Found) -> bool:
    """A year between an article and the thing that it describes."""
    after = word_after(line, one.end - 1)
    named = after.isalpha() and after not in cues.FUNCTION_WORDS
    return named and word_before(line, one.start) in _ARTICLES


_ARTICLES: Final = frozenset("a an the its his her their our my this that".split())


def _is_of_subject(line: Row, one: Found) -> bool:
    """Between commas behind a subject of its own, right before the verb: when that happened."""
    if word_before(line, one.start) not in _AT or word_after(line, one.end - 1) != ",":
        return False
    closing = line.classes.index(",", one.end)
    following = word_after(line, closing)
    if not (following in _FINITE or following in PAST_VERBS or following[-2:] == "ed"):
        return False
    comma = one.start - 4  # "A second|,| |in| |1902"
    led = comma > 0 and line.classes[comma] == ","
    return led and word_before(line, comma) not in _JOINING


#: What leads such a time, and what makes the words before the comma no subject.
_AT: Final = frozenset(("in", "on", "at"))
_JOINING: Final = frozenset(("and", "but", "or", ""))


def _opens_aside(line: Row, comma: int) -> bool:
    """A participle follows a comma: "the mill, | built in 1932"."""
    following = word_after(line, comma)
    return following.endswith("ed") or following in _PARTICIPLES


def _is_enclosed(line: Row, one: Found, at: int) -> bool:
    """The edge of a stretch and its date stand between commas: "a museum, planned since 1997,"."""
    comma = line.classes.rfind(",", max(0, at - _ENCLOSED), at)
    return comma >= 0 and _opens_aside(line, comma) and _goes_on(line, one)


def _measures_rank(line: Row, at: int) -> bool:
    """ "Since" only tells over which time something is ranked: "the third failure on the route |
    since 10 October"."""
    for i in range(at - 2, max(-1, at - _RANKED), -1):
        if line.classes[i] in ".;,":
            return False
        word = line.tokens[i].lower()
        if word in _RANKS or (word[-3:] == "est" and word_before(line, i) in ("the", "its")):
            return True
    return False


_RANKED: Final = 18
_RANKS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth only".split()
)


def _goes_on(line: Row, one: Found) -> bool:
    """Behind the comma after a date its sentence goes on with a verb: "opened in 1922, | was"."""
    if word_after(line, one.end - 1) != ",":
        return False
    following = word_after(line, line.classes.index(",", one.end))
    return following in _FINITE or is_past(following) or following in cues.TIMETABLED


#: Tokens between such a comma and the edge.
_ENCLOSED: Final = 8


def _closes_aside(line: Row, comma: int) -> bool:
    """It ends what another comma began: "the mill, founded in 1880 and sold later, | burned"."""
    for i in range(comma - 1, clause_behind(line.classes, comma, BACK), -1):
        if line.classes[i] == ",":
            return _opens_aside(line, i) or word_after(line, i) in _SUBORDINATE
    return False


def _goes_back(line: Row, at: int) -> bool:
    """The first verb of the clause that a date opens is in the pluperfect: had warned. What a
    clause of its own between commas tells is not asked: "in 1862, when cotton failed, they had"."""
    between = False
    for i in range(at, clause_ahead(line.classes, at, FORTH)):
        sign = line.classes[i]
        if sign == " ":
            continue
        word = line.tokens[i].lower()
        if sign == ",":
            between = not between and word_after(line, i) in _BESIDE
        if between:
            continue
        if word == "had":
            return _is_auxiliary(line, i)
        if is_past(word):
            return False
    return False


def _is_auxiliary(line: Row, i: int) -> bool:
    """Whether this "had" has a verb behind it: not "had a son", "had to go", "had 300 ships"."""
    following = word_after(line, i)
    return following.isalpha() and following not in _HAD_NO_VERB


#: Before a date, these make it the edge of a stretch, or the mark of a thing; what "lasted from
#: May to August 1916" is told of 1916 all the same.
_ASIDE: Final = frozenset("of since until till before after by for as from like (".split())
_EDGES: Final = frozenset("since until till before after".split())
_SUBORDINATE: Final = frozenset("who whom whose which that".split())
_BESIDE: Final = _SUBORDINATE | {"when", "while", "where", "as", "after", "before", "because"}
_PARTICIPLES: Final = frozenset(
    "built made begun born held written sold won set dating bought drawn shown known seen chosen "
    "taken given stolen".split()
)
#: The words besides those in -ed that show anything of this.
_TELLING: Final = cues.AHEAD | cues.ORIGINS | PAST_VERBS | _EDGES | _SUBORDINATE
_HAD_NO_VERB: Final = DETERMINERS | frozenset("the to no some many few more little only".split())
_ORIGIN_AUX: Final = frozenset(("was", "were", "been"))


def _says(word: str) -> bool:
    return word in cues.REPORTING or word in PAST_VERBS or word.endswith("ed")


def _is_day_of_verb(line: Row, one: Found) -> bool:
    """A weekday or "yesterday" with what was done right behind it; who spoke on it is no news."""
    reading, following = one.reading, word_after(line, one.end - 1)
    ago = reading.rule == "near-day" and bool(reading.amount)
    if not ago and (reading.kind is not kinds.WEEKDAY or reading.m is not None):
        return False
    return following not in _FINITE and is_past(following) and following not in cues.REPORTING


def _verb_follows(line: Row, at: int) -> bool:
    """A verb comes next, with at most one word between commas before it."""
    i = at
    following = word_after(line, i - 1)
    if following == ",":
        while i < len(line.tokens) and line.classes[i] in ", ":
            i += 1
        if word_after(line, i) != ",":
            return False
        following = word_after(line, line.classes.index(",", i))
    return following in _FINITE or following in PAST_VERBS or following[-2:] == "ed"


_FINITE: Final = frozenset("is are was were has have had does did says will would can may".split())


def compared(line: Row, one: Found) -> bool:
    """Other figures are compared with those of this time: 5 percent more than in May, 30 million
    from 25 million in the first quarter, compared with a loss in the second."""
    if word_before(line, one.start) in _THAN:
        return True
    first = max(0, one.start - BACK + 1)
    if _COMPARING.isdisjoint(map(str.lower, line.tokens[first : one.start])):
        return False
    for i in range(one.start - 1, clause_behind(line.classes, one.start, BACK - 1) - 1, -1):
        if line.classes[i] == " ":
            continue
        word = line.tokens[i].lower()
        if word in _COMPARED:
            return True
        if word in _THAN and line.classes[i + 1 : i + 3] in (" $", " N", " D", " F", " Y"):
            return True
    return False


_COMPARED: Final = frozenset("compared comparison versus vs against than".split())
_THAN: Final = frozenset("over from than versus vs against".split())
_COMPARING: Final = _COMPARED | _THAN
