"""Reading a text for its times: from words to time expressions with dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from viewer.core.dates import cues, kinds
from viewer.core.dates.clauses import quoted, starts_sentence
from viewer.core.dates.composition import compose
from viewer.core.dates.counting import (
    counted_from_told,
    counts_on,
    from_happening,
    hangs,
    happening,
    placed,
)
from viewer.core.dates.eras import Era, before_christ
from viewer.core.dates.fiscal import told_end, turned, year_told
from viewer.core.dates.grammar import hearts
from viewer.core.dates.holidays import NAMES, SHARED
from viewer.core.dates.idioms import PHRASES
from viewer.core.dates.mode import is_distant, is_of_entries, mode_of, opens_near
from viewer.core.dates.model import Mode, NamedPeriod, PeriodMention, Signal, Timex, TimexType
from viewer.core.dates.modifiers import modified
from viewer.core.dates.named import Periods, PlaceWords, named
from viewer.core.dates.ranges import (
    RESTATED,
    counted_beside,
    day_of_clock,
    decades_from_the_left,
    joined,
    paired,
    restated,
    second_of_two,
    weekday_after,
    weekdays_with_dates,
    years_from_the_right,
)
from viewer.core.dates.readings import Found, Reading, is_real
from viewer.core.dates.resolve import Resolver
from viewer.core.dates.seasons import season_told
from viewer.core.dates.signals import governed, signal_before
from viewer.core.dates.standing import ASIDE, PASSING, STATE, compared, standing
from viewer.core.dates.surroundings import NOTHING, around, indefinite
from viewer.core.dates.tokens import PhraseBook, Row, Vocabulary, merged, row
from viewer.core.dates.values import YEARS, Meaning, Point, of_when, unknown, weekday_of
from viewer.core.patterns import late
from viewer.core.story import Span
from viewer.core.when import ANY, When, parse

#: Addresses hold figures that look like dates.
_ADDRESS: Final = late(r"(?:https?://|www\.)\S+")


#: Characters of a text from which report or narrative is told: some forty pages. A longer one
#: is read as it comes, so that memory does not grow with it.
_OPENING: Final = 100_000


class Survey(NamedTuple):
    """What a text says of time: its time expressions, and where it names a period.

    Both in order; a name that several periods share and no place word settles is left out.
    """

    timexes: tuple[Timex, ...]
    mentions: tuple[PeriodMention, ...]


def find(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
    heads: Mapping[Span, When] | Sequence[Span] = (),
    whole: When = ANY,
    mode: Mode = Mode.AUTO,
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, not overlapping; see `scan`."""
    return survey(
        text,
        anchor=anchor,
        periods=periods,
        blocks=blocks,
        masks=masks,
        heads=heads,
        whole=whole,
        mode=mode,
    ).timexes


def survey(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
    heads: Mapping[Span, When] | Sequence[Span] = (),
    whole: When = ANY,
    announced: When = ANY,
    mode: Mode = Mode.AUTO,
) -> Survey:
    """The time expressions of a text, not overlapping, and the periods it names; see `scan`."""
    timexes: list[Timex] = []
    mentions: list[PeriodMention] = []
    found = scan(
        text,
        anchor=anchor,
        periods=periods,
        blocks=blocks,
        masks=masks,
        heads=heads,
        whole=whole,
        announced=announced,
        mode=mode,
    )
    for one in found:
        if isinstance(one, Timex):
            timexes.append(one)
        else:
            mentions.append(one)
    return Survey(tuple(timexes), tuple(mentions))


