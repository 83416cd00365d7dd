"""A story's timeline as one web page that needs nothing else: picture, chronology, text.

The page forbids itself every connection (Content-Security-Policy), and every script but its own,
which the policy names by its digest; all words of the story are escaped; addresses of sources are
links that only a click follows. The script (`resources/page/timeline.js`) draws what stands in the
list, so that the page says all it has to say without it: to a printer, and to a reader's voice.
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import pairwise

from viewer import resources
from viewer.core.dates import words
from viewer.core.events import Event, Reading
from viewer.core.story import BlockKind, Citation, Span
from viewer.core.summary import summary, title
from viewer.core.timeline import Form, arrange
from viewer.core.when import FUTURE, PAST, When
from viewer.files.entries import Entry, entries, source_words, story_name, web_address
from viewer.files.letters import legible

#: What the script and the style call the forms.
_FORMS = {
    Form.BAR: "bar",
    Form.WHISKER: "whisker",
    Form.DOT: "dot",
    Form.FADE_PAST: "past",
    Form.FADE_FUTURE: "future",
    Form.SHELF: "shelf",
}
_HUES = 8  # colours of the style; more sources begin anew
#: The picture is for print, and for who allows no scripts; of a longer one a page would be too
#: heavy to send, and the list says it all.
LONGEST_PICTURE = 1 << 20
#: The places where a source is cited that it leads back to.
MOST_BACK = 50


@dataclass(frozen=True, slots=True)
class _Links:
    """How the places of a story are called: ``prefix`` is its own; ``numbers`` are those of its
    events by their ids; ``cited`` gathers where each source is, by first characters."""

    prefix: str
    numbers: Mapping[str, int]
    cited: dict[str, list[int]]


def page(*readings: Reading, picture: str = "") -> str:
    """An HTML page of one or more stories; ``picture`` is the timeline as SVG, or ""."""
    return "".join(_page(readings, picture if len(picture) <= LONGEST_PICTURE else ""))


def _page(readings: Sequence[Reading], picture: str) -> Iterator[str]:
    script = _resource("timeline.js")
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; script-src 'sha256-{digest}'; "
        "style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">\n"
    )
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield '<meta name="generator" content="Story Timeline">\n'
    yield f"<title>{_text(title(readings))}</title>\n"
    yield f"<style>\n{_resource('page.css')}</style>\n</head>\n<body>\n<main>\n"
    yield f'<section class="stage" aria-label="Timeline">\n{_resource("live.html")}'
    if picture:
        # Only the drawing: a page may not hold an XML declaration or a document type.
        drawing = picture[max(picture.find("<svg"), 0) :]
        yield f'<figure class="drawing" aria-label="The timeline">{drawing}</figure>\n'
    yield "</section>\n"
    places, numbers = _places(readings), _numbers(readings)
    for number, reading in enumerate(readings, 1):
        yield from _story(reading, _Links(f"s{number}-", numbers[id(reading)], {}), places)
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _resource(name: str) -> str:
    return resources.path("page", name).read_text(encoding="utf-8")


def _places(readings: Sequence[Reading]) -> dict[str, str]:
    """Each event's place as the script reads it, by id: form, colour, and both sides."""
    line = arrange(readings)
    columns = (line.form.tolist(), line.hue.tolist(), line.start.tolist(), line.end.tolist())
    return {
        event.id: f'data-form="{_FORMS[Form(form)]}" data-hue="{hue % _HUES if hue >= 0 else "n"}" '
        f"{_sides(start, end)}"
        for event, form, hue, start, end in zip(line.events, *columns, strict=True)
    }


def _numbers(readings: Sequence[Reading]) -> dict[int, dict[str, int]]:
    """The numbers of each story's events by their ids: in order of time over all stories, the
    undated last, as in the notes to a picture."""
    dated, undated = entries(readings)
    made: dict[int, dict[str, int]] = {id(reading): {} for reading in readings}
    for number, entry in enumerate((*dated, *undated), 1):
        made[id(entry.reading)][entry.event.id] = number
    return made


def _story(reading: Reading, links: _Links, places: Mapping[str, str]) -> Iterator[str]:
    story = reading.story
    told = _reach(reading.date) if reading.date.is_known else ""
    yield f"<article>\n<h1>{_text(story_name(reading))}</h1>\n"
    yield f'<p class="dim"{f" data-story {told}" if told else ""}>{_text(summary([reading]))}</p>\n'
    for diagnostic in reading.diagnostics:
        yield f'<p class="dim">{_text(diagnostic.message)}</p>\n'
    dated, undated = entries([reading])
    if dated:
        yield "<h2>When it happened</h2>\n"
        yield from _chronology(dated, links, places)
    if undated:
        yield "<h2>Without a date in the text</h2>\n"
        yield from _chronology(undated, links, places)
    yield from _periods(reading)
    yield "<h2>The story</h2>\n"
    yield from _prose(reading, links)
    if story.citations:
        yield "<h2>Sources</h2>\n"
        for citation in story.citations:
            yield _source(citation, links)
    yield "</article>\n"


