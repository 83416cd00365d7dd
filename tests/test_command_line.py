"""The command line, as a person or a script meets it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.__main__ import main
from viewer.core import corrections, events
from viewer.core.events import Shape
from viewer.core.story import read_text
from viewer.core.timeline import Grouping
from viewer.files.sidecar import Sidecar
from viewer.ui.pictures import GROUPINGS

CHECKOUT = Path(__file__).resolve().parent.parent
HARBOUR = CHECKOUT / "resources" / "stories" / "harbour-bridge.txt"
WITHOUT = (
    "import sys\n"
    "from viewer.__main__ import main\n"
    "names, *arguments = sys.argv[1:]\n"
    "status = main(arguments)\n"
    "loaded = set(names.split()) & set(sys.modules)\n"
    "sys.exit(f'loaded {loaded}' if loaded else status)\n"
)


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        input=text, capture_output=True, encoding="utf-8", timeout=120, cwd=CHECKOUT, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_events_prints_what_happened_and_why() -> None:
    """`events` tells each event's date, headline, sources and reason, in words."""
    done = run("events", str(HARBOUR))
    assert (done.returncode, done.stderr) == (0, "")
    assert "September 2025 · planned" in done.stdout
    assert "28 April 2025\n    The last deck section" in done.stdout
    assert "[b20d64e8]" in done.stdout
    assert "No date in the text" in done.stdout


