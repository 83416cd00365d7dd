"""Which clauses and nouns of a sentence tell a happening, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from viewer.core.dates import Signal, Timex
from viewer.core.events import lexicon as lx
from viewer.core.events.dating import combine, dates
from viewer.core.events.found import Found
from viewer.core.events.gapping import happenings
from viewer.core.events.governing import govern, limits
from viewer.core.events.groups import Group
from viewer.core.events.headline import phrase
from viewer.core.events.joints import Link
from viewer.core.events.lives import lives
from viewer.core.events.model import Status
from viewer.core.events.nominals import Nominal, attributes, effects, nominals, settings, subjects
from viewer.core.events.reported import has_complement, reported, said_behind, told_of
from viewer.core.events.sentence import Sentence
from viewer.core.events.status import planned_if_later
from viewer.core.events.timed import dated
from viewer.core.events.tokens import Words
from viewer.core.events.undated import counts_on, kept, undated, unplaced
from viewer.core.events.verbs import TIMED
from viewer.core.story import Span

__all__ = ["acts_in", "is_dated", "may_act", "may_tell", "told_in"]


def may_tell(text: str, span: Span, times: Sequence[Timex]) -> bool:
    """Whether a sentence can hold an event at all, seen from afar: a date of its own, or a word
    without which `undated` finds none."""
    if any(dates(timex) or unplaced(timex) for timex in times):
        return True
    said = _LETTERS.findall(span.of(text).lower())
    if not _done().isdisjoint(said):
        return True
    coming, planned = not _COMING.isdisjoint(said), not _BEING.isdisjoint(said)
    if times:  # "two days after the storm": any verb may be one of an event
        return coming or planned
    return (coming and not lx.ACTS.isdisjoint(said)) or (planned and not _PLANNING.isdisjoint(said))


_LETTERS = re.compile(r"[a-z]+")


@cache
def _done() -> frozenset[str]:
    """Auxiliaries of the perfect, and past forms of acts."""
    past = {f for f, (lemma, uses) in lx.forms().items() if lemma in lx.ACTS and {*uses} & {*"dn"}}
    return frozenset({*past, *_present(lx.HAVE)})


def _present(forms: Mapping[str, str]) -> Iterator[str]:
    return (form.strip("'") for form, tense in forms.items() if tense == "present")


#: Beside the verb of an act these tell one: "will open", "did open".
_COMING = frozenset(("will", "shall", "ll", "did"))
#: Beside one of the others these tell a plan: "is to open", "are due for repair".
_BEING = frozenset(_present(lx.BE))
_PLANNING = TIMED | {"to"}


def is_dated(words: Words, times: Sequence[Timex]) -> bool:
    """Whether a time of a sentence can date an event: then any of its verbs may tell one."""
    return any(dates(times[words[k].timex]) for k in words.times)


def may_act(words: Words, groups: Sequence[Group], times: Sequence[Timex]) -> bool:
    """Whether a verb of a sentence without a date may tell an act (see `undated`)."""
    timed = any(unplaced(times[words[k].timex]) or counts_on(words, k) for k in words.times)
    return any(kept(group, timed=timed, present=False) for group in groups)


def told_in(sentence: Sentence) -> list[Found]:
    """The events of a sentence with a date, in text order."""
    words, times = sentence.words, sentence.times
    verbal, alone = subjects(words, times, sentence.clauses)
    own = [n for n in nominals(words, times) if n.time not in verbal]
    own += [n for n in alone if n.time not in {known.time for known in own}]
    passive = (attributes(words, times) | {n.time for n in own}) - verbal
    sentence = _lasting(sentence, own)
    lived, of_life = lives(sentence)
    passive -= {k for k in passive if sentence.times[words[k].timex].signal in _BOUNDS}
    placed = settings(words, times, sentence.clauses, passive)
    passive -= placed
    did = effects(words, times, sentence.clauses)
    told = {n.time for n in did.values()}
    own = [n for n in own if n.time not in placed and n.time not in told]
    if did:
        clauses = [
            replace(clause, left=did[k].start, subject=(did[k].start, did[k].end))
            if k in did
            else clause
            for k, clause in enumerate(sentence.clauses)
        ]
        sentence = replace(sentence, clauses=clauses)
    found = [*_of_clauses(sentence, passive, did), *_of_nominals(sentence, own)]
    if lived:
        found = [e for e in found if not e.dating.timexes or of_life.isdisjoint(e.dating.timexes)]
    return sorted(_as_read([*lived, *found], times), key=lambda e: (e.span.start, e.span.end))


def _as_read(found: Sequence[Found], times: Sequence[Timex]) -> list[Found]:
    """The events with their time expressions as they were read, whatever signal a noun or another
    clause gave them; that of a heading stands in no sentence."""
    as_read = set(map(id, times))
    return [
        e if as_read.issuperset(map(id, e.dating.timexes)) else _put_back(e, times) for e in found
    ]


def _put_back(event: Found, times: Sequence[Timex]) -> Found:
    read = {timex.span: timex for timex in times}
    own = tuple(read.get(timex.span, timex) for timex in event.dating.timexes)
    return event._replace(dating=event.dating._replace(timexes=own))


_BOUNDS = (Signal.FROM, Signal.TO, Signal.UNTIL)


def _lasting(sentence: Sentence, own: Sequence[Nominal]) -> Sentence:
    """The sentence with the times of such happenings as bound its verb: "until his death in 1920",
    "between his arrival in 1801 and his death in 1822"."""
    words = sentence.words
    bounds: dict[int, Signal] = {}
    for nominal in own:
        before = words[nominal.start - 1].low if nominal.start else ""
        if before in ("until", "till"):
            bounds[words[nominal.time].timex] = Signal.UNTIL
            begun_at = nominal.start - 2
            if begun_at > 0 and words[begun_at].tag == "T" and words[begun_at - 1].low == "from":
                bounds[words[begun_at].timex] = Signal.FROM
    for k in words.times:
        if (at := _ends_on(words, k)) and words[at].low in ("until", "till"):
            bounds[words[k].timex] = Signal.UNTIL
    for first, last in pairwise(own):
        joined = last.start == first.end + 1 and words[first.end].low == "and"
        if joined and first.start and words[first.start - 1].low == "between":
            bounds[words[first.time].timex] = Signal.FROM
            bounds[words[last.time].timex] = Signal.TO
    for clause in sentence.clauses:
        # "from 1923, when they left, until 1977"
        if clause.fronted[0] == clause.fronted[1]:
            continue
        back = [k for k in range(*clause.fronted) if words[k].tag == "T"]
        until = any(sentence.times[words[k].timex].signal is Signal.UNTIL for k in back)
        for k in range(clause.group.last + 2, clause.right) if until else ():
            if words[k].tag == "T" and words[k - 1].low == "from":
                bounds[words[k].timex] = Signal.FROM
    if not bounds:
        return sentence
    times = [
        t._replace(signal=bounds[k]) if k in bounds else t for k, t in enumerate(sentence.times)
    ]
    return replace(sentence, times=times)


def _ends_on(words: Words, k: int) -> int:
    """The word before the noun phrase that is called by the time at ``k``: "until | the budget of
    May 2018"; 0 if none is."""
    at = k - 1
    if at < 3 or words[at].low not in ("of", "in"):
        return 0
    while at > 1 and k - at < _LONGEST and words[at - 1].tag in "NA#":
        at -= 1
    named = at < k - 1 and words[at - 1].tag == "D" and not words[k - 2].past[1]
    return max(0, at - 2) if named else 0


