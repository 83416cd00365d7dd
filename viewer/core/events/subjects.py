"""What the subject of a verb is: the noun phrase before it, in front of it or far off."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense
from viewer.core.events.tokens import EITHER, REACH, Token

__all__ = [
    "by_contact",
    "fresh_noun",
    "name_in",
    "noun_before",
    "own_subject",
    "participle_subject",
    "relative_subject",
]


def fresh_noun(words: Sequence[Token], verb: int, last: int, *, fronted: bool) -> bool:
    """Whether a noun phrase of its own stands before a verb that no joint sets apart.

    ``fronted`` says that a clause without its comma may end on the verb before: "When it closed |
    the town lost 300 jobs".
    """
    start, end = noun_before(words, verb)
    behind = last < start - 1 or (last == start - 1 and fronted)
    return (
        behind and start < end == verb and words[start - 1].tag in ("VNT#)" if fronted else "NT#)")
    )


def by_contact(words: Sequence[Token], verb: int) -> bool:
    """Whether the clause of a verb opens behind a noun: "under the act | the house passed"."""
    start, end = noun_before(words, verb)
    return 0 < start < end == verb and words[start].tag == "D" and words[start - 1].tag == "N"


def relative_subject(
    words: Sequence[Token], begin: int, verb: int, *, opens: bool
) -> tuple[int, int]:
    """The antecedent where the relative word is the subject, else the subject behind it;
    ``opens``: no verb stands before it."""
    if words[begin].low in lx.NOMINATIVES:
        return begin, begin + 1  # "in a letter | she sent"
    silent = begin + 1 + _adverbs(words, begin + 1, verb) >= verb
    if silent and words[begin].low in ("who", "which", "that"):
        start, end = noun_before(words, begin)
        if start > 1 and end - start == 1 and words[start].text.isdigit():
            start, end = noun_before(words, start - 1)  # "Maud Tirrell, 74, who retires"
        placed = words[begin].low == "which" and start > 1 and words[start - 1].low == "at"
        if placed and words[start].capital:
            start = noun_before(words, start - 1)[0]  # "a new mill at Orm, which was enlarged"
        if opens and words[begin].low == "which" and words[begin - 1].tag == ",":
            whole = own_subject(words, 0, begin)  # "The inquest into the death, which ..."
            fits = whole[0] < whole[1] and words[whole[0]].tag != "P"
            start, end = whole if fits else (start, end)
        for k in range(end - 2, start, -1):
            named = words[k + 1].capital and not words[k - 1].capital
            if words[begin].low == "who" and words[k].low == "of" and named:
                return k + 1, end
        return start, end
    return own_subject(words, begin + 1, verb)


def participle_subject(
    words: Sequence[Token], group: Group, begin: int, *, opens: bool
) -> tuple[int, int]:
    """What a reduced clause tells of; ``opens``: no verb stands before it."""
    if group.tense is not Tense.GERUND:
        if opens and group.first > 1 and words[group.first - 1].tag == ",":
            # "A motion of regret about the ruling, tabled in May, ...": the whole of it
            whole = own_subject(words, 0, group.first)
            if whole[0] < whole[1]:
                return _thing_made(words, group, *whole)
        return noun_before(words, group.first)
    own = own_subject(words, begin + 1, group.first) if words[begin].low == "with" else (0, 0)
    if words[group.first].low == "having" and words[begin].tag in "DN":
        own = own_subject(words, begin, group.first)  # "the deal having been signed in May"
    return own if own[0] < own[1] else (begin, begin)


def _thing_made(words: Sequence[Token], group: Group, start: int, end: int) -> tuple[int, int]:
    """The noun phrase, or what stands behind its "of" where only that can have been made: "a sale
    of the bakehouse, | built in 1931"."""
    of = next((k for k in range(start, end) if words[k].low == "of"), end)
    happens = start < of < end - 1 and words[of - 1].low in lx.HAPPENINGS
    return (of + 1, end) if happens and group.lemma in _MAKING else (start, end)


_MAKING = frozenset("build erect construct complete list make found design paint write".split())


def _adverbs(words: Sequence[Token], start: int, end: int) -> int:
    """How many adverbs, times and commas stand there: "who | , in the 1840s, | worked"."""
    count = 0
    while start + count < end and (
        words[start + count].tag in "A,T"
        or (words[start + count].tag == "P" and words[start + count + 1].tag == "T")
    ):
        count += 1
    return count