def scan(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
    heads: Mapping[Span, When] | Sequence[Span] = (),
    whole: When = ANY,
    announced: When = ANY,
    mode: Mode = Mode.AUTO,
) -> Iterator[Timex | PeriodMention]:
    """The time expressions of a text and the periods it names, block by block as it is read.

    ``anchor`` is the story's date; with ANY nothing that hangs on it is resolved. ``blocks`` are
    the parts to read, in order, all when None; ``masks`` are never read. ``heads``
    are headings among the blocks: read for the year that what follows is told of, and no more, or
    with the time that `headings` found for them (ANY where it found none);
    where no blocks are given, single lines without a full stop are taken for headings, but the
    first, which is the title ("Worst Storm Since 1998" moves nothing to 1998). ``whole`` are the
    days or the year that the title gives the whole; ``announced`` are those of what a story without
    a date says is to come. ``mode`` says whether the text is told as a
    report or as a narrative; by default the text itself shows it.
    """
    known = heads if isinstance(heads, Mapping) else dict.fromkeys(heads, ANY)
    heading = {head.start: when for head, when in known.items()}
    if blocks is None:
        spans = _paragraphs(text)
    else:
        spans = sorted([*blocks, *known], key=lambda span: span.start)
    lines = _lines(text, periods, spans, masks)
    opening: deque[_Line] = deque()
    for line in lines:
        opening.append(line)
        if line.row.end - opening[0].row.start > _OPENING:
            break
    if mode is Mode.AUTO:
        mode = mode_of([(line.row, line.found) for line in opening], anchor)
    discourse = Resolver(
        anchor,
        narrative=mode is Mode.NARRATIVE,
        newsy=not anchor.is_known
        and opens_near([f.reading for line in opening for f in line.found]),
        distant=is_distant([f.reading for line in opening for f in line.found], anchor),
        of_year=year_told(text, dated=anchor.is_known),
        season=season_told(text),
    )
    discourse.entries = is_of_entries(text, anchor)
    discourse.tell_of(whole)
    discourse.announced = announced
    title = opening[0] if opening else None
    begun = True  # the discourse knows of the paragraph that was read last
    for line in chain(_each_once(opening), lines):
        headed = line.row.start in heading
        if headed or (blocks is None and _is_heading(line, title=line is title)):
            if not begun:
                discourse.new_paragraph()
                begun = True
            named = heading.get(line.row.start, ANY)
            discourse.new_section([of_when(named)] if named.is_known else _heading(line, discourse))
        if headed:
            continue
        yield from line.mentions
        # Several paragraphs without a time are no more to the discourse than one.
        begun = bool(line.found)
        if begun:
            discourse.new_paragraph()
            yield from _line(text, line.row, line.found, discourse)


def _each_once(lines: deque[_Line]) -> Iterator[_Line]:
    """The lines in order; none is kept that was read."""
    while lines:
        yield lines.popleft()


# --- from text to rows -----------------------------------------------------------------------


class _Line(NamedTuple):
    """A block of the text, with the expressions of time and the periods it names."""

    row: Row
    found: list[Found]
    mentions: list[PeriodMention]


@cache
def _idioms() -> PhraseBook:
    phrases = [(phrase, letter, meaning) for phrase, (letter, meaning) in PHRASES.items()]
    names = [(name, "h", name) for name in (*NAMES, *SHARED)]
    return PhraseBook([*phrases, *names])


def _lines(
    text: str, periods: Sequence[NamedPeriod], blocks: Sequence[Span], masks: Sequence[Span]
) -> Iterator[_Line]:
    """The blocks of a text, one after the other; idioms and periods are one token each."""
    idioms = _idioms()
    known = periods if isinstance(periods, Periods) else Periods(periods)
    places = PlaceWords(text)
    vocabulary = Vocabulary(idioms.keys | known.book.keys)
    era = Era()
    masks = sorted(masks, key=lambda mask: mask.start)
    starts = [mask.start for mask in masks]
    for block in blocks:
        here: Sequence[Span] = ()
        if masks:
            # A mask may begin before the block that it covers.
            first = max(0, bisect_right(starts, block.start) - 1)
            here = masks[first : bisect_left(starts, block.end)]
        line = row(_hidden(text, block, here), block.start, vocabulary)
        phrases = idioms.find(line) if line.keys else []
        mentions: list[PeriodMention] = []
        periods_here = list(named(line, known, places)) if line.keys else []
        if periods_here:
            mentions += (
                PeriodMention(Span(line.start_of(first), line.start_of(after)), period)
                for first, after, _, period in periods_here
            )
            taken = {i for first, after, *_ in periods_here for i in range(first, after)}
            free = [p for p in phrases if taken.isdisjoint(range(p[0], p[1]))]
            phrases = sorted([*periods_here, *free], key=lambda p: p[0])
        line, ancient = era.years(merged(line, phrases) if phrases else line)
        found = hearts(line)
        if found:
            found = modified(line, compose(line, found) if len(found) > 1 else found)
        yield _Line(line, before_christ(found, ancient) if ancient else found, mentions)


