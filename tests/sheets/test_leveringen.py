"""Files with deliveries: by what their name ends on, and both forms alike."""

from datetime import date

import pytest
from made import with_rows

from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.protocol.leveringbestand import KOLOMMEN
from ketenwerk.sheets import reading
from ketenwerk.sheets.leveringen import read, template
from ketenwerk.sheets.writing import Kop, Tabel, write

HEAD = ["datum", "bsn", "toewijzing", "hoeveelheid", "eenheid"]
ROW = [date(2026, 4, 7), "999990019", 300201, 90, "minuten"]


def sheet(*rows: list[object], head: list[str] = HEAD) -> bytes:
    return write([Tabel("Leveringen", [Kop(each) for each in head], rows)])


def faults(name: str, data: bytes) -> list[str]:
    with pytest.raises(Onleesbaar) as wrong:
        read(name, data)
    return [f"{each.plaats} {each.veld}".strip() for each in wrong.value.bezwaren]


def test_both_forms_of_a_file_say_the_same() -> None:
    csv = (
        "datum;bsn;toewijzing;hoeveelheid;eenheid\r\n7-4-2026;999990019;300201;90;minuten\r\n2026-04-07;999990019;300201;1,5;uur"
    )
    for name, data in (("a.csv", csv.encode()), ("a.XLSX", sheet(ROW, [*ROW[:3], "1,5", "uur"]))):
        found = [(each.datum, each.bsn, each.toewijzing, each.soort, each.hoeveelheid) for each in read(name, data)]
        assert found == [(date(2026, 4, 7), "999990019", 300201, "minuten", 90)] * 2


def test_a_fault_is_named_with_its_row_and_column_and_no_bsn_is_quoted() -> None:
    data = sheet(ROW, [date(2026, 4, 7), "12345", "x", "veel", "weken"])
    assert faults("a.xlsx", data) == ["rij 3 bsn", "rij 3 toewijzing", "rij 3 hoeveelheid", "rij 3 eenheid"]
    with pytest.raises(Onleesbaar) as wrong:
        read("a.xlsx", data)
    assert "12345" not in str(wrong.value)


def test_a_number_that_is_no_day_is_refused() -> None:
    assert faults("a.xlsx", sheet([46119, *ROW[1:]])) == ["rij 2 datum"]


def test_a_spreadsheet_keeps_a_bsn_without_its_nought() -> None:
    assert read("a.xlsx", sheet([ROW[0], 12345678, *ROW[2:]]))[0].bsn == "012345678"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_without_deliveries_is_refused(name: str) -> None:
    assert faults(name, template(name[2:])) == [""]


@pytest.mark.parametrize("name", ["a.ods", "a.xls", "a", "a.xlsx.exe"])
def test_only_these_two_forms_are_read(name: str) -> None:
    assert faults(name, sheet(ROW)) == [""]


def test_the_empty_file_names_every_column() -> None:
    assert reading.first(template("xlsx")).rijen == [(1, [kolom.naam for kolom in KOLOMMEN])]


def test_an_empty_sheet_is_refused() -> None:
    assert faults("a.xlsx", with_rows("")) == [""]
