"""What several rooms' tests share: the checkout, and the material that may lie beside it."""

from __future__ import annotations

import importlib.util
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
