"""Files with deliveries: what a cell may hold, each fault with its place, and the spreadsheet itself."""

import io
import zipfile
from datetime import date

import pytest

from ketenwerk.protocol import leveringbestand, werkblad
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.protocol.leveringbestand import KOLOMMEN, quantity, read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = ["datum", "bsn", "toewijzing", "hoeveelheid", "eenheid"]
ROW = ["2026-04-07", "999990019", "300201", "90", "minuten"]


def csv(*rows: list[str]) -> bytes:
    return "\r\n".join(",".join(cells) for cells in (HEAD, *rows)).encode()


def sheet(*rows: list[str | int], head: list[str] = HEAD) -> bytes:
    return werkblad.write([head, *rows])


def with_sheet(content: str, more: dict[str, str] | None = None) -> bytes:
    """A spreadsheet whose sheet is this, with other parts beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if "sheet1" in name else old.read(name))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def faults(name: str, data: bytes) -> list[str]:
    with pytest.raises(Onleesbaar) as wrong:
        read(name, data)
    return [f"{each.plaats} {each.veld}".strip() for each in wrong.value.bezwaren]


def test_both_forms_of_a_file_say_the_same() -> None:
    rows = [ROW, [*ROW[:3], "1.5", "uur"]]
    for data, name in ((csv(*rows), "a.csv"), (sheet(*rows), "a.XLSX")):
        found = [(each.datum, each.bsn, each.toewijzing, each.soort, each.hoeveelheid) for each in read(name, data)]
        assert found == [(date(2026, 4, 7), "999990019", 300201, "minuten", 90)] * 2


@pytest.mark.parametrize(
    ("written", "eenheid", "kept"),
    [("90", "minuten", 90), ("1,5", "uren", 90), ("1.5", "uren", 90), ("0:30", "uren", 30), ("12,34", "euro", 1234)],
)
def test_a_quantity_becomes_what_is_kept(written: str, eenheid: str, kept: int) -> None:
    assert quantity(written, eenheid) == kept


@pytest.mark.parametrize(
    ("written", "eenheid"),
    [("0", "minuten"), ("1,5", "minuten"), ("0,01", "uren"), ("1:30", "minuten"), ("1,005", "euro"), ("99999999,9", "euro")],
)
def test_a_quantity_that_is_nothing_too_much_or_in_part_is_refused(written: str, eenheid: str) -> None:
    with pytest.raises(leveringbestand.Ongeldig):
        quantity(written, eenheid)


def test_every_fault_is_named_with_its_cell_and_no_bsn_is_quoted() -> None:
    data = csv(ROW, ["31-2-2026", "12345", "x", "veel", "weken"], [*ROW[:3], "1.5", "minuten"])
    assert faults("a.csv", data) == [
        "regel 3 datum",
        "regel 3 bsn",
        "regel 3 toewijzing",
        "regel 3 hoeveelheid",
        "regel 3 eenheid",
        "regel 4 hoeveelheid",
    ]
    with pytest.raises(Onleesbaar) as wrong:
        read("a.csv", data)
    assert "12345" not in str(wrong.value)


def test_columns_that_are_unknown_or_lacking_are_named() -> None:
    assert faults("a.xlsx", sheet(["x"], head=["naam"])) == ["kopregel naam", *(f"kopregel {name}" for name in HEAD)]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_without_deliveries_is_refused(name: str) -> None:
    assert faults(name, leveringbestand.template(name[2:])) == [""]


def test_only_these_two_forms_are_read() -> None:
    assert faults("a.ods", b"") == [""]


def test_a_spreadsheet_keeps_a_day_as_a_number_and_a_bsn_without_its_nought() -> None:
    (row,) = read("a.xlsx", sheet([46119, 12345678, 300201, 90, "minuten"]))
    assert (row.datum, row.bsn) == (date(2026, 4, 7), "012345678")
    assert faults("a.xlsx", sheet([35000, *ROW[1:]])) == ["rij 2 datum"]


def test_a_spreadsheet_with_gaps_shared_texts_and_empty_rows() -> None:
    """As office software writes it: texts in a part of their own, empty cells left out, and cells by their place."""
    texts = [*HEAD, "kenmerk", *ROW[:1], "uren", "A-1"]
    shared = f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'
    head = "".join(f'<c r="{letter}1" t="s"><v>{place}</v></c>' for place, letter in enumerate("ABCDEG"))
    head = head.replace('r="G1"', 'r="F1"')
    body = '<c r="A4" t="s"><v>6</v></c><c r="B4"><v>999990019</v></c><c r="C4"><v>300201</v></c><c r="D4"><v>1.5</v></c>'
    body += '<c r="E4" t="s"><v>7</v></c><c r="F4" t="s"><v>8</v></c>'
    rows = f'<row r="1">{head}</row><row r="3"/><row r="4">{body}</row>'
    data = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>', {"xl/sharedStrings.xml": shared})
    (row,) = read("a.xlsx", data)
    assert (row.plaats, row.hoeveelheid, row.kenmerk) == ("rij 4", 90, "A-1")


@pytest.mark.parametrize("data", [b"", b"datum,bsn", b"PK\x03\x04 niets"])
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    with pytest.raises(Onleesbaar, match="geen werkblad"):
        read("a.xlsx", data)


def test_an_entity_in_a_spreadsheet_is_never_followed() -> None:
    declared = '<!DOCTYPE x [<!ENTITY e "datum">]>'
    cell = '<c t="inlineStr"><is><t>&e;</t></is></c>'
    data = with_sheet(f'{declared}<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>')
    assert "kopregel datum" in faults("a.xlsx", data) or faults("a.xlsx", data) == [""]


def test_the_empty_file_names_every_column() -> None:
    assert leveringbestand.template("csv").decode().strip().split(",") == [kolom.naam for kolom in KOLOMMEN]