def own_subject(words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The noun phrase that stands before a verb, fronted phrases and appositions left out."""
    start = max(start, end - 4 * REACH)
    while end > start + 1 and words[end - 1].low in _LATELY and words[end - 2].tag == "N":
        end -= 1
    while end > start and (
        (words[end - 1].tag in "ATC" and not _ordinal(words, start, end))
        or (words[end - 1].tag == "P" and end < len(words) and words[end].tag in "TR")
    ):
        end -= 1
    if end > start and words[end - 1].text in _DASHES:
        # "The army - backed by two ships - | landed", "Slovakia - a client state - | joined"
        dashes = (k for k in range(end - 2, start, -1) if words[k].text in _DASHES)
        end = next(dashes, end - 1)
    closing = end > start and words[end - 1].tag == ","
    if closing:
        end -= 1
    depth = 0
    for k in range(end - 1, start - 1, -1):
        if words[k].tag not in ";()":
            continue
        depth += (words[k].tag == ")") - (words[k].tag == "(")
        if (words[k].tag == ";" and depth <= 0) or (
            words[k].tag == ")" and not any(t.tag == "(" for t in words[start:k])
        ):
            start = k + 1
            break
    start = _past_opening(words, start, end)
    for _ in range(6):
        commas = [
            k for k in range(start, end) if words[k].tag == "," and not _place(words, start, k, end)
        ]
        if not commas:
            break
        listing = _list_like(words, start, end)
        if _aged(words, commas[0], end) and commas[0] + 3 < end and (
            words[commas[0] + 3].tag == "C"
        ):  # fmt: skip
            end = commas[-1] if _aged(words, commas[-1], end) else end
            break  # "Leon Vickery, 31, and Dean Sallow, 29,"
        if _aged(words, commas[0], end):
            end, closing = commas[0], False  # "Doran Pike, 54, of Quay Street,"
        elif closing and len(commas) == 1 and _many(words, start, commas[0]):
            end, closing = commas[0], False  # "Two of its members, Ada Orr and Tom Roe, died"
        elif closing and not listing:
            # "William Hill, the head of sales, resigned": the apposition goes
            end, closing = commas[-1], False
        elif _aside_before_pronoun(words, commas[-1], end) and words[start].tag in "DN":
            end = commas[-1]  # "The firm, in a step | it had ruled out"
        elif words[start].tag in "PTO" or _verbal(words[start]):
            start = (commas[0] if _list_like(words, commas[0] + 1, end) else commas[-1]) + 1
        elif not listing:
            start = commas[-1] + 1
        else:
            break
        start = _past_opening(words, start, end)
    opened = start > 0 and words[start - 1].low in EITHER and words[start].tag == "D"
    if start < end and (words[start].tag == "P" or opened):
        # "Under the reign of Ida | the mine": a phrase in front without its comma
        fresh = [
            k
            for k in range(start + 2, end)
            if words[k].tag == "D" or words[k].low in lx.NOMINATIVES
        ]
        fresh = [k for k in fresh if words[k - 1].tag in "N#T" or words[k - 1].low in _OBLIQUE]
        start = fresh[-1] if fresh else start
    while end > start + 1 and words[end - 1].tag == "P":
        end -= 1  # "the mill | in which forty died"
    return min(start, end), end


_OBLIQUE = lx.OBJECT_PRONOUNS | {"her"}
_DASHES = frozenset("-–—")


def _ordinal(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether "the first" ends a phrase, a noun left out."""
    return words[end - 1].low in _RANKS and end - 2 >= start and words[end - 2].tag == "D"


def _aged(words: Sequence[Token], comma: int, end: int) -> bool:
    """Whether an age stands between commas behind a name."""
    age = words[comma + 1] if comma + 1 < end else None
    closed = comma + 2 >= end or words[comma + 2].tag == ","
    return age is not None and age.tag == "#" and age.text.isdigit() and closed


def name_in(words: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The name in "Ada Renn, a judge [who ...]": more to the point than what she is."""
    comma = next((k for k in range(start, min(end, start + 6)) if words[k].tag == ","), 0)
    whole = start < comma < end - 1 and words[comma + 1].low in ("a", "an", "the")
    if whole and all(t.tag == "N" and t.capital for t in words[start:comma]):
        return start, comma
    return None


def _place(words: Sequence[Token], start: int, comma: int, end: int) -> bool:
    """Whether the comma stands inside a place: "a court in Paris, France"."""
    if comma - start < 3 or comma + 1 >= end:
        return False
    after = words[comma + 1]
    return (
        words[comma - 1].capital
        and words[comma - 2].low in ("in", "at", "near", "of", "from")
        and after.tag == "N"
        and after.capital
        and words[start].tag != "P"
        and (comma + 2 == end or words[comma + 2].tag == ",")
    )


def _verbal(token: Token) -> bool:
    """Whether a word is a form that a reduced clause opens with."""
    if token.low == "according":
        return True
    return "g" in token.form[1] if token.form[1] else token.past[1] != ""


#: "First," opens a sentence; "First depth sounder sold" counts what it names.
_RANKS = frozenset("first second third last next".split())


def _past_opening(words: Sequence[Token], start: int, end: int) -> int:
    """Past connectives, subordinators, and time words with their preposition."""
    while start < end:
        token = words[start]
        owner = words[start + (token.tag == "P")] if start + 2 < end else token
        if owner.tag == "T" and owner.low.endswith(("'s", "’s")) and start + 1 < end:
            break  # "Sunday's vote", "in last week's storm"
        if token.tag == "T" and (past := _past_base(words, start, end)):
            start = past
        elif token.tag == "P" and start + 1 < end and words[start + 1].tag == "T":
            start += 2
        elif token.low in _RANKS and start + 1 < end and words[start + 1].tag in "N#":
            break  # "First depth sounder sold", "The" left out
        elif (
            (token.tag in 'CSAT;.,"' and not _no_such(words, start, end))
            or token.low in lx.CONNECTIVES
            or (token.low in EITHER and not any(t.tag == "," for t in words[start:end]))
            or token.low == "that"
        ):
            start += 1
        else:
            break
    return start


def _past_base(words: Sequence[Token], at: int, end: int) -> int:
    """Past what the time at ``at`` is counted from, up to its own time: "a week after his arrest in
    May 1920 | he fled"; 0 where nothing is."""
    after = words[at + 1].low if at + 1 < end else ""
    if after not in _WAYS and words[at].low.rpartition(" ")[2] not in _WAYS:
        return 0
    for k in range(at + 1, min(end, at + REACH // 2)):
        if words[k].tag == "T":
            return k + 1
        if words[k].tag not in "PDNO":
            break
    return 0


_WAYS = frozenset({"before", "after"})


#: Adverbs that say how a count is meant.
_COUNTING = frozenset("only just nearly almost roughly barely approximately".split())


def _no_such(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether an adverb belongs to the phrase behind it: "not one ship", "hardly any ships", "only
    nine houses"."""
    if words[start].low in _COUNTING and start + 1 < end and words[start + 1].tag == "#":
        return True
    after = words[start + 1].low if start + 1 < end else ""
    return words[start].low in ("not", "hardly", "scarcely") and after in ("one", "a", "any")


def _aside_before_pronoun(words: Sequence[Token], comma: int, end: int) -> bool:
    """Whether a comma opens a phrase whose noun a pronoun goes on from at ``end``."""
    opens = comma + 1 < end and words[comma + 1].tag == "P"
    return opens and end < len(words) and words[end].low in lx.NOMINATIVES


def _many(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase counts those that an apposition goes on to name: "two of its members"."""
    first = words[start]
    return end - start > 1 and (first.tag == "#" or first.low in ("both", "several", "some"))


def _list_like(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether the commas between are those of "A, B and C", or of plain plurals in a row: "doctors,
    barbers, nurses"."""
    commas = [k for k in range(start, end) if words[k].tag == ","]
    plain = [t for t in words[start:end] if t.tag != ","]
    if len(commas) > 1 and len(plain) == len(commas) + 1 and words[end - 1].tag != ",":
        return all(t.tag == "N" and t.low.endswith("s") for t in plain)
    last = max((k for k in range(start, end) if words[k].tag == ","), default=-1)
    return last >= 0 and any(words[k].tag == "C" for k in range(last + 1, min(end, last + 6)))


#: Adverbs that look like adjectives before a participle: "a man last | seen on Friday".
_LATELY = frozenset({"last", "first", "newly", "recently"})


def noun_before(words: Sequence[Token], end: int) -> tuple[int, int]:
    """The noun phrase that ends at ``end``: back to its determiner, through "of"."""
    while end > 0 and (words[end - 1].tag in ',"A' or words[end - 1].low in _LATELY):
        end -= 1
    start = end
    for k in range(end - 1, max(-1, end - REACH), -1):
        token = words[k]
        amount = token.text in _MONEY and words[k + 1].tag == "#"
        of = token.low == "of" and k < end - 1
        if token.tag in 'N#)("' or amount or of:
            start = k
            continue
        if token.tag == "D":
            start = k
            if k and words[k - 1].low == "of":
                continue
        break
    while start < end and words[start].tag in 'P)"':
        start += 1
    if start > 2 and words[start].text in _MONEY and words[start - 1].low in ("for", "of"):
        start, end = noun_before(words, start - 1)[0], end  # "a claim for £2m | made in May"
    if start > 1 and words[start - 1].low == "per":
        start = noun_before(words, start - 1)[0]  # "a dividend of 6.50 per share, which"
    return start, end


_MONEY = frozenset("£$€")
