"""What of a web page saved from a browser is the story: its title, its date, its prose.

The page is printed as light Markdown, one paragraph a line, and read like any other text: the
story's `text`, and so every span, is that print and not the page's source. Menus, forms, scripts,
pictures and what stands around the article are left out. Marks that lead to a note of the page
become "[3]", and the note an entry of the list of sources; other links are plain words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from viewer.core.story import SOURCE_HEADINGS, Diagnostic, Severity, Story, read_text
from viewer.files.pagehead import Head
from viewer.files.tags import VOID, Raw, Tag, stream

#: Elements that tell no story, whatever they hold.
_SILENT = frozenset(
    "nav aside footer form button select option noscript template svg math iframe object audio "
    "video canvas figure dialog menu map datalist".split()
)
_ROLES = frozenset("navigation banner complementary contentinfo search dialog menu".split())
#: Classes and ids of what stands around an article, as whole words between hyphens.
_AROUND = re.compile(
    r"(?!(?:has|with|no|is|js|without)[-_])(?:\S{0,40}[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?"
    r"|sidebar|footer|cookies?|consent|share|sharing|social|newsletter|subscri(?:be|ption)|promo"
    r"|advert|advertisement|ads?|related|recommended|recirc|comments?|popup|modal|banner|paywall"
    r"|navbox|catlinks|toc|editsection|infobox|hatnote|noprint|printfooter|siteSub|backlink"
    r"|screen-reader-text|sr-only|visually-hidden|visuallyhidden)(?:[-_]\S{0,40})?\Z",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "p div section article main header hgroup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre "
    "table thead tbody tfoot tr td th caption address hr details summary fieldset center body "
    "html".split()
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SPACE = re.compile(r"[ \t\n\r\f\u200b\u00ad]+")
_LABEL = re.compile(r"\[?((?:[a-z]{1,5}\s)?[0-9]{1,3}|[a-z]{1,2})\]?\Z")
_BACK = re.compile(
    r"(?:[\^↑↩⤴︎\ufe0e\s]|[a-z]{1,2}|[0-9]{1,2}(?:\.[0-9]{1,2})?|jump up.{0,20})+\Z", re.I
)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: Where a link's address lies hidden behind its words, until it is known whether it is a source.
_OPEN, _CLOSE = "\ue000", "\ue001"
_OUTLET = re.compile(
    rf"\(([^()\[\]{_OPEN}]{{1,120}}){_OPEN}(https?://[^\s(){_CLOSE}]{{1,2000}}){_CLOSE}\)"
)
_HIDDEN = re.compile(f"{_OPEN}[^{_CLOSE}]{{0,3000}}{_CLOSE}")
#: Code points: a shorter line that is no sentence may be part of the page's furniture; a longer
#: cell of a table is a paragraph.
_FURNITURE = 60
_CELL = 400


@dataclass(frozen=True, slots=True)
class _Line:
    """One line to print, from which element, in which article (0 outside of any)."""

    kind: str
    text: str
    article: int = 0
    main: bool = False
    linked: int = 0  # code points that are links
    dated: bool = False  # holds a <time>
    note: str = ""  # the id of the note it belongs to
    link: str = ""  # the first address it leads to outside the page


@dataclass(slots=True)
class _Open:
    """An element that is open, and what it passes on to those inside it."""

    name: str
    hidden: bool
    article: int
    main: bool
    note: str
    counter: int = 0


@dataclass(slots=True)
class _Page:
    """What has been read of a page so far."""

    head: Head
    choosy: bool  # leave out what is named like furniture
    lines: list[_Line] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)  # id of a note -> what its marks say
    open: list[_Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    term: str = ""
    articles: int = 0
    linked: int = 0
    dated: bool = False
    link: str = ""
    anchors: list[tuple[str, int]] = field(default_factory=list)  # address, where its words begin
    sups: list[int] = field(default_factory=list)

    def lines_of(self, kind: str) -> list[str]:
        return [line.text for line in self.lines if line.kind == kind]

    # --- elements ---

    def start(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attributes
        self.head.meta(name, attributes)
        above = self.open[-1] if self.open else _Open("", False, 0, False, "")
        if name == "br":
            self._break()
        elif name in _BLOCKS:
            self.flush()
        if name in VOID:
            return
        if name == "article":
            self.articles += 1
        element = _Open(
            name,
            above.hidden or self._is_silent(name, attributes, above),
            self.articles if name == "article" else above.article,
            above.main or name == "main" or attributes.get("role") == "main",
            attributes.get("id", "") if attributes.get("id") in self.labels else above.note,
        )
        self.open.append(element)
        self.counts[name] += 1
        if element.hidden:
            return
        if name == "a":
            self.anchors.append((attributes.get("href", ""), len(self.words)))
        elif name == "sup":
            self.sups.append(len(self.words))
        elif name == "tr":
            self.cells = []
        elif name == "time":
            self.dated = True
            self.head.time(attributes, article=bool(element.article or element.main))

    def _is_silent(self, name: str, attributes: dict[str, str], above: _Open) -> bool:
        if name == "code" and self.counts["pre"]:
            return True
        if name in _SILENT or "hidden" in attributes or attributes.get("role") in _ROLES:
            return True
        if name == "header":
            return not (above.article or above.main) and self.choosy
        if attributes.get("aria-hidden") == "true":
            return True
        if not self.choosy or name in ("html", "body", "main", "article"):
            return False
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
        return any(_AROUND.match(word) for word in named[:40])

    def end(self, name: str) -> None:
        if not self.counts[name]:
            if name in ("p", "br"):
                self._break()
            return
        while self.open:
            element = self.open[-1]
            self._leave(element)
            self.open.pop()
            self.counts[element.name] -= 1
            if element.name == name:
                return

    def _leave(self, element: _Open) -> None:
        name = element.name
        if element.hidden:
            return
        if name == "a" and self.anchors:
            self._anchor(*self.anchors.pop())
        elif name == "sup" and self.sups:
            self._raised(self.sups.pop())
        elif name in ("td", "th") and self.cells is not None:
            self._cell()
        elif name == "tr" and self.cells is not None:
            row = [cell for cell in self.cells if cell]
            self.cells = None
            if row:
                self._print("row" if len(row) > 1 else "text", " | ".join(row))
        elif name == "dt":
            self.term = self._taken()
        elif name in _BLOCKS:
            self.flush()

    def text(self, words: str) -> None:
        if self.open and self.open[-1].hidden:
            self.head.footer(words)
            return
        if self.counts["pre"]:
            self.words.append(words.replace("\r", ""))
        else:
            self.words.append(_SPACE.sub(" ", words))

    # --- links and marks ---

    def _anchor(self, address: str, start: int) -> None:
        """The words of a link: a mark, a way back from a note, or plain words."""
        words = "".join(self.words[start:])
        shown = words.strip()
        self.linked += len(shown)
        fragment = address.rpartition("#")[2] if "#" in address else ""
        plain = shown.translate(_FIGURES)
        raised = bool(self.sups) or plain != shown
        label = _LABEL.match(plain)
        outside = address.startswith(("http://", "https://"))
        note = self.open[-1].note if self.open else ""
        if note and fragment and _BACK.match(shown):
            del self.words[start:]
        elif label and fragment and (raised or shown.startswith("[")):
            self.labels.setdefault(fragment, label[1])
            self.words[start:] = [f"[{label[1]}]"]
        elif outside and label and label[1].isdigit() and (raised or shown.startswith("[")):
            self.words[start:] = [f"[{label[1]}]({address})"]
        elif outside:
            self.link = self.link or address
            if "".join(self.words[max(start - 1, 0) : start]).endswith("("):
                self.words.append(f"{_OPEN}{address}{_CLOSE}")

    def _raised(self, start: int) -> None:
        words = "".join(self.words[start:]).strip()
        if words.isascii() and words.isdigit() and len(words) <= 3:
            self.words[start:] = [words.translate(_SUPERSCRIPTS)]
        elif words.startswith("[[") and words.endswith("]]"):
            self.words[start:] = [words[1:-1]]

    # --- lines ---

    def _break(self) -> None:
        while self.words and self.words[-1] == " ":
            self.words.pop()
        if self.words and self.words[-1] == "\n":
            self.flush(paragraph=True)
        elif self.words:
            self.words.append("\n")

    def _taken(self) -> str:
        """The words gathered so far, which are then no longer waiting."""
        words = _OUTLET.sub(r"([\1](\2))", "".join(self.words))
        words = _HIDDEN.sub("", words).replace(_OPEN, "").replace(_CLOSE, "")
        self.words.clear()
        self.anchors.clear()
        self.sups.clear()
        if self.counts["pre"]:
            return words.strip("\n").rstrip()
        return "\n".join(line.strip(" ") for line in words.split("\n")).strip()

    def _cell(self) -> None:
        words = self._taken().replace("\n", " ")
        if self.cells is None:
            return
        if len(words) > _CELL:
            self._print("text", words)
        else:
            self.cells.append(words.replace("|", "/"))

    def flush(self, *, paragraph: bool = False) -> None:
        """A block ends: print what has been gathered. In the cell of a table it waits for the
        row, unless it is a ``paragraph`` of its own or long."""
        in_cell = self.cells is not None and self.counts["td"] + self.counts["th"]
        if in_cell and not paragraph and sum(map(len, self.words)) <= _CELL:
            self.words.append(" ")
            return
        if in_cell:
            # A cell with paragraphs is no cell: the table only lays out the page.
            cells, self.cells = self.cells or [], None
            for cell in filter(None, cells):
                self._print("text", cell)
        words = self._taken()
        if not words:
            return
        names = [element.name for element in self.open[-6:]]
        heading = next((name for name in reversed(names) if name in _HEADINGS), "")
        if heading:
            self._print(heading, words.replace("\n", " "))
        elif self.counts["pre"]:
            self._print("pre", words)
        elif "dd" in names and self.term:
            self._print("item", f"{self.term}: {words}")
            self.term = ""
        elif "li" in names:
            self._item(words)
        else:
            self._print("p" if "p" in names else "text", words)

    def _item(self, words: str) -> None:
        listing = next((e for e in reversed(self.open) if e.name in ("ol", "ul")), None)
        kind = "item"
        if listing is not None and listing.name == "ol":
            listing.counter += 1
            words = f"{listing.counter}. {words}"
        else:
            words = f"- {words}"
        self._print(kind, words)

    def _print(self, kind: str, words: str) -> None:
        above = self.open[-1] if self.open else _Open("", False, 0, False, "")
        self.lines.append(
            _Line(
                kind,
                words,
                above.article,
                above.main,
                self.linked,
                self.dated,
                above.note,
                self.link,
            )
        )
        self.linked = 0
        self.dated = False
        self.link = ""


def read_page(text: str, *, name: str) -> Story:
    """The story of a web page; its text is the page's words as this program prints them."""
    page = _read(text, choosy=True)
    lines = _chosen(page.lines)
    if not any(len(line.text) > _FURNITURE for line in lines):
        page = _read(text, choosy=False)
        lines = _chosen(page.lines)
    story = read_text(_printed(page, lines), name=name)
    note = Diagnostic(
        "web-page",
        "The file is a web page: its words are shown as text, without menus, pictures and scripts.",
        Severity.NOTE,
    )
    return story._replace(diagnostics=(note, *page.head.notes(), *story.diagnostics))


