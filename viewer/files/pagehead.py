"""What the head of a web page says of the page: its title, and when it was published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from viewer.core.dates import story_date
from viewer.core.story import Diagnostic, Severity
from viewer.core.when import ANY, Precision, When
from viewer.files.tags import Raw

#: Names of `<meta>` that tell when a page was published, and when it was changed; best first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "citation_date", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "pubdate", "publishdate",
    "publish-date", "publication_date", "article.published", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "last-modified", "lastmod", "revised",
)  # fmt: skip
_TITLES = ("og:title", "headline", "citation_title", "dc.title", "twitter:title")
#: Characters of structured data read, and of a title.
_DATA = 1 << 20
_TITLE = 300
#: What stands between a page's title and the name of its site.
_SITES = (" | ", " – ", " — ", " - ", " · ", " :: ")


@dataclass(slots=True)
class Head:
    """What has been gathered: the first value told under each name, in small letters."""

    told: dict[str, str] = field(default_factory=dict)
    caption: str = ""  # of <title>
    shown: str = ""  # of the first <time> of the article
    edited: bool = False  # a page that many hands change: its last change counts

    def meta(self, name: str, attributes: dict[str, str]) -> None:
        """Take what a tag says of the page: `<meta>`, or any tag that has an `itemprop`."""
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value = attributes.get("content") or attributes.get("datetime") or ""
        if not key or not value:
            return
        key = key.strip().lower()
        if name == "meta" or key in ("datepublished", "datemodified"):
            self.told.setdefault(key, value)
            if key == "generator" and value.lower().startswith("mediawiki"):
                self.edited = True

    def time(self, attributes: dict[str, str], *, article: bool) -> None:
        """Take the first `<time>` of the article, unless it says that it tells of a change."""
        stamp = attributes.get("datetime", "")
        named = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
        if article and stamp and "modif" not in named and "updat" not in named:
            self.shown = self.shown or stamp

    def raw(self, piece: Raw, *, inside: bool) -> None:
        """Take the title, and the structured data; ``inside`` a drawing a title is another."""
        if piece.name == "title" and not inside:
            self.caption = self.caption or " ".join(piece.text.split())[:_TITLE]
        elif piece.name == "script" and "ld+json" in piece.attributes.get("type", ""):
            if len(piece.text) > _DATA:
                return
            try:
                value = json.loads(piece.text)
            except (ValueError, RecursionError):
                return
            for entry in _entries(value):
                for key in ("datePublished", "dateModified", "headline"):
                    word = entry.get(key)
                    if isinstance(word, str) and word:
                        self.told.setdefault(key.lower(), word)

    def footer(self, words: str) -> None:
        """Take "This page was last edited on …", which stands outside the article."""
        if "last edited on" in words or "last modified on" in words:
            self.told.setdefault("lastmod", words.strip())

    def title(self, headings: Sequence[str]) -> str:
        """The page's title, without the name of its site."""
        told = next((self.told[key] for key in _TITLES if key in self.told), "")
        if told or headings:
            return " ".join((told or headings[0]).split())[:_TITLE]
        for sign in _SITES:
            before, found, _ = self.caption.rpartition(sign)
            if found and len(before) >= 12:
                return before
        return self.caption

    def date(self) -> str:
        """The line that says when the page was made; "" where nothing says so.

        A page is told of the day it was published on. A later stamp of change often comes from
        the machinery alone, and would move every "on Monday"; only what many hands rewrite (a
        wiki) is dated by its last change.
        """
        published, modified = self._published(), _first(self.told, _MODIFIED)
        if self.edited:
            return f"Updated: {_stamp(modified)}" if modified.is_known else ""
        if published.is_known:
            return f"Published: {_stamp(published)}"
        return f"Updated: {_stamp(modified)}" if modified.is_known else ""

    def _published(self) -> When:
        told = _first(self.told, _PUBLISHED)
        return told if told.is_known else story_date(self.shown[:80]) if self.shown else ANY

    def notes(self) -> Iterator[Diagnostic]:
        """A word where the page was changed on another day than it was published on."""
        published, modified = self._published(), _first(self.told, _MODIFIED)
        if self.edited or not published.is_known or not modified.is_known:
            return
        if _stamp(published)[:10] != _stamp(modified)[:10]:
            yield Diagnostic(
                "page-changed-later",
                f"The page says that it was published on {_stamp(published)} and changed on "
                f"{_stamp(modified)}; relative dates count from the day it was published.",
                Severity.NOTE,
            )


def _entries(value: object) -> Iterator[dict[str, object]]:
    """The objects of structured data: one, a list, or a graph of them."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries[:50]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph[:50] if isinstance(inner, dict))


def _first(told: dict[str, str], keys: Sequence[str]) -> When:
    for key in keys:
        date = story_date(told[key][:80]) if key in told else ANY
        if date.is_known and date.precision >= Precision.MONTH:
            return date
    return ANY


def _stamp(date: When) -> str:
    """A date as a date line has it: "2020-06-04 10:30"."""
    return date.edtf.replace("T", " ").removesuffix("Z")