def _hidden(text: str, block: Span, masks: Sequence[Span]) -> str:
    """The words of a block with masks and addresses blotted out, every offset as it was.

    Signs of emphasis and of tables become spaces: "**3** May" is a date.
    """
    words = block.of(text)
    addressed = "://" in words or "www." in words
    if not masks and not addressed:
        return words
    spans = [(mask.start - block.start, mask.end - block.start) for mask in masks]
    if addressed:
        spans += [found.span() for found in _ADDRESS.finditer(words)]
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(words))
        if end > start:
            sign = " " if not words[start:end].strip("*_~`|") else "\x00"
            parts += (words[at:start], sign * (end - start))
            at = end
    parts.append(words[at:])
    return "".join(parts)


_BREAK: Final = late(r"\n[ \t\r\f\v]*\n\s*")


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for found in _BREAK.finditer(text):
        if found.start() > at:
            spans.append(Span(at, found.start()))
        at = found.end()
    if at < len(text):
        spans.append(Span(at, len(text)))
    return spans


def _is_heading(line: _Line, *, title: bool) -> bool:
    """A short line of its own that is no sentence; a title only where it is nothing but a date."""
    row = line.row
    length = row.end - row.start
    if not 0 < length <= _LONGEST_HEADING or any("\n" in token for token in row.tokens):
        return False
    if title:
        return len(line.found) == 1 and line.found[0][:2] == (0, len(row.tokens))
    return row.tokens[-1] not in _SENTENCE_ENDS


def _heads(line: Row, one: Found, end: int, discourse: Resolver) -> bool:
    """The year in a heading is that of what stands under it. Reports have headings that are
    sentences, too: there it opens or ends the heading, and is not one from which time runs."""
    r = one.reading
    if r.kind is not kinds.CALENDAR or r.short_year:
        return False
    if discourse.narrative:
        return True
    edge = one.start < 2 or end >= len(line.tokens) - 1
    return edge and signal_before(line, one) is Signal.AT


def _heading(line: _Line, discourse: Resolver) -> list[Meaning] | None:
    """The date that a heading gives what stands under it, both days of a night, or none; None
    where it is a day that nobody can name ("Friday"). A day alone is of the year last spoken of,
    where its weekday agrees."""
    found = years_from_the_right(line.row, line.found)
    for k, one in enumerate(found):
        pair = k + 1 < len(found) and joined(line.row, one, found[k + 1])
        both = found[k : k + 1 + pair]
        if one.reading.y is not None and _heads(line.row, one, both[-1].end, discourse):
            meant = [discourse.resolve(date.reading, "", around(line.row, date)) for date in both]
            if one.reading.m is None and meant[0].point is not None:
                # "Winter 1940" tells the year of its months, not that they come after it.
                meant[0] = meant[0]._replace(point=(meant[0].point[0], None, None))
            return meant
    for one in found:
        r = one.reading
        if not r.names_day or r.y is not None:
            continue
        if one.start > 1 or one.end < len(line.row.tokens) - 1:
            break
        near = discourse.last or discourse.story
        if r.kind is kinds.CALENDAR and r.m and r.d and near:
            y = near[0]
            if is_real(y, r.m, r.d) and r.weekday in (None, weekday_of(y, r.m, r.d)):
                return [discourse.resolve(r._replace(y=y), "", around(line.row, one))]
        return None
    return []


#: Characters of a line that may be a heading.
_LONGEST_HEADING: Final = 80
_SENTENCE_ENDS: Final = frozenset(".!?:;,…\"”’')")


# --- from rows to dates ----------------------------------------------------------------------


