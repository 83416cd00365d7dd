"""What a story can reach: nothing. Seen from below, in the calls that the program makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOUR = Path(__file__).with_name("tour.py")
#: A story whose every line names something to open, in each way a story could.
TRAPS = """A <img src="{trap}/title.png"> in Torrby

2021-03-09

The mill <img src="{trap}/quoted.png"> closed on 3 May 1901 [1]. The <b>bold</b> dam
<img src="file://{trap}/url.png"> broke in 1920 [2]. ![a picture]({trap}/markdown.png) of the flood
was shown in 1921 [<img src='{trap}/id.png'>]. The lock <a href="{trap}/link.html">opened</a> in
1930, and <link rel="stylesheet" href="{trap}/style.css"> shops followed by 1935 [1]. A fair
<object data="{trap}/object.svg"></object> <iframe src="{trap}/frame.html"></iframe> was held in
May 1940 <style>@import url("{trap}/import.css")</style> [2]. On 4 June 1950 {trap}/bare.txt burned.
The bridge <img src="//10.255.255.1/share/picture.png"> fell in 1960 [1]. Visitors
<img src="http://127.0.0.1:9/picture.png"> came in 1970 [2].

Sources

[1] <img src="{trap}/source.png">, Press, 1990. http://127.0.0.1:9/kilns
[2] file://{trap}/address.html
"""


def watched(tmp_path: Path, *stories: Path) -> list[str]:
    """The files opened and the sockets made, and the programs started, while stories are shown."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: nothing watches what the program calls")
    log, out, home = tmp_path / "calls", tmp_path / "out", tmp_path / "home"
    out.mkdir()
    home.mkdir()
    calls = "trace=open,openat,openat2,creat,execve,socket,connect,sendto"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(
        ["strace", "-f", "-qq", "-s", "4096", "-o", str(log), "-e", calls, sys.executable,
         str(TOUR), str(out), *map(str, stories)],
        env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr and "permitted" in done.stderr:
        pytest.skip("this system lets no program watch another")
    assert f"toured {len(stories)} stories" in done.stdout, done.stderr[-2000:]
    assert sum(1 for _ in out.iterdir()) > 3
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


def reached(calls: list[str]) -> list[str]:
    """Calls that leave the machine, and programs started but the first, which is ours."""
    started = [call for call in calls if "execve(" in call][1:]
    return started + [call for call in calls if "AF_INET" in call]


def test_no_story_opens_a_file_it_names(tmp_path: Path) -> None:
    """In the title, the text, the sources, as a tag, an address or a path: none is looked for."""
    trap = tmp_path / "trap-5b1e"
    trap.mkdir()
    text = TRAPS.format(trap=trap)
    page, plain, site = (tmp_path / f"trapped.{ending}" for ending in ("txt", "md", "json"))
    page.write_text(text, encoding="utf-8")  # its tags make it a page
    plain.write_text(text, encoding="utf-8")
    title, body = text.split("\n\n2021-03-09\n\n")
    told = {"title": title, "story": body, "last_updated": "2021-03-09", "refs": [title]}
    site.write_text(json.dumps(told), encoding="utf-8")
    calls = watched(tmp_path, page, plain, site)
    assert any("trapped.md" in call for call in calls)
    assert [call for call in calls if "trap-5b1e" in call] == []
    assert [call for call in calls if "10.255.255.1" in call] == []
    assert reached(calls) == []


def test_nothing_in_the_kit_reaches_out(shared: Path, tmp_path: Path) -> None:
    """Every story of the kit that tries to."""
    kit = tmp_path / "kit"
    subprocess.run(
        [sys.executable, str(shared / "badinputs" / "make.py"), str(kit), "--no-special",
         "--many", "1"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    stories = sorted(kit.rglob("*inj_*"))
    assert len(stories) > 8
    calls = watched(tmp_path, *stories)
    assert reached(calls) == []
    assert [call for call in calls if "passwd" in call or "pwned" in call] == []
