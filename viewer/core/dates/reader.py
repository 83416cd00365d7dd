"""Reading a text for its times: from words to time expressions with dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from viewer.core.dates import lexicon as lex
from viewer.core.dates.composition import compose
from viewer.core.dates.grammar import hearts
from viewer.core.dates.holidays import NAMES
from viewer.core.dates.model import NamedPeriod, PeriodMention, Signal, Timex, TimexType
from viewer.core.dates.named import TAILS, named, phrase_book
from viewer.core.dates.readings import Found, Kind, Reading
from viewer.core.dates.resolve import Around, Discourse, Meaning
from viewer.core.dates.tokens import Classes, PhraseBook, Row, merged, row
from viewer.core.story import Span
from viewer.core.when import ANY, EdtfError, Precision, When, civil, parse

#: Addresses hold figures that look like dates.
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_SIGNALS: Final = {
    "since": Signal.SINCE,
    "until": Signal.UNTIL,
    "till": Signal.UNTIL,
    "through": Signal.UNTIL,
    "by": Signal.BY,
    "before": Signal.BEFORE,
    "after": Signal.AFTER,
    "following": Signal.AFTER,
}
#: Words before the name of a lasting thing that make it say when.
_GOVERNORS: Final = frozenset(
    "during under since throughout before after in until through from within".split()
)
_PLACES: Final = frozenset(("in", "from", "within", "through"))
_BODIES: Final = frozenset(
    (
        "program programme project initiative plan plans goals deal republic empire regime "
        "raj france germany spain europe"
    ).split()
) | frozenset(("administration", "government", "ministry", "cabinet", "presidency", "house"))
_PAST_VERBS: Final = frozenset(
    (
        "was were had did said told made took began came went met held won lost fell rose grew "
        "left gave saw got became ran sold bought built brought led kept found put sent wrote "
        "drew hit cut fought ended"
    ).split()
)


def find(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, not overlapping; see `survey`."""
    return survey(text, anchor=anchor, periods=periods, blocks=blocks, masks=masks).timexes


class Survey(NamedTuple):
    """What a text says of time: its time expressions, and where it names a period.

    Both in order; a name that several periods share and no place word settles is left out.
    """

    timexes: tuple[Timex, ...]
    mentions: tuple[PeriodMention, ...]


def survey(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
) -> Survey:
    """The time expressions of a text, not overlapping, and the periods it names.

    ``anchor`` is the story's date; with ANY nothing that hangs on it is resolved. ``blocks`` are
    the parts to read, all when None; ``masks`` are never read.
    """
    lines, mentions = _lines(text, periods, blocks, masks)
    read = [(line, _modified(line, compose(line, list(hearts(line))))) for line in lines]
    readings = [f.reading for _, found in read for f in found]
    discourse = Discourse(
        anchor, narrative=_is_narrative(readings, anchor), distant=_is_distant(readings, anchor)
    )
    timexes: list[Timex] = []
    for line, found in read:
        discourse.new_paragraph()
        timexes += _line(text, line, found, discourse)
    return Survey(tuple(timexes), tuple(mentions))


# --- from text to rows -----------------------------------------------------------------------


@cache
def _idioms() -> PhraseBook:
    return PhraseBook(
        [(phrase, letter, meaning) for phrase, (letter, meaning) in lex.PHRASES.items()]
        + [(name, "h", name) for name in NAMES]
    )


def _hidden(text: str, masks: Iterable[Span]) -> str:
    """The text with masks and addresses blotted out, every offset as it was."""
    spans = [(m.start, m.end) for m in masks]
    if "://" in text or "www." in text:
        spans += [m.span() for m in _ADDRESS.finditer(text)]
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += (text[at:start], "\x00" * (end - start))
            at = end
    parts.append(text[at:])
    return "".join(parts)


