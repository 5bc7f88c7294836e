"""The agreements file: what is written is read again; what is wrong is all said, in Dutch, with its place."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from overeengekomen import afspraak, lists

from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.afsprakenbestand import KOLOMMEN, READERS, read_csv, read_toml, write_csv, write_toml
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from outside import shared
from strategies import searching

HEAD = "wet,gemeente,aanbieder,categorie,code,eenheid,variant,tarief,van,tot"
ROW = "jw,0384,65656055,45,45A04,04,inspanning,8724,2025-01-01,2025-12-31"
TOML = """
[[product]]
wet = "jw"
gemeente = "0384"
aanbieder = "65656055"
categorie = "45"
code = "45A04"
eenheid = "04"
variant = "inspanning"
tarief = 8724
van = 2025-01-01
tot = 2025-12-31
"""


def refused(read: Callable[[bytes], Afspraken], text: str | bytes) -> tuple[Bezwaar, ...]:
    with pytest.raises(Onleesbaar) as caught:
        read(text.encode() if isinstance(text, str) else text)
    assert caught.value.bezwaren
    assert str(caught.value).count("\n") == len(caught.value.bezwaren) - 1
    return caught.value.bezwaren


def fields(found: tuple[Bezwaar, ...]) -> list[tuple[str, str]]:
    return [(bezwaar.plaats, bezwaar.veld) for bezwaar in found]


# Refused


@pytest.mark.parametrize(
    ("wrong", "veld"),
    [
        (('wet = "jw"', 'wet = "zvw"'), "wet"),
        (('"0384"', '"384"'), "gemeente"),
        (('"0384"', "384"), "gemeente"),
        (('"65656055"', '"6565605"'), "aanbieder"),
        (('"65656055"', '""'), "aanbieder"),
        (('"45A04"', '"45A048"'), "code"),
        (('"45A04"', '" "'), "code"),
        (('"45"', "45"), "categorie"),
        (('"04"', '"99"'), "eenheid"),
        (('"inspanning"', '"inspanningsgericht"'), "variant"),
        (("8724", "87.24"), "tarief"),
        (("8724", "true"), "tarief"),
        (("8724", "-1"), "tarief"),
        (("8724", "100000000"), "tarief"),
        (("8724", f"0x{'f' * 5000}"), "tarief"),
        (("van = 2025-01-01", "van = 2025-01-01T00:00:00"), "van"),
        (("van = 2025-01-01", 'van = "januari"'), "van"),
        (("van = 2025-01-01", 'van = "2025-02-30"'), "van"),
        (("2025-12-31", "2024-12-31"), "tot"),
        (("tot =", "tott ="), "tott"),
        (("tarief = 8724\n", ""), "tarief"),
        (('variant = "inspanning"\n', ""), "variant"),
    ],
)
def test_faulty_cell_of_toml_is_named_with_table_and_line(wrong: tuple[str, str], veld: str) -> None:
    assert wrong[0] in TOML
    assert fields(refused(read_toml, TOML.replace(*wrong))) == [("product 1 (regel 2)", veld)]


@pytest.mark.parametrize(
    ("wrong", "veld"),
    [
        (("jw", "JW"), "wet"),
        (("0384", "384"), "gemeente"),
        (("65656055", "6565605"), "aanbieder"),
        (("8724", '"87,24"'), "tarief"),
        (("8724", "8724.0"), "tarief"),
        (("8724", "²"), "tarief"),
        (("2025-01-01", "01/01/2025"), "van"),
        (("2025-01-01", "31-2-2025"), "van"),
        (("2025-01-01", ""), "van"),
        (("0384", ""), "gemeente"),
    ],
)
def test_faulty_cell_of_csv_is_named_with_its_line(wrong: tuple[str, str], veld: str) -> None:
    assert fields(refused(read_csv, f"{HEAD}\n{ROW.replace(*wrong)}\n")) == [("regel 2", veld)]


def test_all_faults_of_all_rows_are_said_at_once() -> None:
    rows = [ROW.replace("0384", "384").replace("8724", "veel"), ROW, ROW.replace("04,", "99,"), ROW]
    found = refused(read_csv, "\n".join((HEAD, *rows)))
    assert fields(found) == [("regel 2", "gemeente"), ("regel 2", "tarief"), ("regel 4", "eenheid"), ("regel 5", "van")]


def test_fault_says_the_value_what_is_asked_and_what_to_do() -> None:
    (found,) = refused(read_csv, f"{HEAD}\n{ROW.replace('0384', '384')}")
    assert str(found) == (
        "regel 2, gemeente: “384” is geweigerd: gemeentecode is vier cijfers. Vul de code met voorloopnullen in."
    )


def test_line_is_the_one_on_which_the_row_begins() -> None:
    found = refused(read_csv, f'{HEAD}\n\n"jw\nx"{ROW.removeprefix("jw")}\n{ROW.replace("jw", "x")}\n')
    assert fields(found) == [("regel 3", "wet"), ("regel 5", "wet")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEAD.replace("gemeente", "gemeenten"), [("kopregel", "gemeenten"), ("kopregel", "gemeente")]),
        (HEAD.replace("eenheid", "code"), [("kopregel", "code"), ("kopregel", "eenheid")]),
        (HEAD.replace("tot", "tott"), [("kopregel", "tott")]),
    ],
)
def test_wrong_head_is_said_once(head: str, expected: list[tuple[str, str]]) -> None:
    assert fields(refused(read_csv, f"{head}\n{ROW}\n{ROW.replace('04,', '16,')}\n")) == expected


def test_row_that_is_longer_than_the_head_is_refused() -> None:
    assert fields(refused(read_csv, f"{HEAD}\n{ROW},extra\n")) == [("regel 2", "")]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_csv_without_a_head_is_refused(text: str) -> None:
    assert "kopregel ontbreekt" in str(refused(read_csv, text)[0])


@pytest.mark.parametrize("read", [read_csv, read_toml])
def test_file_that_is_no_utf8_is_refused(read: Callable[[bytes], Afspraken]) -> None:
    assert "UTF-8" in str(refused(read, "wet,ë".encode("latin-1"))[0])


def test_broken_quotes_are_refused_with_their_line() -> None:
    assert fields(refused(read_csv, f'{HEAD}\n{ROW}\n"jw"x,\n')) == [("regel 3", "")]


@pytest.mark.parametrize(
    ("text", "plaats"),
    [
        ('[[product]]\nwet = "jw"\ngemeente = 0384\n', "regel 3, teken 13"),
        ("[[product]]\nvan = 2025-02-30\n", "regel 2, teken 7"),
        ("x = " + "[" * 5000, ""),
        (f"[[product]]\ntarief = {'9' * 5000}", ""),
    ],
)
def test_what_is_no_toml_is_refused_where_it_goes_wrong(text: str, plaats: str) -> None:
    assert fields(refused(read_toml, text)) == [(plaats, "")]


@pytest.mark.parametrize("text", ["product = 1", "product = [1]", '[product]\nwet = "jw"'])
def test_toml_without_tables_of_products_is_refused(text: str) -> None:
    assert fields(refused(read_toml, text)) == [("", "product")]


def test_anything_beside_the_products_is_refused() -> None:
    assert fields(refused(read_toml, f'versie = "1"\n{TOML}')) == [("", "versie")]


def test_line_is_left_out_where_it_is_not_certain() -> None:
    inline = 'product = [{ wet = "x" }]'
    assert {bezwaar.plaats for bezwaar in refused(read_toml, inline)} == {"product 1"}
    quoted = "x = '''\n[[product]]\n'''\n" + TOML.replace("0384", "384")
    assert fields(refused(read_toml, quoted)) == [("", "x"), ("product 1", "gemeente")]


def test_overlap_in_a_file_names_both_rows() -> None:
    later = TOML.replace("van = 2025-01-01", "van = 2025-07-01")
    (found,) = refused(read_toml, TOML + later)
    assert (found.plaats, found.veld) == ("product 2 (regel 14)", "van")
    assert "product 1 (regel 2)" in found.tekst


# Read


def test_published_form_is_read() -> None:
    assert read_toml(TOML.encode()).regels == (afspraak(),)
    assert read_csv(f"{HEAD}\n{ROW}\n".encode()).regels == (afspraak(),)


def test_example_of_the_published_interface_is_read() -> None:
    text = shared("ontwerp", "interfaces.md").read_text(encoding="utf-8")
    assert read_toml(text.partition("```toml\n")[2].partition("```")[0].encode()).regels == (afspraak(),)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheet_of_a_dutch_office_is_read(separator: str) -> None:
    text = (
        f"\ufeff{HEAD}\r\n{ROW}\r\n".replace(",", separator).replace("2025-01-01", "1-1-2025").replace("2025-12-31", "31-12-2025")
    )
    assert read_csv(text.encode()).regels == (afspraak(),)


def test_order_of_columns_and_spaces_around_codes_do_not_matter() -> None:
    text = "van,wet,gemeente,categorie,code,eenheid,variant,tarief\n2025-01-01, jw , 0384,45,45A04 , 04,inspanning, 8724\n"
    assert read_csv(text.encode()).regels == (afspraak(aanbieder=None, tot=None),)


def test_file_without_products_holds_no_agreements() -> None:
    assert read_toml(b"# niets afgesproken\n").regels == ()
    assert read_csv(HEAD.encode()).regels == ()


def test_suffix_tells_how_to_read() -> None:
    assert READERS[".csv"](f"{HEAD}\n{ROW}".encode()) == READERS[".toml"](TOML.encode())


# Written


def test_written_as_the_interface_promises() -> None:
    written = write_toml(Afspraken([afspraak(), afspraak(aanbieder=None, eenheid="83", variant="output", tarief=None, tot=None)]))
    general = TOML.replace('aanbieder = "65656055"\n', "").replace("tarief = 8724\n", "").replace("tot = 2025-12-31\n", "")
    general = general.replace('"04"', '"83"').replace('"inspanning"', '"output"')
    assert written.decode() == TOML.lstrip() + general
    assert write_csv(Afspraken([afspraak()])).decode() == f"{HEAD}\r\n{ROW}\r\n"


def test_columns_are_the_fields_of_an_agreement() -> None:
    assert tuple(kolom.naam for kolom in KOLOMMEN) == Afspraak.__struct_fields__


def test_special_columns_are_read_as_people_write_them() -> None:
    head = f"{HEAD},alleen_registratie,maximum_tarief,helften,declarabele_afwezigheid"
    rows = "\n".join(f"{ROW.replace('45A04', code)},{cells}" for code, cells in (("45A04", "ja,nee,,"), ("45A05", ",ja,nee,3")))
    first, second = read_csv(f"{head}\n{rows}\n".encode()).regels
    assert first == afspraak(alleen_registratie=True)
    assert second == afspraak(code="45A05", maximum_tarief=True, declarabele_afwezigheid=3)
    toml = f"{TOML}maximum_tarief = true\nhelften = false\ndeclarabele_afwezigheid = 3\n"
    assert read_toml(toml.encode()).regels == (afspraak(maximum_tarief=True, declarabele_afwezigheid=3),)


def test_special_columns_are_written_only_when_some_row_fills_them() -> None:
    held = Afspraken([afspraak(), afspraak(code="45A05", maximum_tarief=True, declarabele_afwezigheid=0)])
    head, plain, special, *_ = write_csv(held).decode().split("\r\n")
    assert head == f"{HEAD},maximum_tarief,declarabele_afwezigheid"
    assert plain == f"{ROW},,"
    assert special == f"{ROW.replace('45A04', '45A05')},ja,0"
    assert write_toml(held).decode().endswith("maximum_tarief = true\ndeclarabele_afwezigheid = 0\n")


@pytest.mark.parametrize(
    ("cells", "veld"),
    [
        ("misschien,,,", "alleen_registratie"),
        (",1,,", "maximum_tarief"),
        (",,,-1", "declarabele_afwezigheid"),
        (",,,1000", "declarabele_afwezigheid"),
    ],
)
def test_special_cell_that_is_no_answer_is_refused(cells: str, veld: str) -> None:
    head = f"{HEAD},alleen_registratie,maximum_tarief,helften,declarabele_afwezigheid"
    assert fields(refused(read_csv, f"{head}\n{ROW},{cells}\n")) == [("regel 2", veld)]


@searching(150)
@given(lists())
def test_what_is_written_is_read_again(rows: list[Afspraak]) -> None:
    held = Afspraken(rows)
    assert read_toml(write_toml(held)) == held
    assert read_csv(write_csv(held)) == held


def test_amounts_and_dates_at_their_edges_come_back() -> None:
    held = Afspraken([afspraak(tarief=0, van=date.min, tot=date.max), afspraak(tarief=99_999_999, gemeente="0000")])
    assert read_toml(write_toml(held)) == read_csv(write_csv(held)) == held
