"""Chromium without a window, driven through its own pipe: what tests of pages need of a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

#: The browser reads from descriptor 3 and writes to 4, which may be taken here.
_STARTS = """
import fcntl, os, sys
far = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for near, number in zip((3, 4), far):
    os.dup2(number, near)
os.execv(sys.argv[3], sys.argv[3:])
"""


def browser() -> str | None:
    """The browser of this machine, None where it has none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Page:
    """One page, off the network. ``asked`` is every address it asked for, ``said`` all that it
    wrote to the console, refusals of its policy included."""

    def __init__(self, folder: Path, *, dark: bool = False) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self._folder = folder
        self._dark = dark
        self._number = 0
        self._rest = b""

    def __enter__(self) -> Self:
        path = browser()
        assert path is not None
        to_browser, from_browser = os.pipe(), os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _STARTS, str(to_browser[0]), str(from_browser[1]), path,
             "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", "--remote-debugging-pipe",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self._folder}",
             "about:blank"],
            pass_fds=(to_browser[0], from_browser[1]),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser[0])
        os.close(from_browser[1])
        self._to, self._from = to_browser[1], from_browser[0]
        targets = self._call("Target.getTargets", {}, "")["targetInfos"]
        target = next(one["targetId"] for one in targets if one["type"] == "page")
        attach = {"targetId": target, "flatten": True}
        self._session = self._call("Target.attachToTarget", attach, "")["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        scheme = {"name": "prefers-color-scheme", "value": "dark" if self._dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        os.close(self._to)
        os.close(self._from)

    def open(self, path: Path) -> None:
        """Load a file and wait until it stands still."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait("document.readyState === 'complete'")
        self.settle()

    def settle(self) -> None:
        """Wait for what has been asked of the page to be drawn."""
        twice = "requestAnimationFrame(() => requestAnimationFrame(() => done(1)))"
        self.run(f"new Promise((done) => {twice})")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        told = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, condition: str, *, seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not self.run(condition):
            assert time.monotonic() < end, f"never came: {condition}"
            time.sleep(0.05)

    def key(self, key: str) -> None:
        """Press and release a key, with what it types."""
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)
        self.settle()

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def call(self, method: str, **parameters: object) -> Any:
        return self._call(method, parameters, self._session)

    def _call(self, method: str, parameters: dict[str, object], session: str) -> Any:
        self._number += 1
        message: dict[str, object] = {
            "id": self._number, "method": method, "params": parameters,
        }  # fmt: skip
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, told["error"]
                return told["result"]
            self._note(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._from, 1 << 16)
            assert piece, "the browser ended"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        told = json.loads(line)
        assert isinstance(told, dict)
        return told

    def _note(self, told: dict[str, Any]) -> None:
        values = told.get("params", {})
        if told.get("method") == "Network.requestWillBeSent":
            self.asked.append(values["request"]["url"])
        elif told.get("method") == "Log.entryAdded":
            self.said.append(values["entry"]["text"])
        elif told.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.said.append(json.dumps(values)[:500])
