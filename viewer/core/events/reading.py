"""A story as understood: its happenings, each with a date or an honest lack of one."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from viewer.core.dates import NamedPeriod, Signal, Timex, find, mentions, story_date
from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause, Group, Link, Tense, Token, clauses, tokens
from viewer.core.events.dating import Dating, bounded, combine, dates, day_of
from viewer.core.events.headline import headline, phrase
from viewer.core.events.lines import lines
from viewer.core.events.model import Event, Kind, Reading, Shape, Status
from viewer.core.events.naming import Topic
from viewer.core.events.nominals import Nominal, attributes, nominals
from viewer.core.story import (
    Block,
    BlockKind,
    Diagnostic,
    Severity,
    Span,
    Story,
    mark_spans,
    supporting,
)
from viewer.core.when import ANY, PAST, When

__all__ = ["read"]


@dataclass(frozen=True, slots=True)
class _Found:
    """An event before it has an id and citations."""

    span: Span
    sentence: Span
    paragraph: int
    headline: str
    status: Status
    dating: Dating
    verb: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence taken apart, with what the whole story says about time."""

    text: str
    span: Span
    paragraph: int
    words: Sequence[Token]
    clauses: Sequence[Clause]
    times: Sequence[Timex]
    story_date: When
    quotes: Sequence[Span]
    names: Mapping[tuple[int, int], str]


def read(story: Story, *, date: When = ANY, periods: Sequence[NamedPeriod] = ()) -> Reading:
    """The events of a story, in text order; never fails.

    ``date`` stands for the story's own date where it is known; ``periods`` are the named periods
    that may be read as dates ("since the 14th Five-Year Plan") and shown behind the events.
    """
    own = story_date(story.date_text) if story.date_text else ANY
    anchor = date if date.is_known else own
    marks = mark_spans(story)
    spans = [block.span for block in story.paragraphs]
    times = find(story.text, anchor=anchor, periods=periods, blocks=spans, masks=marks)
    background = mentions(story.text, periods, blocks=spans, masks=marks)
    found = _once(_events(story, marks, times, anchor))
    cited = supporting(story)
    events = tuple(_finished(story, event, cited) for event in found)
    return Reading(
        story=story,
        date=anchor,
        timexes=tuple(times),
        events=events,
        background=tuple(background),
        diagnostics=(*_kept(story.diagnostics, anchor), *_diagnostics(times, anchor)),
    )


def _kept(diagnostics: Sequence[Diagnostic], anchor: When) -> Iterator[Diagnostic]:
    """The story's diagnostics, less the missing date where the reader has given one."""
    return (d for d in diagnostics if d.code != "no-story-date" or not anchor.is_known)


def _diagnostics(times: Sequence[Timex], anchor: When) -> Iterator[Diagnostic]:
    if anchor.is_known:
        return
    unresolved = [t for t in times if t.relative and not t.when.is_known]
    if unresolved:
        first = unresolved[0]
        count = len(unresolved)
        which = f"“{first.text}”" if count == 1 else f"“{first.text}” and {count - 1} more"
        yield Diagnostic(
            "relative-dates-open",
            f"The story has no date, so {which} could not be placed. "
            "Give the story's date to place them.",
            Severity.NOTE,
            first.span,
        )


# ------------------------------------------------------------------------------- every event


def _events(
    story: Story, marks: Sequence[Span], times: Sequence[Timex], anchor: When
) -> Iterator[_Found]:
    time_starts = [t.span.start for t in times]
    mark_starts = [m.start for m in marks]
    heading = ""
    names: set[str] = set()
    paragraph = -1
    for block in story.blocks:
        if block.kind is BlockKind.HEADING:
            heading = " ".join(block.span.of(story.text).split())
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        paragraph += 1
        here = times[
            bisect_left(time_starts, block.span.start) : bisect_left(time_starts, block.span.end)
        ]
        gaps = marks[
            bisect_left(mark_starts, block.span.start) : bisect_left(mark_starts, block.span.end)
        ]
        yield from _of_block(story.text, block, paragraph, here, gaps, anchor, heading, names)


