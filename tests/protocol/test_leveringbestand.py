"""Tables with deliveries: what a cell may hold, and each fault with its place."""

from datetime import date

import pytest

from ketenwerk.protocol import leveringbestand
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.protocol.leveringbestand import KOLOMMEN, quantity, read_csv, rows_of, table

HEAD = ["datum", "bsn", "toewijzing", "hoeveelheid", "eenheid"]
ROW = ["2026-04-07", "999990019", "300201", "90", "minuten"]


def csv(*rows: list[str]) -> bytes:
    return "\r\n".join(",".join(cells) for cells in (HEAD, *rows)).encode()


def read(data: bytes) -> list[leveringbestand.Rijlevering]:
    return rows_of(read_csv(data))


def faults(data: bytes) -> list[str]:
    with pytest.raises(Onleesbaar) as wrong:
        read(data)
    return [f"{each.plaats} {each.veld}".strip() for each in wrong.value.bezwaren]


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
    assert faults(data) == [
        "regel 3 datum",
        "regel 3 bsn",
        "regel 3 toewijzing",
        "regel 3 hoeveelheid",
        "regel 3 eenheid",
        "regel 4 hoeveelheid",
    ]
    with pytest.raises(Onleesbaar) as wrong:
        read(data)
    assert "12345" not in str(wrong.value)


def test_a_table_of_cells_says_the_same_as_csv() -> None:
    rows = [ROW, [*ROW[:3], "1.5", "uur"]]
    found = rows_of(table([(1, [" Datum", *HEAD[1:], ""]), (3, rows[0]), (7, rows[1])]))
    assert [(each.datum, each.bsn, each.toewijzing, each.soort, each.hoeveelheid) for each in found] == [
        (date(2026, 4, 7), "999990019", 300201, "minuten", 90)
    ] * 2
    assert [each.plaats for each in found] == ["rij 3", "rij 7"]
    assert [(each.datum, each.hoeveelheid) for each in read(csv(*rows))] == [(each.datum, each.hoeveelheid) for each in found]


def test_a_day_that_is_only_a_number_is_refused_and_its_neighbours_are_not_taken_for_one() -> None:
    with pytest.raises(Onleesbaar, match=r"is een getal en geen datum\. Geef deze cel de opmaak datum\."):
        read(csv(["46119", *ROW[1:]]))
    for other in ("4611", "461190"):
        with pytest.raises(Onleesbaar, match="is geen datum"):
            read(csv([other, *ROW[1:]]))


def test_a_bsn_without_its_nought_is_the_same() -> None:
    (row,) = read(csv([ROW[0], "12345678", *ROW[2:]]))
    assert row.bsn == "012345678"


def test_columns_that_are_unknown_or_lacking_are_named() -> None:
    with pytest.raises(Onleesbaar) as wrong:
        rows_of(table([(1, ["naam"]), (2, ["x"])]))
    found = [f"{each.plaats} {each.veld}" for each in wrong.value.bezwaren]
    assert found == ["kopregel naam", *(f"kopregel {name}" for name in HEAD)]


@pytest.mark.parametrize("rows", [[], [(1, HEAD)]])
def test_a_table_without_deliveries_is_refused(rows: list[tuple[int, list[str]]]) -> None:
    with pytest.raises(Onleesbaar):
        rows_of(table(rows))
    assert faults(leveringbestand.empty_csv()) == [""]


def test_one_file_brings_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leveringbestand, "MOST_ROWS", 2)
    assert len(read(csv(ROW, ROW))) == 2
    with pytest.raises(Onleesbaar, match="meer dan 2 rijen"):
        read(csv(ROW, ROW, ROW))


def test_the_empty_file_names_every_column() -> None:
    assert leveringbestand.empty_csv().decode().strip().split(",") == [kolom.naam for kolom in KOLOMMEN]
