"""What several rooms' tests share: the checkout, and the material that may lie beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


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
