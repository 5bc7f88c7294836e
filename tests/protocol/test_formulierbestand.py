"""The provider form as a document: nothing is lost on the way out and in, and what is wrong is all said."""

import tomllib
from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from ingevuld import formulieren, volledig

from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.protocol.formulierbestand import read_csv, read_toml, write_csv, write_toml
from ketenwerk.protocol.velden import VELDEN
from strategies import searching

HEAD = "sleutel,locatie,antwoord"
BOTH = pytest.mark.parametrize(("write", "read"), [(write_toml, read_toml), (write_csv, read_csv)])
Write = Callable[[Formulier], bytes]
Read = Callable[[bytes], Formulier]


def refused(read: Read, *lines: str) -> list[tuple[str, str]]:
    with pytest.raises(Onleesbaar) as caught:
        read("\n".join(lines).encode())
    return [(bezwaar.plaats, bezwaar.veld) for bezwaar in caught.value.bezwaren]


# Refused


def test_all_faults_of_a_toml_document_are_said() -> None:
    faulty = (
        "agb = [1]",
        "kvk = true",
        "onzin = 1",
        "corr_gelijk = 'misschien'",
        "contract_start = '31-2-2025'",
        "vestiging = 'Dorpsstraat 1'",
        f"wza = 0x{'f' * 5000}",
        "iban.nummer = 'x'",
        "[[locatie]]",
        "opening = 2025",
        "kleur = 'rood'",
    )
    assert [veld for _, veld in refused(read_toml, *faulty)] == [
        "agb", "kvk", "onzin", "corr_gelijk", "contract_start", "vestiging", "wza", "iban.nummer",
        "locatie[1].opening", "locatie[1].kleur",
    ]  # fmt: skip


def test_all_faults_of_a_csv_document_are_said_with_their_lines() -> None:
    faulty = (
        HEAD,
        "agb,,12345678",
        "agb,,87654321",
        "onzin,,1",
        "contract_start,,morgen",
        "hele_gemeente,,soms",
        "locatie[].opening,een,2025-01-01",
        "locatie[].kleur,1,rood",
        ",,antwoord",
    )
    assert refused(read_csv, *faulty) == [
        ("regel 3", "agb"),
        ("regel 4", "onzin"),
        ("regel 5", "contract_start"),
        ("regel 6", "hele_gemeente"),
        ("regel 7", "locatie[].opening"),
        ("regel 8", "locatie[1].kleur"),
        ("regel 9", ""),
    ]


@pytest.mark.parametrize("text", ["locatie = 1", "locatie = ['a']", "[locatie]\nnaam = 'a'"])
def test_locations_that_are_no_tables_are_refused(text: str) -> None:
    assert [veld for _, veld in refused(read_toml, text)] == ["locatie"]


def test_bottomless_key_is_refused() -> None:
    (found,) = refused(read_toml, f"{'.'.join('a' * 5000)} = 1")
    assert found[1].startswith("a.a")


def test_complaint_does_not_quote_the_answer() -> None:
    for read, text in ((read_toml, "contract_start = 'geheim'"), (read_csv, f"{HEAD}\nhele_gemeente,,geheim")):
        with pytest.raises(Onleesbaar) as caught:
            read(text.encode())
        assert "geheim" not in str(caught.value)


# Without loss


@pytest.mark.eis("E005")
@BOTH
def test_form_with_all_62_fields_comes_back_equal(write: Write, read: Read) -> None:
    form = volledig()
    back = read(write(form))
    for veld in VELDEN:
        pairs = zip(form.locaties, back.locaties, strict=True) if veld.of_location else [(form, back)]
        for before, after in pairs:
            assert veld.answer(after) == veld.answer(before) not in ("", None), veld.sleutel
    assert back == form


@BOTH
@pytest.mark.parametrize("form", [Formulier(), Formulier(corr_gelijk=False), volledig(locaties=())])
def test_half_filled_form_comes_back_equal(write: Write, read: Read, form: Formulier) -> None:
    assert read(write(form)) == form


@searching(120)
@given(formulieren())
def test_any_form_comes_back_equal(form: Formulier) -> None:
    assert read_toml(write_toml(form)) == form
    assert read_csv(write_csv(form)) == form


# The document


def test_document_asks_every_question() -> None:
    toml, rows = write_toml(Formulier()).decode(), write_csv(Formulier()).decode()
    for veld in VELDEN:
        assert veld.vraag in toml
        assert veld.sleutel in rows
    assert rows.count("\r\n") == len(VELDEN) + 1
    assert "# contract_start =" in toml
    assert tomllib.loads(toml)["juridische_naam"] == ""


def test_rows_of_a_location_stand_together() -> None:
    rows = [row.split(",") for row in write_csv(volledig()).decode().splitlines()[1:]]
    numbers = [row[0] for row in rows if row[2].startswith("locatie")]
    assert numbers == [str(number) for number in range(38, 46)] * 2


def test_document_filled_in_by_hand_is_read() -> None:
    form = read_toml(
        b"agb = '12345678'\nkvk = 12345678\ncontract_start = '1-2-2025'\ncorr_gelijk = 'Ja'\n[vestiging]\nhuisnummer = 3\n"
    )
    assert (form.agb, form.kvk, form.contract_start, form.corr_gelijk) == ("12345678", "12345678", date(2025, 2, 1), True)
    assert form.vestiging.huisnummer == "3"
    rows = (
        "sleutel;locatie;antwoord",
        " agb ;; 12345678 ",
        "corr_gelijk;;NEE",
        "locatie[].naam;3;Zuid",
        "locatie[].naam;1;Noord",
    )
    form = read_csv("\n".join(rows).encode())
    assert (form.agb, form.corr_gelijk) == ("12345678", False)
    assert [locatie.naam for locatie in form.locaties] == ["Noord", "Zuid"]


def test_question_left_out_is_an_empty_answer() -> None:
    assert read_toml(b"") == read_csv(HEAD.encode()) == Formulier()


def test_white_space_around_an_answer_is_no_part_of_it() -> None:
    assert msgspec.structs.replace(volledig(), wza=" W-1\n") == volledig()
