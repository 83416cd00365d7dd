"""Times of the day: clocks, zones, and the parts of a day.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import cues, kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.numbers import DIGITS, number
from viewer.core.dates.readings import Found, Match, Reading, stands_free


def part_of_day(m: Match) -> Reading | None:
    """The morning, at night: a part of a day that is named elsewhere."""
    word = m.word("p")
    before = m.before()
    if word in lex.SMALL_HOURS:
        return Reading(kinds.CLOCK, "part", part="MO")
    if word == "overnight" and m.touches_left() == " " and _ends_phrase(m):
        return None if before in _AT_ONCE else Reading(kinds.CLOCK, "overnight", part="NI")
    if (
        not m.has("t")
        and before
        not in (
            "in",
            "at",
            "by",
            "of",
            "on",
            "-",
            "early",
            "late",
            "until",
            "since",
            "before",
            "after",
            "mid",
            "during",
            "that",
        )
        and m.touches_left() != "-"
    ):
        return Reading(kinds.CLOCK, "part", part=lex.PARTS[word], partial=True)
    if before == "at" and word == "night":
        return Reading(kinds.CLOCK, "part", part="NI")
    return Reading(kinds.CLOCK, "part", part=lex.PARTS[word])


#: What comes "overnight" in no night at all.
_AT_ONCE: Final = frozenset("change changed changes famous success vanish vanished rich".split())


def _ends_phrase(m: Match) -> bool:
    """No noun follows: posted overnight, no overnight train."""
    after = m.after().lower()
    if after[-2:] == "ed" and after != "bed":
        return True
    return after in cues.FUNCTION_WORDS or after in ",.;:)" or after in ("following", "amid")


def clock_time(m: Match) -> Reading | list[Found] | None:
    """18:00, 8:06 pm, 6 a.m., 1452 GMT, 0630 hours, nine o'clock."""
    if not stands_free(m) or _is_offset(m):
        return None
    hour_word, minutes = m.word("h"), m.word("i")
    figures = DIGITS.findall(hour_word)
    minute = second = None
    if not figures:
        value = number(hour_word)
        if value is None:
            return None
        hour = int(value)
    elif len(figures) == 2:
        hour, minute = int(figures[0]), int(figures[1])
        if len(figures[1]) != 2:
            return None
    elif hour_word[-1] in "tz" and len(figures[0]) != 4:
        return None
    elif len(figures[0]) == 4:
        hour, minute = divmod(int(figures[0]), 100)
    elif len(figures[0]) == 3:
        return None
    else:
        hour = int(figures[0])
    if m.has("i"):
        if not minutes[:2].isdigit():
            return None
        minute = m.number("i")
    if m.has("s"):
        second = m.number("s")
    zulu = (m.word("s") or minutes or hour_word).endswith("z")
    zoned = m.has("zone") and _is_zone(m)
    sure = m.has("m") or zoned or m.has("s") or zulu or _clock_led(m)
    if m.has("i") and (not sure or len(DIGITS.findall(minutes)[0]) != 2):
        return None
    half = (m.word("m") or (minutes or hour_word)[-2:]).replace(".", "")
    clock = _of_day(hour, minute, second, half)
    if clock is None:
        return None
    reading = Reading(kinds.CLOCK, "clock", clock=clock, zone="Z" if zulu else _zone(m))
    if m.has("zone") and not zoned:
        return [Found(m.found.start(), m.found.start("zone"), reading._replace(zone=""))]
    return reading


def _of_day(
    hour: int, minute: int | None, second: int | None, half: str
) -> tuple[int, int | None, int | None] | None:
    """Hour, minute and second by the clock of 24 hours, None where no clock shows that."""
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (minute or 0) > 59 or (second or 0) > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return hour, minute, second


def named_hour(m: Match) -> Reading | list[Found] | None:
    """Noon, midnight, 12 noon, twelve o'clock midnight."""
    if not stands_free(m) or (m.has("h") and number(m.word("h")) != 12):
        return None
    hour, minute = lex.CLOCK_WORDS[m.word("r")]
    if hour == 24 and (m.before() in _OPENING or m.after() in ("to", "-", "–")):
        hour = 0  # "since midnight" counts from where the day begins
    reading = Reading(kinds.CLOCK, "clock", clock=(hour, minute, None), zone=_zone(m))
    if m.has("zone") and not _is_zone(m):
        return [Found(m.found.start(), m.found.start("zone"), reading._replace(zone=""))]
    return reading


_OPENING: Final = frozenset("from since after past between".split())


def hours(m: Match) -> Reading | None:
    """At 1430 hours, 0215 hrs, at 0140: four figures that are hours and minutes."""
    word = m.word("h")
    if len(word) != 4 or not word.isdigit():
        return None
    led = m.before() in _AT
    if not (led or word[0] == "0"):
        return None
    if m.has("u"):
        if m.word("u") not in ("hours", "hrs"):
            return None
    elif not led or not stands_free(m) or (word[0] != "0" and m.before() != "at"):
        return None
    clock = _of_day(int(word[:2]), int(word[2:]), None, "")
    return None if clock is None else Reading(kinds.CLOCK, "clock", clock=clock)