def _lines(
    text: str,
    periods: Sequence[NamedPeriod],
    blocks: Sequence[Span] | None,
    masks: Sequence[Span],
) -> tuple[list[Row], list[PeriodMention]]:
    """A row for each block, with idioms and periods as one token, and the periods named."""
    shown = _hidden(text, masks)
    if blocks is None:
        blocks = _paragraphs(shown)
    idioms = _idioms()
    book = phrase_book(periods) if periods else None
    lines: list[Row] = []
    mentions: list[PeriodMention] = []
    letters = Classes()
    for block in blocks:
        line = row(shown, block.start, block.end, letters)
        phrases = idioms.find(line)
        if book is not None:
            periods_here = list(named(line, book, shown))
            mentions += (
                PeriodMention(Span(line.starts[first], line.starts[after]), period)
                for first, after, _, period in periods_here
            )
            taken = {i for first, after, *_ in periods_here for i in range(first, after)}
            free = [p for p in phrases if taken.isdisjoint(range(p[0], p[1]))]
            phrases = sorted([*periods_here, *free], key=lambda p: p[0])
        lines.append(merged(line, phrases))
    return lines, mentions


_BREAK: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")


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


# --- what stands before a heart ----------------------------------------------------------------


def _modified(line: Row, found: list[Found]) -> list[Found]:
    """Each expression with its article and modifier; parts without their whole are dropped."""
    done: list[Found] = []
    floor = 0
    for one in found:
        if one.reading.partial:
            continue
        one = _extended(line, one, floor)
        floor = one.end
        done.append(one)
    return done


def _extended(line: Row, one: Found, floor: int) -> Found:
    classes, tokens = line.classes, line.tokens
    reading, start = one.reading, one.start
    mod = reading.mod

    def back(i: int) -> int:
        """The token before token i over one space or hyphen; -1 when there is none."""
        i -= 1
        if i >= floor and classes[i] in " -":
            i -= 1
        return i if i >= floor else -1

    i = back(start)
    # "over the next four years" is no approximation.
    if i >= 0 and classes[start] not in "tLX":
        about = _approximation(line, i, reading)
        if about is not None:
            mod, start, i = about, i, back(i)
    if i >= 0 and classes[i] == "t" and classes[start - 1] == " " and _takes_article(line, one):
        start, i = i, back(i)
    if i >= 0 and classes[i] == "i" and tokens[i].lower() == "in":
        j = back(i)
        if j >= 0 and classes[j] in "eg" and reading.kind is not Kind.DURATION:
            i = j
    if i >= 0 and classes[i] == "e" and reading.kind not in (Kind.DURATION, Kind.SET, Kind.VAGUE):
        mod, start = lex.MODS[tokens[i].lower()], i
        i = back(i)
        if i >= 0 and classes[i] == "t":
            start, i = i, back(i)
    if i >= 0 and classes[i] == "O":
        j = back(i)
        if (
            j >= 0
            and classes[j] == "b"
            and reading.kind not in (Kind.DURATION, Kind.SET, Kind.VAGUE)
        ):
            mod, start = lex.MODS[tokens[j].lower()], j
            j = back(j)
            if j >= 0 and classes[j] == "t":
                start = j
    within = (reading.kind is Kind.UNIT and not reading.step) or reading.rule == "near-day"
    if within and i >= 0 and classes[i] == "g" and tokens[i].lower() in ("earlier", "later"):
        start = i
    return Found(start, one.end, reading._replace(mod=mod))


def _approximation(line: Row, i: int, reading: Reading) -> str | None:
    """What "about", "almost", "more than" at token i make of a reading, None when nothing."""
    word = line.tokens[i].lower()
    counted = reading.kind in (Kind.DURATION, Kind.DEEP, Kind.OFFSET)
    if line.classes[i] != "A":
        return "APPROX" if word == "some" and counted and reading.amount is not None else None
    meaning = line.meanings.get(i)
    mod = str(meaning) if meaning else lex.MODS[word]
    if counted or mod == "APPROX" or word in ("nearly", "almost"):
        return mod
    return None


