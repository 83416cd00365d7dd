"""Citation marks: the signs by which prose says who says so.

A mark is a short sign in the running text that names a source. Writers and programs put it in
many ways; STYLES lists the ones we know, each with the rule that keeps it from swallowing
ordinary words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from viewer.core.story.model import Citation, Span

URL = r"https?://[^\s<>\"“”()\[\]{}【】]{1,2000}"
_HEX8 = r"[0-9a-fA-F]{8}"
_TAGGED = r"(?:cl|en|ev|src|ref|doc)_[0-9A-Za-z]{2,24}"
_LINKED = rf"\[[^\[\]\n]{{1,120}}\]\({URL}\)"
_NUMBER = r"[0-9]{1,3}"
_ITEM = rf"(?:{_HEX8}|{_TAGGED}|{_NUMBER}(?:[-–]{_NUMBER})?)"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}[a-z]?"
_SURNAME = r"[A-Z][\w'’-]{1,30}"
_AUTHORS = rf"{_SURNAME}(?: et al\.?|(?:,? (?:and|&) {_SURNAME}))?"
#: A body that writes: "Control Log", "Lyle & Co.", "Ministry of Works".
_BODY = rf"{_SURNAME}(?: (?:(?:of|for|the|and|&) ){{0,2}}[A-Z][\w'’.-]{{0,30}}){{1,5}}"
_PAGES = r"(?:[,:] ?(?:pp?\. ?)?[0-9]{1,4}(?:[-–][0-9]{1,4})?)?"
_WORK = rf"{_AUTHORS},? {_YEAR}{_PAGES}"

#: The styles, by the group that matches. Every quantifier is bounded; no two of them nest over
#: the same characters, so a scan is linear. `known` and `superscript` and `trailing` only count
#: when the file lists a source of that name: "[a]", "m²" and "version 2.3" are words otherwise.
#: Nearly all places are passed over by their first character, looked at before the styles are:
#: one of _FIRST, or in a text that lists sources of _LISTED, too.
_FIRST = r"<\[\]^【:{("
_LISTED = r".,;!?⁰¹²³⁴-⁹"
_STYLES = (
    r"<sup>\s?\[(?P<sup>[0-9a-z]{1,8})\](?:\((?P<sup_link>[^\s()]{1,2000})\))?\s?</sup>"
    r"|\[\^(?P<note>[^\]\[\s]{1,40})\]"
    rf"|\[(?P<linked>{_NUMBER})\]\((?P<linked_link>{URL})\)"
    rf"|\[\s?(?P<ids>{_ITEM}(?:\s?[,;]\s?{_ITEM}){{0,40}})\s?\]"
    r"|(?<=[\w.,;:!?)\]])\[(?P<remark>(?:note|nb|n) [0-9]{1,3}|[a-z])\](?![(\w])"
    r"|\[(?P<known>[0-9A-Za-z][0-9A-Za-z_.:-]{0,39})\](?!\()"
    rf"|\]\((?P<words>{URL})(?:\s\"[^\"\n]{{0,200}}\")?\)"
    r"|\^\[(?P<inline>[^\[\]\n]{1,400})\]"
    r"|\[(?P<doubt>(?:citation|clarification) needed|(?:when|who|which|where|why|by whom"
    r"|according to whom)\?|page needed|better source needed|failed verification)\]"
    r"|【(?P<lens>[0-9]{1,4})(?:[:†][^】\n]{0,60})?】"
    r"|:contentReference\[oaicite:(?P<oaicite>[0-9]{1,4})\]\{index=[0-9]{1,4}\}"
    r"|\{\{cite:(?P<cite>[0-9A-Za-z_-]{1,40}(?:,[0-9A-Za-z_-]{1,40}){0,40})\}\}"
    rf"|\((?P<links>{_LINKED}(?:[,;]? {_LINKED}){{0,8}})\)"
    rf"|\((?P<year>{_YEAR}){_PAGES}\)"
    rf"|\((?P<bodies>{_BODY}, {_YEAR}{_PAGES})\)"
    rf"|\((?P<works>(?:see |cf\. |e\.g\.,? )?{_WORK}(?:; {_WORK}){{0,8}})\)"
    r"|(?:(?<=[^\W0-9_])|(?<=\b[12][0-9]{3}))[.,;:!?][\"”’)]?(?P<trailing>[0-9]{1,3})(?=\s|$)"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]{1,3})"
)
#: What every mark opens with that no list of sources has to explain.
_OPENINGS = ("[", "(", "<", "{", "【", ":content")
#: A wiki's "[3]: 12": the page of the source, behind a mark that closes something.
_PAGES_BEHIND = r": ?[0-9]{1,4}(?:[-–][0-9]{1,4})?(?=\s|\Z)"
_CLOSING = frozenset('.,;!?"”)]')
_HOST = r"https?://(?:www\.)?([^/:?#\s]{1,100})"
_BEFORE_YEAR = rf"({_SURNAME})(?:(?:,? (?:and|&) {_SURNAME})| et al\.?)?(?:['’]s)? \Z"
_LINK = rf"\[([^\[\]\n]{{1,120}})\]\(({URL})\)"
_SCHOLARLY = rf"\({_AUTHORS}, {_YEAR}{_PAGES}\)"
_PLAIN_WORK = rf"{_SURNAME}, {_YEAR}\Z"
_WORK_YEAR = r"(?<![0-9])[12][0-9]{3}[a-z]?(?![0-9A-Za-z])"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: Capitalised words before a year in brackets that name a time, not an author.
_NOT_AUTHORS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Spring Summer Autumn Fall Winter Since "
    "In From Until About Circa Founded Born Died Early Late Mid".split()
)


#: What opens the name of a happening or a law, which has a year but is no author.
_HAPPENINGS = frozenset(
    "Battle Treaty Siege Peace Act Edict Convention Congress Council War Statute Regulation "
    "Treaty Olympics Great First Second Third Old New North South East West San Los Rio".split()
)


class Mark(NamedTuple):
    """One mark in the text: where, in which style, and the ids it names (with a link, if it
    carries one), none for an editor's "[citation needed]"; ``told`` are the words of a note that
    stands in the mark itself."""

    span: Span
    style: str
    ids: tuple[str, ...]
    links: tuple[str, ...] = ()
    told: str = ""


class Names:
    """What the sources of one story are called; grows as its marks are read.

    ``known`` are the ids that the file lists: they count in whatever shape a mark has. A link to
    a listed source is that source; another gets a name of its own, so that no two links share one.
    """

    def __init__(self, sources: Sequence[Citation], text: str) -> None:
        self.known = frozenset(source.id for source in sources)
        #: Works are cited by author and year all through: bodies may be authors, too.
        self.scholarly = "(" in text and len(re.findall(_SCHOLARLY, text)) > 1
        #: Of most signs that open a mark a text has none anywhere.
        self.openings = tuple(sign for sign in _OPENINGS if sign in text)
        #: Surname and year of listed works -> how they are cited, which is their id.
        self.called: dict[str, str] = {}
        self._links = {source.link: source.id for source in reversed(sources) if source.link}
        self._taken = Counter(self.known)

    @cached_property
    def styles(self) -> re.Pattern[str]:
        """What finds a mark of any style that can count in the story."""
        first = _FIRST + _LISTED * bool(self.known)
        return re.compile(f"(?=[{first}])(?:{_STYLES})")

    def of_link(self, link: str, label: str) -> str:
        """The id of a link: that of its source, or ``label``, numbered where it is taken."""
        link = link.rstrip(".,;")
        name = self._links.get(link)
        if name is None:
            self._taken[label] += 1
            count = self._taken[label]
            name = label if count == 1 else f"{label} {count}"
            self._links[link] = name
        return name

    def of_work(self, words: str) -> str:
        """The id of a work: as it is first cited, without its pages."""
        year = re.search(_WORK_YEAR, words)
        words = words[: year.end()] if year else words
        key = work_key(words)
        return self.called.setdefault(key, words) if key in self.known else words

    def of_note(self) -> str:
        """The id of the next note that stands in the text itself."""
        self._taken["note"] += 1
        return f"note {self._taken['note']}"


def find_marks(text: str, span: Span, names: Names) -> tuple[Mark, ...]:
    """The marks in one stretch of text, in order, not overlapping."""
    marks: list[Mark] = []
    if not names.known and not any(map(span.of(text).__contains__, names.openings)):
        return ()
    for match in names.styles.finditer(text, span.start, span.end):
        style = (match.lastgroup or "").removesuffix("_link")
        body = match[style]
        start, end = match.span()
        links: tuple[str, ...] = ()
        told = ""
        if style == "ids":
            ids = _bracketed(body)
            pages = re.compile(_PAGES_BEHIND).match(text, end, span.end)
            if pages and text[start - 1 : start] in _CLOSING:
                end = pages.end()
        elif style == "doubt":
            ids = ()
        elif style in ("known", "trailing", "superscript"):
            ids = (body.translate(_SUPERSCRIPTS) if style == "superscript" else body,)
            if ids[0] not in names.known:
                continue
            if style == "trailing":
                start = match.start("trailing")
        elif style == "cite":
            ids = tuple(body.split(","))
        elif style == "links":
            pairs = re.findall(_LINK, body)
            ids = tuple(names.of_link(link, label.strip("*_ ")) for label, link in pairs)
            links = tuple(link for _, link in pairs)
        elif style == "words":
            opening = text.rfind("[", max(span.start, start - 200), start)
            if opening < 0 or text.startswith("!", opening - 1):
                continue
            host = re.match(_HOST, body)
            ids = (names.of_link(body, host[1] if host else body[:40]),)
            links = (body,)
        elif style == "inline":
            ids, told = (names.of_note(),), body
        elif style == "year":
            author = re.search(_BEFORE_YEAR, text[max(span.start, start - 80) : start])
            if author is None or f"{author[1]} {body}" not in names.known:
                continue
            ids = (names.of_work(f"{author[1]}, {body}"),)
        elif style == "works":
            if not _names_works(body):
                continue
            ids = tuple(map(names.of_work, body.split("; ")))
        elif style == "bodies":
            first = body.split()[0]
            if not names.scholarly or first in _NOT_AUTHORS or first in _HAPPENINGS:
                continue
            ids = (names.of_work(body),)
        else:
            ids = (body,)
            link = match[f"{style}_link"] if style in ("sup", "linked") else None
            links = (link,) if link else ()
        marks.append(Mark(Span(start, end), style, ids, links, told))
    return tuple(marks)


def work_key(words: str) -> str:
    """Surname and year by which a work is cited, "Finch 2019a" for "see Finch and Lee, 2019a"
    and for the entry "Finch, A. and Lee, S. (2019a). …"; "" where there is none."""
    words = words.removeprefix("see ").removeprefix("cf. ").lstrip("*_ ")
    surname = re.match(_SURNAME, words)
    year = re.search(_WORK_YEAR, words[:300])
    if surname is None or year is None or words[surname.end() : surname.end() + 1] not in ", .":
        return ""
    return f"{surname[0]} {year[0]}"


def _bracketed(body: str) -> tuple[str, ...]:
    """The ids of ``1, 3``, ``2-5`` or ``077fc887,b7f0df05``; hex ids in lower case."""
    ids: list[str] = []
    for item in re.split(r"[,;\s]+", body):
        first, dash, last = item.replace("–", "-").partition("-")
        if dash and int(first) < int(last) < int(first) + 50:
            ids.extend(str(n) for n in range(int(first), int(last) + 1))
        elif dash:
            ids.extend((first, last))
        else:
            ids.append(item.lower() if len(item) == 8 and "_" not in item else item)
    return tuple(dict.fromkeys(ids))


def _names_works(body: str) -> bool:
    """Whether ``(Name 1987)`` names a work: "(Smith, 1987)" does, "(May 1987)" and the bare
    "(Expo 1987)" do not; several names, pages or "et al." settle it."""
    first = body.removeprefix("see ").split()[0].strip(",")
    if first in _NOT_AUTHORS:
        return False
    return (
        "; " in body
        or " et al" in body
        or " & " in body
        or "p. " in body
        or re.match(_PLAIN_WORK, body) is not None
    )


class Gathered:
    """The marks of a text by the ids they name: of each mark where it stands, and no more.

    ``styles`` tells which style first named each id, so that an unlisted source can be told from
    one whose style lists none.
    """

    def __init__(self) -> None:
        self._spans: dict[str, list[Span]] = {}
        self._links: dict[str, str] = {}
        self._told: dict[str, str] = {}
        self.styles: dict[str, str] = {}

    def add(self, mark: Mark) -> None:
        for position, name in enumerate(mark.ids):
            self._spans.setdefault(name, []).append(mark.span)
            self.styles.setdefault(name, mark.style)
            if position < len(mark.links):
                self._links.setdefault(name, mark.links[position])
            if mark.told:
                self._told[name] = mark.told

    def citations(self, sources: Sequence[Citation] = ()) -> tuple[Citation, ...]:
        """One per source in order of first mention, those never cited last."""
        listed = {source.id: source for source in reversed(sources)}
        cited = tuple(
            listed.get(name, Citation(name, title=self._told.get(name, "")))._replace(
                marks=tuple(found),
                link=(listed[name].link if name in listed else "") or self._links.get(name, ""),
            )
            for name, found in self._spans.items()
        )
        silent = tuple(
            listed[name] for name in dict.fromkeys(s.id for s in sources) if name not in self._spans
        )
        return cited + silent
