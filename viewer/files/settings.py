"""What the program remembers between runs, and how several windows remember it together.

One JSON file in the platform's place for settings. Each change takes the folder's lock, reads what
stands there now, changes that, and writes the whole, so programs side by side lose nothing of each
other's. A file that cannot be understood is renamed, never written over. Where the file cannot be
written the program goes on with what it has in memory, and says so once.
"""

from __future__ import annotations

import contextlib
import json
import math
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from viewer.files.folders import settings_folder
from viewer.files.locking import Held, locked
from viewer.files.reading import shown
from viewer.files.saving import NotSaved, set_aside, write_whole

VERSION: Final = 1
NAME: Final = "settings.json"
#: Stories that are remembered; pinned ones are not counted.
RECENT: Final = 20
#: Stories of which the last view is remembered.
VIEWS: Final = 200
#: Bytes of a settings file.
LIMIT: Final = 4 << 20
#: Sizes of text offered, in percent.
TEXT_SIZES: Final = (80, 90, 100, 110, 125, 150, 175, 200)

#: The stories of each window, by absolute path.
Windows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the reader chose: names of a theme, a grouping, a style of dates and the first day of
    the week, text in percent of the usual, and whether a start without a story opens what was open
    last."""

    theme: str = "system"
    text_size: int = 100
    grouping: str = "source"
    dates: str = "day-first"
    week: str = "monday"
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """A story or folder that was opened, by its absolute path, and its title as a hint."""

    path: str
    title: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Where the reader was in a story.

    ``start`` and ``end`` are the seconds at the timeline's edges, both 0 where all of it is shown;
    ``scroll`` pixels; ``chosen`` an event's id; ``tab`` the name of a tab of the side panel;
    ``date`` the story's date in EDTF where the reader gave it.
    """

    start: int = 0
    end: int = 0
    scroll: float = 0.0
    chosen: str = ""
    tab: str = ""
    grouping: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that is remembered. ``recent`` and ``views`` have the last first; ``window`` is where
    the last window stood, as Qt writes it; ``last`` the stories of the windows open at the last
    end; ``running`` those of the programs that run, by their token; ``export`` what
    was chosen for the last export, by name; ``rest`` what another version
    keeps here."""

    preferences: Preferences = Preferences()
    recent: tuple[Recent, ...] = ()
    views: Mapping[str, View] = field(default_factory=dict)
    window: Mapping[str, str] = field(default_factory=dict)
    last: Windows = ()
    running: Mapping[str, Windows] = field(default_factory=dict)
    export: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)

    def with_recent(self, path: str, title: str) -> Settings:
        """A story was opened: it comes first."""
        pinned = any(one.pinned for one in self.recent if one.path == path)
        rows = [Recent(path, title, pinned), *(one for one in self.recent if one.path != path)]
        kept = [one for one in rows if not one.pinned][:RECENT]
        return replace(self, recent=tuple(one for one in rows if one.pinned or one in kept))

    def with_pin(self, path: str, pinned: bool) -> Settings:
        """A story is kept in the list for good, or no longer."""
        rows = (replace(one, pinned=pinned) if one.path == path else one for one in self.recent)
        return replace(self, recent=tuple(rows))

    def without_recent(self, path: str) -> Settings:
        """A story is forgotten, and where the reader was in it."""
        views = {key: view for key, view in self.views.items() if key != path}
        rows = tuple(one for one in self.recent if one.path != path)
        return replace(self, recent=rows, views=views)

    def cleared(self) -> Settings:
        """Without the stories that are not pinned, and without their views."""
        rows = tuple(one for one in self.recent if one.pinned)
        kept = {one.path for one in rows}
        views = {key: view for key, view in self.views.items() if key in kept}
        return replace(self, recent=rows, views=views, last=())

    def with_view(self, path: str, view: View) -> Settings:
        """Where the reader was in a story last."""
        views = {path: view, **{key: one for key, one in self.views.items() if key != path}}
        return replace(self, views=dict(list(views.items())[:VIEWS]))

    def with_export(self, chosen: Mapping[str, Any]) -> Settings:
        """What was chosen for the last export."""
        return replace(self, export=dict(chosen))


class SettingsFile:
    """The settings of this reader, as this program knows them.

    ``now`` is what holds; ``problems`` what the reader should know of the file, sentences.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or settings_folder()
        self.problems: tuple[str, ...] = ()
        self.now = Settings()
        self._token = secrets.token_hex(6)
        self._life: Held | None = None
        self._unsaved: tuple[Callable[[Settings], Settings], ...] = ()
        if self._folder is not None:
            self.now = self._read()

    @property
    def path(self) -> Path | None:
        """Where they are kept; None for an account without a home."""
        return self._folder / NAME if self._folder is not None else None

    def update(self, change: Callable[[Settings], Settings]) -> Settings:
        """Change what stands in the file now, and answer it; never raises.

        A change of nothing writes nothing.
        """
        wanted = (*self._unsaved, change)
        try:
            if self._folder is None:
                raise NotSaved(Path(NAME), "this account has no folder for settings")
            self._folder.mkdir(parents=True, exist_ok=True)
            with locked(self._folder):
                before = now = self._read(aside=True)
                for one in wanted:
                    now = one(now)
                if now != before:
                    write_whole(self._folder / NAME, as_bytes(now), scratch=f".{NAME}.tmp")
        except OSError as error:
            self._unsaved = wanted
            self.now = change(self.now)
            self._tell(f"Settings are not kept: {error}. They hold until the program ends.")
        else:
            self._unsaved = ()
            self.now = now
        return self.now

    # ── what was open when a program was ended ───────────────────────────────────────────────

    def run(self, windows: Windows) -> None:
        """Note which stories the windows of this program show, so that they are offered again
        should it be ended."""
        if self._folder is None:
            return
        if self._life is None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
            self._life = Held.take(self._folder / f"running-{self._token}")
        if self._life is not None:
            self.update(lambda s: replace(s, running={**s.running, self._token: windows}))

    def end(self, windows: Windows) -> None:
        """This program ends as it should, with these windows open at last."""
        self.update(lambda s: replace(s, last=windows, running=_without(s.running, self._token)))
        if self._life is not None:
            self._life.let_go()
            self._life = None

    def ended(self) -> Windows:
        """The stories of programs that were ended before they could close, once."""
        folder = self._folder
        if folder is None:
            return ()
        dead = [
            token
            for token in self.now.running
            if token != self._token and not Held.is_held(folder / f"running-{token}")
        ]
        if not dead:
            return ()
        found = tuple(window for token in dead for window in self.now.running[token])
        self.update(lambda s: replace(s, running=_without(s.running, *dead)))
        return found

    def _read(self, *, aside: bool = False) -> Settings:
        """What stands in the file; what is known already where there is none that is read.

        A file that cannot be understood is put ``aside``, by one who holds the folder's lock.
        Raises OSError where it cannot be.
        """
        assert self._folder is not None
        path = self._folder / NAME
        try:
            with open(path, "rb") as file:
                data = file.read(LIMIT + 1)
        except FileNotFoundError:
            return self.now
        except OSError as error:
            self._tell(f"Settings cannot be read ({error.strerror or error}): {shown(path)}.")
            if aside:
                raise
            return self.now
        try:
            return of_bytes(data)
        except Newer:
            why, said = "newer", "The settings were written by a newer Story Timeline"
        except ValueError:
            why, said = "damaged", "The settings file is damaged"
        if aside:
            kept = set_aside(path, why)
            self._tell(f"The old settings file is kept as {shown(kept)}.")
        else:
            self._tell(f"{said}; the usual settings hold.")
        return self.now

    def _tell(self, words: str) -> None:
        if words not in self.problems:
            self.problems = (*self.problems, words)


