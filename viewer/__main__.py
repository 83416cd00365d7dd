"""The command line: opens a window, or works without one."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.core.when import ANY, EdtfError, When, parse

if TYPE_CHECKING:
    from viewer.core.dates import NamedPeriod
    from viewer.core.events import Reading
    from viewer.core.story import Story
    from viewer.ui.pictures import Picture

# Qt, the writers and the reading rooms are imported where they are needed: `events` runs within
# a third of a second, and `check` works where Qt is not installed.

DONE = 0
UNREADABLE = 1
USAGE = 2
#: What `check` answers: the kit of bad inputs and scripts tell these apart.
WITH_WARNINGS = 3
REFUSED = 2

#: `check` looks at the dates of texts up to this many characters, to answer within seconds.
CHECKED = 1_000_000

#: The values of `core.dates.Mode`, which is not imported for a window.
_MODES = ("auto", "report", "narrative")
#: The names of `exporting.NAMES`, which is not imported before it is needed.
_FORMATS = (
    "png", "svg", "pdf", "jpeg", "webp", "html",
    "json", "csv", "ics", "timelinejs", "markwhen", "markdown", "text", "timeml",
)  # fmt: skip
_COMMANDS = ("events", "dates", "check", "export")
#: Options that are a command of their own: what they say is all that is done.
_ALONE = {"-h", "--help", "--version", "--install-desktop", "--uninstall-desktop"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 a file could not be read, 2 usage.

    `check` answers 0 opened, 3 opened with warnings, 2 refused.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What the stories say is Unicode whatever the terminal's language is.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        return _run(arguments)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; closing must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    if arguments == ["--worker"]:  # a window's own process, which reads stories for it
        from viewer.files.worker import main as work

        return work()
    # `story-timeline FILE` opens a window: a word that is no command is a file.
    command = next((word for word in arguments if not word.startswith("-")), "")
    if command in _COMMANDS or _ALONE & set(arguments[:1]):
        options = _parser(command).parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        status = run(options)
        sys.stdout.flush()
        return status
    return _window(_window_parser().parse_args(arguments))


def _date(words: str) -> When:
    """A date given on the command line: EDTF, or as a story would print it."""
    try:
        return parse(words)
    except EdtfError:
        from viewer.core.dates import story_date

        date = story_date(words)
        if date.is_known:
            return date
    raise argparse.ArgumentTypeError(f"{words!r} is not a date; write 2024-07-01, or 2024-07")


def _add_date(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--date",
        type=_date,
        default=ANY,
        metavar="D",
        help="the story's date, such as 2024-07-01; without it the story's own is taken",
    )


def _add_mode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mode",
        choices=_MODES,
        default="auto",
        help="how it is told: a report looks back from the story's date, a narrative carries "
        "its own year forward; auto (the default) finds out from the text",
    )


def _add_as_read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-read",
        action="store_true",
        help="as the program reads it, without the corrections kept for the story",
    )


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="story-timeline",
        usage="story-timeline [FILE…] [--date D] [--new-window]\n       story-timeline COMMAND …",
        description="Show when things happened in a story, and who says so.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    _add_date(parser)
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="in windows of their own, even where they are open already",
    )
    return parser


class _InstallDesktop(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from viewer import desktop

        try:
            written = desktop.install(desktop.program())
        except desktop.NotInstalled as error:
            parser.exit(UNREADABLE, f"story-timeline: {error}\n")
        print(f"Story Timeline is in your desktop's menu, and opens stories ({written[0]}).")
        print("To take that back: story-timeline --uninstall-desktop")
        parser.exit(DONE)


class _UninstallDesktop(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from viewer import desktop

        try:
            removed = desktop.uninstall()
        except desktop.NotInstalled as error:
            parser.exit(UNREADABLE, f"story-timeline: {error}\n")
        print(f"{len(removed)} files removed." if removed else "There was nothing to remove.")
        parser.exit(DONE)


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="story-timeline",
        usage="story-timeline [FILE…] [--date D] [--new-window]\n       story-timeline COMMAND …",
        description="Show when things happened in a story, and who says so. "
        "With files, or nothing, it opens a window; the commands work without one.",
        epilog="Exit status: 0 done, 1 a file could not be read, 2 wrong usage.",
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"Story Timeline {__version__}")
    parser.add_argument(
        "--install-desktop",
        nargs=0,
        action=_InstallDesktop,
        help="put the program into your desktop's menu, and stories' double clicks (Linux)",
    )
    parser.add_argument(
        "--uninstall-desktop",
        nargs=0,
        action=_UninstallDesktop,
        help="take that back",
    )
    commands = parser.add_subparsers(prog="story-timeline", metavar="COMMAND", required=True)
    for name, (about, description, add) in _ABOUT.items():
        meant = name == command  # no other has to wait for the options of this one
        one = commands.add_parser(
            name, help=about, description=description, formatter_class=_Help, add_help=meant
        )
        if meant:
            add(one)
    return parser


class _Help(argparse.HelpFormatter):
    """Lines for a terminal of 80 columns, whatever this one has: argparse would measure it anew for
    every option, with a library that takes longer to import than a short story to read."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=78)


