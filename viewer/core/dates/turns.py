"""What a word makes of its clause: turned ahead, turned back, or neither."""

from __future__ import annotations

from typing import Final

from viewer.core.dates import cues
from viewer.core.dates.clauses import BE, DETERMINERS, PAST_VERBS, is_past, word_after, word_before
from viewer.core.dates.tokens import Row


def turned_by(line: Row, i: int, word: str) -> bool | None:
    """Whether the word at a token, one of `ahead.marked_words`, turns its clause ahead or back,
    None when it does not."""
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
    if (before in BE or before in ("was", "were")) and is_to_do(line, i):
        return word_after(line, i) != "have"  # "was to have begun" is over
    if word == "to" and word_after(line, i) in cues.TO_COME and not _is_verb(before):
        return True
    if word == "due" and _is_due(line, i):
        return True
    if is_fixed(line, i):
        return True
    # "to be held", "a related case": the little word decides.
    return False if is_past(word) and not is_participle(line, i) else None


#: What looks ahead as a verb, but is a thing behind "the" or "its".
_THINGS: Final = frozenset(
    "plan plans forecast schedule target aim aims hope hopes budget timetable deadline".split()
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


PERFECT: Final = frozenset(("has", "have"))


def is_fixed(line: Row, i: int) -> bool:
    """ "Ends in May", "the talks resume on Friday", "the vote is on Tuesday"."""
    word = line.tokens[i].lower()
    if word in cues.TIMETABLED:
        return line.classes[i - 1 : i] != "-"
    following = word_after(line, i)
    if word in BE:
        # "the last day is 7 November", "there is a strike on Friday"
        named = line.classes[i + 1 : i + 3][1:] in tuple("MjW1")
        return following in ("on", "in") or named or word_before(line, i) == "there"
    if word in PERFECT:
        return following in ("a", "an")  # "has a test on Friday"
    if word == "follows":
        return following in ("on", "in", "at", "next", "later")  # no "follows a raid on Monday"
    if word not in cues.TIMETABLED_PLURAL or word_before(line, i) in _NO_PLURAL:
        return False
    if word == "go":
        return following in ("on", "to")  # on sale, on trial, to the polls
    return following in ("on", "in", "at") or line.classes[i + 1 : i + 3][1:] in tuple("MjW1")


#: Behind these the same words are no verb of the present: "did not open", "is open".
_NO_PLURAL: Final = frozenset("did not a the to him her them it us me let".split()) | BE


def is_to_do(line: Row, i: int) -> bool:
    """ "is to report": the infinitive after a form of be that stands in the present."""
    following = word_after(line, i)
    return line.tokens[i].lower() == "to" and following.isalpha() and following not in _NO_VERB


_NO_VERB: Final = frozenset("the a an its his her their our this that these those".split())


def is_participle(line: Row, at: int) -> bool:
    """Whether a form in -ed is no past tense: behind "be", or between an article and a noun."""
    if word_before(line, at) == "be":
        return True
    k = at - 1
    while k >= 0 and line.classes[k] == " ":
        k -= 1
    if k < 0:
        return False
    before = line.tokens[k].lower()
    if before == "that" and word_after(line, at) in cues.FUNCTION_WORDS:
        return False  # "unrest that began in May goes on"
    return line.classes[k] == "t" or before in DETERMINERS
