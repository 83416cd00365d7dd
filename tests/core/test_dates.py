"""Reading dates: laws over any text, the story's date, and dates in words."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.dates import (
    NamedPeriod,
    Signal,
    Timex,
    find,
    grammar,
    scan,
    span_words,
    story_date,
    survey,
    words,
)
from viewer.core.dates.holidays import NAMES, SHARED, NotKept, holiday
from viewer.core.story import Span
from viewer.core.when import ANY, Precision, month_length, parse

STORY = parse("2024-07-01")

#: What time is made of, so that random rows of it come near to every rule.
PIECES = st.sampled_from(
    (
        "the a an of in on at by since until from to between and or early mid late about next last "
        "this that same previous following day week month year years decades century quarter half "
        "first second third 14th twenty one two several few 1 3 07 12 22 31 99 1914 2009 2024 "
        "2,200 2.5 10:30 8 pm a.m. UTC May March June Sept. Monday Friday spring fall winter "
        "morning night noon yesterday today now recently daily every ago later earlier before "
        "after BC AD million - – / : , . ( ) ' 's 1990s '99 $ % Easter Christmas Q3 fiscal old"
    ).split()
)


@given(st.text(max_size=200), st.sampled_from((ANY, STORY)))
def test_any_text_at_all(text: str, anchor: object) -> None:
    """No text makes the reader fail; spans lie inside, in order, and bounds are ordered."""
    check(text)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30), st.sampled_from(("", " ", "\n")))
def test_any_row_of_time_words(pieces: list[str], joint: str) -> None:
    """The same for rows of words that all speak of time."""
    check((joint or " ").join(pieces) if joint else "".join(pieces))


def check(text: str) -> None:
    for anchor in (ANY, STORY):
        found = find(text, anchor=anchor)
        for timex in found:
            assert timex.span.of(text) == timex.text != ""
            assert timex.when.earliest <= timex.when.latest
            assert parse(timex.when.edtf) == timex.when
            assert words(timex.when)
        for one, other in pairwise(found):
            assert one.span.end <= other.span.start
            assert (one.signal is Signal.FROM) == (other.signal is Signal.TO)


@pytest.mark.parametrize(
    "piece",
    [
        "May ",
        "the end of ",
        "1",
        "2009-",
        "first ",
        "twenty-",
        "'",
        "10:",
        "a.m.",
        "early ",
        "((( ",
    ],
)
def test_adverse_rows_take_linear_time(piece: str) -> None:
    """A hundred times the text takes about a hundred times as long, whatever it repeats."""
    short, long = piece * (4_000 // len(piece)), piece * (160_000 // len(piece))

    def cost(text: str) -> float:
        start = time.process_time()
        find(text, anchor=STORY)
        return time.process_time() - start

    find(short, anchor=STORY)
    assert cost(long) < 40 * 6 * max(cost(short), cost(short), 0.002)


def test_no_rule_reaches_beyond_the_words_it_is_shown() -> None:
    """A rule is shown so many classes and no more; none could take more, with 24 to look ahead."""
    for _, pattern, _ in grammar._RULES:
        assert re._parser.parse(pattern).getwidth()[1] <= grammar._WIDEST - 24, pattern  # type: ignore[attr-defined]


def test_blocks_and_masks() -> None:
    """Only the blocks are read, never the masks; dates carry from block to block."""
    text = "v2019 from 2001. [2003] It opened on 3 May 1990 [12 May 1991]. It closed a day later."
    body = text.index("It opened")
    mask = text.index("[12 May")
    blocks = (Span(body, text.index(" It closed")), Span(text.index("It closed"), len(text)))
    found = find(text, blocks=blocks, masks=(Span(mask, text.index("]", mask) + 1),))
    assert [(t.text, t.when.edtf) for t in found] == [
        ("3 May 1990", "1990-05-03"),
        ("a day later", "1990-05-04"),
    ]


def test_why() -> None:
    """Each date says in one sentence what it was counted from, and by which rule."""
    (timex,) = find("The course starts in September of this year.", anchor=STORY)
    assert timex.because == (
        "“September of this year” is September 2024, because the story is dated 1 July 2024."
    )
    assert timex.anchor == "story date 1 July 2024"
    assert timex.relative
    (written,) = find("It began in September 2024.", anchor=STORY)
    assert not written.relative
    assert written.anchor == ""


def test_why_an_age() -> None:
    """An age says between which ages it lies, given how it is rounded."""
    (timex,) = find("The sea withdrew 2 million years ago.", anchor=STORY)
    assert timex.because == (
        "“2 million years ago” counts from our own age; "
        "rounded so, it is between 2.2 and 1.8 million years ago."
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("the 19th century", "are the years 1800 to 1899"),
        ("the early 19th century", "lies early in the years 1800 to 1899"),
        ("the middle of the fourth century", "lies about the middle of the years 300 to 399"),
        ("the late 1970s", "lies late in the years 1970 to 1979"),
        ("the first half of the 18th century", "are the years 1700 to 1749"),
        ("the last decade of the 18th century", "are the years 1790 to 1799"),
        ("the 3rd century BC", "are the years 300 to 201 BC"),
    ],
)
def test_why_a_century(said: str, why: str) -> None:
    """A century or decade says its years, and "early" or "late" where in them it lies."""
    (timex,) = find(f"The wall was built in {said}.")
    assert timex.because == f"“{timex.text}” {why}."


def test_why_a_named_period() -> None:
    """The reason keeps the words of the text, and adds the table's name where that differs."""
    war = NamedPeriod("Salt War", parse("1911/1913"), "x", ("the Brine War",))
    (plain,) = find("It shut during the Salt War.", periods=(war,))
    assert plain.because == "“the Salt War” is 1911 – 1913, by the table of periods."
    (alias,) = find("It shut during the Brine War.", periods=(war,))
    assert alias.because == ("“the Brine War” is Salt War, 1911 – 1913, by the table of periods.")