def _takes_article(line: Row, one: Found) -> bool:
    r = one.reading
    if r.kind in (Kind.DECADE, Kind.CENTURY, Kind.PERIOD, Kind.DEEP):
        return True
    if r.season or r.quarter or r.half or r.nth is not None:
        return True
    if line.classes[one.start] == "o" and r.kind is Kind.CALENDAR:
        return True
    return r.part != "" and r.kind is not Kind.WEEKDAY


# --- from rows to dates ------------------------------------------------------------------------


def _is_narrative(readings: Sequence[Reading], anchor: When) -> bool:
    """Whether the text carries its own dates forward, or is told from the day of the story.

    Reports say yesterday, Monday, last week, and open so; narratives write out years, and many.
    """
    if not anchor.is_known:
        return True
    opening = next((r for r in readings if r.kind not in _DATELESS), None)
    if opening is not None and _is_near(opening) and opening.unit not in ("year", "decade"):
        return False
    near = sum(map(_is_near, readings))
    years = _years(readings)
    # A text that reaches the story's own days may look back over many years and report still.
    current = bool(years) and max(years) >= civil(anchor.earliest)[0] - 1
    return len(set(years)) >= 3 and len(years) > (10 if current else 3) * near


_DATELESS: Final = frozenset((Kind.DURATION, Kind.SET, Kind.VAGUE, Kind.CLOCK))


def _is_near(r: Reading) -> bool:
    """It is told from the day of the story: Monday, yesterday, last week."""
    return r.kind is Kind.WEEKDAY or (r.kind in (Kind.OFFSET, Kind.UNIT) and r.ref == "story")


def _is_distant(readings: Sequence[Reading], anchor: When) -> bool:
    """Whether all that is told lies years before the story was written."""
    if not anchor.is_known:
        return False
    written = civil(anchor.earliest)[0]
    years = _years(readings)
    return bool(years) and max(years) < written - 10


def _years(readings: Sequence[Reading]) -> list[int]:
    return [r.y for r in readings if r.y is not None and not r.short_year]


def _line(text: str, line: Row, found: list[Found], discourse: Discourse) -> list[Timex]:
    timexes: list[Timex] = []
    found = _years_from_the_right(line, found)
    for k, one in enumerate(found):
        reading = one.reading
        if reading.kind is Kind.PERIOD and not _governed(line, one):
            continue
        if k:
            reading = _weekday_after(line, found[k - 1], one)
        start, end = line.starts[one.start], line.starts[one.end]
        while text[end - 1].isspace():
            end -= 1
        said = text[start:end]
        if reading.kind is Kind.CLOCK and k + 1 < len(found):
            following = found[k + 1]
            joint = line.classes[one.end : following.start]
            if joint in (" i ", ", ", " i t ", ", i ") and following.reading.names_day:
                day = discourse.resolve(following.reading, "", _around(line, following))
                discourse.remember(day)
        meaning = discourse.resolve(reading, said, _around(line, one))
        discourse.remember(meaning, leads=_leads(line, one))
        timexes.append(_timex(Span(start, end), said, reading, meaning, _signal(line, one)))
    return _paired(text, timexes)


def _years_from_the_right(line: Row, found: list[Found]) -> list[Found]:
    """In "between May and July 2009" the first month has the year of the second."""
    result = list(found)
    for k in range(len(found) - 2, -1, -1):
        a, b = result[k], result[k + 1]
        joint = line.classes[a.end : b.start]
        if joint not in (" z ", " & ", "-", " - ", " z t ", " & t "):
            continue
        ra, rb = a.reading, b.reading
        if not (ra.lacks_year and rb.kind is Kind.CALENDAR and rb.y is not None):
            continue
        if ra.m is not None and rb.m is not None:
            later = (ra.m, ra.d or 0) > (rb.m, rb.d or 0)
            y = rb.y - 1 if later else rb.y
        elif (ra.season and rb.season) or (ra.quarter and rb.quarter):
            y = rb.y
        else:
            continue
        result[k] = a._replace(reading=ra._replace(y=y, short_year=rb.short_year))
    return result


