"""Time words of several words, each read as one token: its class letter and what it means."""

from __future__ import annotations

from typing import Final

from viewer.core.dates import lexicon as lex

#: A time word of several words, read as one token: its class and what it means.
PHRASES: Final[dict[str, tuple[str, str]]] = {
    **{
        f"{by}{phrase}": ("A", mod)
        for by in ("", "a little ", "slightly ", "just ", "well ", "much ", "far ")
        for phrase, mod in (
            ("more than", "MORE_THAN"),
            ("longer than", "MORE_THAN"),
            ("less than", "LESS_THAN"),
            ("fewer than", "LESS_THAN"),
            ("shorter than", "LESS_THAN"),
        )
    },
    **{
        f"{no} {phrase} than": ("A", mod)
        for no in ("no", "not")
        for phrase, mod in (
            ("more", "EQUAL_OR_LESS"),
            ("longer", "EQUAL_OR_LESS"),
            ("less", "EQUAL_OR_MORE"),
            ("fewer", "EQUAL_OR_MORE"),
        )
    },
    "a little over": ("A", "MORE_THAN"),
    "slightly over": ("A", "MORE_THAN"),
    "a little under": ("A", "LESS_THAN"),
    "well under": ("A", "LESS_THAN"),
    "in excess of": ("A", "MORE_THAN"),
    "upward of": ("A", "MORE_THAN"),
    "upwards of": ("A", "MORE_THAN"),
    "at least": ("A", "EQUAL_OR_MORE"),
    "a minimum of": ("A", "EQUAL_OR_MORE"),
    "at most": ("A", "EQUAL_OR_LESS"),
    "at the most": ("A", "EQUAL_OR_LESS"),
    "a maximum of": ("A", "EQUAL_OR_LESS"),
    "up to": ("A", "EQUAL_OR_LESS"),
    "as long as": ("A", "EQUAL_OR_LESS"),
    "as many as": ("A", "EQUAL_OR_LESS"),
    "as much as": ("A", "EQUAL_OR_LESS"),
    "as little as": ("A", "EQUAL_OR_MORE"),
    "as few as": ("A", "EQUAL_OR_MORE"),
    "close to": ("A", "APPROX"),
    "something like": ("A", "APPROX"),
    "an estimated": ("A", "APPROX"),
    "the best part of": ("A", "APPROX"),
    "the better part of": ("A", "APPROX"),
    "a total of": ("A", ""),
    "a mere": ("A", ""),
    "or so": ("±", "APPROX"),
    "or thereabouts": ("±", "APPROX"),
    "or two": ("±", "APPROX"),
    "or more": ("±", "EQUAL_OR_MORE"),
    "or longer": ("±", "EQUAL_OR_MORE"),
    "or less": ("±", "EQUAL_OR_LESS"),
    "or fewer": ("±", "EQUAL_OR_LESS"),
    "well over": ("A", "MORE_THAN"),
    "just over": ("A", "MORE_THAN"),
    "just under": ("A", "LESS_THAN"),
    **{
        f"the {same} {period}{tail}": ("~", "")
        for same in ("same", "corresponding", "comparable", "equivalent")
        for period in ("period", "time", "quarter", "half")
        for tail in ("", " of", " in")
    },
    **{
        f"{which} {part}": ("b", mod)
        for mod, words in (
            ("START", "early earlier first opening"),
            ("MID", "middle"),
            ("END", "late later latter last final closing tail back"),
        )
        for which in words.split()
        for part in (("end",) if which in ("tail", "back") else ("part", "stages"))
    },
    **{f"{word} very": (letter, "") for word, letter in (("this", "H"), ("that", "G"))},
    **{f"week {begins}": ("κ", "") for begins in ("commencing", "beginning", "starting")},
    "w/c": ("κ", ""),
    "very next": ("X", ""),
    "very same": ("=", ""),
    "to the day": ("¶", ""),
    "the eve of": ("ε", ""),
    "the eve of the": ("ε", ""),
    "latter half": ("6", "2"),
    "back half": ("6", "2"),
    "front half": ("6", "1"),
    "new year": ("7", ""),
    "holiday quarter": ("¼", "Q4"),
    "christmas quarter": ("¼", "Q4"),
    **{f"{unit} to date": ("»", unit) for unit in ("year", "quarter", "month", "week")},
    "ytd": ("»", "year"),
    "from now": ("g", ""),
    "from today": ("g", ""),
    "c.": ("A", "APPROX"),
    "ca.": ("A", "APPROX"),
    "before present": ("g", ""),
    "before the present": ("g", ""),
    "roaring twenties": ("E", "1920"),
    "dirty thirties": ("E", "1930"),
    "swinging sixties": ("E", "1960"),
    "gay nineties": ("E", "1890"),
    "noughties": ("E", "2000"),
    "aughts": ("E", "2000"),
    "a couple of": ("v", ""),
    "a couple": ("v", ""),
    "a number of": ("v", ""),
    "a handful of": ("v", ""),
    "a good many": ("v", ""),
    "a great many": ("v", ""),
    "quite a few": ("v", ""),
    "a few": ("v", ""),
    "per annum": ("d", "P1Y"),
    "semi-annual": ("d", "P6M"),
    "semi-annually": ("d", "P6M"),
    "half-yearly": ("d", "P6M"),
    "bi-weekly": ("d", "P2W"),
    "bi-monthly": ("d", "P2M"),
    "bi-annual": ("d", "P6M"),
    **{
        words: ("d", value)
        for unit, value in (("day", "P1D"), ("week", "P1W"), ("month", "P1M"), ("year", "P1Y"))
        for words in (f"{unit} after {unit}", f"{unit} by {unit}", f"most {unit}s")
    },
    "right now": ("r", "PRESENT_REF"),
    "the time being": ("r", "PRESENT_REF"),
    "these days": ("r", "PRESENT_REF"),
    "at present": ("r", "PRESENT_REF"),
    "at this time": ("r", "PRESENT_REF"),
    "present-day": ("r", "PRESENT_REF"),
    "the moment": ("r", "PRESENT_REF"),
    "the time": ("r", "PAST_REF"),
    "that time": ("r", "PAST_REF"),
    "one time": ("r", "PAST_REF"),
    "one point": ("r", "PAST_REF"),
    "those days": ("r", "PAST_REF"),
    "the recent past": ("r", "PAST_REF"),
    "the distant past": ("r", "PAST_REF"),
    "long ago": ("r", "PAST_REF"),
    "not long ago": ("r", "PAST_REF"),
    "some time ago": ("r", "PAST_REF"),
    "a long time ago": ("r", "PAST_REF"),
    "a while ago": ("r", "PAST_REF"),
    "ages ago": ("r", "PAST_REF"),
    "the future": ("r", "FUTURE_REF"),
    "the near future": ("r", "FUTURE_REF"),
    "the foreseeable future": ("r", "FUTURE_REF"),
    "very soon": ("r", "FUTURE_REF"),
    "the distant future": ("r", "FUTURE_REF"),
} | {
    **dict.fromkeys((*lex.SOUTHERN, *lex.NORTHERN), ("S", "")),
    **dict.fromkeys(("first light", *lex.SMALL_HOURS), ("P", "MO")),
    **{f"{name} time": ("Z", "") for name in lex.ZONE_NAMES},
    **{name: ("Z", "") for name in lex.UTC if " " in name},
}
