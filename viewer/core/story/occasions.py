"""When a text was made, as its title, a line of its head or the salutation of a letter tells it.

A paper says in its head of which day it is: minutes of what was held, a talk when it was given, a
bulletin of its day or week, an answer when it was generated, a letter where and when it was begun.
The table `_LINES` has one row a manner: what stands before the date. Behind it stands a place or
an hour at most; a line with a second date, or with the days of what is announced, tells none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.core.patterns import late
from viewer.core.story.datelines import LONGEST_LINE, names_days, whole_date
from viewer.core.story.lines import Line

_HELD = (
    r"(?:meeting|session|council|board|committee|assembly|hearing|court|association|society|club"
    r"|conference|governors|trustees|directors|proceedings)"
)
_MADE = (
    r"(?:answered|generated|written|compiled|prepared|posted|published|produced|drafted|issued"
    r"|updated|revised|corrected|edited)"
)
_BY = r"(?: by (?:(?! for )[^,;()0-9]){1,40})?"
#: What stands before the date on which a text was made.
_LINES = tuple(
    late(before + r"\s*\Z", re.IGNORECASE)
    for before in (
        # Minutes of the committee meeting held on ..., Transcript: hearing of ...
        rf"\b(?:minutes|notes|transcript|record)\b[^.?!0-9]{{0,80}}\b{_HELD}\b"
        r"(?:[^.?!]{0,60}?(?:\b(?:of|on|held)|[,:–—-]))?",
        r"\A\W*(?:minutes|transcript)\b[^.?!0-9]{0,60}[,:–—-](?:[^.?!0-9]{0,60}[,:–—-])?",
        # Held in the village hall on ..., given at Leith, ...
        r"\A\W*(?:held|recorded|delivered|given) (?:at|in|on|to|before|by|via)\b[^.?!0-9]{0,80}",
        # A lecture delivered on ..., testimony of A. Berg before the committee, ...
        r"\A\W*(?:an? |the |full )?(?:\w+ )?(?:talk|lecture|speech|address|remarks|sermon|testimony"
        r"|interview|evidence|keynote|paper)\b[^?!0-9]{0,80}\b(?:given|delivered|recorded|read"
        r"|made|before|held|conducted)\b[^?!0-9]{0,60}(?:\bon|[,:–—-])",
        # Bulletin 14 of ..., letter dated ...
        r"\A\W*(?:\w+ )?(?:bulletin|newsletter|report|circular|dispatch|letter|memo|memorandum"
        r"|notice|briefing|update|statement)(?: (?:no\.? ?|number |#)?[0-9/]{1,7})?,?"
        r" (?:of|dated|[–—-])",
        # ... (as of ..., ... – updated ..., Answer (generated ...
        rf"[(|,;:–—-]\s*(?:(?:last |answer )?{_MADE}{_BY}|as of|as at|status(?: as of)?|stand"
        r"|(?:position|situation) (?:at|on|as of)|correct (?:at|to)|current (?:to|as of))"
        r"(?: on)?:?",
        # Progress report as at close of business on ...
        r"\b(?:as (?:at|of)|at)(?: the)? close of (?:business|play|trading)(?: on)?,?",
        # Prepared for the steering group by Mott & Oakes, ...
        rf"\A\W*{_MADE} (?:for|by|to) [^.?!0-9]{{1,80}},",
        # Answered by the assistant on ..., as published by the board on ...
        rf"\A\W*(?:last )?(?:{_MADE}|signed off|approved){_BY}(?: (?:on|at)|,)",
        rf"\A\W*as (?:{_MADE}|approved|announced|agreed|adopted){_BY} on",
        # Embargoed until ..., NEWS RELEASE – ...
        r"\A\W*(?:strictly )?(?:embargoed?|under embargo|not for (?:release|publication))\b"
        r"[^.?!0-9]{0,20}(?:until|till|before):?(?: [0-9:.]{4,5}(?: [A-Z]{2,4})?,?(?: on)?)?",
        r"\A\W*(?:news|press|media) release\b[^.?!0-9]{0,12}",
        # Week of ..., Harbour bulletin, week beginning ...
        r"(?:\A\W*|[,(:|–—-] ?)(?:for (?:the )?)?week (?:of|beginning|ending|commencing|from)",
        # Lattice roadmap – January 2024, Ring road | Monthly report | April 2025
        r"\b(?:newsletter|bulletin|roadmap|digest|briefing|gazette|status|(?:monthly|weekly|progress)"
        r" (?:report|update|review))\b[^.?!0-9]{0,30}[,:|(–—-]",
        # Ring road, status no. 22 of ..., status report for June 2025
        r"\b(?:report|status|bulletin|newsletter|update|minutes),? no\.? ?[0-9]{1,4}[.,]?"
        r"(?: of| dated| [–—-])?",
        r"\b(?:monthly|weekly|status|progress|activity) report for",
        # Paper BD/25/14 — ...
        r"\A\W*(?:paper|document|report|ref|reference|file)\b[ .:][^.?! ]{1,20} ?[,:|(–—-]",
    )
)
#: What may stand behind it: a place, an hour.
_BEHIND = late(r"[\s.,;:*_)\]]*(?:(?:,|at|in|from|by|to)? ?[^.?!0-9]{1,60})?[\s.,;*_)\]]*")
#: A title that only ends with a day: "The pump | 6 February 2025".
_CELL = late(r"\s\|\s*\Z")
_DAY = late(r"(?<![0-9])[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9:.])|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEETS = late(rf"\b{_HELD}\b[^.?!0-9]{{0,60}}[,:–—-]?\s*\Z", re.IGNORECASE)
_ATTENDS = late(
    r"[\s*_]*(?:present|in attendance|attendance|attendees|participants|apologies)\b", re.IGNORECASE
)
_SALUTES = late(
    r"(?:(?:my|our) )?(?:(?:very|own) )?(?:dear(?:est)?|darling|beloved)\b.{0,50}[,:–—!.-]\Z"
    r"|(?:sirs?|madam|gentlemen|honou?red sir|to the editor|to whom it may concern)\b.{0,30}\Z",
    re.IGNORECASE,
)
#: Words of the place where a letter is begun that open in small letters.
_SMALL = frozenset("near at in on the of and by camp day this off".split())
#: The next of a series, in a line that tells which one this is.
_NEXT = late(r"[\s;,(·|–—-]+next\b", re.IGNORECASE)
#: When a paper was made, in brackets behind what it is.
_IN_BRACKETS = late(rf"\(((?:last )?{_MADE}{_BY}(?: on)?:? [^()]{{4,40}})\)\W*\Z", re.IGNORECASE)
#: What a date line has before its date: the manners of making are told by the rows.
_LABEL = late(rf"(?:(?:{_MADE}|received|accepted|last|first|on|of|at):? )+", re.IGNORECASE)
#: Blocks below a title that may say who was there.
_BELOW = 3


def occasion(line: str) -> str:
    """The date on which the text was made that a line of its head tells, "" where it tells none."""
    if made := _IN_BRACKETS.search(line):
        inside = whole_date(made[1])
        return made[1][slice(*inside)].strip(" ,;|*_") if inside else ""
    found = _date_in(line)
    if found is None:
        return ""
    start, end = found
    before = line[:start]
    told = any(row.search(before) for row in _LINES) and _BEHIND.fullmatch(line[end:])
    return line[start:end].strip(" ,;|*_") if told else ""


def of_title(title: str, below: Sequence[str]) -> str:
    """The date on which a text was made that its title tells: as a line does, in a cell of its
    own, or as that of a meeting, where a line ``below`` says who was present."""
    if told := occasion(title):
        return told
    found = _date_in(title)
    if found is None or _DAY.search(title, *found) is None:
        return ""
    before, behind = title[: found[0]], title[found[1] :]
    met = _MEETS.search(before) and any(_ATTENDS.match(line) for line in below[:_BELOW])
    if behind.strip(" .*_") or not (met or _CELL.search(before)):
        return ""
    return title[found[0] : found[1]].strip(" ,;|*_")


def opens_letter(lines: Sequence[Line], index: int) -> str:
    """The date of a letter, in a line with its place above a salutation; "" where there is none."""
    if not _is_saluted(lines, index):
        return ""
    line = lines[index].text
    found = _date_in(line)
    if found is None or line[found[1] :].strip(" .,*_"):
        return ""
    place = line[: found[0]].split()
    named = all(not word[0].islower() or word.strip(".,") in _SMALL for word in place)
    if not named or any(_is_saluted(lines, k) for k in range(index + 2, len(lines))):
        return ""  # it is one of several letters, and dates no other
    return line[found[0] : found[1]].strip(" ,;|*_")


def _is_saluted(lines: Sequence[Line], index: int) -> bool:
    """Whether a salutation stands below a line."""
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1].text.strip("*_ ")
    return len(following) <= LONGEST_LINE // 2 and _SALUTES.match(following) is not None


def _date_in(line: str) -> tuple[int, int] | None:
    """Where the only whole date of a line stands, None where it has none or more."""
    if len(line) > LONGEST_LINE or names_days(line):
        return None
    following = _NEXT.search(line)
    line = line[: following.start()] if following else line
    found = whole_date(line)
    if found is None or whole_date(line[found[1] :]) is not None:
        return None
    label = _LABEL.match(line, *found)
    return (label.end() if label else found[0]), found[1]
