"""Who "it" and "the company" are, as far as a paragraph says so beyond doubt.

A label stands alone, so "It was rebuilt" says little there. The pronoun is replaced only where
one reading is left: the sentence before is about a name, and this one goes on about it
(centering theory's *continue*: Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995).
In every other case the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.joints import Link
from viewer.core.events.tokens import Token
from viewer.core.story import Span

__all__ = ["Topic", "names_in"]

#: "The <noun>" that can only take up the name just spoken of.
_BODIES = frozenset(
    "company firm group bank university agency association charity club council country "
    "foundation institute manufacturer ministry museum organisation organization party retailer "
    "startup team union".split()
)
_NAMED = frozenset({"called", "named", "titled", "entitled", "dubbed"})
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


class Topic:
    """What a paragraph is about at a sentence: told each sentence in turn, asked before."""

    def __init__(self, names: Collection[str]) -> None:
        """``names`` are the single words, in lower case, that the story uses as names."""
        self._names = names
        self._unheard: list[Callable[[], tuple[Sequence[Token], Sequence[Clause]]]] = []
        self._name = ""
        self._rival = False
        self._human = False
        self._called: dict[str, str] = {}

    def name(self, words: Sequence[Token], subject: tuple[int, int]) -> str:
        """What to call a subject of the next sentence, "" where its own words must do."""
        spoken = [words[k].low for k in range(*subject)]
        if not 0 < len(spoken) < 3 or (len(spoken) == 2 and spoken[0] != "the"):
            return ""
        for sentence in self._unheard:
            self._hear(*sentence())
        self._unheard.clear()
        if spoken in (["it"], ["he"], ["she"]):
            fits = self._is_person() if spoken != ["it"] else not self._human
            return self._name if fits else ""
        if len(spoken) == 2 and spoken[0] == "the":
            called = self._called.get(spoken[1], "")
            return called or (self._name if spoken[1] in _BODIES else "")
        return ""

    def _is_person(self) -> bool:
        return len(self._name.split()) in (2, 3) and not self._rival

    def hear(self, words: Sequence[Token], parts: Sequence[Clause]) -> None:
        """Take in a sentence."""
        self.hear_later(lambda: (words, parts))

    def hear_later(self, sentence: Callable[[], tuple[Sequence[Token], Sequence[Clause]]]) -> None:
        """Take in a sentence that is taken apart only if a later one asks who is meant."""
        self._unheard.append(sentence)

    def _hear(self, words: Sequence[Token], parts: Sequence[Clause]) -> None:
        self._hear_names(words)
        main = next((c for c in parts if c.link is Link.MAIN and c.group.finite), None)
        if main is None or main.subject[0] >= main.subject[1]:
            self._name = ""
            return
        subject = [words[k] for k in range(*main.subject)]
        low = [t.low for t in subject]
        rival = _other_name(words, main.subject)
        goes_on = low in (["it"], ["he"], ["she"]) or (
            len(low) == 2 and low[0] == "the" and low[1] in _BODIES
        )
        if goes_on:
            self._rival |= rival
            return
        named = len(subject) <= 4 and all(
            (t.tag == "N" and t.capital and t.low not in lx.CONNECTIVES) for t in subject
        )
        if len(subject) == 1:
            named = named and low[0] in self._names
        self._name = " ".join(t.text for t in subject) if named else ""
        self._rival = rival
        self._human = main.group.lemma in _OF_PEOPLE or any(t.low in _PERSONAL for t in words)
        if len(low) == 2 and low[0] == "the" and low[1] in self._called:
            self._name = self._called[low[1]]

    def _hear_names(self, words: Sequence[Token]) -> None:
        """Names given in so many words: "a scheme called the 'Green Lanes'"."""
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


def _other_name(words: Sequence[Token], subject: tuple[int, int]) -> bool:
    """Whether a second name of two words or more stands in the sentence, not after "in" or "at"."""
    for k in range(len(words) - 1):
        if subject[0] <= k < subject[1]:
            continue
        first, second = words[k], words[k + 1]
        if (
            first.tag == second.tag == "N"
            and first.capital
            and second.capital
            and not (k and words[k - 1].low in ("in", "at", "near", "from", "to"))
        ):
            return True
    return False