def _add_events(events: argparse.ArgumentParser) -> None:
    events.add_argument("file", type=Path, metavar="FILE")
    _add_date(events)
    _add_mode(events)
    _add_as_read(events)
    events.add_argument("--format", choices=("text", "json", "csv"), default="text")
    events.set_defaults(run=_events)


def _add_dates(dates: argparse.ArgumentParser) -> None:
    dates.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: standard input")
    _add_date(dates)
    _add_mode(dates)
    dates.add_argument(
        "--jsonl",
        action="store_true",
        help='read one {"id", "dct", "text"} a line, answer {"id", "timexes"}',
    )
    dates.set_defaults(run=_dates)


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    _add_date(check)
    check.set_defaults(run=_check)


def _add_export(export: argparse.ArgumentParser) -> None:
    export.epilog = (
        "For example: story-timeline export STORY -o timeline.pdf --size a3 --notes. "
        "Exit status: 0 done, 1 a file could not be read or written, 2 wrong usage."
    )
    export.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, or folders")
    target = export.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "-o", "--output", metavar="OUT",
        help="the file to write, whose ending is the format; a folder, with --format; "
        "- for standard output",
    )  # fmt: skip
    target.add_argument("--stdout", action="store_true", help="write to standard output")
    export.add_argument("--format", choices=_FORMATS, default="", help="what to write")
    export.add_argument(
        "--force",
        action="store_true",
        help="replace a file that is there without asking, which is done in a terminal alone",
    )
    export.add_argument(
        "--no-bom", dest="mark", action="store_false", help="tables without the mark of UTF-8"
    )
    _add_date(export)
    _add_as_read(export)
    _add_mode(export)
    _add_picture(export)
    export.add_argument("--from", dest="start", type=_date, metavar="D", help="from this date on")
    export.add_argument(
        "--to", dest="end", type=_date, metavar="D", help="up to this date, with all of it"
    )
    export.set_defaults(run=_export)


def _add_picture(export: argparse.ArgumentParser) -> None:
    from viewer.ui.pictures import GROUPINGS, PAPERS, SIZES, THEMES

    names = ", ".join(f"{size.name} ({size.words})" for size in SIZES)
    export.add_argument(
        "--size", choices=[size.name for size in SIZES], metavar="SIZE",
        help=f"of a picture: {names}; --width, --height and --scale go before it",
    )  # fmt: skip
    export.add_argument("--width", type=_size, help="of a picture, in pixels (1600)")
    export.add_argument("--height", type=_size, help="default: as tall as it needs")
    export.add_argument("--scale", type=_scale, help="of PNG, JPEG and WebP pixels, such as 2")
    export.add_argument(
        "--theme", choices=THEMES, default="light",
        help="colours of a picture: light (the default), dark, or print, which can be told apart "
        "without colour",
    )  # fmt: skip
    export.add_argument("--transparent", action="store_true", help="no background: PNG, WebP, SVG")
    for part, words in (
        ("title", "title and summary"),
        ("legend", "legend"),
        ("story-date", "line of the story's date"),
        ("source", "line that says what it was made from"),
    ):
        export.add_argument(
            f"--no-{part}", dest=part.replace("-", "_"), action="store_false",
            help=f"a picture without the {words}",
        )  # fmt: skip
    export.add_argument(
        "--notes", action="store_true",
        help="PDF, SVG: number the events, and tell each one's sentence and sources behind the "
        "picture or below it; a page for a browser always does",
    )  # fmt: skip
    export.add_argument(
        "--group", choices=GROUPINGS, default="source", help="what the lanes of a picture stand for"
    )
    export.add_argument(
        "--paper", choices=PAPERS, default="",
        help="PDF: cut the picture into pages of this paper, with crop marks",
    )  # fmt: skip


