"""What stands in a spreadsheet that we write."""

import io
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made import SHEET

from ketenwerk.sheets import writing
from ketenwerk.sheets.reading import read
from ketenwerk.sheets.writing import Euro, Kop, Tabel, write

KOPPEN = [Kop("code", 10, tekst=True), Kop("bedrag"), Kop("dag")]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def test_every_kind_of_cell_comes_back_as_it_was() -> None:
    rows = [
        ("0363", Euro(123456), date(2026, 4, 7)),
        ("45A04", Euro(-5), None),
        ("", 15, datetime(2026, 4, 7, 9, 30, tzinfo=UTC)),
    ]
    (blad,) = read(write([Tabel("Lijst", KOPPEN, rows)]))
    assert blad.naam == "Lijst"
    assert [cells for _, cells in blad.rijen] == [
        ["code", "bedrag", "dag"],
        ["0363", "1234.56", "2026-04-07"],
        ["45A04", "-0.05", ""],
        ["", "15", "2026-04-07 09:30:00"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(A1)", "http://x.example", "0012", "_x0041_", "a\nb", " a ", "€ë"]
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    data = write([Tabel("A", [Kop("a")], [[text]])])
    assert read(data)[0].rijen[1] == (2, [text])
    sheet = part(data, SHEET)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_head_stays_in_sight_and_columns_have_their_formats() -> None:
    data = write([Tabel("A", KOPPEN, [("1", Euro(1), date(2026, 4, 7))])])
    assert 'state="frozen"' in part(data, SHEET)
    styles = part(data, "xl/styles.xml")
    assert "dd-mm-yyyy" in styles
    assert "#,##0.00" in styles
    assert 'formatCode="@"' in styles or 'numFmtId="49"' in styles, "text: a nought that somebody types in front is kept"
    assert '<col min="1" max="1" width="10.' in part(data, SHEET)


def test_it_names_no_maker() -> None:
    properties = part(write([Tabel("A", KOPPEN, [])]), "docProps/core.xml")
    assert "<dc:creator></dc:creator>" in properties or "<dc:creator/>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties or "<cp:lastModifiedBy/>" in properties


def test_what_does_not_fit_goes_on_in_a_next_sheet_with_the_same_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    for rows, sheets in ((1, [1]), (3, [2, 1]), (4, [2, 2, 0])):
        made = read(write([Tabel("Lijst", [Kop("n")], ([n] for n in range(rows)))]))
        assert [len(blad.rijen) - 1 for blad in made] == sheets
        assert {blad.rijen[0][1][0] for blad in made} == {"n"}


def test_nothing_is_left_behind_when_a_row_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ["999990019"]
        raise LookupError

    with pytest.raises(LookupError):
        write([Tabel("A", [Kop("a")], rows())])
    assert list(tmp_path.iterdir()) == []
