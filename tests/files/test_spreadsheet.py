"""LibreOffice itself reads the tables that are written for it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from viewer.core import events
from viewer.core.story import read_text
from viewer.files import known_periods, open_stories
from viewer.files.formats import named

CASES = sorted((Path(__file__).parent / "cases" / "exports").iterdir())
#: Commas, double quotes, UTF-8, from the first line: the filter's own numbers for what its dialog
#: proposes; without it a converter takes the characters of the machine's language.
READS = "CSV:44,34,76,1"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

#: Marks that bare would be numbers to a spreadsheet: 1.2E+71, infinity, 7.
NUMBERS = """Ledgers

2024-07-01

The ledger burned on 3 May 1999 [12345e67]. The vault opened on 4 May 1999 [12e45678]. The clerk \
left on 5 May 1999 [00000007].
"""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ElementTree.Element]]:
    """Each story's table as written, and the sheet that LibreOffice makes of it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path_factory.mktemp("sheets")
    periods, _ = known_periods()
    stories = {path.name: open_stories(path) for path in CASES}
    stories["numbers.txt"] = (read_text(NUMBERS, name="numbers.txt"),)
    form = named("csv")
    assert form is not None
    for name, told in stories.items():
        made = form.file([events.read(story, periods=periods) for story in told])
        (folder / f"{name}.csv").write_bytes(made.data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         f"--infilter={READS}", "--convert-to", "fods", "--outdir", str(folder),
         *(str(folder / f"{name}.csv") for name in stories)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {
        name: (
            (folder / f"{name}.csv").read_bytes().decode("utf-8-sig"),
            ElementTree.parse(folder / f"{name}.fods").getroot(),
        )
        for name in stories
    }


def rows(sheet: ElementTree.Element) -> list[list[tuple[str, str]]]:
    """The cells of a sheet: what their reader sees, and what they are to the program."""
    found = []
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[tuple[str, str]] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            words = "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
            alike = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [(words, cell.get(f"{OFFICE}value-type", ""))] * alike
        found.append(cells)
    return found


@pytest.mark.parametrize("name", [*(path.name for path in CASES), "numbers.txt"])
def test_a_spreadsheet_shows_every_cell_as_written(
    name: str, sheets: dict[str, tuple[str, ElementTree.Element]]
) -> None:
    """Dates of all ages, signs, other scripts and marks like numbers stand in the sheet as they
    stand in the file, and no cell has become a formula or a link."""
    text, sheet = sheets[name]
    written = list(csv.reader(io.StringIO(text, newline="")))
    found = [[words for words, _ in row] for row in rows(sheet)]
    assert len(written) > 1
    for told, cells in zip(written, found, strict=False):
        # A time of minutes is shown with its seconds.
        shown = [a if a == b else a.removesuffix(":00") for a, b in zip(cells, told, strict=False)]
        assert shown == told
    assert not [cell for row in found[len(written) :] for cell in row if cell]
    assert not [node for node in sheet.iter() if node.get(f"{TABLE}formula")]
    assert not list(sheet.iter(f"{TEXT}a"))


def test_a_day_is_a_day_to_a_spreadsheet_and_a_month_is_none(
    sheets: dict[str, tuple[str, ElementTree.Element]],
) -> None:
    """The first and last days stand as days, so that a column of them can be sorted and reckoned
    with; a month stays the words it is, and never becomes its first day."""
    text, sheet = sheets["every-kind.txt"]
    months = 0
    for told, cells in zip(
        csv.DictReader(io.StringIO(text, newline="")), rows(sheet)[1:], strict=False
    ):
        date, edtf, *bounds = [kind for _, kind in cells[:4]]
        assert bounds == ["date" if told[name] else "" for name in ("earliest", "latest")]
        if len(told["edtf"]) == len("2024-09"):
            months += 1
            assert (date, edtf) == ("string", "string")
    assert months