#: What each command does, in a line and in more words, and what adds its options.
_ABOUT: dict[str, tuple[str, str | None, Callable[[argparse.ArgumentParser], None]]] = {
    "events": ("what happened, when, who says so, and why", None, _add_events),
    "dates": ("the expressions of time in a text, as TIMEX3", None, _add_dates),
    "check": (
        "open files without a window: 0 opened, 3 with warnings, 2 refused",
        "Open each file without a window and say what is wrong with it. "
        "Exit status: 0 opened, 3 opened with warnings, 2 refused; the worst of several.",
        _add_check,
    ),
    "export": (
        "write the timeline as a picture, page or data",
        "Write the timeline of one story or of several into one file, or of each "
        "file of a folder into a folder. What the format has no place for is said.",
        _add_export,
    ),
}


def _picture(options: argparse.Namespace) -> Picture:
    from viewer.ui.pictures import Picture, size_named

    plain = Picture()
    size = size_named(options.size or "") or plain
    return Picture(
        width=options.width or size.width,
        height=size.height if options.height is None else options.height,
        scale=options.scale or size.scale,
        theme=options.theme,
        start=options.start.earliest if options.start else None,
        end=options.end.latest if options.end else None,
        title=options.title,
        legend=options.legend,
        story_date=options.story_date,
        source=options.source,
        transparent=options.transparent,
        notes=options.notes,
        paper=options.paper,
    )


def _size(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 200 <= int(word[:9]) <= 20_000):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of pixels from 200 to 20000")
    return int(word)


def _scale(word: str) -> float:
    try:
        scale = float(word)
    except ValueError:
        scale = 0.0
    if not 0.1 <= scale <= 10:
        raise argparse.ArgumentTypeError(f"{word!r} is not a scale from 0.1 to 10")
    return scale


def _say(message: str) -> None:
    print(f"story-timeline: {message}", file=sys.stderr)


def _window(options: argparse.Namespace) -> int:
    try:
        from viewer.ui import single

        wanted = single.order(options.files, options.date, new_window=options.new_window)
        # Before anything of the window is imported: a second start is over at once.
        door = single.enter(wanted)
        if door is None:
            return DONE
        # What is imported and built until the first story shows is no garbage: looking for some
        # would be a twentieth of the start. `app` looks again from then on.
        gc.disable()
        # NumPy would start threads to multiply matrices, which nobody does here.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from viewer.ui import app
    except ImportError as error:
        _say(
            f"the window needs Qt, which is not installed here ({error.name or error}). "
            "The commands events, dates and check work without it."
        )
        return UNREADABLE
    return app.run(wanted, door)


def _open(path: Path) -> tuple[Story, ...] | None:
    """The stories of a file, or None after saying why not."""
    from viewer.files import StoryRefused, open_stories

    try:
        return open_stories(path)
    except StoryRefused as error:
        _say(str(error))
        return None


def _periods() -> Sequence[NamedPeriod]:
    from viewer.files import known_periods

    periods, diagnostics = known_periods()
    for diagnostic in diagnostics:
        _say(diagnostic.message)
    return periods


def _read(
    path: Path, date: When, mode: str, periods: Sequence[NamedPeriod], *, corrected: bool
) -> Sequence[Reading] | None:
    """What a file says, or None after saying why it cannot be read.

    ``corrected``: with what its reader put right.

    A timeline that was exported is what it was; a date given reads its text anew.
    """
    from viewer.core import events
    from viewer.core.dates import Mode
    from viewer.files import StoryRefused

    if path.suffix.lower() == ".json":
        from viewer.files.recorded import open_timelines

        try:
            kept = open_timelines(path)
        except StoryRefused as error:
            _say(str(error))
            return None
        if kept is not None and not date.is_known:
            return kept
        stories = _open(path) if kept is None else tuple(one.story for one in kept)
    else:
        stories = _open(path)
    if stories is None:
        return None
    readings = [
        events.read(story, date=date, periods=periods, mode=Mode(mode)) for story in stories
    ]
    return _corrected(path, readings) if corrected else readings