#: A verbless line of more words than this is no schedule entry.
_LONGEST_LABEL = 16


def _of_block(
    text: str,
    block: Block,
    paragraph: int,
    times: Sequence[Timex],
    gaps: Sequence[Span],
    anchor: When,
    heading: str,
    names: set[str],
) -> Iterator[_Found]:
    taken = []
    quotes = _quotes(text, block.span)
    topic = Topic(names)
    for line in lines(text, block.span, times):
        words = tokens(text, line.label, (), gaps)
        if any(c.group.finite and c.group.lemma not in lx.STATES for c in clauses(words)):
            inside = [t for t in times if line.span.contains(t.span)]
            taken.append(line.span)
            yield from _of_sentence(text, line.span, paragraph, inside, gaps, anchor, quotes, topic)
            continue
        dating = combine([line.timex], anchor)
        if dating is None or len(words) > _LONGEST_LABEL:
            continue
        label = phrase(words, 0, len(words), ())
        if sum(c.isalpha() for c in label) < 4 and heading:
            label = f"{heading}: {label}"
        status = _later(dating, anchor, Status.HAPPENED)
        yield _Found(line.span, line.span, paragraph, label, status, dating, "")
        taken.append(line.span)
    at = gap = 0
    for span in block.sentences:
        while at < len(times) and times[at].span.start < span.start:
            at += 1
        while gap < len(gaps) and gaps[gap].start < span.start:
            gap += 1
        here, marks = [], []
        while at < len(times) and times[at].span.end <= span.end:
            here.append(times[at])
            at += 1
        while gap < len(gaps) and gaps[gap].end <= span.end:
            marks.append(gaps[gap])
            gap += 1
        if any(line.overlaps(span) for line in taken):
            continue
        yield from _of_sentence(text, span, paragraph, here, marks, anchor, quotes, topic)


_QUOTE = re.compile('["“”„]')


def _quotes(text: str, block: Span) -> list[Span]:
    """The quotations of a paragraph, of four words or more; one left open runs to its end."""
    found = []
    opened = -1
    for mark in _QUOTE.finditer(text, block.start, block.end):
        if opened < 0 or mark[0] == "“":
            opened = mark.start() if mark[0] != "”" else -1
        else:
            found.append(Span(opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, block.end))
    return [q for q in found if q.of(text).count(" ") > 2]


def _of_sentence(
    text: str,
    span: Span,
    paragraph: int,
    times: Sequence[Timex],
    marks: Sequence[Span],
    anchor: When,
    quotes: Sequence[Span],
    topic: Topic,
) -> Iterator[_Found]:
    spots = [(t.span.start, t.span.end, k) for k, t in enumerate(times)]
    words = tokens(text, span, spots, marks)
    if not words or words[-1].text == "?":
        return
    parts = clauses(words)
    names = {}
    first = next((c for c in parts if c.link is Link.MAIN), None)
    if first is not None and (name := topic.name(words, first.subject)):
        names[first.subject] = name
    topic.hear(words, parts)
    if first is None and parts and (name := topic.name(words, parts[0].subject)):
        names[parts[0].subject] = name
    sentence = _Sentence(text, span, paragraph, words, parts, times, anchor, quotes, names)
    own = nominals(words, times)
    own = [n for n in own if not _is_doer(words, parts, n)]
    passive = attributes(words, times) | {n.time for n in own}
    passive -= {n.time for n in nominals(words, times) if n not in own}
    found = [*_of_clauses(sentence, passive), *_of_nominals(sentence, own)]
    yield from sorted(found, key=lambda e: (e.span.start, e.span.end))


def _is_doer(words: Sequence[Token], parts: Sequence[Clause], nominal: Nominal) -> bool:
    """Whether the noun is a verb's subject, told for the first time: "a 2004 storm killed ..."."""
    return words[nominal.start].low in ("a", "an") and any(
        clause.subject[0] <= nominal.time < clause.subject[1]
        and clause.link is Link.MAIN
        and clause.group.tense is Tense.PAST
        for clause in parts
    )


