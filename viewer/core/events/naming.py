"""Who "it" and "the company" are, as far as a paragraph says so beyond doubt.

A label stands alone, so "It was rebuilt" says little there. The pronoun is replaced only where
one reading is left: the sentence before is about a name, and this one goes on about it
(centering theory's *continue*: Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995).
In every other case the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.joints import Link
from viewer.core.events.tokens import Token, Words
from viewer.core.story import Span

__all__ = ["Topic", "names_in"]

#: "The <noun>" that can only take up the name just spoken of.
_BODIES = frozenset(
    "company firm group bank university agency association charity club council country "
    "foundation institute manufacturer ministry museum organisation organization party retailer "
    "startup team union".split()
)
#: Words of the names of bodies.
_ORGANISED = _BODIES | frozenset(
    "inc ltd llc plc corp co gmbh ag sa nv limited corporation incorporated holdings partners labs "
    "laboratories systems technologies robotics works motors airlines railways railway energy "
    "media press records studios studio bank brothers sons united city town rovers rangers "
    "wanderers athletic fc afc trust society college school hospital office department authority "
    "commission committee board service services army navy force forces church theatre orchestra "
    "instruments industries foods pharma pharmaceuticals software networks telecom capital "
    "ventures solutions analytics dynamics aerospace shipping lines steel mining oil gas power "
    "water electric engineering construction insurance shipyard brewery mill mills collective "
    "cooperative alliance federation league congress movement front guild chamber court".split()
)
_NAMED = frozenset({"called", "named", "titled", "entitled", "dubbed"})
#: A sentence without one of these gives no name in so many words.
_GIVING = re.compile("called|named|titled|dubbed", re.I)
_QUOTES = "'\"“”‘’"
_LONGEST = 7
#: What shows that a name is somebody's: "Edith died, a few weeks after her birthday".
_PERSONAL = frozenset("he she his her him who whom himself herself".split())
_OF_PEOPLE = frozenset("bear die marry retire resign teach study graduate bury emigrate".split())


#: A capital inside a sentence shows a name; one at its beginning shows nothing.
_CAPITAL = re.compile(r"[A-Z](?<=[\w,;]\s[A-Z])[^\W_]*(?:[’'\-][^\W_]+){0,6}")


def names_in(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The words that stretches of a text use as names, in lower case."""
    found: set[str] = set()
    for span in spans:
        found.update(map(str.lower, _CAPITAL.findall(text, span.start, span.end)))
    return frozenset(found)


#: A sentence as its tokens and clauses.
Apart = tuple[Words, Sequence[Clause]]