def test_a_period_that_several_share_needs_a_place_word() -> None:
    """Without a place word that decides, no country's period is named."""
    plans = (
        NamedPeriod("Plan A", parse("1951/1955"), "x", ("Great Plan",), cues=("Atlantis",)),
        NamedPeriod("Plan B", parse("1961/1965"), "x", ("Great Plan",), cues=("Utopia",)),
    )
    assert not survey("The Great Plan began.", periods=plans).mentions
    assert not survey("Atlantis and Utopia began the Great Plan.", periods=plans).mentions
    (mention,) = survey("Utopia began the Great Plan.", periods=plans).mentions
    assert mention.period.name == "Plan B"
    assert mention.span.of("Utopia began the Great Plan.") == "Great Plan"


def test_a_long_text_is_read_as_it_comes() -> None:
    """The first dates of a text of any length are known before its end is read, and are those
    that `find` gives; what stands under a mask is no date in any block."""
    paragraph = "It opened on 3 May 1990 and [7 June 1991] closed two days later.\n\n"
    text = paragraph * 4000
    at = paragraph.index("[")
    masks = tuple(
        Span(start + at, start + at + 13) for start in range(0, len(text), len(paragraph))
    )
    read = scan(text, masks=masks)
    first = [next(read), next(read)]
    assert [t.text for t in first if isinstance(t, Timex)] == ["3 May 1990", "two days later"]
    found = find(text, masks=masks)
    assert len(found) == 8000
    assert (*first, *read) == found


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("2024-07-01 20:06:35.446000", "2024-07-01T20:06:35"),
        ("2024-07-01T20:06:35.446000", "2024-07-01T20:06:35"),
        ("2024-07-01T20:06:35+05:30", "2024-07-01T20:06:35"),
        ("2024-07-01T20:06Z", "2024-07-01T20:06"),
        ("2024-07-01", "2024-07-01"),
        ("2024-07", "2024-07"),
        ("20240701", "2024-07-01"),
        ("20241301", ".."),
        ("story 20240701", ".."),
        ("1 July 2024", "2024-07-01"),
        ("Last updated: Monday, July 1, 2024", "2024-07-01"),
        ("Last updated: July 1, 2024, 8:06 pm", "2024-07-01T20:06"),
        ("Published on 1 July 2024 at 20:06", "2024-07-01T20:06"),
        ("Updated 8:06 p.m. July 1, 2024", "2024-07-01T20:06"),
        ("July 2024", "2024-07"),
        ("01.07.2024", "2024-07-01"),
        ("2024-13-45", ".."),
        ("2023-02-29", ".."),
        ("0000-01-01", ".."),
        ("2024-7-1", ".."),
        ("yesterday", ".."),
        ("", ".."),
        ("no date here", ".."),
    ],
)
def test_story_date(line: str, edtf: str) -> None:
    """A date line is read as it stands, the clock as written; what no calendar has is no date."""
    expected = ANY if edtf == ".." else parse(edtf)
    assert story_date(line) == expected