def _of_nominals(sentence: _Sentence, own: Sequence[Nominal]) -> Iterator[_Found]:
    for nominal in own:
        timex = sentence.times[sentence.words[nominal.time].timex]
        dating = combine([replace(timex, signal=Signal.AT)], sentence.story_date)
        if dating is None:
            continue
        words = sentence.words
        yield _Found(
            Span(words[nominal.start].start, words[nominal.end - 1].end),
            sentence.span,
            sentence.paragraph,
            phrase(words, nominal.start, nominal.end, {nominal.time}),
            _later(dating, sentence.story_date, Status.HAPPENED),
            dating,
            "",
        )


def _of_clauses(sentence: _Sentence, passive: set[int]) -> Iterator[_Found]:
    parts = sentence.clauses
    governing = [_governing(sentence, clause, passive) for clause in parts]
    shared: list[int] = []
    for k, clause in enumerate(parts):
        if clause.link is not Link.COORDINATE:
            shared = [t for t in governing[k] if _fronted(sentence.words, clause, t)]
        elif not governing[k] and shared and _continues(sentence.words, clause):
            governing[k] = shared
        if not governing[k]:
            governing[k] = _lent(sentence, k, passive)
    _handed_back(sentence, governing)
    merged = _same_time(sentence, governing)
    told = False
    for k, clause in enumerate(parts):
        if clause.link is not Link.COORDINATE:
            told = clause.link is not Link.MAIN
        events = []
        if k not in merged and governing[k]:
            events = [
                _dated(sentence, k, some, governing[k], gap)
                for some, gap in _listed(sentence.words, sentence.times, governing[k])
            ]
        own = clause.group.first < clause.group.head and not clause.group.borrowed
        if not any(events) and k not in merged and (not told or own):
            events = [_undated(sentence, k)]
        for event in events:
            if event is not None:
                told = True
                yield event


def _handed_back(sentence: _Sentence, governing: list[list[int]]) -> None:
    """Give a date that lies before the story from the plan that was told to the telling.

    "announces where the ships will be shown during a feast on 3 May", told on 4 May: the day of
    the feast is that of the announcing.
    """
    for k in range(1, len(sentence.clauses)):
        clause, back = sentence.clauses[k], sentence.clauses[k - 1]
        if not governing[k] or governing[k - 1] or not (clause.reported and back.group.finite):
            continue
        timexes = [sentence.times[sentence.words[t].timex] for t in governing[k]]
        dating = combine(timexes, sentence.story_date)
        if dating is not None and _contradicts(
            sentence.words, clause.group, dating, sentence.story_date
        ):
            governing[k - 1], governing[k] = governing[k], []


def _same_time(sentence: _Sentence, governing: list[list[int]]) -> set[int]:
    """Give both sides of a "when" the date that one of them has; the sides to leave out.

    "The ship was lost when it struck a mine on 4 May" is one happening: a "when" clause about
    "it" is left out.
    """
    parts = sentence.clauses
    merged = set()
    for k, clause in enumerate(parts):
        if sentence.words[clause.begin].low != "when" or clause.link not in _TIMED:
            continue
        other = k - 1 if k else k + 1
        if not 0 <= other < len(parts) or parts[other].link is not Link.MAIN:
            continue
        if parts[other].group.tense is not Tense.PAST or clause.group.tense is not Tense.PAST:
            continue
        if governing[k] and not governing[other]:
            governing[other] = governing[k]
            if _is_pronoun(sentence.words, clause):
                merged.add(k)
        elif governing[other] and not governing[k]:
            if _is_pronoun(sentence.words, clause):
                merged.add(k)
            governing[k] = governing[other]
    return merged


_TIMED = (Link.SUBORDINATE, Link.RELATIVE)


def _is_pronoun(words: Sequence[Token], clause: Clause) -> bool:
    start, end = clause.subject
    return end - start == 1 and words[start].low in ("he", "she", "it", "they")


