"""Which clauses and nouns of a sentence tell a happening, and in which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from viewer.core.dates import Signal, Timex, TimexType
from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause, Link
from viewer.core.events.dating import (
    Dating,
    begun,
    bounded,
    combine,
    dates,
    either,
    moved_to,
    not_until,
    stretch,
    told_by,
)
from viewer.core.events.extent import name_of, reach_of, span_of, subject_of
from viewer.core.events.gapping import Part, happenings
from viewer.core.events.governing import (
    Sentence,
    aimed,
    begins,
    contradicts,
    govern,
    is_of_life,
    is_pronoun,
    limits,
    moves,
)
from viewer.core.events.headline import affirmed, headline, phrase
from viewer.core.events.model import Kind, Shape, Status
from viewer.core.events.nominals import (
    Nominal,
    attributes,
    effects,
    head_of,
    nominals,
    settings,
    subjects,
)
from viewer.core.events.status import denies, planned_if_later, status_of
from viewer.core.events.tokens import Token, Words
from viewer.core.events.verbs import Group, Tense
from viewer.core.story import Span
from viewer.core.when import Precision

__all__ = ["Found", "may_tell", "told_in"]


class Found(NamedTuple):
    """An event before it has an id and citations."""

    span: Span
    sentence: Span
    paragraph: int
    headline: str
    status: Status
    dating: Dating
    verb: str
    tells: bool = False  # in the simple past of a main clause, which moves a narrative on


def may_tell(text: str, span: Span, times: Sequence[Timex]) -> bool:
    """Whether a sentence can hold an event at all, seen from afar: a date of its own, or a word
    without which `_undated` finds none."""
    if any(dates(timex) or _unplaced(timex) for timex in times):
        return True
    return not _telling_words().isdisjoint(_LETTERS.findall(span.of(text).lower()))


def _unplaced(timex: Timex) -> bool:
    """Whether an expression says when, though nobody can tell which date that is: "that year"."""
    dated = timex.type in (TimexType.DATE, TimexType.TIME)
    vague = timex.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") and timex.rule != "offset"
    return dated and not timex.when.is_known and not vague


_LETTERS = re.compile(r"[a-z]+")


@cache
def _telling_words() -> frozenset[str]:
    """Auxiliaries of the perfect, of plans and of the future, and past forms of acts."""
    past = {f for f, (lemma, uses) in lx.forms().items() if lemma in lx.ACTS and {*uses} & {*"dn"}}
    present = {form for form, tense in {**lx.BE, **lx.HAVE}.items() if tense == "present"}
    return frozenset({*past, *(form.strip("'") for form in present), "will", "shall", "ll", "did"})


def told_in(sentence: Sentence) -> list[Found]:
    """The events of a sentence, in text order."""
    words, times = sentence.words, sentence.times
    if not words.times:
        return list(_of_clauses(sentence, set(), {}))
    verbal, alone = subjects(words, times, sentence.clauses)
    own = [n for n in nominals(words, times) if n.time not in verbal]
    own += [n for n in alone if n.time not in {known.time for known in own}]
    passive = (attributes(words, times) | {n.time for n in own}) - verbal
    sentence = _lasting(sentence, own)
    passive -= {k for k in passive if sentence.times[words[k].timex].signal in _BOUNDS}
    placed = settings(words, times, sentence.clauses, passive)
    passive -= placed
    did = effects(words, times, sentence.clauses)
    told = {n.time for n in did.values()}
    own = [n for n in own if n.time not in placed and n.time not in told]
    clauses = [
        clause._replace(left=did[k].start, subject=(did[k].start, did[k].end))
        if k in did
        else clause
        for k, clause in enumerate(sentence.clauses)
    ]
    sentence = sentence._replace(clauses=clauses)
    found = [*_of_clauses(sentence, passive, did), *_of_nominals(sentence, own)]
    found = [_as_read(event, times) for event in found]
    return sorted(found, key=lambda e: (e.span.start, e.span.end))


def _as_read(event: Found, times: Sequence[Timex]) -> Found:
    """The event with its time expressions as they were read, whatever signal a noun or another
    clause gave them."""
    spans = {timex.span for timex in event.dating.timexes}
    read = tuple(timex for timex in times if timex.span in spans)
    return event._replace(dating=event.dating._replace(timexes=read))


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
    for first, last in pairwise(own):
        joined = last.start == first.end + 1 and words[first.end].low == "and"
        if joined and first.start and words[first.start - 1].low == "between":
            bounds[words[first.time].timex] = Signal.FROM
            bounds[words[last.time].timex] = Signal.TO
    for clause in sentence.clauses:
        # "from 1923, when they left, until 1977"
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
    return sentence._replace(times=times)


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
                _dated(sentence, k, part, governing[k])
                for part in happenings(
                    sentence.words,
                    sentence.times,
                    governing[k],
                    clause.group.last,
                    clause.right,
                )
            ]
        if not any(events) and governing[k]:
            told_of = _told_of(sentence, k, governing)
            events = [_reported(sentence, k, n, governing) for n in told_of]
            merged.update(told_of if any(events) else ())
        elif not any(events) and _said_behind(sentence, k, governing):
            events = [_reported(sentence, k + 1, k, governing)]
        own = clause.group.first < clause.group.head and not clause.group.borrowed
        complement = k + 1 < len(parts) and _has_complement(sentence, k)
        dated_there = complement and bool(governing[k + 1])  # "denied that it had sunk on Monday"
        if not any(events) and k not in merged and (not told or own) and not dated_there:
            events = [_undated(sentence, k)]
        for event in events:
            if event is not None:
                told = True
                yield event


def _signalled(sentence: Sentence, signals: Mapping[int, Signal]) -> Sentence:
    """The sentence as one of its clauses sees it: its times by token, each with that signal."""
    times = list(sentence.times)
    for token, signal in signals.items():
        k = sentence.words[token].timex
        times[k] = times[k]._replace(signal=signal)
    return sentence._replace(times=times)


def _dated(sentence: Sentence, k: int, part: Part, every: Sequence[int]) -> Found | None:
    """The event of clause ``k`` at the time of a part of ``every`` time that it has."""
    clause, words = sentence.clauses[k], sentence.words
    governing, gap = part.times, part.gap
    timexes = [sentence.times[words[t].timex] for t in governing]
    put = [t for t in governing if aimed(words, t, clause.group)]
    if put and moves(words, clause.group):
        governing = put  # "moved from 3 to 9 May", "postponed until June": then it is to be
        timexes = [sentence.times[words[t].timex] for t in put]
    first = governing[0]
    if (signal := _from_then(words, first, clause)) is not None:
        timexes[0] = timexes[0]._replace(signal=signal)
    lasts = clause.group.lemma in lx.STATES  # "was in use between 1915 and 1918"
    between = first > 0 and words[first - 1].low == "between" and not lasts
    between |= is_of_life(words, first, clause.group)
    if part.stretch:
        dating: Dating | None = stretch(timexes[0], timexes[-1])
    else:
        dating = either(timexes) if part.either else None
        dating = dating or combine(timexes, sentence.story_date, between=between)
    if put and moves(words, clause.group):
        dating = moved_to(timexes, sentence.story_date)
    if dating is None:
        return None
    group = clause.group
    if not _happens(words, clause, dating, timexes):
        return None
    if words[clause.subject[0]].low in ("i", "we") and _is_quoted(sentence, clause):
        return None
    odd = contradicts(words, group, dating, sentence.story_date)
    if dating.kind is Kind.RELATIVE and odd and not put:
        return _undated(sentence, k)  # what was borrowed for it cannot be right
    status = status_of(sentence, k, dating, governing)
    shown = frozenset(every)
    if dating.since and group.tense in (Tense.PLUPERFECT, Tense.GERUND):
        dating = begun(timexes[0])
    elif (
        _not_until(words, clause, first)
        and not {timexes[0].signal, timexes[-1].signal}.isdisjoint(_until(words, first))
        and timexes[0].signal not in (Signal.FROM, Signal.SINCE)
    ):
        dating = not_until(timexes, sentence.story_date) or dating
        coming = group.plan or group.tense is Tense.FUTURE
        status = planned_if_later(
            dating, sentence.story_date, Status.PLANNED if coming else Status.HAPPENED
        )
        shown = frozenset()  # "not rebuilt" alone would say the opposite
    if gap[0] < gap[1]:
        span = Span(
            min(words.start(gap[0]), words.start(first)),
            max(words.end(gap[1] - 1), words.end(governing[-1])),
        )
    elif governing[-1] < group.first and first != every[0]:
        end = reach_of(sentence, k) - 1
        span = Span(words.start(first), span_of(sentence, clause, every, end).end)
    elif len(governing) < len(every) and governing[-1] > group.last:
        span = span_of(sentence, clause, governing, governing[-1])
    else:
        span = span_of(sentence, clause, governing, reach_of(sentence, k) - 1)
    if gap[0] < gap[1]:
        shown = frozenset(every)
    if _dated_noun(words, clause, governing):
        label = phrase(words, *clause.subject, shown)
        return Found(span, sentence.span, sentence.paragraph, label, status, dating, "")
    if group.lemma in _SEEING and clause.subject[0] == clause.subject[1]:
        seen = group.last + 1
        label = phrase(words, seen, clause.right, shown) if seen < clause.right else ""
        if " " not in label:
            return None  # "saw Louis | condemned"
        return Found(span, sentence.span, sentence.paragraph, label, status, dating, "")
    if group.lemma in _MAKING and clause.begin == group.first == 0 and words[1].tag == "T":
        return None  # "Printed 2 May 2024." tells of the page
    whole = len(governing) == len(every) or max(governing) < group.first
    end = reach_of(sentence, k) if whole else max(governing) + 1
    beyond = max(governing) + 1
    reduced = clause.link in (Link.RELATIVE, Link.PARTICIPLE) and beyond > group.last + 1
    if reduced and beyond + 1 < len(words) and words[beyond].low in ("to", "as", "from"):
        # "sentenced a man who shot his son in 2021 | to nine years", but "in 2021 to save it"
        end = beyond if words[beyond + 1].tag in "D#T" else end
    behind = every[len(governing)] if len(governing) < len(every) else -1
    if governing[-1] < group.first and behind > group.last and _has_object(words, behind):
        end = behind  # "In May it closed the mill | and in June the mine"
    if first != every[0] and every[0] > group.last and gap[0] == gap[1]:
        end = every[0]  # "They went up in 1950 | and again in 1960"
        while end > group.last + 1 and words[end - 1].tag == "P" and words[end - 2].tag == "P":
            end -= 1
    if part.stop:
        end = min(end, part.stop)
    label = headline(
        words,
        clause,
        shown,
        subject_of(sentence, k),
        end,
        gap,
        name_of(sentence, k),
        keeps=gap[0] > governing[-1],
    )
    if not shown and " until " not in label and " till " not in label:
        label = affirmed(label, group)
    tells = _moves_on(clause)
    return Found(span, sentence.span, sentence.paragraph, label, status, dating, group.lemma, tells)


def _from_then(words: Sequence[Token], at: int, clause: Clause) -> Signal | None:
    """What "from" makes of the first time of a clause that names no end: "from 1961 she taught" in
    the past tense, "has applied from May" up to the story's date."""
    group, (first, last) = clause.group, clause.fronted
    own = clause.begin < at < group.first or first <= at < last
    opens = own and words[at - 1].low == "from"
    if group.plan or not (opens or begins(words, at, group)):
        return None
    if group.tense is Tense.PAST:
        return Signal.FROM
    return Signal.SINCE if group.tense is Tense.PERFECT else None