def _weekday_after(line: Row, previous: Found, one: Found) -> Reading:
    """In "from Monday to Friday" the second day comes after the first."""
    a, b = previous.reading.weekday, one.reading.weekday
    if (
        previous.reading.kind is Kind.WEEKDAY
        and one.reading.kind is Kind.WEEKDAY
        and line.classes[previous.end : one.start] in (" z ", "-", " - ")
        and a is not None
        and b is not None
    ):
        return one.reading._replace(
            kind=Kind.OFFSET, unit="day", step=1, ref="text", amount=float((b - a) % 7)
        )
    return one.reading


def _governed(line: Row, one: Found) -> bool:
    """A lasting thing's name says when only after during, under, since and their like."""
    period = one.reading.period
    assert period is not None
    if not period.background:
        return True
    last = line.tokens[one.end - 1].split()[-1].lower()
    if last in TAILS:
        return True
    governor = _word_before(line, one.start)
    # "Officials in the administration", "money from the program" speak of a body, not a time.
    return governor in _GOVERNORS and not (last in _BODIES and governor in _PLACES)


def _word_before(line: Row, at: int) -> str:
    """The word before a token in small letters, articles aside."""
    i = at - 1
    while i >= 0 and (line.classes[i] in " t"):
        i -= 1
    return line.tokens[i].lower() if i >= 0 else ""


def _word_two_before(line: Row, at: int) -> str:
    """The word before the one before a token, articles aside."""
    i = at - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    return _word_before(line, i) if i > 0 else ""


def _signal(line: Row, one: Found) -> Signal:
    i = one.start - 1
    while i >= 0 and line.classes[i] in " t":
        i -= 1
    if i < 0:
        return Signal.AT
    word = line.tokens[i].lower()
    if word == "to" and i > 1 and line.tokens[i - 2].lower() == "prior":
        return Signal.BEFORE
    if word == "of" and i > 3 and line.tokens[i - 2].lower() in ("ahead",):
        return Signal.BEFORE
    if word == "from":
        following = "".join(line.tokens[one.end : one.end + 2]).strip().lower()
        if line.tokens[i] == "From" or following in ("on", "onward", "onwards", "forward"):
            return Signal.SINCE
        return Signal.AT
    return _SIGNALS.get(word, Signal.AT)


def _around(line: Row, one: Found) -> Around:
    """What the words of the clause show of an expression that borrows its date."""
    r = one.reading
    if not (r.lacks_year or r.kind in (Kind.WEEKDAY, Kind.HOLIDAY)):
        return Around()
    coming = reported = False
    tokens, classes = line.tokens, line.classes
    for steps, direction in ((32, -1), (20, 1)):
        i = one.start - 1 if direction < 0 else one.end
        for step in range(steps):
            if not 0 <= i < len(tokens) or _ends_clause(classes, i):
                break
            word = tokens[i].lower()
            reported |= step < 10 and word in lex.REPORTING
            coming |= word in ("will", "shall") or (
                word in lex.AHEAD and _word_before(line, i) in _BE
            )
            i += direction
    return Around(_ahead(line, one), coming, reported)


_BE: Final = frozenset(("is", "are", "am", "be", "being"))


def _ends_clause(classes: str, i: int) -> bool:
    return classes[i] in ".;" and classes[i + 1 : i + 2] in ("", " ", '"', ")")


def _ahead(line: Row, one: Found) -> bool | None:
    """Whether the clause of an expression looks to the future, None when it does not show."""
    r = one.reading
    if not (r.lacks_year or r.kind in (Kind.WEEKDAY, Kind.HOLIDAY)):
        return None
    tokens, classes = line.tokens, line.classes
    before = _word_before(line, one.start)
    if before in ("until", "till", "through"):
        return True
    if before in ("in", "on") and _word_two_before(line, one.start) in lex.TIMETABLED:
        return True
    for steps, direction in ((32, -1), (20, 1)):
        i = one.start - 1 if direction < 0 else one.end
        for _ in range(steps):
            if not 0 <= i < len(tokens):
                break
            kind = classes[i]
            if _ends_clause(classes, i):
                break
            if kind not in " ,Mj":  # the month of May is no verb
                word = tokens[i].lower()
                if word in lex.AHEAD:
                    return True
                past = word in _PAST_VERBS or (word.endswith("ed") and len(word) > 4)
                # "to be held", "a related case": the little word decides.
                if past and not _is_participle(line, i):
                    return False
            i += direction
    return None