def _line(text: str, line: Row, found: list[Found], discourse: Resolver) -> list[Timex]:
    timexes: list[Timex] = []
    head: Point | None = None  # the date before
    lent: Meaning | None = None  # the date behind, where this one borrows its year
    if len(found) > 1:
        found = decades_from_the_left(line, years_from_the_right(line, found))
        found = restated(line, weekdays_with_dates(line, found))
    # In a narrative "today" in quotation marks is the day of whoever spoke.
    speech = quoted(line) if discourse.narrative and '"' in line.classes else []
    for k, one in enumerate(found):
        reading = one.reading
        if reading.kind is kinds.PERIOD and not governed(line, one):
            continue
        if not discourse.can_tell(reading):
            continue
        if k:
            reading = weekday_after(line, found[k - 1], one)
            if starts_sentence(line, found[k - 1].end, one.start):
                discourse.new_sentence()
        # "Two years later, in March 1999" is told where the first of them stands.
        place = found[k - 1] if k and found[k - 1].reading.rule == RESTATED else one
        said = _said(text, line, one)
        start = line.start_of(one.start)
        end = start + len(said)
        lost = False  # "at 7 pm on a Thursday": the day of a clock that nobody can name
        if reading.kind is kinds.CLOCK and (following := day_of_clock(line, found, k)):
            day = discourse.resolve(following.reading, "", around(line, following))
            lost = not day.when.is_known or indefinite(line, following)
            if not lost:
                discourse.remember(day, standing(line, following))
            if reading.rule == "overnight":
                # "Overnight on Thursday" names its day.
                reading = reading._replace(rule="part")
                one = one._replace(reading=reading)
        tied = hangs(line, one)
        clause, entry = around(line, one), _is_entry(line, one)
        if clause is not NOTHING:
            edge, joins = _at_edge(line, found, k), k > 0 and _is_joined(line, found[k - 1], one)
            if edge or entry or joins:
                clause = clause._replace(edge=edge, entry=entry, joined=joins)
        if not k and not entry:
            discourse.entry = None
        if k and second_of_two(line, found[k - 1], one):
            tied = tied or head is None
            clause = clause._replace(head=head)
        if (near := counted_beside(line, found, k)) >= 0:
            # "Two years later, in March", "in April, two years after": of the year so counted.
            other = found[near]
            if near > k:
                lent = discourse.resolve(other.reading, _said(text, line, other), NOTHING)
            clause = clause._replace(head=lent.point if lent and near > k else head)
        if reading is not one.reading and head is None:
            tied = True  # the Friday of "Monday to Friday" is known by its Monday
        spoken = reading.ref == "story" and any(a < one.start < b for a, b in speech)
        some = not tied and indefinite(line, one)
        loose = tied or spoken or some or lost
        if lent is not None and near < 0:
            meaning, lent = lent, None
        elif loose:
            meaning = unknown(reading, said)
        else:
            meaning = discourse.resolve(reading, said, clause)
        head = meaning.point
        if reading.rule == RESTATED:
            meaning = meaning._replace(because=f"“{said}” is told outright by what follows it.")
        elif tied or (reading.kind is kinds.DURATION and from_happening(line, one)):
            meaning = meaning._replace(because=happening(said, meaning.because))
        elif some:
            meaning = meaning._replace(because=f"“{said}” is some such day: nobody says which.")
        elif spoken:
            because = f"“{said}” counts from the day on which somebody said so, not the story's."
            meaning = meaning._replace(because=because)
        named = (discourse.day_here and _names_kind(line, one)) or _of_life(line, one)
        if entry:
            discourse.entry = meaning.point
            if meaning.point and line.classes[one.end : one.end + 1] in _ENDS_ENTRY:
                discourse.write_on(meaning.point)
        if meaning.when.is_known and not named:
            against = reading.nth_unit == "same" or reading.rule == "offset" or compared(line, one)
            discourse.remember(meaning, standing(line, place), compared=against)
            if k and joined(line, found[k - 1], one):
                discourse.tell_both(timexes[-1], meaning)
        elif (
            not spoken
            and meaning.value.startswith("XXXX")
            and meaning.type in (TimexType.DATE, TimexType.TIME)
        ):
            discourse.lose(meaning, standing(line, one))
        elif _skips_years(reading) and standing(line, one) not in (PASSING, ASIDE, STATE):
            discourse.skip_years()
        timexes.append(_timex(Span(start, end), said, reading, meaning, signal_before(line, one)))
        if meaning.when.is_known:
            discourse.heard.append(timexes[-1])
        elif counts_on(line, one):
            behind = line.start_of(found[k + 1].start) if k + 1 < len(found) else None
            counted = counted_from_told(text, timexes[-1], discourse.heard, behind)
            if counted is not None:
                timexes[-1] = counted
                discourse.turn_to(counted, compared=compared(line, one))
        if len(timexes) > 1 and (ends := told_end(text, *timexes[-2:])):
            discourse.year_ends = ends
            timexes[-2:] = turned(text, timexes[-2], timexes[-1], ends)
        if len(timexes) > 1 and (counted := placed(text, timexes[-2], timexes[-1])) is not None:
            timexes[-2] = counted
            discourse.turn_to(counted, compared=compared(line, found[k - 1]))
    return paired(text, timexes) if len(timexes) > 1 else timexes


