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
SEASONS: Final = {
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
}

PHRASES["first light"] = ("P", "MO")
PHRASES.update((name, ("P", "MO")) for name in SMALL_HOURS)
PHRASES.update((f"{name} time", ("Z", "")) for name in ZONE_NAMES)
PHRASES.update((name, ("Z", "")) for name in UTC if " " in name)

#: A year never follows these directly: what stands there is a number of something.
NUMBERED: Final = frozenset(
    (
        "no nos number numbers section sections page pages p pp chapter chapters figure fig table "
        "flight route highway interstate room model version v vol volume article articles "
        "resolution windows office boeing airbus channel unit building box suite size form rule "
        "class type code id isbn issn part line paragraph psalm area sector point peak hill "
        "nearly almost approximately some over exactly least than only additional another "
        "other additional these those all every bug issue ticket case order score ref reference "
        "rfc iso iec ieee cve postcode zip rs novel film movie album lot block gate platform track "
        "plot serial licence license invoice extension locker apartment apt verse verses page "
        "asteroid item clause paragraph paragraphs version versions tel phone fax"
    ).split()
)
#: Counted things: "1900 men" is no year, "1900 elections" may be one.
COUNTED: Final = frozenset(
    (
        "men women people persons troops soldiers sailors marines prisoners civilians casualties "
        "dead killed wounded deaths tons tonnes miles mile km kilometers kilometres metres meters "
        "m ft feet yards acres hectares pounds kg kilograms lbs dollars euros francs rubles marks "
        "yen percent copies jobs workers employees members students houses homes buildings "
        "aircraft "
        "planes ships tanks guns rounds vehicles cars horses rpm mhz ghz mb gb kb watts volts "
        "calories points votes seats words pages letters characters times degrees inhabitants "
        "residents villagers families children delegates participants cases units items shares "
        "barrels gallons liters litres mw kw cc bhp rupees pesos rand euro bytes bits rifles "
        "cannons pieces volunteers "
        "infantry cavalry militia militiamen insurgents rebels fighters refugees troopers knots hp"
    ).split()
)
#: Days that are known without their year, by what follows them: month, day, word in the singular.
FAMOUS_DAYS: Final = {
    (9, 11, "attack"): 2001,
    (9, 11, "terrorist"): 2001,
    (9, 11, "hijacker"): 2001,
    (9, 11, "commission"): 2001,
    (7, 7, "bombing"): 2005,
    (7, 20, "plot"): 1944,
    (10, 7, "attack"): 2023,
    (1, 6, "riot"): 2021,
    (1, 6, "insurrection"): 2021,
}
#: Peoples: "1500 French" counts them, "in 1970 American troops left" does not.
PEOPLES: Final = frozenset(
    (
        "native british american german french russian soviet japanese chinese spanish turkish "
        "indian italian polish confederate union allied royalist loyalist regular armed"
    ).split()
)
#: A month, a season or a year after one of these is meant as such.
LEADS: Final = frozenset(
    (
        "in on at of by since until till from to through during before after between and or early "
        "late mid last next this that each every the same past about around circa "
        "beginning end start middle as throughout over for come"
    ).split()
)
#: Words that turn a clause toward what has yet to come.
AHEAD: Final = frozenset(
    (
        "will shall ll plan plans planned planning expect expects expected scheduled schedule "
        "slated upcoming intend intends intended aims aim hopes hope forecast "
        "deadline would should could may might next ahead begin expire expires "
        "be expiring anticipate anticipated anticipates future tentatively propose proposed target "
        "must"
    ).split()
)
#: These do so behind a form of be: "is set for May", not "it set a record in May".
AHEAD_AFTER_BE: Final = frozenset("set due ready going about likely bound poised slated".split())
#: In the present these tell what is fixed to come: "opens in July", "holds its vote on Monday".
TIMETABLED: Final = frozenset(
    (
        "opens reopens begins starts closes ends resumes launches expires meets convenes holds "
        "hosts reports returns arrives departs flies runs takes goes comes faces votes leaves "
        "turns celebrates marries retires sails premieres"
    ).split()
)
#: These tell what went on, and how long: "stood empty until May".
LASTED: Final = frozenset(
    "stood lasted ran stayed remained lived served worked kept continued lay waited held".split()
)
TIMETABLED_PLURAL: Final = frozenset(
    "resume reopen convene expire meet open close start end return arrive go".split()
)
#: "The fair, to open in May", "due to open in May": the infinitive of a plan.
TO_COME: Final = frozenset(
    (
        "be begin start open reopen resume run last end close take meet go air premiere leave "
        "return arrive appear report expire vote face play visit stand speak"
    ).split()
)
#: What is moved to another date: "the vote was postponed to May".
POSTPONED: Final = frozenset(
    "moved postponed delayed rescheduled pushed deferred adjourned extended switched".split()
)
#: Acts and things that look to a date: "called a strike for Friday", "ordered a review for May".
ARRANGED: Final = frozenset(
    (
        "call called calls calling set order ordered plan planned plans announce announced named "
        "picked arrange arranged book booked schedule scheduled rescheduled organised organized "
        "strike rally march protest hearing vote election elections ballot meeting summit match "
        "ticket tickets team squad trial review contract contracts invitation invited summoned "
        "slated postponed due bound"
    ).split()
)
#: Figures are those of a time that is over: "a rise in sales for May".
FIGURES: Final = frozenset(
    (
        "figures figure data results sales profit profits earnings rise rises drop drops fall "
        "falls gain gains decline declines growth increase increases deficit surplus output "
        "production numbers reading rate total inflation loss losses revenue revenues deliveries "
        "shipments imports exports jobless unemployment turnover index average record high low "
        "temperature temperatures rainfall edition issue"
    ).split()
)
#: Behind a month these make it the next of that name: "July delivery".
TRADED: Final = frozenset("delivery futures contract contracts".split())
#: Behind a day these show that it is over: "Friday's close".
ENDED: Final = frozenset("close closing session finish settlement low high".split())
#: What people look forward to by its date: "the 17 September meeting".
FIXTURES: Final = frozenset(
    (
        "meeting election elections vote summit hearing conference deadline referendum trial "
        "launch auction ballot runoff gathering talks gala poll"
    ).split()
)
#: What happens again and again happens at no one date.
HABITS: Final = frozenset(
    "usually normally typically traditionally ordinarily always annually common frequent".split()
)
#: "The firm was founded in 1998" tells where something comes from, not where the telling stands.
ORIGINS: Final = frozenset(
    "founded established born formed created incorporated launched opened built set".split()
)
#: Words that a number before them never counts, and that never are the name of a thing.
FUNCTION_WORDS: Final = frozenset(
    (
        "a an the and or but nor so yet as if when while where which who whom whose that because "
        "although though since until till after before at in on by of for from to into with within "
        "without about over under between through during against among than he she it they we you "
        "i his her its their our your my this these those there here then was were is are had has "
        "have will would could should may might must did does do not no only also just still"
    ).split()
)
#: Verbs of reports: what is said on a weekday is said in the days before the story.
REPORTING: Final = frozenset(
    (
        "said says announced reported told confirmed stated declared warned added according "
        "unveiled disclosed"
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