@pytest.mark.parametrize(
    ("edtf", "said", "length"),
    [
        ("2024-09", "September 2024", "one month"),
        ("2024-07-01", "1 July 2024", "one day"),
        ("2024", "2024", "one year"),
        ("2024-07-01T20:06", "1 July 2024, 20:06", "one minute"),
        ("2024-07-01T20:06:35", "1 July 2024, 20:06:35", "one second"),
        ("2024-07-01T20", "1 July 2024, 20:00", "one hour"),
        ("2021/2024-07-01", "2021 – 1 July 2024", "3½ years"),
        ("../2024-07-01", "by 1 July 2024", ""),
        ("../2023-12-31", "by 31 December 2023", ""),
        ("../2024", "by 2024", ""),
        ("2021/..", "since 2021", ""),
        ("1850~", "about 1850", "one year"),
        ("1850?", "perhaps 1850", "one year"),
        ("2021-21", "spring 2021", "three months"),
        ("2021-35", "the third quarter of 2021", "three months"),
        ("2021-41", "the second half of 2021", "six months"),
        ("199X", "the 1990s", "one decade"),
        ("18XX", "the 19th century", "one century"),
        ("-04XX", "the 5th century BC", "one century"),
        ("-0489", "490 BC", "one year"),
        ("0079", "AD 79", "one year"),
        ("Y-65000000~", "about 65 million years ago", ""),
        ("Y-150000~", "about 150,000 years ago", ""),
        ("Y-15000~", "about 15,000 BC", ""),
        ("Y-14999~", "about 15,000 BC", ""),
        ("-9999~", "about 10,000 BC", "one year"),
        ("Y-11999", "12,000 BC", "one year"),
        ("Y-11344", "11,345 BC", "one year"),
        ("Y171010000S3", "about the year 171,010,000", ""),
        ("1950S2", "about 1950", "one century"),
        ("2024-06-24/2024-06-30", "24 – 30 June 2024", "one week"),
        ("2021-05/2021-09", "May – September 2021", "five months"),
        ("[2024-06-24..2024-06-30]", "24 June 2024 – 30 June 2024", "one week"),
        ("../..", "no date", ""),
    ],
)
def test_words(edtf: str, said: str, length: str) -> None:
    """A date is said as people say it, and how much time it leaves open."""
    assert words(parse(edtf)) == said
    assert span_words(parse(edtf)) == length


@pytest.mark.parametrize("name", NAMES)
def test_holidays_fall_on_days(name: str) -> None:
    """Every holiday falls on one real day of each year it is kept in, and is found in prose."""
    for year in (1916, 2013, 2024):
        try:
            month, day = holiday(name, year)
        except NotKept:
            assert year < 2012
            continue
        assert 1 <= month <= 12
        assert 1 <= day <= month_length(year, month)
    (timex,) = find(f"They met on {name} 2013.")
    assert timex.when.precision is Precision.DAY


@pytest.mark.parametrize("name", SHARED)
def test_shared_names_are_no_day(name: str) -> None:
    """A name that countries share or the moon moves is found, and put on no day."""
    (timex,) = find(f"They met on {name}.", anchor=STORY)
    assert not timex.when.is_known
    (timex,) = find(f"They met on {name} 1999.", anchor=STORY)
    assert timex.when == parse("1999")


