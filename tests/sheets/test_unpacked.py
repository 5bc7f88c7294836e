"""What is no spreadsheet, or is one that would take the machine with it, is refused in words."""

import io
import zipfile
import zlib

import pytest
from made import SHEET, cells, made, with_part, with_rows

from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.sheets import unpacked as bounds
from ketenwerk.sheets.reading import first

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def container(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "geen werkblad"),
        (b"datum;bsn\r\n", "geen werkblad maar tekst. Laat de naam eindigen op .csv."),
        (b"PK\x03\x04 niets", "geen werkblad, of het is beschadigd"),
        (OLE, "een oude soort (.xls). Open het en bewaar het als .xlsx."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "beveiligd met een wachtwoord"),
        (container("mimetype", "content.xml"), "een andere soort (.ods)"),
        (container("xl/workbook.bin"), "een andere soort (.xlsb)"),
        (container("word/document.xml"), "geen werkblad, of het is beschadigd"),
        (cells("x")[:-30], "geen werkblad, of het is beschadigd"),
    ],
)
def test_another_kind_of_file_is_named_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Onleesbaar) as wrong:
        first(data)
    assert says in str(wrong.value)


def refused(data: bytes, says: str) -> None:
    with pytest.raises(Onleesbaar, match=says):
        first(data)


def test_two_cells_that_are_far_apart_do_not_take_the_memory_of_what_lies_between() -> None:
    """The reader would lay out seventeen thousand million cells for this file of five kilobytes."""
    far = made(lambda book, sheet: (sheet.write(0, 0, 1), sheet.write(1_048_575, 16_383, 1)))
    assert len(far) < 10_000
    refused(far, "loopt door tot cel XFD1048576")


@pytest.mark.parametrize(
    "place",
    [
        "r='XFD1048576'",
        'r = "XFD1048576"',
        'r="xfd1048576"',
        'r="&#88;FD1048576"',
        'r="XFD&#49;048576"',
        's="0"\n\tr="XFD1048576"',
    ],
)
def test_however_the_place_is_written(place: str) -> None:
    refused(with_rows(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c {place}><v>1</v></c></row>'), "niet gelezen")


def test_many_cells_without_a_place_are_counted() -> None:
    wide = "<row>" + "<c><v>1</v></c>" * 4000 + "</row>"
    refused(with_rows("<row><c><v>1</v></c></row>" * 4000 + wide), "loopt door")


def test_a_prefix_of_names_changes_nothing() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    first_cell = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData>{first_cell}{cell}</x:sheetData></x:worksheet>'.encode()
    refused(with_part(cells("x"), SHEET, lambda _: sheet), "loopt door")
    small = sheet.replace(cell.encode(), b"")
    assert first(with_part(cells("x"), SHEET, lambda _: small)).rijen == [(1, ["1"])]


def test_the_bound_lies_where_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(lambda book, sheet: sheet.write(9, 9, "x"))
    monkeypatch.setattr(bounds, "MOST_CELLS", 100)
    assert first(data).rijen[0][0] == 10
    monkeypatch.setattr(bounds, "MOST_CELLS", 99)
    refused(data, "loopt door tot cel J10")


def test_a_file_that_unpacks_to_more_than_the_bound_is_refused_before_it_is_read() -> None:
    bomb = with_part(cells("x"), "xl/sharedStrings.xml", lambda _: b" " * (bounds.LARGEST + 1))
    assert len(bomb) < 100_000
    refused(bomb, "te groot. Verdeel het over meer bestanden")


def test_all_parts_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = bounds.unpacked(cells("x"))
    monkeypatch.setattr(bounds, "LARGEST", sum(map(len, parts.values())))
    assert bounds.unpacked(cells("x")) == parts
    monkeypatch.setattr(bounds, "LARGEST", bounds.LARGEST - 1)
    refused(cells("x"), "te groot")


def test_a_part_that_lies_about_its_length_is_read_as_far_as_it_was_measured() -> None:
    """The first file says that the part is short; what the reader gets is exactly what was measured."""
    long = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
        + b" " * 1_000_000
    )
    data = with_part(cells("x"), SHEET, lambda _: long)
    short = 200
    said, checksum = len(long).to_bytes(4, "little"), zlib.crc32(long).to_bytes(4, "little")
    lying = data.replace(said, short.to_bytes(4, "little")).replace(checksum, zlib.crc32(long[:short]).to_bytes(4, "little"))
    assert len(bounds.unpacked(lying)[SHEET]) == short


@pytest.mark.parametrize("declared", ['<!DOCTYPE x [<!ENTITY e "datum">]>', "<?xml version='1.0' encoding='UTF-7'?>"])
def test_entities_and_other_encodings_are_refused(declared: str) -> None:
    sheet = with_part(cells("x"), SHEET, lambda part: declared.encode() + part.partition(b"?>")[2])
    refused(sheet, "geen werkblad, of het is beschadigd")


def test_utf_16_is_refused() -> None:
    refused(with_part(cells("x"), SHEET, lambda part: part.decode().encode("utf-16")), "beschadigd")


def test_what_is_beside_the_tables_is_not_unpacked() -> None:
    picture = with_part(cells("x"), "xl/media/foto.png", lambda _: b"x" * 1000)
    assert "xl/media/foto.png" not in bounds.unpacked(picture)
    assert first(picture).rijen == [(1, ["x"])]