def spoken(m: Match) -> Reading | None:
    """Half past nine, a quarter to ten, ten minutes after four, at five to eight."""
    way, hour_word = m.word("way"), m.word("h")
    if way not in ("past", "to", "till", "before", "after"):
        return None
    hour: float | None = {"noon": 12, "midday": 12, "midnight": 12}.get(hour_word)
    hour = number(hour_word) if hour is None else hour
    if hour is None or not 1 <= hour <= 12 or _counts(m):
        return None
    if m.has("n"):
        minutes = number(m.word("n")) or 0
        minuted = m.word("u") in ("minutes", "mins")
        if not 1 <= minutes <= 29 or (m.has("u") and not minuted):
            return None
        # "won by ten to six" is a score, "at 5 to 7 p.m." a range
        led = m.before() in ("at", "until", "till", "about", "around")
        if not minuted and (not led or minutes % 5 or m.has("m")):
            return None
    else:
        minutes = 30 if m.has("k") else 15
        if m.has("k") and way in ("to", "till", "before", "after"):
            return None
    after = way in ("past", "after")
    total = int(hour) * 60 + int(minutes if after else -minutes)
    if hour_word == "midnight" or (hour == 12 and hour_word not in ("noon", "midday") and after):
        total -= 720
    half = m.word("m").replace(".", "")
    clock = _of_day(
        total % 1440 // 60 or 12 if half else total % 1440 // 60, total % 60, None, half
    )
    return None if clock is None else Reading(kinds.CLOCK, "o'clock", clock=clock)


def _counts(m: Match) -> bool:
    """The number of the match counts what follows: "quarter to ten people"."""
    following = m.row.classes[m.found.end() : m.found.end() + 2]
    if following[:1] in ("%", "$", "-") or following[1:] in ("u", "U", "I", "$", "%"):
        return True
    word = m.after()
    return following[1:] == "x" and word.isalpha() and word.lower() not in cues.FUNCTION_WORDS


def bare_hour(m: Match) -> Reading | None:
    """The nine of "at nine in the morning": `composition` joins it with the part of the day."""
    if m.before() not in _AT:
        return None
    hour = number(m.word("h"))
    minute = None
    if "." in m.word("h"):
        figures = DIGITS.findall(m.word("h"))
        if len(figures[1]) != 2:
            return None
        hour, minute = float(figures[0]), int(figures[1])
    if hour is None or hour != int(hour) or not 1 <= hour <= 12 or (minute or 0) > 59:
        return None
    return Reading(kinds.CLOCK, "o'clock", clock=(int(hour), minute, None), partial=True)


def two_clocks(m: Match) -> list[Found] | None:
    """9-11 a.m., between 9 and 11:30 p.m.: the first borrows its half of the day."""
    if not stands_free(m):
        return None
    if m.word("joint") == " and " and m.before() not in ("between", "at"):
        return None
    half = (m.word("m") or (m.word("j") or m.word("l"))[-2:]).replace(".", "")
    if half not in ("am", "pm"):
        return None
    first, last = m.number("h"), m.number("l")
    minutes = [m.number(g) if m.has(g) else None for g in ("i", "j")]
    other = {"am": "pm", "pm": "am"}[half]
    opened = _of_day(first, minutes[0], None, half if first % 12 < last % 12 else other)
    closed = _of_day(last, minutes[1], None, half)
    if opened is None or closed is None:
        return None
    a, b = m.found.start(), m.found.start("l")
    readings = [Reading(kinds.CLOCK, "clock", clock=clock) for clock in (opened, closed)]
    first_end = m.found.end("i") if m.has("i") else m.found.end("h")
    end = m.found.end()
    if m.has("zone"):
        if _is_zone(m):
            readings = [r._replace(zone=_zone(m)) for r in readings]
        else:
            end = m.found.start("zone")
    return [Found(a, first_end, readings[0]), Found(b, end, readings[1])]


def _clock_led(m: Match) -> bool:
    """ "21:14" is a score or a verse unless something says that it is a time."""
    if m.word("i").endswith("m") or m.before() in _BEFORE_CLOCK:
        return True
    i, end = m.found.start(), m.found.end()
    classes = m.row.classes
    if i > 1 and classes[i - 1] == " " and classes[i - 2] in "DYo2W1":
        return True
    day = i > 3 and classes[i - 1] == classes[i - 3] == " " and classes[i - 4] in "Do"
    if day and classes[i - 2] in "Mj":
        return True  # "4 July 19:30"
    return m.row.classes[end : end + 1] == "-" and m.row.classes[end + 2 : end + 3] == ":"


_AT: Final = frozenset(
    (
        "at by around about until till from to between since before after circa approximately "
        "roughly nearly almost exactly past"
    ).split()
)
_BEFORE_CLOCK: Final = _AT | frozenset(("and", ",", "(", "[", "-", "–"))


_SIGNS: Final = frozenset("+-−–")


def _is_offset(m: Match) -> bool:
    """The 03:00 of "UTC−03:00" is no time of day."""
    i = m.found.start()
    return i > 1 and m.row.tokens[i - 1] in _SIGNS and m.row.classes[i - 2] == "Z"


def _is_zone(m: Match) -> bool:
    """Whether the words after the clock name a zone: "Moscow time", "Pacific", not "people"."""
    words = [t for t in m.row.tokens[m.found.start("zone") : m.found.end("zone")] if t.strip()]
    if m.row.classes[m.found.start("zone") + 1 : m.found.start("zone") + 2] != "x":
        return True
    if not words[0][0].isupper():
        return False
    if len(words) == 2:
        return words[1].lower() == "time"
    return words[0].lower() in lex.ZONES_ALONE and not m.after()[:1].isupper()


def _zone(m: Match) -> str:
    """Z for a clock that runs by UTC itself, "" for any other: local time."""
    zone = m.word("zone").strip(" ()").removesuffix(" time")
    return "Z" if zone in lex.UTC or f"{zone} time" in lex.UTC else ""