def _moves_on(clause: Clause) -> bool:
    """Whether a clause tells the next thing of a narrative: a main one in the simple past."""
    return clause.group.tense is Tense.PAST and clause.link in (Link.MAIN, Link.COORDINATE)


def _has_object(words: Sequence[Token], time: int) -> bool:
    """Whether a noun phrase follows a time: "in June | the mine"."""
    return time + 1 < len(words) and words[time + 1].tag in "D#"


def _has_complement(sentence: Sentence, k: int) -> bool:
    """Whether the next clause completes the verb: "denied | that ...", "rejected claims | that"."""
    lemma, after = sentence.clauses[k].group.lemma, sentence.clauses[k + 1]
    if lemma in lx.TELLING and reach_of(sentence, k) > sentence.clauses[k].right:
        return True
    that = sentence.words[after.begin].low == "that"
    return that and (lemma in lx.TELLING or lemma in lx.FORWARD or lemma in lx.DENYING)


def _told_of(sentence: Sentence, k: int, governing: Sequence[Sequence[int]]) -> list[int]:
    """The clauses without a date that the saying in clause ``k`` tells: "that ..., and that"."""
    words, parts = sentence.words, sentence.clauses
    if (
        k + 1 >= len(parts)
        or not parts[k + 1].reported
        or parts[k].group.first > parts[k + 1].begin
    ):
        return []
    found = [k + 1]
    for n in range(k + 2, len(parts)):
        begin = parts[n].begin
        if words[begin].low != "that" or words[begin - 1].tag != "C":
            break
        found.append(n)
    return [n for n in found if not governing[n]]