def _governing(sentence: _Sentence, clause: Clause, passive: set[int]) -> list[int]:
    """The tokens of the time expressions that date a clause."""
    words = sentence.words
    where = [*range(*clause.fronted), *range(clause.begin, clause.right)]
    if clause.link is Link.SUBORDINATE and clause.begin < clause.subject[0]:
        # "If prices fall in May, the line could ...": a verb that went unread has its own time
        commas = [k for k in range(clause.begin, clause.subject[0]) if words[k].tag == ","]
        where = [k for k in where if not commas or k < clause.begin or k > commas[-1]]
    return [
        k
        for k in where
        if words[k].tag == "T"
        and (k not in passive or _aimed(words, k, clause.group))
        and dates(sentence.times[sentence.words[k].timex])
    ]


#: Verbs that carry a date as their goal: "moved to 2027", "planned for May".
_MOVING = frozenset("move postpone delay push shift extend reschedule defer advance".split())


def _aimed(words: Sequence[Token], at: int, group: Group) -> bool:
    """Whether the time at ``at`` is where the verb puts something: "postponed to 2027"."""
    if at < group.last:
        return False
    before = words[at - 1].low
    return (before in ("to", "until") and group.lemma in _MOVING) or (
        before == "for" and group.plan
    )


def _fronted(words: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether time words stand before the subject, and so may cover what "and" adds."""
    return at < clause.group.first and at < max(clause.subject[0], clause.begin + 1)


_BREAKS = frozenset({"later", "then", "eventually", "subsequently", "afterwards", "now", "still"})


def _continues(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a joined verb goes on in the same time: no "later", and no change of tense."""
    opening = words[clause.begin : clause.group.last + 2]
    return not any(t.low in _BREAKS for t in opening) and clause.group.tense in (
        Tense.PAST,
        Tense.PERFECT,
        Tense.FUTURE,
    )


def _lent(sentence: _Sentence, k: int, passive: set[int]) -> list[int]:
    """A "since" that the next verb's clause ends on, where both share one "has"."""
    clause = sentence.clauses[k]
    if clause.group.tense is not Tense.PERFECT or k + 1 >= len(sentence.clauses):
        return []
    follower = sentence.clauses[k + 1]
    if follower.link is not Link.COORDINATE or not follower.group.borrowed:
        return []
    return [
        t
        for t in _governing(sentence, follower, passive)
        if sentence.times[sentence.words[t].timex].signal is Signal.SINCE
    ]


def _listed(
    words: Sequence[Token], times: Sequence[Timex], governing: list[int]
) -> list[tuple[list[int], tuple[int, int]]]:
    """The time tokens in sets, one for each happening, each with what stands in for its parts.

    "in 1945 and 1947" are two happenings; so are "a school in May and a mill in June", where "a
    mill" is handed back too, as half-open tokens.
    """
    sets: list[tuple[list[int], tuple[int, int]]] = [(governing[:1], (0, 0))]
    enumerated = any(t.low == "and" for t in words[governing[0] : governing[-1]])
    for before, at in pairwise(governing):
        start, end = before + 1, at - 1 if words[at - 1].tag == "P" else at
        while start < end and words[start].tag in ",C" and words[start].low not in ("or", "but"):
            start += 1
        joined = start > before + 1 and enumerated
        bare = times[words[at].timex].signal is not Signal.TO and joined
        opens = start == end or words[start].tag in "D#"
        if bare and opens and end - start <= 4 and all(t.tag in "ND#" for t in words[start:end]):
            sets.append(([at], (start, end)))
        else:
            sets[-1][0].append(at)
    return sets


# --------------------------------------------------------------------------------- one event


def _dated(
    sentence: _Sentence, k: int, governing: list[int], every: list[int], gap: tuple[int, int]
) -> _Found | None:
    """The event of clause ``k`` at the time of ``governing``, some of ``every`` it has."""
    clause, words = sentence.clauses[k], sentence.words
    timexes = [sentence.times[words[t].timex] for t in governing]
    first = governing[0]
    between = first > 0 and words[first - 1].low == "between"
    dating = combine(timexes, sentence.story_date, between=between)
    if dating is None:
        return None
    group = clause.group
    if not _happens(words, clause, dating, timexes):
        return None
    if words[clause.subject[0]].low in ("i", "we") and _is_quoted(sentence, clause):
        return None
    if dating.kind is Kind.RELATIVE and _contradicts(words, group, dating, sentence.story_date):
        return _undated(sentence, k)  # what was borrowed for it cannot be right
    status = _status(sentence, clause, dating, governing)
    if gap[0] < gap[1]:
        span = Span(words[gap[0]].start, words[governing[-1]].end)
    elif len(governing) < len(every):
        span = _span(sentence, clause, governing, governing[-1])
    else:
        span = _span(sentence, clause, governing, _reach(sentence, k) - 1)
    end = _reach(sentence, k) if len(governing) == len(every) else max(governing) + 1
    label = headline(words, clause, every, _subject(sentence, k), end, gap, _name(sentence, k))
    return _Found(span, sentence.span, sentence.paragraph, label, status, dating, group.lemma)


def _happens(
    words: Sequence[Token], clause: Clause, dating: Dating, timexes: Sequence[Timex]
) -> bool:
    """Whether a dated clause tells a happening.

    A state does only with its limits ("was mayor from 1990 to 1998", "by 1835 there were ..."),
    a report never: what happened is in the clause that hangs on it.
    """
    group = clause.group
    start, end = clause.subject
    if group.finite and (start == end or (end - start == 1 and words[start].low == "what")):
        return False
    if group.lemma in lx.SAYING and not group.passive and not group.plan:
        return False
    if group.plan or (group.to >= 0 and group.lemma in lx.FORWARD):
        return True
    if group.lemma in lx.STATES:
        limits = dating.shape is Shape.SPAN or any(t.signal is Signal.BY for t in timexes)
        return limits and not group.passive
    return True


def _is_quoted(sentence: _Sentence, clause: Clause) -> bool:
    at = sentence.words[clause.group.head].start
    return any(quote.start <= at < quote.end for quote in sentence.quotes)


def _contradicts(words: Sequence[Token], group: Group, dating: Dating, story_date: When) -> bool:
    """Whether a coming event would lie before the story: then its time words date another."""
    today = day_of(story_date)
    coming = group.tense is Tense.FUTURE or (group.plan and group.tense is Tense.PRESENT)
    coming |= group.tense is Tense.POSSIBLE and words[group.head - 1].low != "have"
    return coming and today.is_known and dating.when.latest < today.earliest


_UNTOLD = frozenset("i we you our my your who there no nobody none".split())


def _undated(sentence: _Sentence, k: int) -> _Found | None:
    """An act told without a date: kept, and bounded by its tense and the story's date."""
    clause, words = sentence.clauses[k], sentence.words
    group = clause.group
    if clause.link not in (Link.MAIN, Link.COORDINATE) or clause.conditional or clause.reported:
        return None
    if clause.link is Link.COORDINATE and words[clause.begin].tag not in "C,":
        return None
    if _is_quoted(sentence, clause):
        return None
    if group.negated or group.progressive or group.doubt or group.lemma in lx.STATES:
        return None
    coming = group.plan and group.tense is Tense.PRESENT
    if not coming and (group.plan or group.lemma in lx.SAYING or group.lemma in lx.THIN):
        return None
    start, end = clause.subject
    if (
        start >= end
        or words[start].tag not in "DN#"
        or any(words[n].low in _UNTOLD for n in range(start, min(end, start + 8)))
    ):
        return None
    if _is_pronoun(words, clause) and not _name(sentence, k):
        return None
    if group.tense is Tense.PERFECT or (
        group.tense in (Tense.PAST, Tense.PLUPERFECT) and group.lemma in lx.ACTS
    ):
        planned, told, status = False, "as already done", Status.HAPPENED
    elif coming or (group.tense is Tense.FUTURE and group.lemma in lx.ACTS):
        planned, told, status = True, "as still to come", Status.PLANNED
    else:
        return None
    dating = bounded(sentence.story_date, planned=planned, told=told)
    open_words = [
        sentence.times[words[t].timex]
        for t in range(clause.begin, clause.right)
        if words[t].tag == "T" and sentence.times[words[t].timex].relative
    ]
    if open_words and not sentence.story_date.is_known:
        because = f"“{open_words[0].text}” cannot be placed, since the story gives no date."
        dating = replace(dating, because=because)
    return _Found(
        _span(sentence, clause, [], _reach(sentence, k) - 1),
        sentence.span,
        sentence.paragraph,
        headline(
            words, clause, (), _subject(sentence, k), _reach(sentence, k), name=_name(sentence, k)
        ),
        status,
        dating,
        group.lemma,
    )


def _name(sentence: _Sentence, k: int) -> str:
    """What the label calls the subject where its own words would not say, else ""."""
    return sentence.names.get(_subject(sentence, k), "")


def _subject(sentence: _Sentence, k: int) -> tuple[int, int]:
    """The tokens that name who or what, for the label."""
    clause = sentence.clauses[k]
    if clause.reported and _is_pronoun(sentence.words, clause) and k:
        # "the firm said it would ...": the speaker, as far as the sentence tells
        return sentence.clauses[k - 1].subject
    if clause.subject[0] < clause.subject[1]:
        return clause.subject
    if clause.link is Link.PARTICIPLE:
        # "Founded in 1921, the firm ...": the subject comes with the next clause
        for other in sentence.clauses[k + 1 : k + 2] if clause.begin < 3 else ():
            return other.subject
        for other in reversed(sentence.clauses[:k][-2:]):
            if other.subject[0] < other.subject[1] and clause.group.tense is Tense.GERUND:
                return other.subject
    return clause.subject


def _reach(sentence: _Sentence, k: int) -> int:
    """Where a clause ends with what completes its verb: "announced | that the line would close"."""
    clause, words = sentence.clauses[k], sentence.words
    if k + 1 == len(sentence.clauses):
        return clause.right
    after = sentence.clauses[k + 1]
    marked = words[after.begin].low in ("that", "where", "how", "whether")
    bare = after.link is Link.SUBORDINATE and clause.group.lemma in lx.TELLING
    told = max(clause.group.last, clause.group.to + 1) + 1
    if words[after.begin].low == "when" and _is_pronoun(words, after):
        return after.right  # one happening, see `_same_time`
    completes = (marked or bare) and _only_time(words, told, after.begin)
    return after.right if completes else clause.right


def _only_time(words: Sequence[Token], start: int, end: int) -> bool:
    return all(t.tag in "TPA," for t in words[start:end])


def _span(sentence: _Sentence, clause: Clause, governing: Sequence[int], last: int) -> Span:
    """The clause with its subject and time words, without openings, marks and closing signs."""
    words = sentence.words
    start, end = clause.left, last + 1
    subject = clause.subject
    inside = clause.begin <= subject[0] < subject[1] <= clause.group.first
    if subject[0] < subject[1] and (
        clause.link is Link.PARTICIPLE or (inside and not any(t < subject[0] for t in governing))
    ):
        start = subject[0]
    own = [t for t in governing if clause.begin <= t < clause.right or t < clause.fronted[1]]
    if own:
        early = min(own)
        if early < start:
            start = early - 1 if early and words[early - 1].tag == "P" else early
        end = max(end, max(own) + 1)
    while start < clause.group.first and (
        words[start].tag in "C,;."
        or (words[start].low in lx.CONNECTIVES and words[start].tag != "T")
    ):
        start += 1
    for k in range(max(clause.group.last + 1, end - 4), end):
        if words[k].low == "including" and words[k - 1].tag == ",":
            end = k - 1
            break
    while end > clause.group.last + 1 and words[end - 1].tag in ",;.C(":
        end -= 1
    return Span(words[start].start, words[end - 1].end)


def _later(dating: Dating, anchor: When, otherwise: Status) -> Status:
    """PLANNED for what lies wholly after the story's date."""
    today = day_of(anchor)
    if today.is_known and dating.when.earliest > today.latest and dating.when.earliest != PAST:
        return Status.PLANNED
    return otherwise


def _status(
    sentence: _Sentence, clause: Clause, dating: Dating, governing: Sequence[int]
) -> Status:
    """Whether it happened, by tense, modality, negation and the story's date."""
    group, words = clause.group, sentence.words
    today = day_of(sentence.story_date)
    start = clause.subject[0]
    none = clause.subject[0] < clause.subject[1] and words[start].low in ("no", "nobody", "none")
    if none and words[start + 1].low in ("less", "fewer", "more", "later", "sooner"):
        none = False
    if group.negated or none:
        return Status.DENIED
    doubtful = any(
        words[k].low in lx.DOUBTS for k in range(max(0, group.first - 2), group.last + 2)
        if k < len(words)
    )  # fmt: skip
    if clause.conditional or group.doubt or doubtful or group.tense is Tense.POSSIBLE:
        return Status.POSSIBLE
    if group.plan or group.tense is Tense.FUTURE:
        return Status.PLANNED
    later = _later(dating, sentence.story_date, Status.HAPPENED)
    if not today.is_known and any(_aimed(words, t, group) for t in governing):
        return Status.PLANNED
    if group.tense is Tense.SHOULD:
        return Status.POSSIBLE if later is not Status.PLANNED else later
    if group.tense is Tense.WOULD:
        return _of_would(clause, dating, today)
    if group.to >= 0 and group.lemma in lx.FORWARD and min(governing) > group.to:
        return _of_intent(group, dating, later)
    if later is Status.PLANNED:
        return later
    if group.progressive and group.tense in (Tense.PRESENT, Tense.PERFECT):
        return Status.ONGOING
    if group.tense is Tense.PRESENT:
        if dating.since:
            return Status.ONGOING
        if not today.is_known and group.lemma in lx.SCHEDULED and not _opens(clause, governing):
            return Status.PLANNED
    return Status.HAPPENED


def _of_would(clause: Clause, dating: Dating, today: When) -> Status:
    """ "said it would open" is a plan; "would later become" looks back from afterwards."""
    if clause.reported:
        return Status.PLANNED
    if today.is_known:
        if dating.when.latest < today.earliest:
            return Status.HAPPENED
        return Status.PLANNED if dating.when.earliest > today.latest else Status.POSSIBLE
    return Status.HAPPENED


def _of_intent(group: Group, dating: Dating, later: Status) -> Status:
    """ "agreed to close by 2030": a plan, unless the date can only be that of the agreeing."""
    if group.tense is not Tense.PAST or later is Status.PLANNED:
        return Status.PLANNED
    if any(t.signal is Signal.BY for t in dating.timexes):
        return Status.PLANNED
    return Status.HAPPENED


def _opens(clause: Clause, governing: Sequence[int]) -> bool:
    """Whether the date opens the clause, as in a chronicle told in the present."""
    return min(governing) <= clause.begin + 1


# -------------------------------------------------------------------------------- all events


def _once(found: Iterator[_Found]) -> Iterator[_Found]:
    """The events without second tellings: same verb, same date, most words of the label alike."""
    seen: dict[tuple[str, str], list[frozenset[str]]] = {}
    spans: set[Span] = set()
    for event in found:
        if event.span in spans or not event.headline:
            continue
        spans.add(event.span)
        if event.dating.kind is not Kind.UNDATED and event.verb:
            key = (event.verb, event.dating.when.edtf)
            told = frozenset(
                w for w in event.headline.lower().split() if w not in lx.DETERMINERS and len(w) > 2
            )
            alike = seen.setdefault(key, [])
            if any(2 * len(told & other) > len(told | other) for other in alike[-8:]):
                continue
            alike.append(told)
        yield event


def _finished(story: Story, event: _Found, cited: Callable[[Span], tuple[str, ...]]) -> Event:
    digest = hashlib.sha256(
        f"{story.digest}:{event.span.start}:{event.span.end}".encode()
    ).hexdigest()
    return Event(
        id=digest[:12],
        span=event.span,
        sentence=event.sentence,
        paragraph=event.paragraph,
        headline=event.headline,
        when=event.dating.when,
        kind=event.dating.kind,
        status=event.status,
        shape=event.dating.shape,
        because=event.dating.because,
        citations=cited(event.span),
        timexes=event.dating.timexes,
    )
