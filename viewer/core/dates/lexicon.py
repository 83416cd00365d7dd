"""The English words that speak of time, by class.

Every token of a text becomes one letter, its class; the rules of `grammar` are patterns over
those letters, so "the first week of March" is read as ``t o u O M``. A word has one class only;
where English uses it twice ("second", "may", "fall") the class is that of its sense in time, and
the capital letter, the neighbours or the rule decide whether that sense is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        (
            "january february march april may june july august september october november december"
        ).split(),
        start=1,
    )
}
#: Written short, with or without a full stop.
MONTH_SHORTS: Final = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split(), start=1
    )
}
WEEKDAY_SHORTS: Final = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}
#: TIMEX3 code; EDTF has 21 to 24 for the same four.
_SEASONS: Final = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "midsummer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "wintertime": "WI",
    "midwinter": "WI",
}
#: Seasons said of one half of the earth, each read as one word; the others are the northern ones.
SOUTHERN: Final = {
    f"{half} {name}": code
    for half in ("southern", "austral")
    for name, code in _SEASONS.items()
    if " " not in name and name[:3] != "mid"
}
NORTHERN: Final = {
    f"{half} {name[name.index(' ') + 1 :]}": code
    for half in ("northern", "boreal")
    for name, code in SOUTHERN.items()
}
SEASONS: Final = _SEASONS | SOUTHERN | NORTHERN
PARTS: Final = {
    "morning": "MO",
    "mornings": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "daytime": "DT",
    "midmorning": "MO",
    "sunup": "MO",
    "first light": "MO",
    "cockcrow": "MO",
    "afternoon": "AF",
    "afternoons": "AF",
    "midafternoon": "AF",
    "lunchtime": "MI",
    "evening": "EV",
    "evenings": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "sundown": "EV",
    "nightfall": "NI",
    "nighttime": "NI",
    "night": "NI",
    "nights": "NI",
    "overnight": "NI",
}
#: The hours before the morning, by their names; each is read as one word.
SMALL_HOURS: Final = tuple(
    f"{kind} hours" for kind in ("early", "small", "wee", "early morning", "predawn", "pre-dawn")
)
#: Midnight is the end of its day: "midnight on 3 May" is the hour between the 3rd and the 4th.
CLOCK_WORDS: Final = {"noon": (12, 0), "midday": (12, 0), "noontime": (12, 0), "midnight": (24, 0)}

#: TIMEX3 letters of a duration. Decades and centuries are DE and CE, as TimeBank writes them.
UNITS: Final = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "2W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "semester": "6M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
}
PLURALS: Final = {
    "seconds": "second",
    "minutes": "minute",
    "mins": "minute",
    "hours": "hour",
    "hrs": "hour",
    "days": "day",
    "weeks": "week",
    "fortnights": "fortnight",
    "weekends": "weekend",
    "months": "month",
    "quarters": "quarter",
    "years": "year",
    "yrs": "year",
    "decades": "decade",
    "centuries": "century",
    "millennia": "millennium",
    "millenniums": "millennium",
}

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Final = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"dozen": 12, "hundred": 100, "thousand": 1000}
)
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ).split(),
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30}
#: "the sixties": the second digit of a decade whose century is left to the reader.
DECADE_WORDS: Final = {
    f"{stem}ies": 10 * value
    for value, stem in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), start=2)
}
LARGE: Final = {"million": 1_000_000, "billion": 1_000_000_000}
#: Years before the present, as geologists and archaeologists write them: the case counts.
AGES: Final = {
    "BP": 1,
    "ka": 1000,
    "kya": 1000,
    "Ma": 1_000_000,
    "mya": 1_000_000,
    "Mya": 1_000_000,
    "Ga": 1_000_000_000,
    "bya": 1_000_000_000,
}

VAGUE_COUNTS: Final = frozenset(
    (
        "several few many numerous various multiple couple tens dozens scores hundreds thousands "
        "millions billions countless some"
    ).split()
)
#: One word for how long: the unit it lasts.
LONGS: Final = {f"{unit}long": unit for unit in "hour day night week month year decade".split()}
#: Fractions in one sign: "2½ years".
FRACTIONS: Final = ("½", "¼", "¾", "⅓", "⅔")

#: Seasons, months and weekdays that are counted: two winters ago, three Junes later.
COUNTED_NAMES: Final = {
    f"{name}s": name for name in ("spring", "summer", "autumn", "fall", "winter", *MONTHS)
}

#: Which way, and from where: the story's date, or the date last spoken of.
DIRECTIONS: Final = {
    "ago": (-1, "story"),
    "earlier": (-1, "text"),
    "before": (-1, "text"),
    "previously": (-1, "text"),
    "prior": (-1, "text"),
    "later": (1, "text"),
    "after": (1, "text"),
    "afterwards": (1, "text"),
    "afterward": (1, "text"),
    "thereafter": (1, "text"),
    "hence": (1, "story"),
    "before present": (-1, "story"),
    "before the present": (-1, "story"),
}
#: "last year" counts from the story's date, "the previous year" from the date last spoken of.
LAST: Final = {
    "last": "story",
    "past": "story",
    "latest": "story",
    "previous": "text",
    "preceding": "text",
    "prior": "text",
    "final": "text",
}
NEXT: Final = {
    "next": "story",
    "coming": "story",
    "upcoming": "story",
    "following": "text",
    "subsequent": "text",
    "ensuing": "text",
}
#: One word for a stretch and the part of it that is meant.
PARTS_OF_UNITS: Final = {
    "midyear": ("year", "MID"),
    "midmonth": ("month", "MID"),
    "midweek": ("week", "MID"),
    "yearend": ("year", "END"),
}
DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

MODS: Final = {
    "early": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "opening": "START",
    "end": "END",
    "close": "END",
    "closing": "END",
    "height": "MID",
    "turn": "START",
    "rest": "",
    "remainder": "",
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "circa": "APPROX",
    "ca": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "over": "MORE_THAN",
    "under": "LESS_THAN",
    "only": "",
    "exactly": "",
    "precisely": "",
    "fully": "",
    "mere": "",
    "barely": "LESS_THAN",
}

#: Words that say when without saying it: TIMEX3's references to past, present and future.
VAGUE: Final = {
    "now": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "present": "PRESENT_REF",
    "date": "PRESENT_REF",
    "soon": "FUTURE_REF",
    "recently": "PAST_REF",
    "recent": "PAST_REF",
    "lately": "PAST_REF",
    "former": "PAST_REF",
    "future": "FUTURE_REF",
}
#: The years after which a day is kept by that name, 0 where another word tells them.
ANNIVERSARIES: Final = {
    "anniversary": 0,
    "centenary": 100,
    "centennial": 100,
    "sesquicentenary": 150,
    "sesquicentennial": 150,
    "bicentenary": 200,
    "bicentennial": 200,
    "tercentenary": 300,
    "tricentennial": 300,
    "quatercentenary": 400,
    "quincentenary": 500,
    "quincentennial": 500,
}
#: How often.
SETS: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biannual": "P6M",
    "biannually": "P6M",
    "semiannual": "P6M",
    "semiannually": "P6M",
    "biennial": "P2Y",
    "triennial": "P3Y",
    "quadrennial": "P4Y",
    "hourly": "PT1H",
    "nightly": "XXXX-XX-XXTNI",
}
#: Days that come again each week.
EVERY_WEEK: Final = {f"{name}s": f"XXXX-WXX-{number}" for name, number in WEEKDAYS.items()} | {
    "weekdays": "XXXX-WXX-WD",
    "weekday": "XXXX-WXX-WD",
    "weeknights": "XXXX-WXX-WDTNI",
}
ZONES: Final = frozenset(
    (
        "utc gmt est edt cst cdt mst mdt pst pdt akst akdt hst ast adt nst cet cest eet eest wet "
        "bst ist jst kst msk pkt sgt hkt sast aest aedt acst awst nzst nzdt zulu et ct mt pt"
    ).split()
)
#: Zones by name, before "time"; those of North America have a standard and a daylight one.
ZONE_NAMES: Final = (
    *(
        f"{name}{kind}"
        for name in ("eastern", "central", "mountain", "pacific", "atlantic", "alaska")
        for kind in ("", " standard", " daylight")
    ),
    "central european",
    "central european summer",
    "eastern european",
    "eastern european summer",
    "western european",
    "british summer",
    "irish standard",
    "indian standard",
    "india standard",
    "japan standard",
    "china standard",
    "korea standard",
    "australian eastern",
    "australian eastern standard",
    "australian eastern daylight",
    "australian western standard",
)
#: Names of zones that may stand without "time": "9 a.m. Pacific".
ZONES_ALONE: Final = frozenset("eastern central mountain pacific".split())
UTC: Final = frozenset(
    ("utc", "gmt", "z", "zulu", "greenwich mean time", "coordinated universal time")
)
FILLERS: Final = frozenset(
    (
        "straight consecutive full entire whole more other long short bloody additional successive "
        "calendar business working trading solid further good"
    ).split()
)
#: "fall", "second", "may" and their like are plain words too: small letters rule the month out.
CAPITAL_ONLY: Final = frozenset(
    (
        "may march august mar mon sat sun wed dec jan jun nov oct sep apr aug feb jul fri thu tue h"
    ).split()
)

# --- the classes ------------------------------------------------------------------------------
#
#   Y a year of four digits   D 1 to 31       N another number    F a number with a point
#   E a decade (1990s)        o an ordinal    w a number word     v several, few
#   M month   j month, short  W weekday  1 weekday, short  S season  P part of day  R noon, midnight
#   u unit    U unit, plural  q quarter  k half      J fiscal, FY  3 Q (of Q3), H
#   H this    G that, those   = same     L last      X next        y today, yesterday
#   g ago, later              b end, start           e early, mid, late            A about, over
#   t the     a a, an         O of       & and, or   z to, until, through  f from, between
#   i in, on, at, by ...      r now, recently        d daily       V every, each, per   Q old
#   B BC, AD  m a.m.          Z UTC      K o'clock   I million     c straight, full
#   h a holiday               p a named period       ~ the same period            l local, time
#   T 01T of a timestamp      2 a date with points   C 8pm
#   4 period  5 midyear, midweek  6 latter half  7 new year  ¼ 4Q, 1H, the holiday quarter
#   ½ a fraction  ± or so, or more  n weeklong  0 all
#   8 Mondays, weekdays  9 once, twice  × times  ¬ BP, Ma
#   » year to date   § winters, Junes   ¶ to the day   ε the eve of   ª anniversary
#   κ week commencing
#   s 's      x anything else; space and punctuation stand for themselves

_SMALL_WORDS: Final = {
    "t": ("the",),
    "a": ("a", "an", "another"),
    "O": ("of",),
    "&": ("and", "or"),
    "z": ("to", "until", "till", "through", "thru"),
    "f": ("from", "between"),
    "i": ("in", "on", "at", "by", "during", "since", "within", "for", "into", "toward", "towards"),
    "H": ("this", "these"),
    "G": ("that", "those"),
    "=": ("same",),
    "V": ("every", "each", "per"),
    "Q": ("old", "age"),
    "B": ("bc", "bce", "ad", "ce", "b.c.", "b.c", "a.d.", "a.d", "b.c.e.", "c.e."),
    "m": ("am", "pm", "a.m.", "p.m.", "a.m", "p.m"),
    "K": ("o'clock", "o’clock"),
    "J": ("fiscal", "financial", "fy"),
    "q": ("quarter",),
    "k": ("half", "halves"),
    "3": ("q", "h"),
    "s": ("'s", "’s"),
    "l": ("local", "time"),
    "4": ("period",),
    "5": tuple(PARTS_OF_UNITS),
    "½": FRACTIONS,
    "n": tuple(LONGS),
    "0": ("all",),
    "8": tuple(EVERY_WEEK),
    "9": ("once", "twice", "thrice"),
    "×": ("times",),
    "¬": tuple(age.lower() for age in AGES),
}


def _classes() -> dict[str, str]:
    """Class letter of every word of the tables above; where two claim a word, the later wins."""
    start_or_end = [w for w in MODS if w in _BOUNDARIES]
    early_or_late = ("early", "mid", "late")
    table: dict[str, str] = {}
    claims: tuple[tuple[str, Iterable[str]], ...] = (
        ("c", FILLERS),
        ("A", [w for w in MODS if w not in _BOUNDARIES and w not in early_or_late]),
        ("b", start_or_end),
        ("e", early_or_late),
        ("r", VAGUE),
        ("d", SETS),
        ("v", VAGUE_COUNTS),
        ("g", DIRECTIONS),
        ("L", LAST),
        ("X", NEXT),
        ("y", DAYS),
        ("w", NUMBERS),
        ("I", LARGE),
        ("E", DECADE_WORDS),
        ("§", COUNTED_NAMES),
        ("ª", ANNIVERSARIES),
        ("u", UNITS),
        ("U", PLURALS),
        ("o", ORDINALS),
        ("R", CLOCK_WORDS),
        ("P", PARTS),
        ("S", SEASONS),
        ("1", WEEKDAY_SHORTS),
        ("W", WEEKDAYS),
        ("j", MONTH_SHORTS),
        ("M", MONTHS),
        ("Z", ZONES),
        *_SMALL_WORDS.items(),
    )
    for letter, words in claims:
        table |= dict.fromkeys(words, letter)
    return table


_BOUNDARIES: Final = frozenset(
    "beginning start outset opening end close closing height middle turn rest remainder".split()
)
CLASSES: Final = _classes()
