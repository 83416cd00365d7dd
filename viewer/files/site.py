"""The story site's JSON: one story an object, several an array or one a line.

Fields read: `story` (the prose, with `[id]` marks), `title`, `version`, `last_updated` (the
story's date), `refs` (the ids of the source articles, or objects that describe them). All
others are left alone, and nothing they name is opened. JSON has many ways to be nearly right;
each is read as its writer meant it and said aloud, or refused with the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from viewer.core.story import Citation, Diagnostic, Story, read_text

#: Stories read from one file; a timeline of more would show nothing.
MOST = 1_000

_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9A-Za-z]{1,12}){0,4}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SHAPE = 'A story file is an object with the fields "title", "story" and "last_updated".'


class NoStory(ValueError):
    """JSON that is broken, or that is no story."""

    def __init__(self, reason: str, way_out: str = _SHAPE) -> None:
        self.reason = reason
        self.way_out = way_out
        super().__init__(reason)


def read_stories(
    text: str, *, name: str, notes: Sequence[Diagnostic] = (), lines: bool = False
) -> tuple[Story, ...]:
    """The stories of a JSON text, at least one.

    ``notes`` are put before each story's own; ``lines`` expects one story a line (JSON Lines).
    Raises NoStory.
    """
    if not text.strip():
        raise NoStory("the file is empty")
    found: list[Diagnostic] = []
    value = _parse(text, found, lines=lines)
    objects = value if isinstance(value, list) else [value]
    if not objects:
        raise NoStory("it is an empty list")
    if len(objects) > MOST:
        found.append(
            Diagnostic(
                "too-many-stories",
                f"The file holds {len(objects):,} stories; the first {MOST:,} are read.",
            )
        )
        objects = objects[:MOST]
    stories: list[Story] = []
    for number, entry in enumerate(objects, 1):
        where = name if len(objects) == 1 else f"{name} ({number})"
        try:
            story = _story(entry, where)
        except NoStory as error:
            if number == len(objects) and not stories:
                raise
            found.append(
                Diagnostic("story-left-out", f"Entry {number} of the file: {error.reason}.")
            )
            continue
        stories.append(story)
    before = (*notes, *found)
    return tuple(s._replace(diagnostics=(*before, *s.diagnostics)) for s in stories)


def _parse(text: str, notes: list[Diagnostic], *, lines: bool) -> object:
    try:
        return _load(text, notes) if not lines else _load_lines(text, notes)
    except json.JSONDecodeError as error:
        problem = error
    if problem.msg == "Extra data" and not lines:
        try:
            value = _load_lines(text, notes)
        except NoStory:
            raise _broken(problem) from None
        notes.append(
            Diagnostic("json-lines", "The file holds one story a line (JSON Lines); all are read.")
        )
        return value
    raise _broken(problem)


def _broken(error: json.JSONDecodeError) -> NoStory:
    return NoStory(
        f"broken JSON at line {error.lineno}, column {error.colno} ({error.msg})",
        "Correct that place, or ask for the file again.",
    )


def _load_lines(text: str, notes: list[Diagnostic]) -> list[object]:
    values: list[object] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values.append(_load(line, notes))
        except json.JSONDecodeError as error:
            raise NoStory(
                f"broken JSON at line {number}, column {error.colno} ({error.msg})",
                "Correct that place, or ask for the file again.",
            ) from None
    return values


def _load(text: str, notes: list[Diagnostic]) -> object:
    """Parse one JSON text; a JSONDecodeError passes, all else becomes NoStory or a note."""
    twice: list[str] = []
    odd: list[str] = []

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(items)
        if len(result) < len(items):
            names = [key for key, _ in items]
            twice.append(next(key for key in names if names.count(key) > 1))
        return result

    def constant(word: str) -> None:
        odd.append(word)

    def parse(strict: bool) -> object:
        # Numbers are kept as written: a version 0.10 is not 0.1, and 1e999 is no infinity.
        decoder = json.JSONDecoder(
            object_pairs_hook=pairs, parse_constant=constant, parse_float=str, strict=strict
        )
        return decoder.decode(text)

    try:
        try:
            value = parse(strict=True)
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Invalid control character"):
                raise
            value = parse(strict=False)
            notes.append(
                Diagnostic(
                    "json-control-character",
                    f"The JSON has a bare line break or control character at line {error.lineno}, "
                    f"column {error.colno}; it is read as part of the text.",
                )
            )
    except RecursionError:
        raise NoStory("its JSON is nested too deeply") from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise NoStory("it holds a number with thousands of digits") from None
    if twice:
        notes.append(
            Diagnostic(
                "field-given-twice", f'The field "{twice[0]}" is given twice; the last is read.'
            )
        )
    if odd:
        notes.append(Diagnostic("odd-number", f"A field says {odd[0]}, which is no JSON number."))
    return value


def _story(entry: object, name: str) -> Story:
    if not isinstance(entry, dict):
        kind = {str: "a text", int: "a number", bool: "true or false", list: "a list"}
        raise NoStory(f"it is JSON, but {kind.get(type(entry), 'nothing')} where a story should be")
    notes: list[Diagnostic] = []
    title = _field(entry, "title", notes)
    version = _field(entry, "version", notes)
    if version and not _VERSION.fullmatch(version):
        notes.append(_odd("version"))
        version = ""
    text = _prose(entry, notes)
    sources = _sources(entry.get("refs"), notes)
    for optional in ("tags", "taxonomy"):
        if optional in entry and not isinstance(entry[optional], list):
            notes.append(_odd(optional))
    story = read_text(
        text,
        name=name,
        title=_CONTROL.sub(" ", title).strip(),
        version=version,
        date_text=_CONTROL.sub(" ", _field(entry, "last_updated", notes)).strip(),
        sources=sources,
    )
    if _CONTROL.search(title):
        notes.append(Diagnostic("odd-title", "Control characters in the title were replaced."))
    return story._replace(diagnostics=(*notes, *story.diagnostics))


def _prose(entry: dict[str, object], notes: list[Diagnostic]) -> str:
    value = entry.get("story")
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        notes.append(
            Diagnostic("story-in-parts", 'The field "story" is a list; its parts are paragraphs.')
        )
        value = "\n\n".join(str(part) for part in value)
    if not isinstance(value, str):
        if "events" in entry:
            raise NoStory("it is a timeline in JSON, which cannot be opened yet")
        raise NoStory(
            'the field "story" is no text' if "story" in entry else 'it has no field "story"'
        )
    return _whole(value, "story", notes)


def _field(entry: dict[str, object], key: str, notes: list[Diagnostic]) -> str:
    """A text field, or a number as written; "" where it is missing or something else."""
    value = entry.get(key)
    if value is None:
        return ""
    if key == "version" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        notes.append(_odd(key))
        return ""
    return _whole(value, key, notes)


def _whole(value: str, key: str, notes: list[Diagnostic]) -> str:
    """The text with half characters replaced: they cannot be written to any file."""
    text, count = _SURROGATE.subn("\ufffd", value)
    if count:
        notes.append(
            Diagnostic(
                "half-character", f'The field "{key}" holds half a character, shown as \ufffd.'
            )
        )
    return text


def _odd(key: str) -> Diagnostic:
    return Diagnostic("odd-field", f'The field "{key}" is not what it should be; it is left out.')


def _sources(refs: object, notes: list[Diagnostic]) -> tuple[Citation, ...]:
    if refs is None:
        return ()
    if not isinstance(refs, list):
        notes.append(_odd("refs"))
        return ()
    sources: list[Citation] = []
    for ref in refs:
        if isinstance(ref, str) and ref:
            sources.append(Citation(_SURROGATE.sub("\ufffd", ref)))
        elif isinstance(ref, dict) and isinstance(ref.get("uuid"), str):
            link = _word(ref, "canonical")
            sources.append(
                Citation(
                    _word(ref, "uuid"),
                    title=_word(ref, "title"),
                    outlet=_word(ref, "source"),
                    date=_word(ref, "pub_time"),
                    link=link if link.startswith(("https://", "http://")) else "",
                )
            )
        else:
            notes.append(_odd("refs"))
            break
    return tuple(sources)


def _word(entry: dict[str, object], key: str) -> str:
    value = entry.get(key)
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else ""