def _said_behind(sentence: Sentence, k: int, governing: Sequence[Sequence[int]]) -> bool:
    """Whether a dated saying follows what was said: "A man was arrested, police said on Monday"."""
    words, parts = sentence.words, sentence.clauses
    if k + 1 >= len(parts) or governing[k] or not governing[k + 1]:
        return False
    saying = parts[k + 1]
    start = min(saying.begin, saying.subject[0])
    rest = words[saying.group.last + 1 :]
    return (
        parts[k].link is Link.MAIN
        and saying.group.finite
        and saying.begin <= saying.subject[0]
        and words[start - 1].tag == ","
        and len(rest) <= _SPEAKER_AT_END
        and all(t.tag in 'TPA.,"' for t in rest)
    )


#: Tokens that may stand behind the verb of a saying at the end: "said late on Monday."
_SPEAKER_AT_END = 6


def _reported(
    sentence: Sentence, k: int, n: int, governing: Sequence[Sequence[int]]
) -> Found | None:
    """What clause ``k`` says on a day to be done, in clause ``n`` without a date: done by then.

    "Investigators said on Tuesday that they had boarded the tanker."
    """
    words, saying, inner = sentence.words, sentence.clauses[k], sentence.clauses[n]
    if saying.group.lemma not in lx.SAYING or saying.group.negated:
        return None
    done = inner.group.tense in (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
    if (
        not done
        or inner.group.lemma in lx.STATES
        or inner.group.lemma in lx.SAYING
        or inner.conditional
        or inner.group.progressive
        or inner.group.plan
        or words[inner.subject[0]].low in ("i", "we")
        or denies(words, inner)
        or _is_quoted(sentence, saying)
        or inner.subject[0] == inner.subject[1]
    ):
        return None
    timexes = [sentence.times[words[t].timex] for t in governing[k]]
    dating = told_by(timexes, sentence.story_date)
    if dating is None:
        return None
    status = status_of(sentence, n, dating, governing[k])
    start = saying.left if k < n else inner.left
    return Found(
        Span(words.start(start), span_of(sentence, inner, (), inner.right - 1).end),
        sentence.span,
        sentence.paragraph,
        headline(
            words,
            inner,
            (),
            subject_of(sentence, n),
            reach_of(sentence, n),
            name=name_of(sentence, n),
        ),
        status,
        dating,
        inner.group.lemma,
    )


def _not_until(words: Sequence[Token], clause: Clause, first: int) -> bool:
    """Whether an "until" means that it came then: "was not built", "nobody came", "Not until"."""
    fronted = first > 1 and words[first - 2].low == "not"
    took = clause.group.lemma == "take" and words[clause.subject[0]].low == "it"
    return (denies(words, clause) and not clause.conditional) or fronted or took


def _until(words: Sequence[Token], first: int) -> tuple[Signal, ...]:
    """The signals that "not" turns into a date: "not before 1890" only where it stands so, and in
    "not until two years later, | in 1962" what says it again."""
    if first > 1 and words[first - 2].low == "not":
        return (Signal.UNTIL, Signal.BEFORE)
    again = first > 3 and words[first - 2].tag == "," and words[first - 3].tag == "T"
    again = again and words[first - 4].low in ("until", "till")
    return (Signal.UNTIL, Signal.AT) if again else (Signal.UNTIL,)


#: What may be done a first time: "was first mentioned in 1086".
_FIRST = frozenset({"describe", "mention", "report", "note", "use"})
#: States that somebody keeps something in for a while: "was used as a hospital until 1918".
_OCCUPYING = frozenset({"use", "own", "base", "need", "require"})
#: "The year 1848 saw a rising": what a time saw happened in it.
_SEEING = frozenset({"see", "bring", "witness"})
#: What is done with a page, and written on it.
_MAKING = frozenset("print publish issue post file update revise compile copyright".split())
#: What is on a day without being a happening of its own.
_DAYS = frozenset({"deadline", "date", "birthday", "due"})


def _dated_noun(words: Sequence[Token], clause: Clause, governing: Sequence[int]) -> bool:
    """Whether a clause only says when something is: "the opening was on 3 May"."""
    group = clause.group
    if group.lemma != "be" or group.passive or not governing or governing[0] <= group.last:
        return False
    head = head_of(words, *clause.subject)
    return (
        head >= 0
        and (words[head].low in lx.HAPPENINGS or words[head].low in _DAYS)
        and all(t.tag in "PA" for t in words[clause.group.last + 1 : governing[0]])
    )


def _there_was(words: Sequence[Token], clause: Clause, dating: Dating) -> bool:
    """Whether "there was" or "had" brings in a happening: "there was a fire at the mill".

    With a day, whatever it brings in is one: "there was a parade on Monday", "has a test on 3 May".
    """
    start, end = clause.subject
    there = end - start == 1 and words[start].low == "there" and clause.group.lemma == "be"
    if not there and not (clause.group.lemma == "have" and clause.group.to < 0):
        return False
    if clause.group.tense is Tense.PERFECT:
        return False  # "there have been three since 1990" counts
    stop = clause.group.last + 1
    while stop < clause.right and words[stop].tag in "DN#A":
        stop += 1
    noun = words[stop - 1].low
    if noun in lx.HAPPENINGS or noun.removesuffix("s") in lx.HAPPENINGS:
        return True
    if stop < clause.right and words[stop].tag == "P":
        stop += 1
    day = dating.when.precision >= Precision.DAY and not dating.when.is_interval
    first = words[clause.group.last + 1 : stop]
    return (
        day
        and bool(first)
        and first[0].low in ("a", "an")
        and words[stop : stop + 1] != []
        and (words[stop].tag == "T")
    )


def _happens(words: Words, clause: Clause, dating: Dating, timexes: Sequence[Timex]) -> bool:
    """Whether a dated clause tells a happening.

    A state does only with its limits ("was mayor from 1990 to 1998", "by 1835 there were ..."),
    a report never: what happened is in the clause that hangs on it.
    """
    group = clause.group
    start, end = clause.subject
    if words[clause.begin].tag == "S" and words[clause.begin].low in lx.AUXILIARIES:
        return False
    if group.finite and start == end and group.lemma in _SEEING:
        return clause.group.first > 0 and words[clause.group.first - 1].tag == "T"
    if _there_was(words, clause, dating) or _dated_noun(
        words, clause, [k for k in words.times if clause.begin <= k < clause.right]
    ):
        return True
    if group.finite and (start == end or (end - start == 1 and words[start].low == "what")):
        return False
    if group.lemma in lx.SAYING and not group.passive and not group.plan:
        after = words[group.last + 1].low if group.last + 1 < len(words) else ""
        quarrels = group.lemma == "argue" and after in ("about", "over", "with")
        return quarrels or (group.lemma == "ask" and after in ("for", "again"))
    if group.tense is Tense.PARTICIPLE and group.negated and dating.since:
        return False  # "lows not seen since 1982"
    if group.plan or (group.to >= 0 and group.lemma in lx.FORWARD):
        return True
    if group.lemma in ("appear", "sound") and _comes_out(words, group):
        return True
    if group.lemma in lx.STATES:
        if _in_apposition(words, clause, timexes):
            return True  # "The vote, on 20 January, was 7 to 2"
        if group.negated and any(t.signal is Signal.UNTIL for t in timexes):
            return True  # "was not known until 1998"
        first = words[max(0, group.first - 1) : group.last]
        if group.passive and (
            group.lemma == "show"
            or (group.lemma in _FIRST and any(t.low == "first" for t in first))
        ):
            return not dating.since  # "was shown in 2011", "was first described in 1865"
        if group.passive and (dating.shape is not Shape.SPAN or group.lemma not in _OCCUPYING):
            return dating.since and group.tense in (Tense.PERFECT, Tense.PLUPERFECT)
        told = words[start].low != "there"  # "there have been three since 1990" counts
        if told and dating.since and timexes[0].signal is Signal.FROM:
            return True  # "was mayor from 1990"
        if told and dating.since and group.tense in (Tense.PERFECT, Tense.PLUPERFECT):
            return True  # "has been a museum since 1921"
        until = group.tense in (Tense.PAST, Tense.PLUPERFECT) and told
        ends = (Signal.BY, Signal.UNTIL) if until else (Signal.BY,)
        return dating.shape is Shape.SPAN or any(t.signal in ends for t in timexes)
    return True


def _in_apposition(words: Words, clause: Clause, timexes: Sequence[Timex]) -> bool:
    """Whether a happening's own date stands between commas behind it."""
    start, end = clause.subject
    first = timexes[0].span.start
    return (
        start < end < clause.group.first
        and words[end].tag == ","
        and words[end - 1].low in lx.HAPPENINGS
        and words.start(end) < first < words.start(clause.group.first)
    )


def _comes_out(words: Sequence[Token], group: Group) -> bool:
    """Whether "appeared" says that something came out ("in 1967"), not how it seemed ("ill")."""
    after = words[group.last + 1 : group.last + 2]
    return (
        group.to < 0
        and group.tense is not Tense.PRESENT
        and (not after or after[0].tag in "PT,;.C")
    )


def _is_quoted(sentence: Sentence, clause: Clause) -> bool:
    if not sentence.quotes:
        return False
    at = sentence.words.start(clause.group.head)
    before = bisect_right(sentence.quotes, at, key=lambda quote: quote.start)
    return before > 0 and at < sentence.quotes[before - 1].end


_UNTOLD = frozenset("i we you our my your who there no nobody none".split())


#: What is told of no one time.
_OFTEN = frozenset("always usually often sometimes normally generally typically annually".split())
#: What these are "to do" is no plan that was made.
_AIMS = frozenset("aim goal purpose task job role duty hope idea way key point problem".split())


def _undated(sentence: Sentence, k: int) -> Found | None:
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
    inside = [t for t in words.times if clause.begin <= t < clause.right]
    unplaced = [
        sentence.times[words[t].timex]
        for t in inside
        if sentence.times[words[t].timex].relative
        and not sentence.times[words[t].timex].when.is_known
    ]
    timed = any(
        _unplaced(sentence.times[words[t].timex])
        or (t > group.last and words[t + 1 : t + 2] and words[t + 1].low in ("after", "before"))
        for t in inside
    ) and not any(words[t].low in _OFTEN for t in range(clause.begin, clause.right))
    now = group.tense is Tense.PRESENT and group.lemma not in lx.THIN
    headed = sentence.above is not None and (group.tense is Tense.PAST or now) and not group.plan
    headed = headed and not any(
        sentence.times[words[t].timex].type in (TimexType.DATE, TimexType.TIME) for t in inside
    )
    timed |= headed
    coming = group.plan and group.tense is Tense.PRESENT
    if not coming and (group.plan or group.lemma in lx.SAYING):
        return None
    if group.lemma in lx.THIN and not (timed or coming):
        return None
    start, end = clause.subject
    counted = start + 1 < end and words[start + 1].tag == "#"  # "about 270 pilots"
    if (
        start >= end
        or (words[start].tag not in "DN#T" and not counted)
        or any(
            words[n].low in _UNTOLD and not (headed and words[n].low in ("i", "we", "our", "my"))
            for n in range(start, min(end, start + 8))
        )
    ):
        return None
    if is_pronoun(words, clause) and not timed and not name_of(sentence, k):
        return None
    if words[end - 1].low in _AIMS or (end - start == 1 and words[start].tag == "D"):
        return None  # "his aim is to win", "these were destroyed"
    acts = group.lemma in lx.ACTS or timed
    if group.tense is Tense.PERFECT or (group.tense in (Tense.PAST, Tense.PLUPERFECT) and acts):
        planned, told, status = False, "as already done", Status.HAPPENED
    elif headed:  # "The festival opens in the Great Church", behind "Thursday 10 July."
        planned, told, status = False, "as of that day", Status.HAPPENED
    elif coming or (group.tense is Tense.FUTURE and acts):
        planned, told, status = True, "as still to come", Status.PLANNED
    else:
        return None
    open_time = unplaced[0].text if unplaced else ""
    dating = bounded(sentence.story_date, planned=planned, told=told, unplaced=open_time)
    if headed and sentence.above is not None:
        dating = combine([sentence.above], sentence.story_date) or dating
        status = planned_if_later(dating, sentence.story_date, status)
    return Found(
        span_of(sentence, clause, [], reach_of(sentence, k) - 1),
        sentence.span,
        sentence.paragraph,
        headline(
            words,
            clause,
            (),
            subject_of(sentence, k),
            reach_of(sentence, k),
            name=name_of(sentence, k),
        ),
        status,
        dating,
        group.lemma,
        _moves_on(clause),
    )