class Topic:
    """What a paragraph is about at a sentence: told each sentence in turn, asked before.

    What is told is understood only once somebody asks, and then no more of it than matters.
    """

    def __init__(self, text: str, names: Collection[str]) -> None:
        """``names`` are the single words, in lower case, that the story ``text`` uses as names."""
        self._text = text
        self._names = names
        self._unheard: list[tuple[Span, Apart | None]] = []
        self._name = ""
        self._rival = False
        self._human = False
        self._called: dict[str, str] = {}

    def name(
        self, words: Sequence[Token], subject: tuple[int, int], apart: Callable[[Span], Apart]
    ) -> str:
        """What to call a subject of the next sentence, "" where its own words must do.

        ``apart`` takes a sentence apart that was told by its span alone.
        """
        spoken = [words[k].low for k in range(*subject)]
        bodily = len(spoken) == 2 and spoken[0] == "the"
        if not bodily and spoken not in (["it"], ["he"], ["she"]):
            return ""
        self._catch_up(apart)
        if bodily:
            called = self._called.get(spoken[1], "")
            return called or (self._name if self._is_body(spoken[1]) else "")
        fits = self._is_person() if spoken != ["it"] else not self._human
        return self._name if fits else ""

    def _is_person(self) -> bool:
        return len(self._name.split()) in (2, 3) and not self._rival

    def _is_body(self, noun: str) -> bool:
        """Whether "the company", "the team" can only be the name just spoken of: never a person,
        whom nothing but a word of the name itself tells from a firm."""
        words = self._name.split()
        known = any(w.lower().rstrip(".,") in _ORGANISED or w.isupper() for w in words)
        return noun in _BODIES and (known or (len(words) == 1 and not self._human))

    def hear(self, span: Span, apart: Apart | None = None) -> None:
        """Be told a sentence, taken apart already or not."""
        self._unheard.append((span, apart))

    def _catch_up(self, apart: Callable[[Span], Apart]) -> None:
        """Understand what was told: back to the last sentence that does not go on about the one
        before it, and of those before that the names that they give."""
        unheard, self._unheard = self._unheard, []
        last: list[Apart] = []
        while unheard:
            span, known = unheard.pop()
            last.append(known or apart(span))
            if not _goes_on(_topic_of(*last[-1])):
                break
        for span, known in unheard:
            if _GIVING.search(self._text, span.start, span.end):
                self._hear_names((known or apart(span))[0])
        for words, parts in reversed(last):
            self._hear(words, parts)

    def _hear(self, words: Words, parts: Sequence[Clause]) -> None:
        self._hear_names(words)
        main = _main(parts)
        subject = _topic_of(words, parts)
        if main is None or not subject:
            self._name = ""
            return
        rival = _other_name(words, main.subject)
        if _goes_on(subject):
            self._rival |= rival
            return
        low = [t.low for t in subject]
        named = len(subject) <= 4 and all(
            (t.tag == "N" and t.capital and t.low not in lx.CONNECTIVES) for t in subject
        )
        if len(subject) == 1:
            named = named and low[0] in self._names
        self._name = " ".join(t.text for t in subject) if named else ""
        self._rival = rival
        self._human = main.group.lemma in _OF_PEOPLE or not words.lows.isdisjoint(_PERSONAL)
        if len(low) == 2 and low[0] == "the" and low[1] in self._called:
            self._name = self._called[low[1]]

    def _hear_names(self, words: Words) -> None:
        """Names given in so many words: "a scheme called the 'Green Lanes'"."""
        if words.lows.isdisjoint(_NAMED):
            return
        for k, token in enumerate(words):
            if token.low not in _NAMED or k == 0 or words[k - 1].tag != "N" or k + 1 >= len(words):
                continue
            start = k + 1
            while start < len(words) and (
                words[start].low == "the" or words[start].text in _QUOTES
            ):
                start += 1
            end = start
            while end < len(words) and end - start < _LONGEST and (
                words[end].capital or words[end].low in ("and", "of", "for", "the")
            ):  # fmt: skip
                end += 1
            while end > start and not words[end - 1].capital:
                end -= 1
            if end > start:
                name = " ".join(t.text for t in words[start:end])
                noun = words[k - 1].low
                self._called[noun] = name if noun in name.lower() else f"The {noun} “{name}”"


def _main(parts: Sequence[Clause]) -> Clause | None:
    return next((c for c in parts if c.link is Link.MAIN and c.group.finite), None)


def _topic_of(words: Sequence[Token], parts: Sequence[Clause]) -> Sequence[Token]:
    """The subject of the main clause, empty where there is none."""
    main = _main(parts)
    return words[slice(*main.subject)] if main is not None else ()


def _goes_on(subject: Sequence[Token]) -> bool:
    """Whether a subject can only take up the one before: "it", "the company"."""
    low = [t.low for t in subject[:3]]
    return low in (["it"], ["he"], ["she"]) or (
        len(low) == 2 and low[0] == "the" and low[1] in _BODIES
    )


def _other_name(words: Words, subject: tuple[int, int]) -> bool:
    """Whether a second name of two words or more stands in the sentence, not after "in" or "at"."""
    return any(
        first.capital
        and second.capital
        and first.tag == second.tag == "N"
        and not subject[0] <= k < subject[1]
        and not (k and words[k - 1].low in ("in", "at", "near", "from", "to"))
        for k, (first, second) in enumerate(pairwise(words.plain))
    )
