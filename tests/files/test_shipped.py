"""Shipped files and the reader's own table of periods are found where they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from viewer import resources
from viewer.files import known_periods


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    """The sample stories and the table of periods are there to be opened."""
    assert resources.path("stories", "harbour-bridge.txt").is_file()
    assert resources.path("data", "periods.toml").is_file()
    assert resources.path().is_dir()


def test_a_frozen_program_carries_them_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a program was frozen its own folder is looked at first."""
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.path("data") == tmp_path / "resources" / "data"


@pytest.fixture
def own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this reader's own periods.toml would be."""
    monkeypatch.setattr("appdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    return tmp_path / "periods.toml"


def test_the_readers_own_periods_join_the_shipped_ones(own_table: Path) -> None:
    """A row of one's own is known too, and one of a shipped name takes its place."""
    shipped, quiet = known_periods()
    assert quiet == ()
    assert len(shipped) > 100
    name = shipped[0].name
    own_table.write_text(
        '[[period]]\nname = "The Long Strike"\nedtf = "1926"\nsource = "own"\n'
        f'[[period]]\nname = "{name}"\nedtf = "1900/1901"\nsource = "own"\n',
        encoding="utf-8",
    )
    joined, quiet = known_periods()
    assert quiet == ()
    assert len(joined) == len(shipped) + 1
    assert {p.name: p.when.edtf for p in joined}["The Long Strike"] == "1926"
    assert {p.name: p.when.edtf for p in joined}[name] == "1900/1901"


def test_a_broken_table_is_told_and_left_out(own_table: Path) -> None:
    """The shipped periods stay known whatever the reader's file holds."""
    own_table.write_text("no [ toml", encoding="utf-8")
    periods, told = known_periods()
    assert len(periods) > 100
    assert [d.code for d in told] == ["periods-refused"]
    assert "periods.toml" in told[0].message