def _read(text: str, *, choosy: bool) -> _Page:
    page = _Page(Head(), choosy)
    for piece in stream(text):
        if isinstance(piece, str):
            page.text(piece)
        elif isinstance(piece, Raw):
            page.head.raw(piece, inside=bool(page.counts["svg"]))
        elif piece.closes:
            page.end(piece.name)
        else:
            page.start(piece)
    page.flush()
    return page


def _chosen(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of the story: of the one article that has most of the words, else of the main
    part of the page, else all; and the notes, wherever they stand."""
    lengths: Counter[int] = Counter()
    main = 0
    for line in lines:
        lengths[line.article] += len(line.text)
        main += len(line.text) if line.main else 0
    total = sum(lengths.values())
    del lengths[0]
    article, most = max(lengths.items(), key=lambda item: item[1], default=(0, 0))
    if most * 3 > total and most * 2 > sum(lengths.values()):
        chosen = [line for line in lines if line.article == article or line.note]
    elif main * 4 > total:
        chosen = [line for line in lines if line.main or line.note]
    else:
        chosen = list(lines)
    return [line for line in chosen if line.note or not _is_furniture(line)]


def _is_furniture(line: _Line) -> bool:
    """A list of links, or a few words in no paragraph: buttons, counters, captions."""
    length = len(line.text)
    if line.kind in ("item", "text") and line.linked * 4 > length * 3 and length < 4 * _FURNITURE:
        return not line.text.startswith("[")
    if line.kind != "text" or length > _FURNITURE:
        return False
    return not (line.text.endswith((".", "!", "?", "”", '"')) or any(map(str.isdigit, line.text)))


def _printed(page: _Page, lines: list[_Line]) -> str:
    """The page as light Markdown: title, date, paragraphs; notes with their numbers."""
    first = next((line for line in lines if line.kind == "h1"), None)
    title = first.text if first else page.head.title(page.lines_of("h1"))
    date = page.head.date()
    if first is not None:
        at = lines.index(first)
        before = sum(len(line.text) for line in lines[:at])
        lines = lines[at + 1 :] if before < 4 * _FURNITURE else lines[:at] + lines[at + 1 :]
    printed = [f"# {title}" if title else "", date]
    listing = False  # under a heading such as "References"
    notes: dict[str, list[_Line]] = {}
    for line in lines:
        if line.note:
            notes.setdefault(line.note, []).append(line)
    for line in lines:
        if line.note:
            own = notes.pop(line.note, [])
            if own:
                printed.append(_note(page.labels[line.note], own))
        elif line.kind in _HEADINGS:
            listing = line.text.strip(" :").lower() in SOURCE_HEADINGS
            printed.append(f"{'#' * max(_HEADINGS[line.kind], 2)} {line.text}")
        elif date and line.dated and len(line.text) < 2 * _FURNITURE and line.kind != "row":
            continue  # the page's head has told it
        elif line.kind == "row":
            row = f"| {line.text} |"
            if printed[-1].startswith("| "):
                printed[-1] += f"\n{row}"
            else:
                printed.append(row)
        elif listing and line.link and line.link not in line.text:
            printed.append(f"{line.text} {line.link}")
        else:
            printed.append(line.text)
    return "\n\n".join(part for part in printed if part) + "\n"


def _note(label: str, lines: Sequence[_Line]) -> str:
    words = " ".join(re.sub(r"\A(?:-|[0-9]{1,4}\.) ", "", line.text) for line in lines)
    link = next((line.link for line in lines if line.link), "")
    return f"[{label}]: {words.strip()}" + (f" {link}" if link and link not in words else "")