def test_the_story_of_the_project(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three happenings this program is named for are placed as the text allows."""
    path = shared / "samples" / "story" / "china-ip-talent.txt"
    assert main(["events", str(path), "--format", "json"]) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    training = next(e for e in events if "training sessions" in e["quote"])
    assert (training["edtf"], training["shape"]) == ("2021/2024-07-01", "span")
    assert (training["earliest"], training["latest"]) == ("2021-01-01", "2024-07-01")
    start = next(e for e in events if "commence" in e["quote"])
    assert (start["edtf"], start["status"]) == ("2024-09", "planned")
    recruited = next(e for e in events if "Microsoft researchers" in e["quote"])
    assert (recruited["edtf"], recruited["earliest"]) == (None, None)
    assert recruited["latest"].startswith("2024-07-01")
    assert recruited["citations"] == ["b7f0df05"]


def test_events_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """`--format json` is one object whose offsets slice the file; `csv` has a row an event."""
    assert main(["events", str(HARBOUR), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    text = HARBOUR.read_text(encoding="utf-8")
    assert told["story"]["date"] == "2025-05-12T09:41:18"
    assert len(told["events"]) >= 8
    for event in told["events"]:
        assert text[event["start"] : event["end"]] == event["quote"]
    assert main(["events", str(HARBOUR), "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= len(told["events"]) + 1


def test_a_date_given_moves_what_hangs_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--date` is the story's date; a story without one leaves relative dates open."""
    path = written(tmp_path, "a.txt", "The pier fell yesterday. It had opened on 3 May 1999.")
    assert main(["events", path, "--date", "2024-07-01", "--format", "json"]) == 0
    dated = json.loads(capsys.readouterr().out)
    assert [e["edtf"] for e in dated["events"]] == ["2024-06-30", "1999-05-03"]
    assert main(["events", path, "--format", "json"]) == 0
    undated = json.loads(capsys.readouterr().out)
    assert [e["edtf"] for e in undated["events"] if e["edtf"]] == ["1999-05-03"]
    assert "no-story-date" in [d["code"] for d in undated["story"]["diagnostics"]]


@pytest.mark.parametrize(
    ("mode", "value"), [("auto", "1921-05"), ("narrative", "1921-05"), ("report", "2024-05")]
)
def test_mode_forces_report_or_narrative(
    mode: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--mode` says how a text is told where the text itself would be read otherwise."""
    text = "In 1874 it was built. In 1902 it was sold. In 1921 it shut.\n\nThe roof fell in May."
    path = written(tmp_path, "a.txt", text)
    forced = ["--date", "2024-07-01", "--mode", mode]
    assert main(["dates", path, *forced]) == 0
    assert f"“May”\n    DATE {value} " in capsys.readouterr().out
    assert main(["events", path, *forced, "--format", "json"]) == 0
    assert value in capsys.readouterr().out
    request = written(tmp_path, "a.jsonl", json.dumps({"dct": "2024-07-01", "text": text}))
    assert main(["dates", "--jsonl", request, "--mode", mode]) == 0
    assert f'"value": "{value}"' in capsys.readouterr().out


def test_dates_explains_each_expression(capsys: pytest.CaptureFixture[str]) -> None:
    """`dates FILE` shows words, TIMEX3 value and reason; citation ids are no dates."""
    assert main(["dates", str(HARBOUR)]) == 0
    out = capsys.readouterr().out
    assert "“12 March 2021”\n    DATE 2021-03-12 · 12 March 2021\n" in out
    assert "3fa91c07" not in out


def test_dates_shows_why_each_value_came_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Value, reason, rule, signal, EDTF and the seconds it may cover; open sides are said."""
    path = written(tmp_path, "a.txt", "It has run since early May. It ran by 1 May 12 BC.")
    assert main(["dates", path, "--date", "2024-07-01"]) == 0
    assert capsys.readouterr().out == (
        "17–26  “early May”\n"
        "    DATE 2024-05 START · May 2024\n"
        "    “early May” is May 2024, because the story is dated 1 July 2024.\n"
        "    rule month, since · EDTF 2024-05 · 2024-05-01 00:00:00 to 2024-05-31 23:59:59\n"
        "38–49  “1 May 12 BC”\n"
        "    DATE BC0012-05-01 · 1 May 12 BC\n"
        "    “1 May 12 BC” is written out.\n"
        "    rule date, by · EDTF -0011-05-01"
        " · -0011-05-01 00:00:00 to -0011-05-01 23:59:59\n"
    )
    assert main(["dates", written(tmp_path, "b.txt", "Nothing happened.")]) == 0
    assert capsys.readouterr().out == "No expression of time found.\n"


def test_dates_answers_line_by_line() -> None:
    """`dates --jsonl` reads requests from standard input and answers each with TIMEX3."""
    done = run(
        "dates", "--jsonl",
        text='{"id": "é", "dct": "2024-07-01", "text": "It fell yesterday."}\n\n',
        LC_ALL="C", PYTHONUTF8="0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "id": "é",
        "timexes": [
            {"start": 8, "end": 17, "text": "yesterday", "type": "DATE", "value": "2024-06-30"}
        ],
    }


def test_dates_refuses_what_is_no_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that is no request is named."""
    path = written(tmp_path, "a.jsonl", '{"text": "x"}\nno')
    assert main(["dates", path, "--jsonl"]) == 1
    assert "line 2 is not an object" in capsys.readouterr().err


def test_dates_names_a_document_date_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong document date leaves relative dates open, and is not passed over in silence."""
    text = '"text": "It fell yesterday."'
    path = written(
        tmp_path, "a.jsonl", f'{{{text}, "dct": "the other day"}}\n{{{text}, "dct": "20240701"}}'
    )
    assert main(["dates", path, "--jsonl"]) == 0
    told = capsys.readouterr()
    values = [json.loads(line)["timexes"][0]["value"] for line in told.out.splitlines()]
    assert values == ["XXXX-XX-XX", "2024-06-30"]
    assert told.err == (
        'story-timeline: the "dct" of line 1 is no date: "the other day"; write 2024-07-01\n'
    )
    for dct in ("null", '""'):
        path = written(tmp_path, "b.jsonl", f'{{{text}, "dct": {dct}}}')
        assert main(["dates", path, "--jsonl", "--date", "2024-07-01"]) == 0
        told = capsys.readouterr()
        assert '"2024-06-30"' in told.out
        assert not told.err


def test_dates_reads_prose_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file the text comes from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"It fell in May 1999.")))
    assert main(["dates"]) == 0
    assert "“May 1999”" in capsys.readouterr().out


def test_check_tells_good_from_doubtful_from_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 opened, 3 opened with warnings, 2 refused; the worst of several counts."""
    doubtful = written(tmp_path, "doubtful.txt", "It fell in 1999.\0")
    bad = written(tmp_path, "bad.json", "{")
    assert main(["check", str(HARBOUR)]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["check", str(HARBOUR), doubtful]) == 3
    assert re.search(r"doubtful\.txt: warning: .*U\+0000", capsys.readouterr().err)
    assert main(["check", bad, doubtful]) == 2
    assert "bad.json: broken JSON at line 1, column 2" in capsys.readouterr().err


def test_check_and_events_load_no_window() -> None:
    """The commands without a window import nothing of Qt or NumPy; nor does `dates` what takes
    longer to import than a short story to read."""
    qt, slow = "PySide6 pyqtgraph numpy", "dataclasses inspect shutil tempfile viewer.core.events"
    for command, names in (("check", qt), ("events", qt), ("dates", f"{qt} {slow}")):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT, names, command, str(HARBOUR)],
            capture_output=True, encoding="utf-8", timeout=120, cwd=CHECKOUT, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), command


@pytest.mark.parametrize("arguments", [["events"], ["dates"], ["export", "-o", "x.json"]])
def test_a_file_that_cannot_be_read_is_named(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Exit status 1, and on standard error which file and why."""
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "absent.txt"]) == 1
    assert "absent.txt: there is no such file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["events"],
        ["events", "a.txt", "--format", "xml"],
        ["events", "a.txt", "--date", "someday"],
        ["export", "a.txt"],
        ["export", "a.txt", "-o", "x.png", "--width", "10"],
        ["export", "a.txt", "-o", "x.png", "--scale", "nan"],
        ["export", "a.txt", "-o", "x", "--format", "doc"],
        ["export", "a.txt", "-o", "x.png", "--stdout"],
        ["check"],
    ],
)
def test_wrong_usage_is_status_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be meant is refused with the way it is meant."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: story-timeline" in capsys.readouterr().err


def test_export_writes_data_of_many_stories(
    tmp_path: Path, stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON, CSV and iCalendar of several files in one; an unknown ending is wrong usage."""
    sources = [str(path) for path in sorted(stories.iterdir())]
    for suffix in ("json", "csv", "ics"):
        assert main(["export", *sources, "-o", str(tmp_path / f"o.{suffix}")]) == 0
    assert len(json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))) == len(sources)
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,edtf,earliest,")
    assert (tmp_path / "o.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert main(["export", *sources, "-o", str(tmp_path / "o.doc")]) == 2
    assert "the ending must be one of" in capsys.readouterr().err


def test_export_writes_every_format_to_standard_output(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """`--stdout` and `-o -` give the bytes a file would hold; what a format cannot say goes to
    standard error; without a format it is wrong usage."""
    for name, opening in (
        ("json", b'{\n "format": "story-timeline"'),
        ("csv", b"\xef\xbb\xbfdate,"),
        ("ics", b"BEGIN:VCALENDAR\r\n"),
        ("timelinejs", b'{\n "scale": "human"'),
        ("markwhen", b"---\ntitle: "),
        ("markdown", b"# Haoxing"),
        ("text", b"Haoxing"),
        ("timeml", b"<?xml"),
    ):
        assert main(["export", str(HARBOUR), "--stdout", "--format", name]) == 0
        first = capsysbinary.readouterr()
        assert first.out.startswith(opening)
        assert (b"note: " in first.err) == (name in ("ics", "timelinejs", "markwhen", "timeml"))
        assert main(["export", str(HARBOUR), "-o", "-", "--format", name]) == 0
        assert capsysbinary.readouterr().out == first.out
    assert main(["export", str(HARBOUR), "--stdout", "--format", "csv", "--no-bom"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"date,edtf,")
    assert main(["export", str(HARBOUR), "--stdout"]) == 2
    assert b"--format" in capsysbinary.readouterr().err


def test_export_of_a_folder_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each story becomes a file of its name, told apart where names are alike; what cannot be read
    is named and the others are written; a folder that is not there is said, not made."""
    stories = tmp_path / "stories"
    (stories / "inner").mkdir(parents=True)
    written(stories, "pier.txt", "The pier fell on 3 May 1999.")
    written(stories, "Pier.md", "The pier rose on 4 May 2001.")
    written(stories, "-rf.txt", "The mole fell on 5 May 2002.")
    written(stories, "bad.json", "{")
    written(stories, "picture.png", "no story")
    out = tmp_path / "out"
    order = ["export", str(stories), "-o", f"{out}{os.sep}", "--format", "ics"]
    assert main(order) == 1
    assert "out: the folder does not exist" in capsys.readouterr().err
    out.mkdir()
    assert main(order) == 1
    assert "bad.json: broken JSON" in capsys.readouterr().err
    assert sorted(path.name for path in out.iterdir()) == ["Pier.ics", "pier-2.ics", "rf.ics"]
    assert "The pier rose" in (out / "Pier.ics").read_text(encoding="utf-8")
    assert main(["export", str(stories / "inner"), "-o", str(out / "x.ics")]) == 1
    assert "holds no story file" in capsys.readouterr().err
    assert main(["export", str(stories), "-o", str(out)]) == 2


def test_export_never_writes_over_the_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A story in Markdown is not replaced by its own chronology, whatever is asked: not by name,
    not among others, not in its own folder."""
    path = written(tmp_path, "pier.md", "The pier fell on 3 May 1999.")
    other = written(tmp_path, "mole.txt", "The mole fell on 4 May 1999.")
    for order in (
        [path, "-o", path],
        [other, path, "-o", path],
        [str(tmp_path), "-o", path],
        [str(tmp_path), "-o", str(tmp_path), "--format", "markdown"],
    ):
        assert main(["export", *order, "--force"]) == 1
        assert "it is a story itself" in capsys.readouterr().err
        assert Path(path).read_text(encoding="utf-8") == "The pier fell on 3 May 1999."


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def test_export_asks_before_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At a terminal a file that is there is replaced on a yes alone; a script is not asked."""
    target = tmp_path / "o.csv"
    order = ["export", str(HARBOUR), "-o", str(target)]
    target.write_text("old", encoding="utf-8")
    for answer in ("n\n", "\n", ""):
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        assert main(order) == 1
        assert "Replace it? [y/N]" in capsys.readouterr().err
        assert target.read_text(encoding="utf-8") == "old"
    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert main(order) == 0
    assert "last deck section" in target.read_text(encoding="utf-8")
    for force, stdin in ((["--force"], Terminal("")), ([], io.StringIO(""))):
        target.write_text("old", encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stdin)
        assert main([*order, *force]) == 0
        assert target.read_text(encoding="utf-8") != "old"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on the size of files")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """What cannot be written to its end is not written at all, and no rest of it stays."""
    target = tmp_path / "o.json"
    target.write_text("old", encoding="utf-8")
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from viewer.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "export", str(HARBOUR), "-o", str(target)],
        capture_output=True, encoding="utf-8", timeout=120, cwd=CHECKOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_exported_timeline_opens_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON gives every other format as the story does; a date given reads its text anew."""
    kept = tmp_path / "kept.json"
    assert main(["export", str(HARBOUR), "-o", str(kept)]) == 0
    for name in ("csv", "ics", "json"):
        orders = [[str(path), "--stdout", "--format", name] for path in (HARBOUR, kept)]
        assert [main(["export", *order]) for order in orders] == [0, 0]
    assert main(["events", str(kept), "--format", "csv"]) == 0
    of_json = capsys.readouterr().out.splitlines()[-17:]
    assert main(["events", str(HARBOUR), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == of_json
    assert main(["events", str(kept), "--date", "2030-01-01", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["story"]["date"] == "2030-01-01"
    assert main(["check", str(kept)]) == 0
    kept.write_text(kept.read_text(encoding="utf-8").replace("happened", "dreamt"), "utf-8")
    assert main(["events", str(kept)]) == 1
    assert '"status" is none of happened' in capsys.readouterr().err


def test_export_takes_dates_and_lanes(tmp_path: Path) -> None:
    """--from and --to hold for data as for pictures, --group sets the lanes."""
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    assert main(["export", str(HARBOUR), "-o", str(whole)]) == 0
    assert main(["export", str(HARBOUR), "-o", str(part), "--from", "2022", "--to", "2023"]) == 0
    count = [len(path.read_text(encoding="utf-8").splitlines()) for path in (whole, part)]
    assert 1 < count[1] < count[0]
    drawn = tmp_path / "lanes.svg"
    # Qt in a process of its own: here it would be the Qt of the tests that follow.
    done = run("export", str(HARBOUR), "-o", str(drawn), "--group", "certainty")
    assert done.returncode == 0, done.stderr
    assert "Dated in the text" in drawn.read_text(encoding="utf-8")
    assert set(GROUPINGS) == {grouping.value for grouping in Grouping} - {"change"}


def test_export_says_where_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there is named."""
    assert main(["export", str(HARBOUR), "-o", str(tmp_path / "absent" / "o.json")]) == 1
    assert "the folder does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "options", "why"),
    [
        ("a.csv", ("--from", "2023", "--to", "2020"), "end before it starts"),
        ("a.pdf", ("--from", "2023", "--to", "2020"), "end before it starts"),
        ("a.jpg", ("--transparent",), "no transparent background"),
        ("a.png", ("--notes",), "take PDF or SVG"),
        ("a.svg", ("--paper", "a4"), "take PDF"),
    ],
)
def test_an_order_that_contradicts_itself_is_wrong_usage(
    tmp_path: Path, file: str, options: tuple[str, ...], why: str
) -> None:
    """It is refused before anything is read or written, and what can be done instead is said."""
    done = run("export", "no such story.txt", "-o", str(tmp_path / file), *options)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert why in done.stderr
    assert "no such story" not in done.stderr


def test_export_writes_the_page(tmp_path: Path) -> None:
    """The page stands alone, with the picture in it where Qt is installed."""
    out = tmp_path / "o.html"
    done = run("export", str(HARBOUR), "-o", str(out), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert ("<svg" in page) == ("without a picture" not in done.stderr)


def test_help_and_version_say_what_there_is() -> None:
    """`--help` names every command, `--version` the program."""
    done = run("--help")
    assert done.returncode == 0
    for word in ("events", "dates", "check", "export", "--version", "window"):
        assert word in done.stdout
    assert re.fullmatch(r"Story Timeline [0-9]+\.[0-9]+\.[0-9]+\n", run("--version").stdout)


def test_the_guide_names_every_option_of_export() -> None:
    """What `export --help` offers stands in the guide's page, and no option there is made up."""
    told = run("export", "--help").stdout
    guide = (CHECKOUT / "resources" / "help" / "export.md").read_text(encoding="utf-8")
    offered = set(re.findall(r"--[a-z][a-z-]+", told)) - {"--help"}
    assert len(offered) >= 20
    assert set(re.findall(r"--[a-z][a-z-]+", guide)) - {"--help"} == offered


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX pipes")
def test_a_closed_pipe_is_no_error() -> None:
    """`story-timeline events … | head -1` ends quietly."""
    command = f'"{sys.executable}" -m viewer events "{HARBOUR}" --format json | head -c 10'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, timeout=60, cwd=CHECKOUT, check=False
    )
    assert (len(done.stdout), done.stderr) == (10, "")


def test_words_are_utf8_whatever_the_terminal_speaks() -> None:
    """Under LC_ALL=C quotes and dashes come out as UTF-8, not as an error."""
    done = run("events", str(HARBOUR), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "·" in done.stdout


def test_what_is_written_has_the_readers_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A date put right in the window is exported, and marked; --as-read leaves it out."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    story = tmp_path / "pier.txt"
    story.write_text("The pier at Wend opened on 3 May 1901.\n", encoding="utf-8")
    reading = events.read(read_text(story.read_text(encoding="utf-8"), name=story.name))
    place = corrections.place_of(reading.story, reading.events[0].span)
    redate = corrections.Redate("1902-05-03", Shape.MOMENT)
    made = corrections.Correction("1", corrections.Target(place), redate)
    Sidecar(story).save([made])
    assert main(["events", str(story), "--format", "json"]) == 0
    event = json.loads(capsys.readouterr().out)["events"][0]
    assert (event["edtf"], event["kind"], event["corrected"]) == ("1902-05-03", "reader", ["date"])
    assert main(["events", str(story), "--format", "json", "--as-read"]) == 0
    event = json.loads(capsys.readouterr().out)["events"][0]
    assert (event["edtf"], event["kind"]) == ("1901-05-03", "explicit")
    assert "corrected" not in event