def _corrected(path: Path, readings: Sequence[Reading]) -> Sequence[Reading]:
    """The same with the reader's corrections, where the story has any."""
    from viewer.files.sidecar import Sidecar

    sidecar = Sidecar(path)
    if not any(file.exists() for file in sidecar.files):
        return readings
    from viewer.core import corrections

    made = sidecar.load()
    for problem in sidecar.problems:
        _say(problem)
    return corrections.apply_all(readings, made)[0]


@contextmanager
def _no_garbage() -> Iterator[None]:
    """What stories are read with and into holds no cycles: looking for them would be a twentieth
    of the work."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_no_garbage()
def _events(options: argparse.Namespace) -> int:
    readings = _read(
        options.file, options.date, options.mode, _periods(), corrected=not options.as_read
    )
    if readings is None:
        return UNREADABLE
    if options.format == "text":
        from viewer.files.chronicle import chronicle

        sys.stdout.write(chronicle(*readings))
    else:
        from viewer.files.records import events_json
        from viewer.files.table import table

        sys.stdout.write(events_json(*readings) if options.format == "json" else table(*readings))
    return DONE


@_no_garbage()
def _dates(options: argparse.Namespace) -> int:
    return _dates_by_line(options) if options.jsonl else _dates_of_stories(options)


def _dates_of_stories(options: argparse.Namespace) -> int:
    from viewer.core.dates import Mode
    from viewer.files import timexes

    if options.file is None:
        from viewer.core.story import read_text

        stories: tuple[Story, ...] | None = (read_text(_standard_input(), name="standard input"),)
    else:
        stories = _open(options.file)
    if stories is None:
        return UNREADABLE
    periods, mode = _periods(), Mode(options.mode)
    for story in stories:
        told = timexes.explained(story, date=options.date, periods=periods, mode=mode)
        sys.stdout.writelines(told)
    return DONE


def _dates_by_line(options: argparse.Namespace) -> int:
    from viewer.core.dates import Mode
    from viewer.files import StoryRefused, timexes
    from viewer.files.reading import read_plain

    try:
        lines = _standard_input() if options.file is None else read_plain(options.file)
        found = timexes.answers(
            lines, date=options.date, periods=_periods(), mode=Mode(options.mode), say=_say
        )
        for answer in found:
            sys.stdout.write(answer)
    except (StoryRefused, timexes.BadRequest) as error:
        _say(str(error))
        return UNREADABLE
    return DONE


def _standard_input() -> str:
    """All of standard input as UTF-8; nothing where there is none."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace") if sys.stdin else ""


def _check(options: argparse.Namespace) -> int:
    from viewer.core import events
    from viewer.core.story import Severity
    from viewer.files import shown

    periods = _periods()
    refused = warned = False
    for path in options.files:
        stories = _open(path)
        if stories is None:
            refused = True
            continue
        told: set[str] = set()
        for story in stories:
            if len(story.text) > CHECKED:
                _say(f"{shown(path)}: note: the text is long; its dates were not looked at")
                diagnostics = story.diagnostics
            else:
                reading = events.read(story, date=options.date, periods=periods)
                diagnostics = reading.diagnostics
            for diagnostic in diagnostics:
                warned = warned or diagnostic.severity is Severity.WARNING
                if diagnostic.message not in told:
                    told.add(diagnostic.message)
                    _say(f"{shown(path)}: {diagnostic.severity.value}: {diagnostic.message}")
    if refused:
        return REFUSED
    return WITH_WARNINGS if warned else DONE


def _export(options: argparse.Namespace) -> int:
    from viewer import exporting

    output = exporting.STDOUT if options.stdout else Path(options.output)
    order = exporting.Order(
        inputs=tuple(options.files),
        output=output,
        # A path forgets the stroke at its end, which says that a folder is meant.
        folder=output.is_dir() or (options.output or "").endswith(("/", os.sep)),
        format=options.format,
        force=options.force,
        mark=options.mark,
        grouping=options.group,
        picture=_picture(options),
    )
    periods = _periods()

    def read(path: Path) -> Sequence[Reading] | None:
        return _read(path, options.date, options.mode, periods, corrected=not options.as_read)

    try:
        return DONE if exporting.export(order, read, _say) else UNREADABLE
    except exporting.WrongUsage as error:
        _say(str(error))
        return USAGE


if __name__ == "__main__":
    sys.exit(main())