def test_this_year_is_the_storys_in_a_text_of_many_years() -> None:
    """Years told one after another do not move "this year", nor what the clause looks ahead to."""
    years = "It began in 2008, grew in 2012, 2015, 2018 and 2019, and changed in 2021. "
    for words_, edtf in (
        ("A class is set to start in September of this year.", "2024-09"),
        ("A class will start in November.", "2024-11"),
        ("A class started last month.", "2024-06"),
    ):
        assert find(years + words_, anchor=STORY)[-1].when.edtf == edtf


def test_nothing_hangs_on_a_story_date_that_is_not_known() -> None:
    """Without a story date "last year" is not resolved, whatever year was told before."""
    told, last = find("The mill burned in 1871. It had been insured last year.")
    assert told.when.edtf == "1871"
    assert last.when == ANY


@pytest.mark.parametrize(
    ("before", "edtf"),
    [
        ("It reopened in September 2020.", "2022-05-30"),  # the carried year would run backwards
        ("It reopened in March 2020.", "../.."),  # news, or the year carried on: nobody can say
    ],
)
def test_a_bare_day_after_much_history_may_be_news(before: str, edtf: str) -> None:
    """A day shortly before the story's own, in a paragraph without a year, is not forced back."""
    history = "The clinic opened in 1987. In 2007 it was sold. Between 2009 and 2011 it shrank."
    text = f"{history} {before}\n\nThe authority revoked the licence on May 30."
    day = next(t for t in find(text, anchor=parse("2022-06-03")) if t.text == "May 30")
    assert day.when.edtf == edtf


def test_what_is_to_come_has_no_year_without_a_story_date() -> None:
    """A vote due on 20 November is not one of the year that the text last spoke of."""
    text = "The bill was rejected in 2021. The committee is due to vote on November 20."
    day = next(t for t in find(text) if t.text == "November 20")
    assert not day.when.is_known


def test_no_rule_takes_the_plain_words_that_are_passed_over() -> None:
    """What the search for openings passes over before a word without a class is nothing that
    a rule could take, whatever follows."""
    tails = ("", ".", ", ", " x", " u", " q", " D M Y", "-x", " O t u")
    for letter in grammar.WITHOUT_WORDS:
        for first, pattern, _ in grammar._RULES:
            taken = [t for t in tails if letter in first and re.match(pattern, f"{letter} x{t}")]
            assert not taken, (letter, pattern)


def test_a_day_as_a_heading_gives_its_hours_or_none() -> None:
    """A day without a year is of the year last told, where its weekday agrees; under one that
    nobody can name no hour has a day."""
    for heading, expected in (
        ("Saturday 7 June", "2025-06-07T15:00"),
        ("Monday 7 June", "XXXX-XX-XXT15:00"),
        ("Friday", "XXXX-XX-XXT15:00"),
    ):
        parts = ("It began on 3 May 2025.", heading, "The bands marched at 3 pm.")
        text = "\n\n".join(parts)
        first, head, last = (Span(text.index(p), text.index(p) + len(p)) for p in parts)
        found = find(text, blocks=[first, last], heads=[head])
        assert found[-1].value == expected, heading


@given(st.data())
@settings(deadline=None)
def test_what_a_rule_matches_holds_the_classes_it_needs(data: st.DataObject) -> None:
    """A rule is passed over only where its pattern could match nothing."""
    _, pattern, _ = data.draw(st.sampled_from(grammar._RULES))
    drawn = set(data.draw(st.from_regex(pattern)))
    assert not any(map(drawn.isdisjoint, grammar.needed(pattern)))


def test_of_a_choice_one_class_is_needed() -> None:
    """Nothing is taken for needed that may be left out; of a choice one class is needed, of
    alternatives one of each."""
    found = grammar.needed(r"(?P<a>U)(?:x )?O+[uq]s?(?=g)(?!i)(?:DY|N)w{0,3}(?:M|j\.?)(?:P|t?)")
    assert found == {frozenset(signs) for signs in ("U", "O", "uq", "g", "DN", "Mj")}
