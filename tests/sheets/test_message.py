"""A message as a spreadsheet and back: the same message, or every place named where it is not one."""

from collections.abc import Callable

import msgspec
import pytest

import builders as b
import ketenwerk
from filled import filled
from ketenwerk.messages.read import NotReadable
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.sheets.message import from_sheets, sheets_to_xml, to_sheets
from ketenwerk.sheets.reading import Blad, read
from ketenwerk.sheets.shape import vellen
from ketenwerk.sheets.writing import Kop, Tabel, write
from ketenwerk.standard.release import MESSAGES
from outside import examples, lacking

Change = Callable[[dict[str, list[list[str]]]], None]


def changed(data: bytes, change: Change) -> bytes:
    """The same spreadsheet after somebody worked in it."""
    bladen: list[Blad] = read(data)
    rows = {blad.naam: [cells for _, cells in blad.rijen] for blad in bladen}
    change(rows)
    return write([Tabel(name, [Kop(cell) for cell in table[0]] if table else [], table[1:]) for name, table in rows.items()])


def refused(data: bytes) -> list[str]:
    with pytest.raises(Onleesbaar) as wrong:
        from_sheets(data)
    return [str(each) for each in wrong.value.bezwaren]


def set_cell(blad: str, row: int, column: str, value: str) -> Change:
    def change(rows: dict[str, list[list[str]]]) -> None:
        rows[blad][row][rows[blad][0].index(column)] = value

    return change


@pytest.mark.parametrize("name", MESSAGES)
def test_a_full_message_comes_back_the_same(name: str) -> None:
    bericht = filled(name)
    data = to_sheets(bericht)
    assert from_sheets(data) == bericht
    assert sheets_to_xml(data) == ketenwerk.write(bericht)


@pytest.mark.parametrize("wet", ["jw", "wmo"])
@pytest.mark.parametrize("number", b.BERICHTEN)
def test_a_sparse_message_comes_back_the_same(number: str, wet: str) -> None:
    bericht = b.BERICHTEN[number](wet)  # type: ignore[operator]
    assert from_sheets(to_sheets(bericht)) == bericht


def test_readable_official_examples_come_back_the_same() -> None:
    found = examples()
    if not found:
        lacking("needs the official examples in the shared folder")
    done = 0
    for path in found:
        try:
            bericht = ketenwerk.read(path)
        except NotReadable:
            continue
        assert from_sheets(to_sheets(bericht)) == bericht, path.name
        done += 1
    assert done >= 20


@pytest.mark.parametrize("name", MESSAGES)
def test_every_sheet_has_a_name_of_its_own_that_fits(name: str) -> None:
    names = [vel.naam for vel in vellen(MESSAGES[name])]
    assert len({each.lower() for each in names}) == len(names)
    assert all(len(each) <= 31 for each in names)


def test_rows_name_the_row_that_they_belong_to() -> None:
    bladen = {blad.naam: blad.rijen for blad in read(to_sheets(b.bericht323("jw")))}
    assert list(bladen) == ["Bericht", "Client", "Prestatie"]
    assert bladen["Bericht"][1][1][0] == "JW323"
    assert bladen["Prestatie"][0][1][:3] == ["nr", "nr Client", "ProductReferentie.ReferentieNummer"]
    assert bladen["Prestatie"][1][1][:2] == ["1", "1"]


def test_what_somebody_changed_in_a_cell_is_in_the_message() -> None:
    data = changed(to_sheets(b.bericht323("jw")), set_cell("Prestatie", 1, "GeleverdVolume", "7"))
    assert from_sheets(data).declaratie.clienten[0].prestaties[0].geleverd_volume == 7


def test_a_day_that_was_typed_the_dutch_way_is_taken() -> None:
    data = changed(to_sheets(b.bericht323("jw")), set_cell("Bericht", 1, "Declaratie.DeclaratieDagtekening", "1-2-2026"))
    assert str(from_sheets(data).declaratie.declaratie_dagtekening) == "2026-02-01"


def test_a_value_that_cannot_be_is_named_with_its_sheet_and_row() -> None:
    data = changed(to_sheets(b.bericht323("jw")), set_cell("Client", 1, "Bsn", "12345"))
    with pytest.raises(NotReadable) as raised:
        sheets_to_xml(data)
    (finding,) = raised.value.findings
    assert finding.path == "blad Client, rij 2: Bsn"
    assert finding.personal


def test_what_is_no_number_is_named_and_not_quoted_as_if_it_were() -> None:
    data = changed(to_sheets(b.bericht323("jw")), set_cell("Prestatie", 1, "ToewijzingNummer", "12x"))
    with pytest.raises(NotReadable) as raised:
        from_sheets(data)
    assert [each.path for each in raised.value.findings] == ["blad Prestatie, rij 2: ToewijzingNummer"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (set_cell("Bericht", 1, "Bericht", "JW999"), "noemt geen bericht"),
        (lambda rows: rows.pop("Bericht"), "noemt geen bericht"),
        (lambda rows: rows["Bericht"].append(rows["Bericht"][1]), "noemt geen bericht"),
        (set_cell("Prestatie", 1, "nr Client", "2"), "blad Prestatie, rij 2, nr Client:"),
        (set_cell("Prestatie", 1, "nr Client", ""), "blad Prestatie, rij 2, nr Client:"),
        (set_cell("Client", 1, "nr", "een"), "blad Client, rij 2, nr:"),
        (lambda rows: rows["Client"].append(rows["Client"][1]), "blad Client, rij 3, nr:"),
        (lambda rows: rows["Client"][0].append("Naam"), "blad Client, kopregel: "),
        (lambda rows: rows["Client"][0].append("Bsn"), "de kolom Bsn staat er twee keer"),
        (lambda rows: rows.update(Notities=[["x"], ["y"]]), "blad Notities: "),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_its_place(change: Change, says: str) -> None:
    data = to_sheets(b.bericht323("jw"))
    assert from_sheets(changed(data, lambda rows: None)) == b.bericht323("jw")
    assert any(says in each for each in refused(changed(data, change)))


def test_rows_in_another_order_keep_to_their_numbers() -> None:
    """The order of rows is that of the message; to which they belong is by number."""

    def turned(rows: dict[str, list[list[str]]]) -> None:
        rows["Client"][1:] = reversed(rows["Client"][1:])

    bericht = b.bericht323("jw")
    (client,) = bericht.declaratie.clienten
    clients = (client, msgspec.structs.replace(client, bsn=b.OTHER_BSN))
    two = msgspec.structs.replace(bericht, declaratie=msgspec.structs.replace(bericht.declaratie, clienten=clients))
    assert from_sheets(changed(to_sheets(two), turned)).declaratie.clienten == clients[::-1]
