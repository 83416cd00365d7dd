"""Date lines: lines and openings of paragraphs that say when a story was written, by their shape.

Three shapes. A *date line* holds nothing but the words of one date or two ("Published 4 June
2020 | Updated 6 June 2020"). A *byline* may have a date beside writer, place or outlet ("By A.
Berg | 3 May 2021"). A *dateline* opens the first paragraph of a report, place first and a dash
behind ("PORT HALDEN, March 12, 2019 (Coast Press) - The council …").

What a date means is another room's knowledge; here "2024-13-45" is a date line too, so that the
reader can be told that it is impossible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from viewer.core.patterns import late

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun".split()
)
#: What a date line tells of: the making of the story.
_LABELS = frozenset(
    "published posted updated update modified revised edited reviewed dated date created "
    "written filed released release issued compiled prepared generated drafted produced received "
    "accepted submitted".split()
)
_DATE_WORDS = frozenset(
    "am pm a.m p.m utc gmt bst est edt et cst cdt ct mst mdt mt pst pdt pt cet cest eet eest "
    "msk ist jst at on of the last first originally edition noon midnight local time and or".split()
)
_KINDS = {
    **dict.fromkeys(_DATE_WORDS, "word"),
    **dict.fromkeys(_MONTHS, "month"),
    **dict.fromkeys(_WEEKDAYS, "weekday"),
    **dict.fromkeys(_LABELS, "label"),
}
_DATE_NUMBER = late(
    r"(?P<number>[0-9]{1,2}(?:st|nd|rd|th)?)|(?P<year>[12][0-9]{3})"
    r"|(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:am|pm|z|[+-][0-9]{2}:?[0-9]{2})?|[0-9]{1,2}(?:am|pm)|[+-][0-9]{2}:?[0-9]{2})"
    r"|(?P<whole>[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:t[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
    r"|[0-9]{1,2}-[a-z]{3,9}-[0-9]{4})"
)
#: A line of a programme that its hour opens.
OPENS_HOUR = late(r"(?:[-*•] )?(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9]| ?[ap]\.?m\b)")
_NUMERIC = late(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}))?"
)
#: ISO 8601's basic form.
_BASIC = late(r"[12][0-9]{3}[01][0-9][0-3][0-9]")
LATER = late(r"\b(?:updated|update|modified|revised|edited|reviewed)\b", re.IGNORECASE)
#: What is done with a text before it is there to be read.
_EARLIER = late(r"\b(?:received|accepted|submitted|drafted|created)\b", re.IGNORECASE)

_TOKEN = late(r"[^\s,;|·•()*_~—]+")
_FIGURE = late(r"[0-9]")
#: Code points of a date line, and of the opening of a paragraph.
_LINE = 120
_OPENING = 160
#: Code points beyond which a line by itself is no heading, date line or byline.
LONGEST_LINE = _OPENING
#: The first year of a date that a bare place may stand before.
_REPORTS = 1970
#: Words of a byline that open in small letters.
_SMALL = frozenset(
    "by in for at on the of and with min mins minute minutes read reading time comments filed "
    "under from via admin staff editor this page article story was is reporter correspondent "
    "writer columnist sources political business science health sports chief senior our desk team "
    "news newsdesk newsroom reporters correspondents editors agencies agency deputy assistant "
    "associate contributing special guest travel culture arts features city foreign money "
    "education environment crime court local regional national world economics transport media "
    "technology food legal sport football racing compiled revised archive archives library museum "
    "report update paper briefing bulletin version issue draft note memo review newsletter minutes "
    "document factsheet to board status online rev "
    "committee secretary society council trust school staff volunteers curator historian".split()
)
#: What a line under the title may call the paper that a day dates.
_PAPERS = frozenset(
    "report update paper briefing bulletin version issue draft note memo review newsletter minutes "
    "document factsheet".split()
)
#: Between the names of writers, and before their place.
_BETWEEN_NAMES = frozenset(("and", "in"))
#: Words of a place's name that do.
_PARTICLES = frozenset(
    "de la le les du des del della di da do dos el al of the on upon sur am".split()
)
#: What opens a byline, or a line about the page itself.
_BYLINE = late(
    r"(?:by|(?:written|compiled|edited|prepared|collected|words) by|from"
    r"|(?:this|the) (?:page|article|story) was|for immediate release"
    r"|(?:(?:this|the) )?(?:answer|page|article|story|briefing|summary|timeline|chronology|digest)"
    r"(?: was)? (?:last |first )?(?:compiled|written|prepared|updated|generated|drafted|produced)"
    r"|(?:page )?(?:last|first|originally) (?:published|posted|updated|modified|edited|revised"
    r"|reviewed|written))\b",
    re.IGNORECASE,
)
#: Several days of a month, "14–16 May", "June 6 to 8": nothing is written on all of them.
_DAY_NAME = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?"
_TO_DAY = r" ?(?:[-–—/&]| to | and ) ?"
_DAYS = late(
    r"(?<![0-9:.-])(?<!\b(?i:day) )[0-3]?[0-9](?:st|nd|rd|th)?(?: [A-Z][a-z]{2,8}\.?)?"
    rf"(?:[-–—/]|{_TO_DAY})"
    rf"{_DAY_NAME}[0-3]?[0-9](?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r" [0-3]?[0-9](?:st|nd|rd|th)?"
    rf"(?:[-–—]|{_TO_DAY}){_DAY_NAME}(?:[A-Z][a-z]{{2,8}}\.? )?[0-3]?[0-9](?![0-9:.])"
)
_SEPARATOR = late(r"[|·•]|\s[—–/-]\s")
_EDGE = ".:–-[]/"
#: What divides a dateline from the prose behind it.
_JOINT = late(r"\.?\s{1,3}(?:--?|[–—―])\s{1,3}|\.?(?:--|—)\s?|:\s|\s\|\s")
#: The agency of a dateline: "(Coast Press)", "/PRNewswire/".
_AGENCY = late(r"\([A-Z][^()\n]{1,40}\)|/\s?[A-Z][^/\n]{1,30}/|\[[A-Z][^\[\]\n]{1,40}\]")


#: What a line that names a time may say beside it: "Timetable for ...", "Day 1 – ...".
_BESIDE = frozenset(
    "timetable programme program schedule agenda order running events for on of the to and until "
    "till between day days week month year quarter half one two three four five first second third "
    "fourth last early mid late morning afternoon evening night spring summer autumn fall winter "
    "season session sessions release version c ca circa about around bc ad bce ce".split()
)
#: A line that stands over what happened in a time is short, and names a month, a day of the week,
#: a year or years, a quarter or half of one, or counts the days.
_LONGEST_TIME = 60
_ERA = late(
    r"[12][0-9]{3}(?:s|(?:[-–—/](?:[12][0-9]{3}|[0-9]{2})))?|[qh][1-4]|fy[0-9]{2,4}", re.IGNORECASE
)
_DAYS_OF = late(r"[0-3]?[0-9](?:st|nd|rd|th)?[-–—/&][0-3]?[0-9](?:st|nd|rd|th)?", re.IGNORECASE)
_DAYS_IN_FIGURES = late(r"[0-9]{1,2}\.?[-–][0-9]{1,2}\.[0-9]{1,2}\.[12][0-9]{3}")
_MONTHS_OF = late(r"([A-Za-z]{3,9})\.?[-–—/]([A-Za-z]{3,9})")
_EDITION = late(r"v?[0-9]{1,4}(?:\.[0-9]{1,4}){1,3}[a-z0-9]{0,6}", re.IGNORECASE)
_DAY_COUNTED = late(r"(?:day|week) (?:[0-9]{1,2}|one|two|three|four|five)\b", re.IGNORECASE)


class _Run(NamedTuple):
    """Date words that stand together, and what they hold."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether they name month and year at least."""
        return "whole" in self.kinds or ("month" in self.kinds and "year" in self.kinds)

    @property
    def dates(self) -> bool:
        """Whether they name a day or a month of any year."""
        day = "month" in self.kinds and "number" in self.kinds
        return self.full or day or "weekday" in self.kinds


