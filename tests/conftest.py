"""What several rooms' tests share: the checkout, and the material that may lie beside it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent
# No test asserts a time: a machine with other work to do proves nothing about a law.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def stories() -> Path:
    """The folder of the sample stories that ship with the program."""
    return CHECKOUT / "resources" / "stories"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that is no part of the project; tests that need it skip without."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder `shared` does not lie beside the checkout")
    return folder


@pytest.fixture(scope="session")
def injections(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The files of the kit of bad inputs that try to be more than words."""
    maker = shared / "badinputs" / "make.py"
    if not maker.is_file():
        pytest.skip("the kit of bad inputs is not there")
    folder = tmp_path_factory.mktemp("kit")
    subprocess.run(
        [sys.executable, str(maker), str(folder), "--no-special", "--many", "1"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    named = [entry["file"] for entry in entries if entry["category"] == "injection"]
    return tuple(folder / name for name in named)


@pytest.fixture(scope="session")
def browsing() -> Any:
    """What drives a real browser; tests that need one skip without."""
    spec = importlib.util.spec_from_file_location("browser", CHECKOUT / "tests" / "browser.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if module.browser() is None:
        pytest.skip("no Chromium on this machine")
    return module
