"""The grammar of English time: which rows of word classes say what.

A rule is a pattern over class letters (see `lexicon`) and the action that reads the matched
words. At each place the longest match wins, among equals the earlier rule; an action that
declines passes the words to the next. What the rules find are *hearts*, such as ``September``
or ``this year``; `composition` joins those that are part and whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import Final

from viewer.core.dates.ages import (
    bc_decade,
    before_present,
    century,
    decade,
    turn_of,
    two_ages,
    year_in_words,
)
from viewer.core.dates.business import (
    calendar_year,
    fiscal_near,
    fiscal_part,
    fiscal_year,
    fiscal_years,
    full_year,
    half_figures,
    month_quarter,
    of_report,
    same_quarter_of,
    short_part,
    to_date,
)
from viewer.core.dates.clock import (
    bare_hour,
    clock_time,
    hours,
    named_hour,
    part_of_day,
    spoken,
    two_clocks,
)
from viewer.core.dates.lasting import (
    how_long,
    in_one_word,
    period_of,
    running,
    share_of_unit,
    two_durations,
    unit_long,
    unit_old,
    vague_duration,
    whole_unit,
    within,
)
from viewer.core.dates.offsets import (
    ago_this,
    anniversary,
    by_name,
    day_ago,
    day_hence,
    eve,
    in_time,
    offset,
    the_before,
    this_time_of,
    vague_offset,
    year_ago,
    years_on,
)
from viewer.core.dates.often import each_date, how_often, parts_again, so_much_a, weekends
from viewer.core.dates.readings import Action, Found, Match
from viewer.core.dates.relative import (
    commencing,
    ended_unit,
    mid_unit,
    near_day,
    new_year,
    nth_unit_of,
    same_period,
    the_unit,
    unit_beyond,
    unit_end,
    unit_near,
    units_of,
    weekday,
    weekday_week,
)
from viewer.core.dates.tokens import Row
from viewer.core.dates.vague import present, the_past, this_time, vague_word
from viewer.core.dates.written import (
    bare_days,
    bare_month,
    bare_year,
    bc_years,
    day_of_year,
    days_with_weekdays,
    dotted,
    dotted_days,
    era_year,
    half_year,
    holiday_named,
    holiday_stretch,
    iso_day,
    iso_week,
    month_year,
    named_period,
    nine_eleven,
    nth_day,
    quarter,
    season,
    season_over_new_year,
    short_year,
    slashes,
    some_days,
    the_year,
    timestamp,
    two_quarters,
    two_years,
    week_number,
)

_MONTH: Final = r"(?P<m>M|j\.?)"
_WEEKDAY: Final = r"(?:(?P<w>W|1\.?)(?:,? ?)(?:t )?)?"
_YEAR: Final = r"(?P<y>Y(?: ?B)?|['][DN]|[DN] ?B|B [YDN])"
_OF_YEAR: Final = rf"(?:(?:, ?| O | ){_YEAR})"
#: What stands between the days, months or seasons of one row.
_ROW: Final = r"(?: ?[-/] ?|,? & (?:t )?|, | z (?:t )?)"
#: 25, 2½, 2 1/2, 10 thousand; twenty-five, a hundred and five, half a million. `number` has the
#: last word on which rows of number words are one number.
_FIGURES: Final = r"(?:[DNFY](?: ?½|[ -]D/D)?|½|D/D)(?: [wI]){0,2}"
_WORDS: Final = r"(?:a k |a |k a |k )?[wI](?:(?: & | |-)[wI]){0,6}"
_SHARE: Final = r"(?:(?: & |-&-)(?:[aw][ -])?[kqU](?: I)?)?"
_COUNT: Final = rf"(?P<n>(?:{_FIGURES}|{_WORDS}){_SHARE}|a{_SHARE}|v(?: O v)?)"
_SMALL_COUNT: Final = r"(?P<n>[DNF]½?|w(?:-w)?)"
#: So long: "another three and a half years or so", "a year and a half", "tens of thousands of
#: years".
_LENGTH: Final = (
    rf"(?P<pre>a (?:c )?)?{_COUNT}(?P<c>(?: c){{0,2}})(?P<more> ±)?(?: O)?(?P<joint>[ -])"
    r"(?P<u>[uUqP])(?P<share> & a [kq])?(?P<tail> ±)?"
)
#: Twice, three times, two or three times, several times.
_TIMES: Final = r"(?:9|(?:v|(?:[DN]|w(?:-w)?)(?: [&z] (?:[DN]|w))?) ×)[ -]"
#: "4Q03", "2Q 2017", "Q3 '14", "Q3/2014".
_SHORT_YEAR: Final = r"(?:(?:, ?| O | |[-/])?(?P<y>Y|['][DN]|(?<=[D¼])[DN]))"
_ORDINAL: Final = r"(?:o|w-o)"
_ERA: Final = r"(?: ?(?P<era>B))"
_OFFSET: Final = r"(?: ?\+ ?|-)[DN](?::[DN])?"
_ZONE: Final = (
    rf"(?P<zone> ?\+[DNY](?::[DN])?| (?:Z(?:{_OFFSET}| l)?|\(Z(?:{_OFFSET})?\)|l l|x(?: l)?))?"
)
_PART_FOLLOWS: Final = r"(?= (?:i |i t |t )?(?:[HLXGV=] |y |[W1]\.? )?P)"
#: The classes that a count begins with.
_COUNTS: Final = "DNFYawvkI½"
#: (first classes, pattern, action)
_RULES: Final[tuple[tuple[str, str, Action], ...]] = (
    ("Y", r"(?P<y>Y)-(?P<m>D)-(?P<d>T)(?P<h>[DN])(?::(?P<i>[DNT]))(?::(?P<s>[DNFTx]))?", timestamp),
    ("Y", r"(?P<y>Y)(?P<sep>[-/])(?P<m>D)(?P=sep)(?P<d>D)", iso_day),
    ("D", r"(?P<a>D)(?P<sep>[-/])(?P<b>D)(?P=sep)(?P<y>[YND])", slashes),
    ("Y", r"(?P<y>Y)-(?P<w>x)(?P<n>D)(?:-(?P<d>D))?", iso_week),
    ("Y", rf"(?P<y>Y) {_MONTH} (?P<d>[Do])", day_of_year),
    ("D", r"(?P<d>D)(?P<sep>[-/.])(?P<m>M|j)(?P=sep)(?P<y>[YND])", day_of_year),
    ("2", r"(?P<d>2)", dotted),
    ("W1Dow", rf"{_WEEKDAY}(?P<d>D|o|w-o)(?: (?P<u>u))?(?: O)? ?{_MONTH}{_OF_YEAR}?", day_of_year),
    ("W1Mj", rf"{_WEEKDAY}(?:O )?{_MONTH} (?:t )?(?P<d>[Do]|w-o){_OF_YEAR}?", day_of_year),
    ("D", r"(?P<a>D)(?:\. ?)?-(?P<d>2)", dotted_days),
    (
        "W1",
        r"(?P<v>W|1\.?),? (?:t )?(?P<a>[Do])(?: ?- ?| [z&] (?:t )?)"
        rf"(?P<w>W|1\.?),? (?:t )?(?P<d>[Do])(?: O)? {_MONTH}{_OF_YEAR}?",
        days_with_weekdays,
    ),
    ("Do", rf"(?P<l>[Do](?:{_ROW}[Do]){{1,6}})(?: O)? {_MONTH}{_OF_YEAR}?", some_days),
    ("Mj", rf"{_MONTH} (?P<l>[Do](?:{_ROW}[Do]){{1,6}}){_OF_YEAR}?", some_days),
    ("Mj", rf"{_MONTH}(?:, ?| O | |-){_YEAR}", month_year),
    ("Mj", _MONTH, bare_month),
    ("YN", r"(?P<h>[YN])(?= i (?:t )?(?:o|D M|M D|W))", hours),
    ("Y", r"(?P<y>Y)", bare_year),
    ("'", r"'(?P<y>[DN])", short_year),
    ("Y", r"(?P<y>Y)(?P<range>-|/| z )(?P<z>[YDN])", two_years),
    ("t", rf"t (?P<l>o(?:{_ROW}o){{0,6}})", bare_days),
    ("YDN", rf"(?P<y>[YDN]){_ERA}", era_year),
    ("B", r"(?P<era>B) (?P<y>[YDN])", era_year),
    ("EY", r"'?(?P<e>E|Ys)", decade),
    ("'", r"'(?P<e>E)", decade),
    ("w", r"(?P<w>w)[ -](?P<e>E)", decade),
    (
        "ow",
        rf"(?:(?:(?P<q>{_ORDINAL}), )?(?P<p>{_ORDINAL})(?:-| - |,? [&z] )(?:t )?(?:e[ -])?)?"
        rf"(?P<o>{_ORDINAL})[ -](?P<u>[uU]){_ERA}?",
        century,
    ),
    ("w", r"(?P<c>w)[ -](?P<n>w(?:-w)?)", year_in_words),
    ("w", r"(?P<c>w)[ -](?P<oh>x)[ -](?P<n>w)", year_in_words),
    ("w", r"(?P<c>w w)(?: &)? (?P<n>w(?:-w)?)", year_in_words),
    ("DNF", r"(?P<n>[DNF]) ?(?P<z>¬)", before_present),
    (
        "DNFw",
        r"(?P<n>[DNF]|w(?:-w)?)(?: (?P<j>I))?(?: ?- ?| [&z] )(?P<l>[DNF]|w(?:-w)?)(?: (?P<i>I))?"
        r" (?P<u>U) (?P<g>g)",
        two_ages,
    ),
    ("S", rf"(?P<n>S){_OF_YEAR}?", season),
    ("S", r"(?P<n>S)(?:, ?| O | )(?P<y>Y)[-/](?P<z>[YDN])", season_over_new_year),
    ("o", rf"(?P<p>o) [&z] (?:t )?(?P<o>o)[ -](?P<u>[qUk]){_OF_YEAR}?", two_quarters),
    ("o", r"(?P<o>o)-k", half_figures),
    ("oLb", rf"(?P<o>[oLb])[ -](?:q|(?P<k>k)){_OF_YEAR}?", quarter),
    ("6", rf"(?P<o>6){_OF_YEAR}?", half_year),
    ("3", rf"(?P<q>3)(?P<o>D){_SHORT_YEAR}?", short_part),
    ("¼t", rf"(?:t )?(?P<o>¼){_SHORT_YEAR}?", short_part),
    (
        "tMj",
        rf"(?:t )?{_MONTH}(?: (?P<d>D))?(?:,? (?P<y>Y))?[ -](?P<q>q|k)(?: O (?P<z>Y))?",
        month_quarter,
    ),
    ("J", r"(?P<j>J)(?:[ -](?P<u>u))?[ -]?(?P<y>[YDN]|['][DN])(?:[-/](?P<z>[YDN]))?", fiscal_year),
    ("tY", r"(?:t )?(?P<y>Y)(?:[-/](?P<z>[YDN]))?[ -](?P<j>J)(?:[ -](?P<u>u))?", fiscal_year),
    ("J", r"(?P<j>J)(?: (?P<u>U))? (?P<l>Y(?:, Y){0,4}(?:,? [&z] |-)Y)", fiscal_years),
    ("J", rf"(?P<j>J)[ -](?P<o>[oL])[ -](?:q|(?P<k>k)){_OF_YEAR}?", fiscal_part),
    ("oL", rf"(?P<o>[oL])[ -](?P<j>J)[ -](?:q|(?P<k>k)){_OF_YEAR}?", fiscal_part),
    ("tHGLX=r", r"(?:t )?(?P<how>[HG] [LX]|[HGLX](?: =)?|[=r]) J[ -](?P<u>u)", fiscal_near),
    ("J", rf"(?P<j>J) 3(?P<o>D){_OF_YEAR}?", fiscal_part),
    ("tc", r"(?:t )?(?P<c>c)(?: u)? (?P<y>Y)", calendar_year),
    ("t»", r"(?:t )?(?P<u>»)", to_date),
    ("u", r"(?P<u>u) (?P<d>D)", week_number),
    ("tHGLX=", r"(?:t )?(?P<how>[HG] [LX]|[HGLX](?: =)?|=)(?: c)? (?P<u>[uqSPMW])", unit_near),
    ("tHGLX=", r"(?:t )?(?P<how>[HG] [LX]|[HGLX](?: =)?|=) (?P<h>h)", unit_near),
    ("tao", r"(?:[ta] )?(?P<o>o|w-o)(?: (?P<c>c))? (?P<u>[uq])", running),
    ("oLb", r"(?P<o>[oLb]) (?P<u>[uWP])", nth_unit_of),
    ("taJcuqk", r"(?:[ta] )?(?:(?:J|c)[ -])?(?P<u>[uq]|k(?:[ -]u)?)", ended_unit),
    ("t", r"t J[ -](?P<u>u)", fiscal_near),
    ("t", r"t (?P<u>[q4k])", of_report),
    ("tc", r"(?:t )?(?P<c>c)[ -]u", full_year),
    ("t", r"t (?:(?P<how>[=x]) )?(?P<y>Y)[ -](?P<u>[q4k])", same_quarter_of),
    ("t", r"t (?P<u>u)", the_unit),
    ("tκ", r"(?:t )?κ(?= (?:[W1]\.?,? )?(?:t )?[DoMj])", commencing),
    ("tu", rf"(?:t )?(?P<u>[uq])(?: ?s |-| )(?P<b>b){_OF_YEAR}?", unit_end),
    ("e", r"e[ -](?P<u>u)", mid_unit),
    ("5", rf"(?P<n>5){_OF_YEAR}?", unit_end),
    ("t", r"t (?P<u>[uqSMPW]) (?P<g>g) (?P<l>[LX])", unit_beyond),
    ("ta", r"[ta] (?P<u>[uq])-(?P<g>[gL])(?: (?P<of>[uq4]))?", year_ago),
    ("u", r"(?P<u>u)-(?P<g>[gL])(?: (?P<of>[uq4]))?", year_ago),
    ("tL", r"(?:t )?(?P<g>L)-(?P<u>u) (?P<of>[q4])", year_ago),
    (_COUNTS, rf"{_LENGTH} (?P<g>g) (?P<w>[yW])", day_ago),
    (_COUNTS, rf"{_LENGTH} (?P<g>g) H (?P<of>u)", ago_this),
    (_COUNTS, rf"{_LENGTH} (?P<way>[fi]) (?P<w>[yW])", day_hence),
    ("W", r"(?P<w>W) (?P<u>u)", weekday_week),
    ("to", rf"(?:t )?(?P<o>[ob])(?: {_COUNT})?(?: c)? (?P<u>U)", units_of),
    ("tLb", rf"(?:t )?(?P<o>[Lb])(?: {_COUNT})?(?: c)? (?P<u>U)", units_of),
    (_COUNTS, rf"{_LENGTH} (?P<g>g)(?P<that> G)?", offset),
    (_COUNTS, rf"{_LENGTH} (?P<on>i)", years_on),
    ("DNawv", rf"{_COUNT}[ -](?P<u>o) (?P<g>g)", offset),
    ("t", r"t 7", new_year),
    ("t", r"t (?P<u>[uqWPSM]) (?P<g>[gLX])(?P<that> G)?", the_before),
    ("DNw", r"(?P<n>[DN]|w(?:-w)?) (?P<w>[8§]) (?P<g>g)(?P<that> G)?", by_name),
    (_COUNTS, rf"{_LENGTH}(?:'|s) (?P<time>l)", in_time),
    ("H", r"(?P<h>H) (?P<time>l) (?P<how>[LX]) (?P<u>u)", this_time_of),
    ("r", r"(?P<now>r) (?P<how>[LX]) (?P<u>u)", this_time_of),
    ("tb", r"(?:t )?(?P<b>b) O t (?:(?P<o>o|w-o)[ -])?(?P<u>u)", turn_of),
    ("ε", "ε", eve),
    ("toª", rf"(?:t )?(?:(?P<o>{_ORDINAL})[ -])?(?P<a>ª)", anniversary),
    ("tDNw", r"(?:t )?(?P<n>[DN]|w(?:-w)?)[ -](?P<u>u)[ -](?P<a>ª)", anniversary),
    ("y", r"(?P<y>y)", near_day),
    ("t", r"t u (?P<g>g) (?P<y>y)", near_day),
    ("W1", r"(?P<w>W|1\.?)", weekday),
    ("tP", r"(?:t )?(?P<p>P)", parts_again),
    ("W", r"(?P<u>W) (?P<p>P)", parts_again),
    ("Pt", r"(?P<t>t )?(?P<p>P)(?: U)?", part_of_day),
    (
        "DN",
        rf"(?P<h>[DN]):(?P<i>[DNT])(?::(?P<s>[DNFT]))?(?: ?(?P<m>m))?{_ZONE}",
        clock_time,
    ),
    ("DF", rf"(?P<h>[DF]) ?(?P<m>m){_ZONE}", clock_time),
    ("DN", rf"(?P<h>[DN]):(?P<i>C){_ZONE}", clock_time),
    ("CT", rf"(?P<h>[CT]){_ZONE}", clock_time),
    ("YN", r"(?P<h>[YN])(?P<zone> [Z](?: l)?)", clock_time),
    ("Dw", r"(?P<h>[Dw]) K(?: (?P<m>m))?", clock_time),
    ("RDw", rf"(?:(?P<h>[Dw]) (?:K )?)?(?P<r>R){_ZONE}", named_hour),
    ("YN", r"(?P<h>[YN]) (?P<u>U)", hours),
    ("N", r"(?P<h>N)", hours),
    (
        "aqkDw",
        r"(?:(?:a )?(?P<q>q)|(?P<k>k)|(?P<n>w(?:-w)?|D)(?: (?P<u>U))?)[ -](?P<way>[Lzg])"
        r" (?P<h>w|D|R)(?: ?(?P<m>m))?",
        spoken,
    ),
    ("DFw", rf"(?P<h>[DFw]){_PART_FOLLOWS}", bare_hour),
    (
        "D",
        r"(?P<h>D)(?::(?P<i>[DN]))?(?P<joint> ?- ?| [z&] )"
        rf"(?P<l>[DC])(?::(?P<j>[DNC]))?(?: ?(?P<m>m))?{_ZONE}",
        two_clocks,
    ),
    (_COUNTS, rf"{_LENGTH}(?:[ -]Q| O Q)?", how_long),
    (_COUNTS, rf"{_LENGTH}[ -](?P<long>c)", how_long),
    ("at", rf"(?:[at] )(?:c )?{_COUNT}-(?P<u>u) 4", period_of),
    (
        "DNFwa",
        rf"{_SMALL_COUNT}(?: ?- ?|-? [&z] |-[&z]-)(?P<l>[DNF]½?|w(?:-w)?)(?: c)?[ -](?P<u>[uU])",
        two_durations,
    ),
    ("ka", r"(?P<n>(?:a )?k)[ -](?:a )?(?P<u>u)(?P<tail> ±)?(?: (?P<g>g))?", share_of_unit),
    ("aqw", r"(?P<n>(?:a )?q)[ -](?P<u>u)(?P<tail> ±)?(?: (?P<g>g))?", share_of_unit),
    ("aw", r"(?P<n>(?:a|w)[ -][qUko]) O a (?P<u>u)(?P<tail> ±)?(?: (?P<g>g))?", share_of_unit),
    ("n", r"(?P<n>n)", in_one_word),
    ("ta", r"[ta] (?P<c>c) (?P<u>u)", whole_unit),
    ("0", r"0 (?P<u>[uPS])(?: (?P<c>c))?", whole_unit),
    ("U", r"(?P<u>U)", vague_duration),
    ("tLX", rf"(?:t )?(?P<near>[LX])(?: {_COUNT})?(?: c)?(?: O)? (?P<u>[uU])", within),
    ("U", r"(?P<u>U) (?P<g>g)", vague_offset),
    ("uU", r"(?P<u>[uU])-(?P<c>c)", unit_long),
    ("uU", r"(?P<u>[uU])-Q", unit_old),
    ("tu", r"(?:t )?(?P<u>u) (?P<y>[YN])", the_year),
    ("tu", r"(?:t )?(?P<u>u) (?P<y>[YDN]) ?(?P<era>B)", era_year),
    ("~", r"(?P<u>~)", same_period),
    ("YDN", r"(?P<y>[YDN])(?: ?[-/] ?| z |(?P<and> & ))(?P<z>[YDN]) ?(?P<era>B)", bc_years),
    ("E", r"(?P<e>E) ?(?P<era>B)", bc_decade),
    ("t", r"t (?P<p>L)", the_past),
    ("H", r"(?P<h>H) (?P<t>l)", this_time),
    ("r", r"(?P<r>r) U", vague_word),
    ("d", r"(?P<d>d)", how_often),
    ("V", rf"V (?:{_MONTH} (?P<d>[Do])|(?P<n>[Do])(?: O)? (?P<k>M|j\.?))", each_date),
    (
        "V",
        rf"V(?: (?:{_COUNT}|(?P<k>k(?: a)?)|(?P<o>o)))?(?: (?P<c>c))?(?: O)?[ -]"
        r"(?P<u>[uqUPWSMh8]|o)(?: (?P<p>P))?",
        how_often,
    ),
    ("8", r"(?P<u>8)(?: (?P<p>P))?", how_often),
    ("9DNwv", rf"{_TIMES}(?:a|V(?: {_COUNT})?)[ -](?P<u>[uU])", how_often),
    ("9DNwv", rf"{_TIMES}(?P<d>d)", how_often),
    ("DNwv", rf"{_SMALL_COUNT}(?: c)? (?P<f>[uU]) [aV] (?P<u>u)", so_much_a),
    ("U", r"(?P<u>U)", weekends),
    ("r", r"(?P<r>r)", vague_word),
    ("t", r"(?P<t>t) (?P<r>r)", present),
    ("tr", r"(?:t )?(?P<how>r) (?P<u>[uq])", unit_near),
    ("h", rf"(?P<n>h){_OF_YEAR}?", holiday_named),
    ("th", rf"(?:t )?(?P<n>h) (?P<tail>[ux4]){_OF_YEAR}?", holiday_stretch),
    ("D", r"(?P<a>D)/(?P<b>D)", nine_eleven),
    ("o", r"(?P<d>o)", nth_day),
    ("p", r"(?P<n>p)", named_period),
)


#: Of these nothing is made with a word that has no class of its own: "the house", "a ship"; but
#: for "the fiscal 2009 quarter".
WITHOUT_WORDS: Final = "taGvcHeLXVb0"
#: Figures and what they count: of these nothing is made before a word without a class ("12
#: ships", "3 million people") or a percent sign; but for four figures behind "at" or "from".
_FIGURE: Final = "(?! x| I x|%)"
#: What must or must not follow some classes, so that a rule may begin with them.
_FOLLOWED: Final = (
    (WITHOUT_WORDS, "(?! x(?! Y))"),
    ("DFI", _FIGURE),
    ("N", f"(?:{_FIGURE}|(?<=[Aizfg] N))"),
    ("'", "(?=[DNEY])"),
    ("J", "(?! x)"),
)
#: The classes that some rule begins with; what stands between them is passed over. A text is
#: searched fastest for one set of letters, so what they are followed by is asked behind them.
_FIRST: Final = frozenset("".join(letters for letters, _, _ in _RULES))
_ANYHOW: Final = _FIRST - frozenset("".join(letters for letters, _ in _FOLLOWED))
_OPENS: Final = re.compile(
    f"[{re.escape(''.join(sorted(_FIRST)))}](?:(?<=[{re.escape(''.join(sorted(_ANYHOW)))}])|"
    + "|".join(f"(?<=[{letters}]){follows}" for letters, follows in _FOLLOWED)
    + ")"
)
#: The most classes that a rule takes, counted with what it looks ahead to.
_WIDEST: Final = 96
_Matches = Callable[..., re.Match[str] | None]


@cache
def _starting(letter: str) -> tuple[_Matches, tuple[_Rule, ...]]:
    """The rules that begin with a class, in the order of the table, and a pattern of the
    classes that they can take at all."""
    rules = [_rule(number) for number, row in enumerate(_RULES) if letter in row[0]]
    signs = frozenset[str]().union(*(rule.signs for rule in rules))
    known = f"[{re.escape(''.join(sorted(signs - {'x'})))}]*"
    # Of words without a class of their own a rule takes one or two; the text goes on with many.
    run = rf"{known}(?:x{known}){{0,2}}" if "x" in signs else known
    return re.compile(run).match, tuple(rules)


@cache
def _rule(number: int) -> _Rule:
    """The rule in a row of the table; one may begin with several classes."""
    _, pattern, action = _RULES[number]
    return _Rule(pattern, action)


class _Rule:
    """A row of the table. Its pattern is compiled where it may match for the first time: one
    story needs a third of them."""

    def __init__(self, pattern: str, action: Action) -> None:
        self.pattern = pattern
        self.action = action
        self.needs = needed(pattern)
        self.signs = frozenset(_GROUP_NAME.sub("", pattern))

    @cached_property
    def match(self) -> _Matches:
        return re.compile(self.pattern).match


#: An innermost group: what it is, what it holds, how often.
_GROUP: Final = re.compile(r"\((\?P<\w+>|\?:|\?=|\?<?!|\?<=|\?P=\w+)([^()]*)\)([?*]|\{[0-9,]+\})?")
_GROUP_NAME: Final = re.compile(r"\(\?P[<=]\w+")
_ESCAPED: Final = re.compile(r"\\.")
_CHOICE: Final = re.compile(r"\[((?:\\.|[^]\\])*)\]")
_REPEATED: Final = re.compile(r".(?:[?*]|\{[0-9,]+\})")
_SIGNS: Final = frozenset("+.^$")
#: The first of the signs that stand for a choice while a pattern is looked through.
_CHOSEN: Final = 0xE000


def needed(pattern: str) -> frozenset[frozenset[str]]:
    """What a rule's pattern cannot match without: one class of each of these sets. Not all that it
    needs: nothing of what may be left out, and of alternatives no more than one class of each."""
    choices: list[frozenset[str]] = []

    def choice(of: frozenset[str]) -> str:
        choices.append(of)
        return chr(_CHOSEN + len(choices) - 1)

    def listed(found: re.Match[str]) -> str:
        signs = _ESCAPED.sub(_bare, found[1])
        return "" if signs[0] == "^" or "-" in signs[1:-1] else choice(frozenset(signs))

    def sets(part: str) -> list[frozenset[str]]:
        return [
            choices[ord(sign) - _CHOSEN] if ord(sign) >= _CHOSEN else frozenset(sign)
            for sign in _REPEATED.sub("", part)
            if sign not in _SIGNS
        ]

    def either(parts: str) -> str:
        """What stands for the alternatives: a class that the shortest set of each has."""
        found = [min(sets(part), key=len, default=None) for part in parts.split("|")]
        known = [one for one in found if one is not None]
        return choice(frozenset().union(*known)) if len(known) == len(found) else ""

    def held(group: re.Match[str]) -> str:
        kind, inner, often = group.groups()
        if often is not None or kind in ("?!", "?<!", "?<=") or kind[:3] == "?P=":
            return ""
        return either(inner) if "|" in inner else _REPEATED.sub("", inner)

    rest = _ESCAPED.sub(".", _CHOICE.sub(listed, pattern))
    count = 1
    while count:
        rest, count = _GROUP.subn(held, rest)
    return frozenset(sets(either(rest) if "|" in rest else rest))


def _bare(escaped: re.Match[str]) -> str:
    return escaped[0][1]


@lru_cache(maxsize=4096)
def _reading(run: str) -> tuple[tuple[_Matches, Action], ...]:
    """The rules that match a run of classes, the longest match first, among equals the earlier
    rule. Texts say most things in few ways, so most runs have been seen before."""
    present = frozenset(run)
    matches = [
        (found.end(), rule.match, rule.action)
        for rule in _starting(run[0])[1]
        if not any(map(present.isdisjoint, rule.needs)) and (found := rule.match(run)) is not None
    ]
    matches.sort(key=lambda candidate: -candidate[0])
    return tuple((match, action) for _, match, action in matches)


def hearts(row: Row) -> list[Found]:
    """The time expressions of a row, without what stands before them, in order."""
    classes, told = row.classes, list[Found]()
    opening = _OPENS.search(classes)
    while opening is not None:
        at = opening.start()
        after = at + 1
        run = _starting(classes[at])[0](classes, at, at + _WIDEST)
        assert run is not None  # a rule can take the class that it begins with
        for match, action in _reading(run[0]):
            found = match(classes, at)
            reading = None if found is None else action(Match(row, found))
            if found is None or reading is None:
                continue
            after = found.end()
            if isinstance(reading, list):
                told += reading
            else:
                told.append(Found(at, after, reading))
            break
        opening = _OPENS.search(classes, after)
    return told