def _kind(token: str) -> str:
    """What a token is in a date: a key of `_Run.kinds`, "sign" for signs alone, else ""."""
    token = token.lower()
    word = token.strip(_EDGE)
    if not word:
        return "sign"
    if word in _KINDS:
        return _KINDS[word]
    number = _DATE_NUMBER.fullmatch(token.strip(":–[]").removesuffix("."))
    return number.lastgroup or "" if number else ""


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but the words of one date or two (published, updated).

    By shape only: impossible dates ("2024-13-45") pass, so that they can be told to the reader.
    """
    if len(line) > _LINE:
        return False
    kinds = set()
    for match in _TOKEN.finditer(line):
        kind = _kind(match[0])
        if not kind:
            return False
        kinds.add(kind)
    return "whole" in kinds or {"month", "year"} <= kinds


def is_day(line: str) -> bool:
    """Whether a line is a date alone, without a word that says what of."""
    return is_date_line(line) and not any("label" in run.kinds for run in _runs(line))


#: A place before the date of a letter.
_PLACED = late(r"[*_#\s]*[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2}, (?=[A-Z0-9])")


def heads_time(line: str, *, marked: bool) -> bool:
    """Whether a line names a time and nothing else, as what stands over that which happened then:
    "FRIDAY", "Day 1 – Tuesday 6 May", "March", "Q3 2021".

    Where its layout has ``marked`` it as a heading it may name an edition too ("[2.4.0] -
    2024-03-12"): elsewhere that is the line of a list.
    """
    if len(line) > _LONGEST_TIME or line.endswith((".", ";", ",", "!", "?")):
        return False
    placed = _PLACED.match(line)
    if placed is not None and is_day(line[placed.end() :]):
        return True  # "Riga, 12 May 1913" above a letter
    named = False
    for match in _TOKEN.finditer(line):
        word = match[0].strip(_EDGE + "#>'\"“”[]")
        kind = _kind(match[0])
        if kind in ("month", "weekday", "whole") or _ERA.fullmatch(word) or _months(word):
            named = True
        elif not (
            kind in ("number", "sign")
            or word.lower() in _BESIDE
            or _DAYS_OF.fullmatch(word)
            or (marked and _EDITION.fullmatch(word))
        ):
            return False
    return named or _DAY_COUNTED.search(line) is not None


def heads_day(line: str, *, marked: bool) -> bool:
    """Whether such a line names a day, of whatever month or year."""
    if not heads_time(line, marked=marked):
        return False
    kinds = {_kind(match[0]) for match in _TOKEN.finditer(line)}
    return "weekday" in kinds or "whole" in kinds or {"month", "number"} <= kinds


def opens_with_time(line: str) -> bool:
    """Whether a line of a list begins with a date or a time of day that a sign, a wide gap or a
    capital parts from its words: "Sat 7 Dec      Fair", "14:05 - pump fails"."""
    kinds: set[str] = set()
    end = 0
    for match in _TOKEN.finditer(line[:_LONGEST_TIME]):
        kind = _kind(match[0])
        word = match[0].strip(_EDGE)
        if _DAYS_OF.fullmatch(word):
            kind = "number"
        elif _DAYS_IN_FIGURES.fullmatch(word):
            kind = "whole"
        if not kind or kind == "label":
            break
        kinds.add(kind)
        end = match.end()
        if match[0].endswith(":"):
            break
    dated = bool(kinds & {"whole", "clock"}) or {"number", "month"} <= kinds or "weekday" in kinds
    dated = dated or {"month", "year"} <= kinds
    if not dated or end >= len(line):
        return False
    rest = line[end:].lstrip(" \t,|)")
    return bool(rest) and (
        rest[0] in ":–—-" or not rest[0].islower() or line[end : end + 2] == "  "
    )


def _months(word: str) -> bool:
    pair = _MONTHS_OF.fullmatch(word)
    return pair is not None and pair[1].lower() in _MONTHS and pair[2].lower() in _MONTHS


def _runs(line: str) -> list[_Run]:
    """The runs of date words in a line; a label behind a date opens a run of its own, and a
    dash or a stroke that stands alone ends one."""
    runs: list[_Run] = []
    start = end = -1
    kinds: list[str] = []
    for match in _TOKEN.finditer(line):
        kind = _kind(match[0])
        ends = kind in ("", "sign") or (kind == "label" and not {*kinds} <= {"label", "word"})
        if start >= 0 and (ends or "—" in line[end : match.start()]):
            runs.append(_Run(start, end, tuple(kinds)))
            start = -1
            kinds.clear()
        if kind in ("", "sign"):
            continue
        if kind == "number" and kinds in (["number"], ["number", "word"]):
            start = -1  # "Version 3, | 20 April 2026", "Bulletin 14 of | 17 January 2011"
            kinds.clear()
        start = match.start() if start < 0 else start
        end = match.end()
        kinds.append(kind)
    if start >= 0:
        runs.append(_Run(start, end, tuple(kinds)))
    return runs


def whole_date(words: str) -> tuple[int, int] | None:
    """Where the first whole date in some words stands, month and year at least."""
    run = next((run for run in _runs(words) if run.full), None)
    if run is None:
        return None
    head = words[run.start : run.end]
    return run.start + len(head) - len(head.removeprefix("on ").removeprefix("of ")), run.end


def dates_told(line: str, *, titled: bool) -> tuple[str, ...]:
    """The dates, with their labels, of a line that tells when the story was made; none where
    it tells anything else.

    ``titled`` says that the story's title stands above: then a place or a name may stand before
    the date without a word that says so ("Port Halden, 12 March 2019").
    """
    if len(line) > _OPENING or _FIGURE.search(line) is None:
        return ()
    return _of_byline(line, titled=titled) or _of_cells(line)


def _of_cells(line: str) -> tuple[str, ...]:
    """The date that one cell of a line says: "Report no. 14 | Issued 14 July 2023"."""
    told = imprint(line) if " | " in line else None
    return (told[2],) if told is not None and told[:2] == (0, len(line)) else ()


def _of_byline(line: str, *, titled: bool) -> tuple[str, ...]:
    """The dates of a date line or a byline, with their labels."""
    if any(_is_of_prose(m[0]) for m in _TOKEN.finditer(line)):
        return ()
    if _DAYS.search(line):
        return ()  # the days of what is announced
    runs = _runs(line)
    full = [run for run in runs if run.full]
    if not 1 <= len(full) <= 3:
        return ()
    if not is_date_line(line) and not _is_byline(line, runs, full, titled=titled):
        return ()
    return tuple(_with_label(line, runs, run) for run in full)


def _is_of_prose(token: str) -> bool:
    """A word in small letters that neither dates nor bylines have: most lines have one soon."""
    return token[0].islower() and token.strip(_EDGE) not in _KINDS and not _fits_byline(token)


_MADE = (
    "printed|issued|published|compiled|revised|updated|corrected|generated"
    "|written|produced|prepared|checked|verified"
)
_SEEN = "reviewed|approved|signed off|cutoff|cut-off"
_HOLDS = "correct|current|valid"
#: What opens a sentence, or a cell of a line, that says when a text was made.
_IMPRINT = late(
    r"(?:\A[*_]{0,2}|(?<=[.!?|·] )[*_]{0,2}|(?<=\n)[*_]{0,2})"
    r"(?:(?:this |the )?(?:text|programme?|timetable|schedule|leaflet|prices|answer|response|report"
    r"|page|summary|data|status|position|figures|draft|document|briefing|bulletin|list"
    r"|(?:all )?(?:details|information|(?:times and )?dates|times)),? (?:was |were |is )?)?"
    rf"(?:(?:last )?(?:{_MADE})|(?:{_SEEN}|reviewed and approved"
    r"|(?:(?:report|reporting|issue|publication|document|status|data) )?date(?: of (?:the )?"
    r"(?:issue|report|publication|writing))?|(?:data )?cut-?off(?: date)?(?: for (?:the )?data)?)"
    r"(?=[:*_]| [0-9]| \|)"
    r"|(?:this (?:edition|issue|version)|snapshot(?: taken)?|reported)(?=[:*_]| on | of )"
    rf"|as of|as at|(?:{_HOLDS}) (?:as of|at|on|to))"
    r"(?:[:*_]{0,3}| \|)(?: on| in| at| of)? ",
    re.IGNORECASE,
)
#: One of these stands in each; most sentences have none, and need no such pattern.
_OF_IMPRINTS = f"{_MADE}|{_SEEN}|{_HOLDS}|date|as of|as at|cutoff|edition|snapshot|reported".split(
    "|"
)
#: What may follow such a date: which edition it is of, or who made it.
_EDITED = (
    r"(?:, (?:version|revision|issue|edition|draft) \w{1,8}| by [\w ]{1,40}| \([\w ]{1,20}\)"
    r"|,? (?:covering|for) [^\n]{1,60}"
    r"|(?:[;,] | and | )(?:(?:may|might|can)(?: be)?|(?:is |are )?subject to|details) [\w ]{1,40})?"
)
_STOP = late(_EDITED + r"[*_)]{0,3}(?:[.;][*_]{0,3}(?=\s|\Z)|(?=\n)|(?= [|·])|\Z)", re.IGNORECASE)


def imprint(words: str) -> tuple[int, int, str] | None:
    """Where a sentence stands that says when a text was made and no more, and its date: "Printed
    2 May 2024.", "Programme as of 20 August 2024."; None where there is none."""
    low = words.lower()
    if not any(word in low for word in _OF_IMPRINTS):
        return _known_then(words, low)
    for opening in _IMPRINT.finditer(words):
        rest = words[opening.end() : opening.end() + _LONGEST_TIME]
        run = next((run for run in _runs(rest) if run.full), None)
        if run is None or run.start > 2:
            continue
        after = _STOP.match(words, opening.end() + run.end)
        date = rest[run.start : run.end].rstrip(".,; ")
        closed = rest[: run.end].endswith(".")
        if after is not None or closed:
            end = after.end() if after is not None else opening.end() + run.end
            start, label = opening.start(), words[opening.start() : opening.end()].lstrip("*_")
            if words[start - 2 : start] == "| " or words[end : end + 2] == " |":
                start = words.rfind("\n", 0, start) + 1  # a line of cells says it as a whole
                end = words.find("\n", end) if "\n" in words[end:] else len(words)
            return start, end, label + date
    return _known_then(words, low)


#: Before the day up to which a text knows what it tells.
_KNOWN = late(
    r"\b(?:as of|as at|up to|until|available (?:on|at|to)|(?:situation|position|status) (?:on|at)"
    r"|(?:correct|current) (?:at|to|on))(?: the)? ",
    re.IGNORECASE,
)
#: What a sentence speaks of that tells of its text; and what one has that tells of anything else.
_OF_TEXT = late(
    r"\b(?:what (?:is|we) know[n]?|known about|information|knowledge|summary|overview|timeline"
    r"|(?:this|the) (?:text|page|answer|article|briefing|document|account) (?:reflects|covers))\b",
    re.IGNORECASE,
)
#: One of these stands in each.
_SPEAKS_OF_TEXT = ("know", "information", "summary", "overview", "timeline", "reflect", "cover")
_OF_OTHERS = late(r"\b(?:was|were|had|said|did|told)\b", re.IGNORECASE)


def _known_then(words: str, low: str) -> tuple[int, int, str] | None:
    """The same of a sentence that says up to when its text knows: "Here is what is known as of 6
    May 2024:"."""
    for opening in _KNOWN.finditer(words):
        found = whole_date(words[opening.end() : opening.end() + _LONGEST_TIME])
        if found is None or found[0] > 2:
            continue
        at = opening.end() + found[1]
        date = words[opening.end() : at].strip(" .,;:")
        start = max(words.rfind(". ", 0, opening.start()) + 2, words.rfind("\n", 0, at) + 1)
        start = max(start, 0) if start > 1 else 0
        stops = [
            n + 1 for n in (words.find(sign, at - 1) for sign in (". ", ":\n", "\n")) if n >= 0
        ]
        end = min(stops, default=len(words))
        said = words[start:end]
        if _OF_TEXT.search(said) and not _OF_OTHERS.search(said):
            return start, end, f"as of {date}"
    return None


def tells_days(line: str) -> bool:
    """Whether a line says where and on which days something is held: "Tromsø, 14–16 May 2026"."""
    return (
        len(line) <= _OPENING
        and not any(_is_of_prose(m[0]) for m in _TOKEN.finditer(line))
        and names_days(line)
    )


def names_days(line: str) -> bool:
    """Whether a line names several days as one: "14–16 May", "June 6 to 8"."""
    return _DAYS.search(line) is not None


def _with_label(line: str, runs: Sequence[_Run], run: _Run) -> str:
    """The words of a date, from the label that stands before it and behind the date before."""
    start = run.start
    for before in reversed(runs[: runs.index(run)]):
        if before.full:
            break
        if "label" in before.kinds:
            start = before.start
    return line[start : run.end].strip(" ,;|·•*_~")


def _is_byline(line: str, runs: Sequence[_Run], full: Sequence[_Run], *, titled: bool) -> bool:
    first = runs[0]
    labelled = first.start <= 2 and "label" in first.kinds
    opened = labelled or _BYLINE.match(line.lstrip("*_( ")) is not None
    rest = _rest(line, [run for run in runs if run.dates or "label" in run.kinds])
    words = rest.split()
    if not all(_fits_byline(word) for word in words) or len(words) > 14:
        return False
    if opened:
        return True
    if line.endswith((".", "!", "?", ":")):
        return False
    if full[0].start <= 2 and any(word.lower() in ("by", "min", "read") for word in words):
        return True
    papers = not _PAPERS.isdisjoint(word.strip(".:").lower() for word in words)
    if titled and papers and full[0].end >= len(line) - 2 and _is_recent(line):
        return {"number", "whole"} & {*full[0].kinds} != set()  # "Status report, 3 May 2021"
    if not titled or len(words) > 9:
        return False
    if len(_SEPARATOR.split(line)) in (2, 3):
        return True
    small = [word for word in words if word.islower()]
    named = words[0][0].isupper() and (
        not small if len(words) <= 3 else len(words) - len(small) > 3 and {*small} <= _BETWEEN_NAMES
    )
    return named and _is_recent(line)


def _is_recent(date: str) -> bool:
    """Whether a date beside a bare place is late enough to be that of a report.

    "Vienna, June 28, 1914 – The archduke …" is as often the scene of a tale told later.
    """
    return any(int(year) >= _REPORTS for year in re.findall(r"(?<![0-9])[12][0-9]{3}", date))


def _fits_byline(word: str) -> bool:
    word = word.strip(".:,()[]*_\"'")
    if not word or not word[0].islower() or word in _SMALL:
        return True
    return "@" in word or _EDITION.fullmatch(word) is not None


def _rest(line: str, runs: Sequence[_Run]) -> str:
    """What stands beside the date words, the signs that divide it made spaces."""
    pieces = []
    position = 0
    for run in runs:
        pieces.append(line[position : run.start])
        position = run.end
    pieces.append(line[position:])
    return re.sub(r"(?:[\s,;|·•()*_~—–/\[\]]|(?<!\w)-|-(?!\w))+", " ", " ".join(pieces)).strip()


def dateline(words: str) -> tuple[int, str] | None:
    """Where the prose behind a report's dateline begins, and the words of the date in it ("" where
    it names no year); None where these words of a paragraph open with none.

    A place in capitals or an agency in brackets settles it; a place in small letters needs a
    whole date and a dash.
    """
    opening = words[:_OPENING]
    enclosed = _ENCLOSED.match(opening) if opening[:1] == "(" else None
    if enclosed is not None and (told := _place_and_date(enclosed[1], firm=True)):
        return enclosed.end(), told
    for joint in reversed(list(_JOINT.finditer(opening))):
        if not _opens_prose(words, joint.end()):
            continue
        head = opening[: joint.start()]
        told = _place_and_date(head, firm=":" not in joint[0])
        if told is None and ":" not in joint[0] and _tells_near(words[joint.end() :]):
            told = _bare_day(head)
        if told is not None:
            return joint.end(), told
    return None


#: A place and a date in brackets before the prose.
_ENCLOSED = late(r"\(([^()\n]{6,80})\)\s+(?=[A-Z“\"])")
#: Days that are told from the day of writing.
_NEAR = late(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.I
)


def _tells_near(prose: str) -> bool:
    """Whether the first sentence behind a date tells a day that counts from it: elsewhere "3 May
    2021 – The pier was closed" is a line of a chronicle."""
    return _NEAR.search(prose[:_OPENING].partition(". ")[0]) is not None


def _bare_day(head: str) -> str | None:
    """The date in a head that is one day and nothing else."""
    head = head.strip(" *_")
    runs = _runs(head)
    whole = len(runs) == 1 and (runs[0].start, runs[0].end) == (0, len(head)) and runs[0].full
    day = whole and ("number" in runs[0].kinds or "whole" in runs[0].kinds)
    return head if day and _is_recent(head) else None


def _opens_prose(words: str, at: int) -> bool:
    following = words[at : at + 40].lstrip(" *_\"'“‘«([")
    if not following or not (following[0].isupper() or following[0].isdigit()):
        return False
    runs = _runs(following)
    return not (runs and runs[0].start == 0 and runs[0].dates)


def _place_and_date(head: str, *, firm: bool) -> str | None:
    agencies = _AGENCY.findall(head)
    bare = _AGENCY.sub(" | ", head)
    runs = [run for run in _runs(bare) if run.dates]
    if len(runs) != 1:
        return None
    run = runs[0]
    if run.kinds[0] == "word" or run.kinds.count("number") > 1:
        return None  # "NOTE: On March 12", "Apollo 11, July 16"
    date = bare[run.start : run.end].strip(" ,;|.*_") if run.full else ""
    rest = _rest(bare, runs)
    names = [word.strip(".'’") for word in rest.split()]
    if len(names) > 7 or not all(_fits_place(name) for name in names):
        return None
    if "label" in run.kinds and not names:
        return date or None
    capitals = bool(names) and len(names[0]) > 1 and names[0].isupper()
    if agencies or capitals:
        return date
    firm = firm and ":" not in head and _is_recent(date)
    return date if firm and 0 < len(names) <= 5 else None


def _fits_place(word: str) -> bool:
    named = word[:1].isupper() and not any(c.isdigit() for c in word)
    return not word or named or word in _PARTICLES


def is_possible(line: str) -> bool:
    """Whether a story's date has the shape of one, and no month 13, day 45 or year 0."""
    match = _NUMERIC.search(line)
    if match is None:
        return any(run.full for run in _runs(line)) or _BASIC.fullmatch(line) is not None
    year, month, day = (int(part or 1) for part in match.group("year", "month", "day"))
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    return year > 0 and 0 < month <= 12 and 0 < day <= 31 and hour <= 24 and minute < 60


def newest(dates: Sequence[str]) -> str:
    """Of the dates that a head tells the one that says when the story was last changed."""
    later = next((date for date in dates if LATER.search(date)), "")
    out = (date for date in dates if not _EARLIER.search(date))
    return later or next(out, dates[-1] if dates else "")
