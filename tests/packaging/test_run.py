"""The set-up script: what it asks of a machine, what it says, what it hands on."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "run.py"


def load(script: Path = SCRIPT) -> ModuleType:
    """The script as a module, with the folder it stands in as its checkout."""
    spec = importlib.util.spec_from_file_location("packaging_run", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run() -> ModuleType:
    return load()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script and a project file, in a folder with a space; nothing else."""
    root = tmp_path / "my copies" / "timeline"
    (root / "packaging").mkdir(parents=True)
    shutil.copy(SCRIPT, root / "packaging" / "run.py")
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return root


def make_venv(root: Path, noted: dict[str, object], program: str) -> None:
    """A .venv whose Python is a shell script that stands for the installed program."""
    (root / ".venv" / "bin").mkdir(parents=True)
    python = root / ".venv" / "bin" / "python"
    python.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    python.chmod(0o755)
    (root / ".venv" / "story-timeline.json").write_text(json.dumps(noted), encoding="utf-8")


def call(root: Path, cwd: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs the script of a checkout as a reader would, on a machine without a display."""
    known = {"PATH": os.environ["PATH"], "HOME": str(cwd), **env}
    return subprocess.run(
        [sys.executable, str(root / "packaging" / "run.py"), *words],
        cwd=cwd,
        env=known,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


needs_sh = pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the program")


class TestPython:
    def test_an_older_python_is_told_what_is_needed_and_which_one_would_do(
        self, run: ModuleType
    ) -> None:
        """The complaint names both versions and, where there is one, a Python to use instead."""
        alone = run.old_python("3.9.2", "/usr/bin/python3", lambda name: None)
        assert "needs Python 3.11 or newer" in alone
        assert "/usr/bin/python3 is 3.9.2" in alone
        assert "python.org" in alone
        several = {"python3.11", "python3.12"}
        beside = run.old_python("3.9.2", "python3", lambda name: name if name in several else None)
        assert "python3.12" in beside
        assert "python3.11" not in beside

    def test_an_older_python_can_read_the_script_as_far_as_its_complaint(self) -> None:
        """Python 3.7 parses the whole file, and nothing newer is evaluated before the check."""
        tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))
        checks = [n for n, node in enumerate(tree.body) if isinstance(node, ast.If)]
        for node in tree.body[: checks[0]]:
            assert not isinstance(node, ast.ClassDef | ast.AnnAssign)
            if isinstance(node, ast.ImportFrom):
                assert node.module != "__future__"
            if isinstance(node, ast.FunctionDef):
                hints = [argument.annotation for argument in node.args.args] + [node.returns]
                assert all(isinstance(hint, ast.Name | ast.Constant) for hint in hints)

    def test_only_the_standard_library_is_imported(self) -> None:
        """A fresh machine has nothing else."""
        tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
        plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
        names = {alias.name for node in plain for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


class TestSystemLibraries:
    def test_without_a_window_the_display_libraries_are_not_asked_for(
        self, run: ModuleType
    ) -> None:
        """The tests and a picture need less than a window."""
        env = {"DISPLAY": ":0"}
        assert run.missing_libraries(env, False, lambda name: False) == list(run.ALWAYS)
        for_window = run.missing_libraries(env, True, lambda name: False)
        assert for_window == [*run.ALWAYS, *run.ON_X11]

    def test_one_complete_display_is_enough(self, run: ModuleType) -> None:
        """With X and Wayland both at hand, what only the other lacks is not asked for."""
        env = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
        assert run.missing_libraries(env, True, lambda name: "xcb" not in name) == []
        assert run.missing_libraries(env, True, lambda name: "wayland" not in name) == []

    def test_a_complete_system_lacks_nothing(self, run: ModuleType) -> None:
        """No library is asked for that is there."""
        assert run.missing_libraries({"DISPLAY": ":0"}, True, lambda name: True) == []

    def test_debian_is_told_the_exact_line(self, run: ModuleType) -> None:
        """Debian 12 and 13 differ in one name."""
        bookworm = {"ID": "debian", "VERSION_ID": "12"}
        named = " ".join(run.install_line(list(run.ALWAYS), bookworm, lambda tool: tool))
        assert named == (
            "apt-get install -y --no-install-recommends"
            " libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0"
        )
        for release in (
            {"ID": "debian", "VERSION_ID": "13"},
            {"ID": "debian"},
            {"ID": "ubuntu", "VERSION_ID": "24.04"},
        ):
            newer = run.install_line(list(run.ALWAYS), release, lambda tool: tool)
            assert "libglib2.0-0t64" in newer
            assert "libglib2.0-0" not in newer
        older = run.install_line(list(run.ALWAYS), {"ID": "ubuntu", "VERSION_ID": "22.04"})
        assert "libglib2.0-0t64" not in older

    def test_fedora_is_told_the_exact_line(self, run: ModuleType) -> None:
        """Where dnf is at hand, Fedora's names, each once."""
        missing = [*run.ALWAYS[:2], *run.ON_X11[-1:], *run.ON_X11[-1:]]
        fedora = run.install_line(missing, {"ID": "fedora"}, lambda tool: tool == "dnf" and tool)
        assert fedora == ["dnf", "install", "-y", "libglvnd-egl", "libglvnd-glx", "libxcb"]

    def test_an_unknown_system_is_named_no_command(self, run: ModuleType) -> None:
        """No package tool known: no line is made up."""
        assert run.install_line(list(run.ALWAYS), {"ID": "elsewhere"}, lambda tool: None) == []

    @needs_sh
    def test_a_user_is_told_and_nothing_is_run(
        self,
        run: ModuleType,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Who is not root gets the line with sudo, beneath all that is lacking."""
        apt = tmp_path / "apt-get"
        apt.write_text(f"#!/bin/sh\necho \"$@\" >> '{tmp_path}/asked'\n", encoding="utf-8")
        apt.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(SystemExit) as stopped:
            run.provide_system_packages([run.PYTHON_VENV, run.ALWAYS[0]])
        assert "libEGL.so.1" in capsys.readouterr().err
        told = str(stopped.value).splitlines()[-1]
        assert told == "  sudo apt-get install -y --no-install-recommends python3-venv libegl1"
        assert not (tmp_path / "asked").exists()

    @needs_sh
    def test_root_has_it_installed(
        self, run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As root the same line is run, after the package lists have been brought up to date."""
        apt = tmp_path / "apt-get"
        apt.write_text(f"#!/bin/sh\necho \"$@\" >> '{tmp_path}/asked'\n", encoding="utf-8")
        apt.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        run.provide_system_packages([run.ALWAYS[0]])
        asked = (tmp_path / "asked").read_text(encoding="utf-8")
        assert asked == "update\ninstall -y --no-install-recommends libegl1\n"

    def test_a_library_is_looked_for_where_programs_look(self, run: ModuleType) -> None:
        """The check is the dynamic linker's own."""
        assert not run.loads("libno-such-library-at-all.so.7")


class TestDisplay:
    @pytest.mark.parametrize(
        ("env", "system", "shown"),
        [
            ({}, "linux", False),
            ({"DISPLAY": ""}, "linux", False),
            ({"DISPLAY": ":1"}, "linux", True),
            ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
            ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
            ({}, "darwin", True),
            ({}, "win32", True),
        ],
    )
    def test_a_window_needs_a_display(
        self, run: ModuleType, env: dict[str, str], system: str, shown: bool
    ) -> None:
        """On Linux a display server is named in the environment; elsewhere one is always there."""
        assert run.has_display(env, system) is shown


class TestArguments:
    def test_the_sample_opens_when_no_story_is_named(self, run: ModuleType) -> None:
        """An option's value is not a story."""
        sample = str(run.SAMPLE)
        assert run.viewer_arguments([], True) == ([sample], "")
        dated = ["--date", "2024-07-01"]
        assert run.viewer_arguments(dated, True) == ([sample, *dated], "")

    def test_a_named_story_opens_with_the_options(self, run: ModuleType, tmp_path: Path) -> None:
        """What was typed is handed on as it was typed."""
        story = tmp_path / "a story.txt"
        story.touch()
        for words in (["a.txt", "--date", "2024-07-01"], ["--new-window", str(story)]):
            assert run.viewer_arguments(words, True) == (words, "")

    def test_without_a_display_a_picture_is_drawn_here(self, run: ModuleType) -> None:
        """It is named after the first story and lands in the current folder."""
        words, picture = run.viewer_arguments(["far/away/bridge.v2.txt", "more.txt"], False)
        assert words == ["export", "far/away/bridge.v2.txt", "more.txt", "-o", "bridge.v2.png"]
        assert picture == "bridge.v2.png"
        assert run.viewer_arguments([], False)[1] == "harbour-bridge.png"

    def test_commands_without_a_window_are_handed_on(self, run: ModuleType) -> None:
        """`run.py events STORY` is `story-timeline events STORY`."""
        for words in (["events", "a.txt"], ["--version"], ["export", "a.txt", "-o", "b.svg"]):
            assert run.viewer_arguments(words, False) == (words, "")


class TestStamp:
    def test_it_changes_with_whatever_the_environment_was_made_from(
        self, run: ModuleType, tmp_path: Path
    ) -> None:
        """A changed pyproject.toml, other extras or a moved checkout are not up to date."""
        project = tmp_path / "pyproject.toml"
        project.write_text("[project]\n", encoding="utf-8")
        first = run.stamp(tmp_path, set())
        assert run.stamp(tmp_path, set()) == first
        assert run.stamp(tmp_path, {"test"}) != first
        project.write_text("[project]\n# more\n", encoding="utf-8")
        assert run.stamp(tmp_path, set()) != first
        moved = tmp_path / "moved"
        moved.mkdir()
        (moved / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        assert run.stamp(moved, set()) != first

    @pytest.mark.parametrize("written", ["", "{", "[]", "\x00"])
    def test_a_damaged_note_is_no_note(self, run: ModuleType, tmp_path: Path, written: str) -> None:
        """What was cut off while being written is not believed."""
        (tmp_path / "story-timeline.json").write_text(written, encoding="utf-8")
        assert run.read_stamp(tmp_path) == {}
        assert run.read_stamp(tmp_path / "nowhere") == {}


class TestAsACommand:
    def test_help_says_both_commands(self, checkout: Path) -> None:
        """--help prints the page and installs nothing."""
        done = call(checkout, checkout, "--help")
        assert done.returncode == 0
        assert "packaging/run.py --test" in done.stdout
        assert not (checkout / ".venv").exists()

    @needs_sh
    def test_a_ready_environment_is_used_at_once_and_its_status_passed_on(
        self, checkout: Path, tmp_path: Path
    ) -> None:
        """The second start installs nothing; the program's words and exit status are its own."""
        noted = load(checkout / "packaging" / "run.py").stamp(checkout, set()) | {"ours": True}
        make_venv(checkout, noted, 'echo "$@"; exit 3')
        done = call(checkout, tmp_path, "check", "a story.txt")
        assert done.returncode == 3
        assert done.stdout == "-P -m viewer check a story.txt\n"
        assert done.stderr == ""

    @needs_sh
    def test_without_a_display_it_says_so_and_where_the_picture_is(
        self, checkout: Path, tmp_path: Path, run: ModuleType
    ) -> None:
        """No window: the picture is beside the reader, in the folder he stands in."""
        if sys.platform != "linux" or run.missing_libraries({}, False):
            pytest.skip("asks what happens on a Linux with Qt's libraries and no display")
        noted = load(checkout / "packaging" / "run.py").stamp(checkout, set()) | {"ours": True}
        make_venv(checkout, noted, 'echo "$@"')
        done = call(checkout, tmp_path, "notes/bridge.txt")
        assert done.returncode == 0
        assert done.stdout == "-P -m viewer export notes/bridge.txt -o bridge.png\n"
        assert "No display" in done.stderr
        assert str(tmp_path / "bridge.png") in done.stderr

    @needs_sh
    def test_a_failed_installation_is_said_and_tried_anew(
        self, checkout: Path, tmp_path: Path
    ) -> None:
        """An environment left half made is removed, not trusted; the failure has a clear end."""
        pytest.importorskip("ensurepip", reason="without it there is no second way to install")
        make_venv(checkout, {"ours": True}, "echo half made; exit 0")
        # A uv that cannot install; and a pip that must not reach for the network.
        uv = tmp_path / "bin" / "uv"
        uv.parent.mkdir()
        uv.write_text("#!/bin/sh\necho uv was asked for $4 $5; exit 2\n", encoding="utf-8")
        uv.chmod(0o755)
        path = f"{uv.parent}{os.pathsep}{os.environ['PATH']}"
        offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        done = call(checkout, tmp_path, "events", "a.txt", PATH=path, **offline)
        assert "half made" in done.stderr
        assert "uv was asked for" in done.stderr
        assert "trying again with pip" in done.stderr
        assert done.returncode == 1
        assert done.stderr.rstrip().endswith("Run this again when that is repaired.")
        assert not (checkout / ".venv" / "bin" / "python").read_bytes().startswith(b"#!/bin/sh")

    @needs_sh
    def test_an_environment_of_somebody_else_is_not_removed(
        self, checkout: Path, tmp_path: Path
    ) -> None:
        """A .venv that this script did not make, and cannot use, is left as it is."""
        (checkout / ".venv").mkdir()
        (checkout / ".venv" / "precious.txt").write_text("mine", encoding="utf-8")
        done = call(checkout, tmp_path, "events", "a.txt")
        assert done.returncode == 1
        assert "was made by something else" in done.stderr
        assert (checkout / ".venv" / "precious.txt").read_text(encoding="utf-8") == "mine"