#: Tokens of a noun phrase and its time, at most.
_LONGEST = 8


def _of_nominals(sentence: Sentence, own: Sequence[Nominal]) -> Iterator[Found]:
    for nominal in own:
        timex = sentence.times[sentence.words[nominal.time].timex]
        dating = combine([timex._replace(signal=Signal.AT)], sentence.story_date)
        if dating is None:
            continue
        words = sentence.words
        yield Found(
            Span(words.start(nominal.start), words.end(nominal.end - 1)),
            sentence.span,
            sentence.paragraph,
            phrase(words, nominal.start, nominal.end, {nominal.time}),
            planned_if_later(dating, sentence.story_date, Status.HAPPENED),
            dating,
            "",
        )


def acts_in(sentence: Sentence) -> list[Found]:
    """The events of a sentence without a date, in text order: of clauses joined by "and" the first
    that tells one, and those that have an auxiliary of their own."""
    found = []
    told = False
    for k, clause in enumerate(sentence.clauses):
        if clause.link is not Link.COORDINATE:
            told = clause.link is not Link.MAIN
        if not told or _has_own_auxiliary(clause.group):
            event = undated(sentence, k)
            if event is not None:
                told = True
                found.append(event)
    return _as_read(found, sentence.times) if sentence.words.times else found


def _has_own_auxiliary(group: Group) -> bool:
    return group.first < group.head and not group.borrowed


def _of_clauses(
    sentence: Sentence, passive: set[int], did: Mapping[int, Nominal]
) -> Iterator[Found]:
    """``did`` are the clauses that tell what a dated happening did, see `effects`."""
    parts = sentence.clauses
    governing, merged = govern(sentence, passive)
    for k, nominal in did.items():
        governing[k] = governing[k] or [nominal.time]
    whole = sentence
    bounds = limits(sentence, governing)
    told = False
    for k, clause in enumerate(parts):
        if clause.link is not Link.COORDINATE:
            told = clause.link is not Link.MAIN
        events = []
        sentence = whole
        if k in bounds:
            sentence = _signalled(whole, bounds[k])
            governing[k] = sorted({*governing[k], *bounds[k]})
        if k not in merged and governing[k]:
            events = [
                dated(sentence, k, part, governing[k])
                for part in happenings(
                    sentence.words,
                    sentence.times,
                    governing[k],
                    clause.group.last,
                    clause.right,
                )
            ]
        if not any(events) and governing[k]:
            inner = told_of(sentence, k, governing)
            events = [reported(sentence, k, n, governing) for n in inner]
            merged.update(inner if any(events) else ())
        elif not any(events) and said_behind(sentence, k, governing):
            events = [reported(sentence, k + 1, k, governing)]
        free = k not in merged and (not told or _has_own_auxiliary(clause.group))
        if not any(events) and free and not _is_dated_behind(sentence, k, governing):
            events = [undated(sentence, k)]
        for event in events:
            if event is not None:
                told = True
                yield event


def _is_dated_behind(sentence: Sentence, k: int, governing: Sequence[Sequence[int]]) -> bool:
    """Whether the complement of a clause has the date: "denied | that it had sunk on Monday"."""
    behind = k + 1 < len(governing) and bool(governing[k + 1])
    return behind and has_complement(sentence, k)


def _signalled(sentence: Sentence, signals: Mapping[int, Signal]) -> Sentence:
    """The sentence as one of its clauses sees it: its times by token, each with that signal."""
    times = list(sentence.times)
    for token, signal in signals.items():
        k = sentence.words[token].timex
        times[k] = times[k]._replace(signal=signal)
    return replace(sentence, times=times)
