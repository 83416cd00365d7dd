"""What a time is to a verb: its goal, its beginning, the years of a life, or impossible."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.dating import Dating, day_of
from viewer.core.events.groups import Group, Tense
from viewer.core.events.tokens import Token
from viewer.core.when import When

__all__ = ["MOVING", "ONWARDS", "aimed", "begins", "contradicts", "is_of_life", "moves"]


def is_of_life(words: Sequence[Token], at: int, group: Group) -> bool:
    """Whether a time is one of the two years behind a name, "John Roe (1801–1870) designed it":
    those of its bearer, within which the happening lies."""
    first = at if words[at - 1].tag == "(" else at - 2
    last = first + 2
    if first < 2 or last + 1 >= len(words) or words[first - 1].tag != "(":
        return False
    if words[last].tag != "T" or words[last + 1].tag != ")":
        return False
    if not (words[first].text.isdigit() and words[last].text[0].isdigit()):
        return False  # days and months are those of a happening
    k = first - 2
    if not words[k].capital or words[k].low in lx.HAPPENINGS:
        return False
    while k and words[k].capital:
        k -= 1
    return at < group.first or words[k].low == "by"


#: Verbs that carry a date as their goal: "moved to 2027", "planned for May".
MOVING = frozenset(
    "move postpone delay push shift reschedule defer advance slip adjourn switch".split()
)
#: Two words that do: "put back to May", "brought forward to April".
_MOVED = frozenset(("put back", "put off", "bring forward", "hold over", "carry over"))
#: Verbs that put a happening into the calendar.
_CALLING = frozenset(
    "list fix book schedule arrange set plan slate earmark pencil call summon announce reserve "
    "propose invite timetable rearrange convene order recall promise".split()
)


def aimed(words: Sequence[Token], at: int, group: Group) -> bool:
    """Whether the time at ``at`` is where the verb puts something: "postponed to 2027"."""
    if at < group.last:
        return False
    before = words[at - 1].low
    if before == "for" and group.lemma in _CALLING:
        return True  # "has been listed for 6 November", "called a strike for Wednesday"
    return (
        (before in ("to", "until") and (moves(words, group) or group.lemma == "extend"))
        or (before == "for" and (group.plan or group.lemma in lx.FORESEEING))
        or (before == "from" and (group.plan or group.tense in _AHEAD))
    )


def moves(words: Sequence[Token], group: Group) -> bool:
    """Whether the verb moves something to another date."""
    after = words[group.last + 1].low if group.last + 1 < len(words) else ""
    return group.lemma in MOVING or f"{group.lemma} {after}" in _MOVED


_AHEAD = (Tense.FUTURE, Tense.POSSIBLE, Tense.WOULD, Tense.SHOULD)


def begins(words: Sequence[Token], at: int, group: Group) -> bool:
    """Whether "from" makes the time at ``at`` the beginning of what the verb tells: "taught at Hull
    from 1961". In "showed a letter from 1961" it says how old the letter is."""
    if at < group.last + 2 or words[at - 1].low != "from" or group.lemma in _DATING_BACK:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and (
        after.low in _ENDS or (after.tag == "N" and after.low not in ONWARDS)
    ):
        return False  # "from May to last week", "fell from 2015 levels"
    between = words[group.last + 1 : at - 1]
    surely = after is not None and after.low in ONWARDS
    surely |= not between or any(t.tag == "T" for t in between) or between[-1].low == "effect"
    if surely:
        return True  # "was closed from Monday", "runs for six weeks from 3 June"
    if between[-1].tag not in "N#" or between[-1].low.removesuffix("s") in _DATED_THINGS:
        return between[-1].tag not in "N#"
    lasts = group.lemma in lx.LASTING or group.lemma in _KEEPING
    return lasts or any(t.tag == "P" for t in between)


#: What may stand behind the time that something goes on from.
ONWARDS = frozenset({"onwards", "onward"})
_ENDS = frozenset({"to", "until", "till", "through"})
_DATING_BACK = frozenset("date come survive remain stem inherit descend range vary move".split())
#: Things that "from" and a time say the age of.
_DATED_THINGS = frozenset(
    "letter note photo photograph picture image film footage recording tape painting portrait "
    "drawing map print poster book copy edition document record report survey study article paper "
    "email message post tweet data figure result finding sample specimen fossil bone skeleton "
    "relic coin ring sword house building church castle ship car piece object artefact artifact "
    "item work song poem evidence testimony memory memorie survivor veteran volume page diary "
    "diarie remain fragment inscription manuscript statement claim case complaint debt".split()
)
#: Verbs of what goes on for a while, or holds, once it has begun; their object may stand between.
_KEEPING = lx.LASTING | frozenset(
    "be teach apply charge admit allow permit rent lease use study train play head direct edit "
    "chair own live farm operate provide publish broadcast host house govern reduce raise cut "
    "increase lower cancel stop employ represent captain coach lecture practise practice tour act "
    "sit introduce abolish require restrict limit offer print sell produce make build share "
    "command supply fund support write rise fall live reside shut".split()
)


def contradicts(words: Sequence[Token], group: Group, dating: Dating, story_date: When) -> bool:
    """Whether tense and date cannot both be right: to come, but before the story, or the reverse.

    Then the time words date another clause, or what was borrowed for them is wrong.
    """
    today = day_of(story_date)
    if not today.is_known:
        return False
    coming = group.tense is Tense.FUTURE or (group.plan and group.tense is Tense.PRESENT)
    possible = group.tense is Tense.POSSIBLE and words[group.head - 1].low != "have"
    coming |= possible and not words[group.first].low.startswith("could")
    if coming:
        return dating.when.latest < today.earliest
    past = group.tense in (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
    intends = group.plan or (group.to >= 0 and group.lemma in lx.FORWARD)
    return past and not intends and dating.when.earliest > today.latest