_DETERMINERS: Final = frozenset("a an its his her their our this that".split())


def _is_participle(line: Row, at: int) -> bool:
    """Whether a form in -ed is no past tense: behind "be", or between an article and a noun."""
    if _word_before(line, at) == "be":
        return True
    k = at - 1
    while k >= 0 and line.classes[k] == " ":
        k -= 1
    return k >= 0 and (line.classes[k] == "t" or line.tokens[k].lower() in _DETERMINERS)


def _leads(line: Row, one: Found) -> bool:
    """It opens its sentence, so what follows is told from there."""
    words = 0
    for i in range(one.start - 1, max(-1, one.start - 10), -1):
        if line.classes[i] in ".x" and not line.tokens[i].isalpha():
            return True
        words += line.tokens[i].isalpha()
        if words > 2:
            return False
    return True


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


_TO: Final = re.compile(
    r"\s*(?:-|–|—|−|‑|/)\s*|\s+(?:to|until|till|through|thru)\s+(?:the\s+)?", re.I
)
_AND: Final = re.compile(r"\s+and\s+(?:the\s+)?", re.I)
_FROM: Final = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.I)
_POINTED: Final = frozenset((TimexType.DATE, TimexType.TIME))


def _paired(text: str, timexes: list[Timex]) -> list[Timex]:
    """The two ends of each range marked as FROM and TO."""
    result = list(timexes)
    k = 0
    while k + 1 < len(result):
        a, b = result[k], result[k + 1]
        k += 1
        if a.type not in _POINTED or b.type not in _POINTED:
            continue
        if not (a.when.is_known and b.when.is_known) or a.when.earliest > b.when.latest:
            continue
        gap = text[a.span.end : b.span.start]
        if len(gap) > 20:
            continue
        lead = _FROM.search(text, max(0, a.span.start - 20), a.span.start)
        opened = lead[1].lower() if lead else ""
        if (
            (opened == "between" and _AND.fullmatch(gap))
            or (_TO.fullmatch(gap) and opened != "between" and a.when.precision == b.when.precision)
            or (opened == "from" and _TO.fullmatch(gap))
        ):
            result[k - 1] = replace(a, signal=Signal.FROM)
            result[k] = replace(b, signal=Signal.TO)
            k += 1
    return result


# --- the story's date ----------------------------------------------------------------------------

_STAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"
    r"(?:[T ]\s?([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]{1,9})?"
    r"\s?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_FIGURES: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?")


def story_date(words: str) -> When:
    """The date that the words of a date line state; ANY when they state none.

    ``2024-07-01 20:06:35.446000``, ``1 July 2024``, ``July 1, 2024, 8:06 pm``, ISO 8601 with a
    zone or an offset (the clock stays as written), all with words around them.
    """
    stamp = _STAMP.search(words)
    if stamp is not None:
        try:
            if stamp[1].startswith("0000"):
                return ANY
            return parse(stamp[1] + (f"T{stamp[2]}" if stamp[2] else ""))
        except EdtfError:
            return ANY
    if _FIGURES.search(words):
        return ANY
    dated = [t for t in find(words) if t.type in _POINTED and t.when.is_known]
    if not dated:
        return ANY
    finest = max(dated, key=lambda t: t.when.precision).when
    if finest.precision is not Precision.DAY:
        return finest
    # "July 1, 2024, at 8:06 pm": the clock may be an expression of its own.
    clocks = [t for t in dated if t.type is TimexType.TIME and t.when.precision > Precision.DAY]
    return clocks[0].when if clocks else finest