def _chronology(told: Sequence[Entry], links: _Links, places: Mapping[str, str]) -> Iterator[str]:
    yield '<ol class="chronology">\n'
    before = 0
    for entry in told:
        event, number = entry.event, links.numbers[entry.event.id]
        date, _, status = entry.dated_status.partition(" · ")
        known = f' data-status="{event.status.value}"' if status else ""
        # A browser counts on by itself.
        counted = "" if number == before + 1 else f' value="{number}"'
        before = number
        yield f'<li id="note-{number}"{counted} {places[event.id]}{known}>'
        yield f'<span class="when">{_text(date)}</span>'
        yield f' <span class="dim status">{_text(status)}</span>' if status else ""
        yield f'<br><a class="headline" href="#said-{number}">{_text(event.headline)}</a>'
        yield from (f" {_mark(name, f'[{name}]', links)}" for name in event.citations)
        yield f'<br><span class="dim">{_text(event.because)}</span></li>\n'
    yield "</ol>\n"


def _periods(reading: Reading) -> Iterator[str]:
    """Named periods the story mentions, told as what they are: the table's knowledge."""
    found = {mention.period.name: mention.period for mention in reading.background}
    if not found:
        return
    yield "<h2>Named periods behind it</h2>\n"
    yield '<p class="dim">From the table of periods, not from the story.</p>\n<ul>\n'
    for period in found.values():
        yield (
            f'<li data-period data-name="{_text(period.name)}" {_reach(period.when)}>'
            f"{_text(period.name)}: {_text(words(period.when))}</li>\n"
        )
    yield "</ul>\n"


def _reach(when: When) -> str:
    return _sides(when.earliest, FUTURE if when.latest == FUTURE else when.latest + 1)


def _sides(start: int, end: int) -> str:
    """Seconds for the script, half-open, empty where open."""
    first = "" if start == PAST else str(start)
    last = "" if end == FUTURE else str(end)
    return f'data-start="{first}" data-end="{last}"'


def _prose(reading: Reading, links: _Links) -> Iterator[str]:
    """The text with its event clauses lit, the number of each behind it, and its citation marks;
    numbers and marks are links.

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
        yield from _paragraph(text, block.span, events[first:position], own, links)
        yield "</p>\n"


def _paragraph(
    text: str,
    span: Span,
    events: Sequence[Event],
    marks: Sequence[tuple[int, int, str]],
    links: _Links,
) -> Iterator[str]:
    cuts = {span.start, span.end}
    ends: list[tuple[int, int]] = []  # of clauses, and their numbers
    for event in events:
        end = min(event.span.end, span.end)
        cuts |= {event.span.start, end}
        ends.append((end, links.numbers[event.id]))
    ends.sort(reverse=True)  # what ends next is last
    named = {start: (end, name) for start, end, name in marks}
    for start, (end, _) in named.items():
        cuts |= {start, end}
    # Inside a mark nothing is cut: it is one link.
    edges = sorted(cuts)
    waiting = list(reversed(events))
    lit = done = span.start
    name = ""  # of the clause that began last
    for start, end in pairwise(edges):
        begun = []
        while waiting and waiting[-1].span.start <= start:
            event = waiting.pop()
            lit = max(lit, event.span.end)
            begun.append(f"said-{links.numbers[event.id]}")
        name = begun[-1] if begun else name
        words = done <= start < lit and start not in named
        # The first words of a clause are what links to it lead to.
        own = begun.pop() if begun and words else ""
        yield from (f'<a id="{other}"></a>' for other in begun)
        if start < done:
            continue
        if start in named:
            done, cited = named[start]
            known = links.cited.setdefault(cited, [])
            known.append(start)
            place = f"{links.prefix}m-{start}" if len(known) <= MOST_BACK else ""
            yield _mark(cited, text[start:done], links, place)
        elif words:
            place = f'id="{own}"' if own else f'data-of="{name}"'
            yield f"<mark {place}>{_text(text[start:end])}</mark>"
        else:
            yield _text(text[start:end])
        while ends and ends[-1][0] <= max(end, done):
            number = ends.pop()[1]
            yield f'<a class="n" href="#note-{number}">{number}</a>'


def _mark(name: str, shown: str, links: _Links, place: str = "") -> str:
    """A citation as a link to its source, which leads back to it by its ``place``."""
    own = f' id="{place}"' if place else ""
    return f'<a class="cite"{own} href="#{links.prefix}c-{_anchor(name)}">{_text(shown)}</a>'


def _source(citation: Citation, links: _Links) -> str:
    told = source_words(citation)
    address = _text(web_address(citation))
    link = f' <a href="{address}" rel="noreferrer noopener">{address}</a>' if address else ""
    cited = links.cited.get(citation.id, [])
    back = " ".join(
        f'<a href="#{links.prefix}m-{place}">{number}</a>'
        for number, place in enumerate(cited[:MOST_BACK], 1)
    )
    more = f" and {len(cited) - MOST_BACK:,} more" if len(cited) > MOST_BACK else ""
    places = f' <span class="dim">Cited: {back}{more}</span>' if back else ""
    return (
        f'<p class="source" id="{links.prefix}c-{_anchor(citation.id)}">'
        f'<span class="cite">[{_text(citation.id)}]</span> {_text(told)}{link}{places}</p>\n'
    )


def _anchor(name: str) -> str:
    """A name as part of an `id`: letters, digits and hyphens, others as their code."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _text(words: str) -> str:
    return escape(legible(words), quote=True)
