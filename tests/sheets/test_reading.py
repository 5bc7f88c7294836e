"""What a cell of a spreadsheet says, with the address of every cell that cannot be taken as it stands."""

from datetime import date, datetime, time

import pytest
from made import cells, made, with_rows

from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.sheets.reading import MOST_ROWS, address, first, read, text


def row(data: bytes) -> list[str]:
    ((_, found),) = first(data).rijen
    return found


def refused(data: bytes) -> list[str]:
    with pytest.raises(Onleesbaar) as wrong:
        first(data)
    return [str(each) for each in wrong.value.bezwaren]


def test_a_cell_says_what_people_see() -> None:
    values = ("0363", 90, 1.5, 0.1 + 0.2, 1.1, 123456789012345, True, "=1+1", " a ")
    data = made(
        lambda book, sheet: [sheet.write(0, place, value) for place, value in enumerate(values)], strings_to_formulas=False
    )
    assert row(data) == ["0363", "90", "1.5", "0.3", "1.1", "123456789012345", "ja", "=1+1", " a "]


@pytest.mark.parametrize("value", [0.30000000000000004, 0.29999999999999999])
def test_noise_behind_the_fifteenth_digit_is_left_out(value: float) -> None:
    assert text(value) == "0.3"
    assert text(0.300000000000001) == "0.300000000000001"


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_and_times_are_read_in_both_ways_of_counting(from_1904: bool) -> None:
    def fill(book, sheet):
        day, both, clock = (book.add_format({"num_format": form}) for form in ("d-m-yyyy", "d-m-yyyy hh:mm", "[h]:mm"))
        sheet.write_datetime(0, 0, date(2026, 4, 7), day)
        sheet.write_datetime(0, 1, datetime(2026, 4, 7, 13, 30), both)  # noqa: DTZ001 (a spreadsheet knows no zones)
        sheet.write_datetime(0, 2, time(1, 30), clock)
        sheet.write_number(0, 3, 1.25, clock)

    assert row(made(fill, date_1904=from_1904)) == ["2026-04-07", "2026-04-07 13:30:00", "1:30", "30:00"]


@pytest.mark.parametrize(
    ("value", "said"), [(46119.000001, "2026-04-07"), (46118.999999, "2026-04-07"), (46119.001, "2026-04-07 00:01:26")]
)
def test_a_day_that_is_a_hair_off_is_still_that_day(value: float, said: str) -> None:
    assert row(made(lambda book, sheet: sheet.write_number(0, 0, value, book.add_format({"num_format": "d-m-yyyy"})))) == [said]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    def fill(book, sheet):
        sheet.write(2, 1, "a")
        sheet.write(4, 0, "  ")
        sheet.write(9, 0, "b")

    assert first(made(fill)).rijen == [(3, ["", "a"]), (10, ["b", ""])]


def test_the_first_sheet_that_people_see_is_the_one() -> None:
    def fill(book, sheet):
        sheet.write(0, 0, "verborgen")
        shown = book.add_worksheet("Zichtbaar")
        shown.write(0, 0, "gezien")
        sheet.hide()
        shown.activate()
        shown.set_first_sheet()

    data = made(fill)
    assert [blad.naam for blad in read(data)] == ["Zichtbaar"]
    assert row(data) == ["gezien"]


def test_merged_cells_are_named_and_empty_ones_do_no_harm() -> None:
    def fill(book, sheet):
        sheet.write(0, 0, "x")
        sheet.merge_range(3, 1, 4, 3, "gevuld")
        sheet.merge_range(6, 0, 6, 1, "")

    assert refused(made(fill)) == ["cel B4 tot en met D5: Het bestand is niet gelezen: deze cellen zijn samengevoegd. Splits ze."]


def test_a_formula_is_read_by_its_value_and_one_without_is_named() -> None:
    done = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1" s="0"/></row>'
    assert row(with_rows(done))[0] == "2"
    for open_ in ("<f>1+1</f>", '<f t="shared" si="0"/>'):
        (said,) = refused(with_rows(f'<row r="7"><c r="A7"><v>1</v></c><c r="C7">{open_}</c></row>'))
        assert said.startswith("cel C7: Het bestand is niet gelezen: deze formule is nog niet uitgerekend.")


def test_a_cell_that_shows_a_fault_is_named_with_it() -> None:
    (said,) = refused(with_rows('<row r="2"><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))
    assert said == "cel D2: Het bestand is niet gelezen: deze cel toont een fout #DIV/0!. Verbeter haar."


def test_faults_of_another_sheet_are_not_held_against_the_first() -> None:
    def fill(book, sheet):
        sheet.write(0, 0, "goed")
        other = book.add_worksheet("Ander")
        other.write_formula(0, 0, "=1/0", None, "#DIV/0!")

    data = made(fill)
    assert row(data) == ["goed"]
    with pytest.raises(Onleesbaar, match="cel A1"):
        read(data)


def test_cells_without_a_place_stand_in_their_order() -> None:
    assert first(with_rows("<row><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>")).rijen == [(1, ["1", ""]), (2, ["", "2"])]


def test_a_sheet_of_a_hundred_thousand_rows_is_read_and_one_more_is_not() -> None:
    def rows(number: int) -> bytes:
        return with_rows("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, number + 1)))

    assert len(first(rows(MOST_ROWS + 1)).rijen) == MOST_ROWS + 1, "the head and a hundred thousand rows"
    assert "meer dan 100000 rijen" in refused(rows(MOST_ROWS + 2))[0]


def test_an_address_is_that_of_the_spreadsheet() -> None:
    assert [address(0, place) for place in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
    assert row(cells("x")) == ["x"]
