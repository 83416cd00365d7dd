"""What a Linux desktop is told of the program: whole, valid, and without a trace afterwards."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from viewer import APP_ID, desktop, resources
from viewer.__main__ import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="desktops of freedesktop.org are on Linux"
)
FREEDESKTOP = "{http://www.freedesktop.org/standards/shared-mime-info}"
STORY = (
    "v0.3 🌲\n\nThe Weir Is Mended\n\n2031-05-02 10:11:12.000000\n\n"
    "It was mended on 1 May [0a1b2c3d].\n"
)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"(folder)"
        for path in folder.rglob("*")
    }


def entry(path: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign] # keys have capitals
    read.read_string(path.read_text(encoding="utf-8"))
    return read["Desktop Entry"]


def test_what_is_installed_is_taken_back_without_a_trace(tmp_path: Path) -> None:
    """After install, twice, and uninstall the folder of user data is as it was: empty."""
    data = tmp_path / "data"
    data.mkdir()
    desktop.install(tmp_path / "story-timeline", data)
    once = everything(data)
    assert len(once) > 12
    desktop.install(tmp_path / "story-timeline", data)
    assert everything(data) == once
    assert desktop.uninstall(data)
    assert everything(data) == {}
    assert desktop.uninstall(data) == ()


def test_what_others_have_there_stays(tmp_path: Path) -> None:
    """Another program's entry, type and icon stand beside ours, and stay."""
    others = {
        "applications/other.desktop": "[Desktop Entry]\nType=Application\nName=O\nExec=true\n",
        "mime/packages/other.xml": (
            '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">'
            '<mime-type type="text/x-other"><glob pattern="*.other"/></mime-type></mime-info>'
        ),
        "icons/hicolor/32x32/apps/other.png": "no picture",
    }
    for name, text in others.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    desktop.install(tmp_path / "story-timeline", tmp_path)
    desktop.uninstall(tmp_path)
    for name, text in others.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert not [name for name in everything(tmp_path) if APP_ID in name]


@pytest.mark.parametrize(
    "name", ["with a space", "50%", 'quote"', "back\\slash", "dollar$", "`tick`", "größe & ☃"]
)
def test_the_command_may_lie_anywhere(tmp_path: Path, name: str) -> None:
    """Whatever its folder is called, the menu entry starts the program with the story given."""
    if not shutil.which("gio"):
        pytest.skip("gio, which starts menu entries as desktops do, is not installed")
    command = tmp_path / name / "story-timeline"
    command.parent.mkdir()
    told = tmp_path / "told"
    command.write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}.half"\nmv "{told}.half" "{told}"\n')
    command.chmod(0o755)
    story = tmp_path / "a story & more.story"
    story.write_text(STORY, encoding="utf-8")
    written = desktop.install(command, tmp_path / "data")
    done = subprocess.run(
        ["gio", "launch", str(written[0]), str(story)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for _ in range(200):
        if told.exists():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert told.read_text(encoding="utf-8") == str(story)


def test_a_type_of_its_own_and_no_one_elses(tmp_path: Path) -> None:
    """The entry in the menu is for stories alone: texts, pages and data keep their programs.

    A second, hidden entry stands in "Open with" for those.
    """
    written = desktop.install(tmp_path / "story-timeline", tmp_path)
    shown, hidden = entry(written[0]), entry(written[1])
    assert shown["MimeType"] == "text/x-story;"
    assert "NoDisplay" not in shown
    assert hidden["NoDisplay"] == "true"
    assert "text/plain" in hidden["MimeType"].split(";")
    assert shown["Icon"] == hidden["Icon"] == APP_ID
    for size in (16, 48, 256):
        assert (tmp_path / f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png").is_file()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("weir.story", "Any words.\n", "text/x-story"),
        ("weir.txt", STORY, "text/x-story"),
        ("notes.txt", "Notes of a day\n\n- call the harbour\n", "text/plain"),
        ("changes.txt", "v1.2\n\nMended the weir.\n\n2031-05-02\n", "text/plain"),
        ("log.txt", "2031-05-02 10:11:12 started\n2031-05-02 10:11:13 ended\n", "text/plain"),
        ("weir.md", STORY, "text/markdown"),
    ],
)
def test_which_files_are_stories(tmp_path: Path, name: str, text: str, kind: str) -> None:
    """The desktop's own rules give a .story file, and a .txt that begins as a story page does, our
    type; any other text keeps its own."""
    if not shutil.which("gio") or not shutil.which("update-mime-database"):
        pytest.skip("gio and update-mime-database, the desktop's own tools, are not installed")
    if not Path("/usr/share/mime/packages/freedesktop.org.xml").exists():
        pytest.skip("shared-mime-info, which has the type of plain text, is not installed")
    data = tmp_path / "data"
    desktop.install(tmp_path / "story-timeline", data)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["gio", "info", "-a", "standard::content-type", str(path)],
        capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_DATA_HOME": str(data)},
    ).stdout  # fmt: skip
    assert f"standard::content-type: {kind}\n" in told


def test_the_manifests_are_valid(tmp_path: Path) -> None:
    """Entries, types and metadata pass the validators of freedesktop.org that are installed."""
    written = desktop.install(Path("/usr/bin/true"), tmp_path)
    metainfo = resources.path("desktop", f"{APP_ID}.metainfo.xml")
    types = ElementTree.parse(resources.path("desktop", f"{APP_ID}.mime.xml"))
    assert types.find(f"{FREEDESKTOP}mime-type").get("type") == "text/x-story"  # type: ignore[union-attr]
    checks = {
        "desktop-file-validate": [str(path) for path in written[:2]],
        "appstreamcli": ["validate", "--no-net", "--pedantic", str(metainfo)],
    }
    there = [tool for tool in checks if shutil.which(tool)]
    for tool in there:
        done = subprocess.run([tool, *checks[tool]], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "warning" not in done.stdout, done.stdout
    if not there:
        pytest.skip("neither desktop-file-validate nor appstreamcli is installed")


def test_the_command_line_installs_for_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--install-desktop` writes to the user's data, says where; the other option undoes it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    command = tmp_path / "story-timeline"
    command.write_text("")
    monkeypatch.setattr(sys, "argv", [str(command)])
    with pytest.raises(SystemExit) as done:
        main(["--install-desktop"])
    assert done.value.code == 0
    path = tmp_path / "data" / "applications" / f"{APP_ID}.desktop"
    assert str(path) in capsys.readouterr().out
    assert entry(path)["Exec"] == f'"{command}" %F'
    with pytest.raises(SystemExit) as done:
        main(["--uninstall-desktop"])
    assert done.value.code == 0
    assert "files removed" in capsys.readouterr().out
    assert everything(tmp_path / "data") == {}


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the user's data cannot be written it says so, without a traceback."""
    (tmp_path / "data").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    command = tmp_path / "story-timeline"
    command.write_text("")
    monkeypatch.setattr(sys, "argv", [str(command)])
    with pytest.raises(SystemExit) as done:
        main(["--install-desktop"])
    assert done.value.code == 1
    assert str(tmp_path / "data") in capsys.readouterr().err
