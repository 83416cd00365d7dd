"""A story's timeline as one web page that needs nothing else: picture, chronology, text.

The page forbids itself every connection (Content-Security-Policy); all words of the story are
escaped; addresses of sources are links that only a click follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from viewer.core.dates import words
from viewer.core.events import Event, Reading
from viewer.core.story import BlockKind, Citation, Span
from viewer.core.summary import STATUS_WORDS, summary
from viewer.files.entries import entries

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLE = """
:root{color-scheme:light dark;--page:#fbfaf7;--ink:#1f2328;--dim:#6b665c;--line:#e3dfd5;
--accent:#2f6db5;--lit:#eaf1fa}
@media(prefers-color-scheme:dark){:root{--page:#1b1d20;--ink:#e6e3dc;--dim:#a49f94;--line:#3a3c40;
--accent:#7fb0ea;--lit:#22303f}}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:52rem;background:var(--page);
color:var(--ink);font:17px/1.55 "Source Serif 4","Noto Serif",Georgia,serif}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:2.5rem 0 .8rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .4rem}
.dim{color:var(--dim);font-size:.85rem}
figure{margin:1.5rem 50%;width:min(96vw,100rem);transform:translateX(-50%);overflow-x:auto}
figure svg{display:block;width:100%;height:auto;min-width:40rem}
ol.chronology{list-style:none;padding:0;margin:0}
ol.chronology li{padding:.6rem 0;border-bottom:1px solid var(--line)}
time,.when{color:var(--accent);font-weight:600;font-size:.9rem}
a{color:inherit;text-decoration-color:var(--accent)}
mark{background:var(--lit);color:inherit;border-radius:3px}
:target{outline:2px solid var(--accent)}
.cite{font:.72rem ui-monospace,"DejaVu Sans Mono",monospace;color:var(--accent)}
.source{margin:.3rem 0}
@media print{body{max-width:none}}
"""


def page(*readings: Reading, picture: str = "") -> str:
    """An HTML page of one or more stories; ``picture`` is the timeline as SVG, or ""."""
    title = " / ".join(r.story.title or r.story.name for r in readings) or "Story Timeline"
    return "".join(_page(readings, title, picture))


def _page(readings: Sequence[Reading], title: str, picture: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "form-action 'none'; base-uri 'none'\">\n"
    )
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield '<meta name="generator" content="Story Timeline">\n'
    yield f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    if picture:
        # Only the drawing: a page may not hold an XML declaration or a document type.
        drawing = picture[max(picture.find("<svg"), 0) :]
        yield f'<figure role="img" aria-label="The timeline">{drawing}</figure>\n'
    for number, reading in enumerate(readings, 1):
        yield from _story(reading, f"s{number}-")
    yield "</body>\n</html>\n"


def _story(reading: Reading, prefix: str) -> Iterator[str]:
    story = reading.story
    yield f"<article>\n<h1>{_text(story.title or story.name)}</h1>\n"
    yield f'<p class="dim">{_text(summary([reading]))}</p>\n'
    for diagnostic in reading.diagnostics:
        yield f'<p class="dim">{_text(diagnostic.message)}</p>\n'
    dated, undated = ([entry.event for entry in part] for part in entries([reading]))
    if dated:
        yield "<h2>When it happened</h2>\n"
        yield from _chronology(dated, prefix)
    if undated:
        yield "<h2>Without a date in the text</h2>\n"
        yield from _chronology(undated, prefix)
    yield "<h2>The story</h2>\n"
    yield from _prose(reading, prefix)
    if story.citations:
        yield "<h2>Sources</h2>\n"
        for citation in story.citations:
            yield _source(citation, prefix)
    yield "</article>\n"


def _chronology(events: Sequence[Event], prefix: str) -> Iterator[str]:
    yield '<ol class="chronology">\n'
    for event in events:
        date = words(event.when) if event.when.is_known else "any time"
        status = STATUS_WORDS[event.status]
        yield f'<li><span class="when">{_text(date)}</span>'
        yield f' <span class="dim">{_text(status)}</span>' if status else ""
        yield f'<br><a href="#{prefix}e-{_text(event.id)}">{_text(event.headline)}</a>'
        yield from (f" {_mark(name, f'[{name}]', prefix)}" for name in event.citations)
        yield f'<br><span class="dim">{_text(event.because)}</span></li>\n'
    yield "</ol>\n"


def _prose(reading: Reading, prefix: str) -> Iterator[str]:
    """The text with its event clauses lit and its citation marks as links.

    It is cut wherever a clause or a mark begins or ends, so that clauses may overlap.
    """
    text = reading.story.text
    marks = sorted((m.start, m.end, c.id) for c in reading.story.citations for m in c.marks)
    events = sorted(reading.events, key=lambda event: event.span)
    position = 0
    for block in reading.story.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.DISCLAIMER):
            tag = "h3" if block.kind is BlockKind.HEADING else "p"
            yield f'<{tag} class="dim">{_text(block.span.of(text))}</{tag}>\n'
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        first = position
        while position < len(events) and events[position].span.start < block.span.end:
            position += 1
        own = marks[bisect_left(marks, (block.span.start,)) : bisect_left(marks, (block.span.end,))]
        yield "<p>"
        yield from _paragraph(text, block.span, events[first:position], own, prefix)
        yield "</p>\n"


def _paragraph(
    text: str,
    span: Span,
    events: Sequence[Event],
    marks: Sequence[tuple[int, int, str]],
    prefix: str,
) -> Iterator[str]:
    cuts = {span.start, span.end}
    for event in events:
        cuts |= {event.span.start, min(event.span.end, span.end)}
    named = {start: (end, name) for start, end, name in marks}
    for start, (end, _) in named.items():
        cuts |= {start, end}
    # Inside a mark nothing is cut: it is one link.
    edges = sorted(cuts)
    waiting = list(reversed(events))
    lit = done = span.start
    for start, end in pairwise(edges):
        while waiting and waiting[-1].span.start <= start:
            event = waiting.pop()
            lit = max(lit, event.span.end)
            yield f'<a id="{prefix}e-{_text(event.id)}"></a>'
        if start < done:
            continue
        if start in named:
            done, name = named[start]
            yield _mark(name, text[start:done], prefix)
        elif start < lit:
            yield f"<mark>{_text(text[start:end])}</mark>"
        else:
            yield _text(text[start:end])


def _mark(name: str, shown: str, prefix: str) -> str:
    return f'<a class="cite" href="#{prefix}c-{_anchor(name)}">{_text(shown)}</a>'


def _source(citation: Citation, prefix: str) -> str:
    told = ", ".join(part for part in (citation.title, citation.outlet, citation.date) if part)
    link = ""
    if citation.link.startswith(("https://", "http://")):
        address = _text(citation.link)
        link = f' <a href="{address}" rel="noreferrer noopener">{address}</a>'
    return (
        f'<p class="source" id="{prefix}c-{_anchor(citation.id)}">'
        f'<span class="cite">[{_text(citation.id)}]</span> {_text(told)}{link}</p>\n'
    )


def _anchor(name: str) -> str:
    """A name as part of an `id`: letters, digits and hyphens, others as their code."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words), quote=True)