def _said(text: str, line: Row, one: Found) -> str:
    """The words of an expression."""
    return text[line.start_of(one.start) : line.start_of(one.end)].rstrip()


def _skips_years(reading: Reading) -> bool:
    """Some years later, decades before."""
    return reading.kind is kinds.OFFSET and reading.amount is None and reading.unit in YEARS


def _of_life(line: Row, one: Found) -> bool:
    """A year behind a name only says when its bearer lived: "Ann Lee (d. 1943)", "(1901–43)"."""
    i = one.start - 1
    if one.reading.rule == "years" and line.classes[i] in "(-":
        at = i if line.classes[i] == "(" else line.classes.rfind("(", 0, i)
        return at > 1 and line.tokens[at - 2][:1].isupper()
    while i > 0 and line.classes[i] in " .":
        i -= 1
    return i > 0 and line.classes[i - 1] == "(" and line.tokens[i].lower().strip(".") in _LIVES


_LIVES: Final = frozenset("b d born died fl".split())


def _names_kind(line: Row, one: Found) -> bool:
    """A holiday only names a kind of thing: "the Christmas fair, 11 am"."""
    after = line.tokens[one.end + 1 : one.end + 2]
    return (
        one.reading.kind is kinds.HOLIDAY
        and line.classes[one.end : one.end + 1] == " "
        and bool(after)
        and after[0].isalpha()
        and after[0].lower() not in cues.FUNCTION_WORDS
        and line.classes[max(0, one.start - 2) : one.start] != "i "
    )


#: Behind the day that opens an entry of a diary.
_ENDS_ENTRY: Final = (".", ":", "-")


def _is_joined(line: Row, before: Found, one: Found) -> bool:
    """Whether "and" joins the clause of a date to that of the one before it."""
    between = line.tokens[before.end : one.start]
    return "and" in between and ";" not in between


def _is_entry(line: Row, one: Found) -> bool:
    """Whether an expression opens its line, behind a bullet at most."""
    for i in range(one.start - 1, -1, -1):
        token = line.tokens[i]
        if "\n" in token:
            return True
        if token[0].isalnum():
            return False
    return True


def _at_edge(line: Row, found: Sequence[Found], k: int) -> bool:
    """Whether an expression opens or closes its block, as the date in a line of a list does."""
    if not any(map(str.isalnum, line.tokens[: min(found[k].start, _SIGN)])):
        return True
    last = found[-1]
    closes = len(line.tokens) - last.end < _SIGN
    return closes and (k == len(found) - 1 or (k == len(found) - 2 and joined(line, *found[k:])))


#: Tokens of a bullet before a date, or of a full stop behind it.
_SIGN: Final = 3


def _timex(span: Span, said: str, reading: Reading, meaning: Meaning, signal: Signal) -> Timex:
    when, mod = meaning.when, reading.mod
    if (
        mod == "APPROX"
        and meaning.type is TimexType.DATE
        and when.is_known
        and not (when.is_interval or when.edtf.endswith("~"))
    ):
        when = parse(when.edtf + "~")
    return Timex(
        span=span,
        text=said,
        type=meaning.type,
        value=meaning.value,
        when=when,
        rule=reading.rule,
        because=meaning.because,
        mod=mod,
        signal=signal,
        anchor=meaning.anchor,
        period=reading.period.name if reading.period is not None else "",
        relative=meaning.relative,
    )