class Newer(ValueError):
    """Settings of a newer version of the program."""


def as_bytes(settings: Settings) -> bytes:
    """Settings as they are kept."""
    values: dict[str, Any] = {
        **settings.rest,
        "story-timeline-settings": VERSION,
        "preferences": asdict(settings.preferences),
        "recent": [asdict(one) for one in settings.recent],
        "views": {path: asdict(view) for path, view in settings.views.items()},
        "window": dict(settings.window),
        "last": settings.last,
        "running": dict(settings.running),
        "export": dict(settings.export),
    }
    return (json.dumps(values, indent=1) + "\n").encode()


def of_bytes(data: bytes) -> Settings:
    """Settings as they were kept; a value that is none of its kind is left out.

    Raises ValueError for what is no settings file, Newer for one of a later version.
    """
    if len(data) > LIMIT:
        raise ValueError("it is too large")
    try:
        values = json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    version = values.get("story-timeline-settings") if isinstance(values, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise ValueError("it is no settings file")
    if version > VERSION:
        raise Newer(str(version))
    known = {one.name for one in fields(Settings)} | {"story-timeline-settings"}
    preferences = _made(Preferences, values.get("preferences")) or Preferences()
    if preferences.text_size not in TEXT_SIZES:
        preferences = replace(preferences, text_size=Preferences().text_size)
    recent = (_made(Recent, one) for one in _list(values.get("recent")))
    views = {path: _made(View, one) for path, one in _table(values.get("views")).items()}
    return Settings(
        preferences,
        tuple(one for one in recent if one is not None and one.path),
        {path: view for path, view in views.items() if view is not None},
        {k: v for k, v in _table(values.get("window")).items() if isinstance(v, str)},
        _windows_of(values.get("last")),
        {token: _windows_of(one) for token, one in _table(values.get("running")).items()},
        _table(values.get("export")),
        {key: value for key, value in values.items() if key not in known},
    )


_Kept = TypeVar("_Kept", Preferences, Recent, View)


def _made(kind: type[_Kept], values: object) -> _Kept | None:
    """One of our records from a table; each value of another kind is its default."""
    if not isinstance(values, dict):
        return None
    taken: dict[str, Any] = {}
    for one in fields(kind):
        value = values.get(one.name)
        if one.type == "float" and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        # The annotations of our records are the names of JSON's own kinds.
        if type(value).__name__ == one.type and value not in (math.inf, -math.inf):
            taken[one.name] = value
    return None if kind is Recent and "path" not in taken else kind(**taken)


def _windows_of(values: object) -> Windows:
    made = (tuple(p for p in _list(one) if isinstance(p, str)) for one in _list(values))
    return tuple(one for one in made if one)


def _list(values: object) -> list[Any]:
    return values if isinstance(values, list) else []


def _table(values: object) -> dict[str, Any]:
    return values if isinstance(values, dict) else {}


def _without(table: Mapping[str, Windows], *keys: str) -> dict[str, Windows]:
    return {key: value for key, value in table.items() if key not in keys}
