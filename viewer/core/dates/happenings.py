"""Happenings that the text has told with a date: "two days after the vote" counts from that date.

A noun of a happening, or its verb, takes up one told before ("event coreference": the vote, the
council voted). Nothing is guessed: the word must stand earlier in the text, tied to one date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from viewer.core.dates.clauses import PAST_VERBS
from viewer.core.dates.model import Timex
from viewer.core.patterns import late

__all__ = ["Told", "told_before"]

#: Happenings whose verb is another word, and how it is told.
_VERBS: Final[dict[str, str]] = {
    "accession": "acceded|joined|came to the throne",
    "acquisition": "acquired|bought",
    "birth": "born",
    "blast": "exploded|blew up",
    "burial": "buried",
    "closure": "closed|shut",
    "coronation": "crowned",
    "death": "died",
    "defeat": "defeated|lost",
    "departure": "departed|left|sailed|set out|set off",
    "discovery": "discovered|found",
    "explosion": "exploded|blew up",
    "fire": "burned|burnt|caught fire",
    "flight": "fled|flew",
    "funeral": "buried",
    "handover": "handed over",
    "independence": "independent",
    "landing": "landed|touched down|set down",
    "liftoff": "lifted off|launched",
    "lift-off": "lifted off|launched",
    "loss": "lost",
    "marriage": "married|wed",
    "meeting": "met",
    "outbreak": "broke out|broken out",
    "purchase": "purchased|bought",
    "return": "returned|came back|came home",
    "robbery": "robbed",
    "sale": "sold",
    "sinking": "sank|sunk",
    "takeover": "took over|taken over|bought",
    "theft": "stole|stolen",
    "verdict": "convicted|acquitted",
    "victory": "won",
    "wedding": "married|wed",
}
#: Nouns that are their own verb.
_ACTS: Final = frozenset(
    "ambush arrest assault attack award ban bombing breach capture ceasefire collapse crash debut "
    "derailment election flood killing launch merger murder protest raid release rescue rising "
    "shooting split strike surrender visit vote".split()
)
#: Endings of nouns of happenings, the longest first, and what is left of their verbs.
_ENDINGS: Final = tuple(
    "ifications ification ications ication itions ition ations ation ings ing ions ion ments ment "
    "ances ance als al ures ure".split()
)
#: These end so and are told by no verb.
_THINGS: Final = frozenset(
    "building government parliament department apartment station nation million billion king ring "
    "hospital capital animal festival journal figure future treasure wing morning evening thing "
    "spring union region religion mansion pension document element instrument monument moment "
    "cement basement regiment section mission position metal canal".split()
)
#: A thing happened at a time without a verb of its own: "the robbery took place on 12 November".
_CAME: Final = r"took\s+place|happened|occurred|broke\s+out|was\s+held|were\s+held|was\s+fought"
#: What follows a duration that counts from a happening: a noun with its article, up to the end of
#: its phrase, or a subject and its verb.
_COUNTS: Final = late(
    r"\s+(?P<way>before|after|following|from)\s+"
    r"(?:(?P<whose>the|his|her|its|their|this|that)\s+(?:[a-z]{3,20}\s+)??"
    r"(?P<noun>(?![a-z]+ed\b)[a-z-]{4,20})"
    r"(?:\s+of\s+(?:(?:the|his|her|its|their)\s+)?(?P<whom>[\w-]+))?"
    r"(?=[.,;:)]|\s+(?:and|but|at|by|to|with|the|a|an|he|she|it|they|his|her|its|their|in|on)\b|\Z)"
    r"|(?:(?P<pronoun>he|she|it|they)|(?:the\s+)?(?P<who>[\w-]+))\s+(?:had\s+|was\s+|were\s+)?"
    r"(?P<verb>[a-z]+)\b)",
    re.I,
)
#: Ends of sentences and paragraphs.
_STOP: Final = late(r"[.!?][\"”’)\]]*\s+(?=[A-Z“\"‘(*])|\n\s*\n")
#: Characters before a time in which it may be told.
_BACK: Final = 3000
_AHEAD: Final = 160


class Told(NamedTuple):
    """A happening told before: at which time, and how "two days after the vote" names it."""

    time: Timex
    way: str
    said: str


def told_before(text: str, at: int, dated: Sequence[Timex]) -> Told | None:
    """The time of the happening that a duration before ``at`` counts from: "two days" of "two days
    after the vote", where "the council voted on 3 March" stands before. None where the text tells
    none. ``dated`` are times of the text before it, in order.
    """
    phrase = _COUNTS.match(text, at, at + _AHEAD)
    if phrase is None or not dated:
        return None
    words = _family(phrase)
    if words is None:
        return None
    start = max(0, at - _BACK)
    told = [match.span() for match in re.finditer(words, text[start:at], re.I)]
    for first, last in reversed(told):
        sentence = _sentence(text, start + first, at)
        if not _is_same(phrase, text[slice(*sentence)]):
            continue
        here = _within(dated, sentence)
        verb = phrase["verb"] is not None or text[start + first : start + last].lower() not in (
            phrase["noun"].lower(),
            phrase["noun"].lower() + "s",
        )
        found = _tied(text, (start + first, start + last), sentence, here, verb=verb)
        if found is not None:
            said = text[phrase.end("way") : phrase.end()].split()
            return Told(found, phrase["way"].lower(), " ".join(said))
    return None


def _family(phrase: re.Match[str]) -> str | None:
    """A pattern of the words that tell the same happening; None where none is meant."""
    if phrase["verb"]:
        verb = phrase["verb"].lower()
        if verb in ("was", "were", "had", "did"):
            return None
        if verb.endswith("ed") and len(verb) > _SHORT:
            return rf"\b{re.escape(verb.removesuffix('ed'))}(?:ed|ing)\b"
        return rf"\b{verb}\b" if verb in PAST_VERBS else None
    return _of_noun(phrase["noun"].lower())


_SHORT: Final = 4


@lru_cache(maxsize=256)
def _of_noun(noun: str) -> str:
    own = rf"{re.escape(noun)}s?"
    if noun in _VERBS:
        return rf"\b(?:{own}|{_VERBS[noun]})\b"
    if noun in _ACTS:
        return rf"\b{re.escape(noun.removesuffix('e'))}(?:e|es|s|d|ed)?\b"
    for ending in () if noun in _THINGS else _ENDINGS:
        stem = noun.removesuffix(ending)
        if stem != noun and len(stem) >= _SHORT - 1:
            return rf"\b(?:{own}|{re.escape(stem)}[a-z]{{0,4}}ed|{re.escape(stem)}ed)\b"
    return rf"\b{own}\b"


def _is_same(phrase: re.Match[str], sentence: str) -> bool:
    """Whether a sentence tells it of the same: "the death of his father" not of his mother, and
    "her death" not of "her husband"."""
    for name in (phrase["whom"], phrase["who"]):
        if name and not re.search(rf"\b{re.escape(name)}\b", sentence, re.I):
            return False
    pronoun = (phrase["pronoun"] or "").lower()
    if pronoun and not _takes_up(pronoun, sentence):
        return False
    whose = phrase["whose"]
    if not whose or whose.lower() in ("the", "this", "that"):
        return True
    return re.search(rf"\b{whose}\s+(?:\w+\s+)?\w+\s+(?:had\s+)?died\b", sentence, re.I) is None


def _takes_up(pronoun: str, sentence: str) -> bool:
    """Whether a pronoun may mean the subject of a sentence: the same pronoun, a name for "he" and
    "she", a thing for "it"; nobody can tell "they" from either."""
    if pronoun == "they" or re.search(rf"\b{pronoun}\b", sentence, re.I):
        return True
    opens = sentence.split(None, 1)[:1]
    thing = bool(opens) and opens[0].lower() in ("the", "a", "an", "its", "this", "that")
    someone = bool(opens) and opens[0].lower() in ("he", "she", "they")
    return thing if pronoun == "it" else not thing and not someone


def _sentence(text: str, at: int, end: int) -> tuple[int, int]:
    first = max(0, at - _SENTENCE)
    start = max((m.end() for m in _STOP.finditer(text, first, at)), default=first)
    stop = _STOP.search(text, at, end)
    return start, stop.start() if stop else end


#: Characters of a sentence that are looked at before a word of it.
_SENTENCE: Final = 400


def _within(dated: Sequence[Timex], sentence: tuple[int, int]) -> list[Timex]:
    back = takewhile(lambda timex: timex.span.start >= sentence[0], reversed(dated))
    return [timex for timex in back if timex.span.end <= sentence[1]][::-1]


def _tied(
    text: str,
    word: tuple[int, int],
    sentence: tuple[int, int],
    here: Sequence[Timex],
    *,
    verb: bool,
) -> Timex | None:
    """The one time that a word of a happening is tied to: behind it in its own clause, as "the
    2011 quake" right before a noun, or at the head of its sentence."""
    for timex in here:
        between = text[word[1] : timex.span.start]
        if timex.span.start >= word[1] and _reaches(between, verb=verb):
            return timex
    if verb:
        opens = [t for t in here if _OPENS.fullmatch(text, sentence[0], t.span.start)]
        behind = [t for t in here if t.span.start > word[1]]
        inside = [t for t in here if t.span.end <= word[0]]
        if opens and inside == opens and not behind:
            between = text[opens[0].span.end : word[0]]
            return opens[0] if _OTHER.search(between) is None else None
        return None
    before = [t for t in here if t.span.end < word[0]]
    near = before and not text[before[-1].span.end : word[0]].strip(" \n")
    return before[-1] if near else None


def _reaches(between: str, *, verb: bool) -> bool:
    """Whether a time belongs to a word that stands before it, by what stands between."""
    if _CLAUSE.search(between) or len(between) > _SPAN:
        return False
    if verb:
        return "," not in between or re.fullmatch(r",\s+(?:on|in|at)?\s*", between) is not None
    plain = re.fullmatch(r",?\s+(?:on|in|of|at)?\s*(?:the\s+)?", between)
    return plain is not None or re.search(rf"\b(?:{_CAME})\b", between) is not None


#: Where another clause begins, or another verb tells.
_CLAUSE: Final = late(
    r"[;:()–—]|\b(?:which|who|that|when|while|because|after|before|until|since|but|to|and)\b", re.I
)
#: The same, behind a time that opens the sentence: "In 1990, after a long debate, they voted".
_OTHER: Final = late(r"[;:()–—]|\b(?:which|who|that|when|while|because|but)\b", re.I)
_SPAN: Final = 80
#: Before a time that opens its sentence.
_OPENS: Final = late(r"[\s*_“\"‘•-]*(?:(?:on|in|at|by|and|but|then|later)\s+){0,2}", re.I)
