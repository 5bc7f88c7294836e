"""Product lists: which version holds, what a product costs on a day, what another version changes, and the file."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.protocol.productlijst import (
    DOMEINEN,
    Gewijzigd,
    Productlijst,
    Productregel,
    Verschil,
    Versie,
    chosen,
    difference,
    objections,
)
from ketenwerk.protocol.productlijstbestand import KOLOMMEN, read, write
from strategies import searching

JANUARI, JULI = date(2024, 1, 1), date(2024, 7, 1)


def regel(**changed: Any) -> Productregel:
    values: dict[str, Any] = {
        "categorie": "45",
        "code": "45A48",
        "omschrijving": "Jeugdhulp ambulant regulier",
        "eenheid": "04",
        "variant": "inspanning",
        "tarief": 8724,
        "vorm": "ambulant",
        "zwaarte": 2,
        "domeinen": ("jeugd",),
    }
    return Productregel(**(values | changed))


def versie(naam: str = "2024-01", van: date = JANUARI, *regels: Productregel, tot: date | None = None) -> Versie:
    return Versie(naam=naam, van=van, tot=tot, regels=regels or (regel(),))


def lijst(*versies: Versie, **changed: Any) -> Productlijst:
    return Productlijst(**({"naam": "mijov", "wet": "jw", "gemeenten": ("0200", "0232"), "versies": versies} | changed))


TWEE = lijst(versie(), versie("2024-07", JULI, regel(tarief=9000)))


# What does not hold


def test_before_the_first_version_nothing_holds() -> None:
    assert TWEE.versie(JANUARI - timedelta(days=1)) is None
    assert TWEE.producten(JANUARI - timedelta(days=1)) == ()


def test_version_that_ended_is_not_followed_by_an_earlier_one() -> None:
    held = lijst(versie(), versie("2024-07", JULI, tot=date(2024, 7, 31)))
    assert held.versie(date(2024, 8, 1)) is None


def test_row_outside_its_own_days_is_no_product_of_the_version() -> None:
    held = versie("2024-01", JANUARI, regel(tot=date(2024, 3, 31)), regel(code="45A53", van=JULI))
    assert [row.code for row in held.producten(date(2024, 3, 31))] == ["45A48"]
    assert held.producten(date(2024, 4, 1)) == ()
    assert [row.code for row in held.producten(JULI)] == ["45A53"]


def test_product_of_one_domain_is_refused_in_another() -> None:
    refusal = regel(domeinen=("jeugd",)).may_serve("wmo")
    assert refusal is not None
    assert refusal.blokkeert
    assert "product niet voor domein Wmo" in refusal.tekst


def test_list_of_another_law_or_region_is_not_chosen() -> None:
    assert chosen([lijst(wet="wmo"), lijst(gemeenten=("0384",))], "jw", "0200") is None


@pytest.mark.parametrize(
    ("faulty", "veld"),
    [
        (lijst(), "versie"),
        (lijst(versie(), versie("2024-07", JANUARI)), "versie_van"),
        (lijst(versie(), versie("2024-01", JULI)), "versie"),
        (lijst(versie(tot=JANUARI - timedelta(days=1))), "versie_tot"),
        (lijst(Versie(naam="leeg", van=JULI, regels=())), "code"),
        (lijst(versie("2024-01", JANUARI, regel(), regel(tarief=9000))), "code"),
        (lijst(versie("2024-01", JANUARI, regel(categorie="01"))), "categorie"),
        (lijst(versie("2024-01", JANUARI, regel(eenheid="99"))), "eenheid"),
        (lijst(versie("2024-01", JANUARI, regel(eenheid=None))), "eenheid"),
        (lijst(versie("2024-01", JANUARI, regel(van=JULI, tot=JANUARI))), "tot"),
    ],
)
def test_faulty_list_is_refused_at_its_field(faulty: Productlijst, veld: str) -> None:
    assert [bezwaar.veld for bezwaar in objections(faulty)] == [veld]


# What holds


@pytest.mark.eis("E021")
def test_tariff_of_a_month_is_that_of_the_version_in_force_then() -> None:
    june, july = (TWEE.product("45A48", on) for on in (date(2024, 6, 30), JULI))
    assert [row.tarief for row in june] == [8724]
    assert [row.tarief for row in july] == [9000]
    (row,) = june
    assert (row.categorie, row.eenheid, row.variant, row.vorm, row.zwaarte) == ("45", "04", "inspanning", "ambulant", 2)
    assert TWEE.laatste is not None
    assert TWEE.laatste.naam == "2024-07"


def test_version_holds_until_the_next_begins() -> None:
    names = [found.naam if (found := TWEE.versie(on)) else None for on in (JANUARI, JULI - timedelta(days=1), JULI, date.max)]
    assert names == ["2024-01", "2024-01", "2024-07", "2024-07"]


def test_order_of_versions_does_not_matter() -> None:
    turned = lijst(*reversed(TWEE.versies))
    assert turned.laatste == TWEE.laatste
    assert turned.versie(JANUARI) == TWEE.versie(JANUARI)
    assert lijst().laatste is None


def test_code_may_stand_in_two_categories() -> None:
    held = lijst(versie("2024-01", JANUARI, regel(), regel(categorie="50")))
    assert len(held.product("45A48", JANUARI)) == 2
    assert [row.categorie for row in held.product("45A48", JANUARI, "50")] == ["50"]


def test_integral_product_serves_every_domain_it_names() -> None:
    integral = regel(domeinen=("jeugd", "wmo"))
    assert integral.is_integraal
    assert not regel().is_integraal
    assert integral.may_serve("jeugd") is integral.may_serve("wmo") is None
    assert integral.may_serve("mobw") is not None
    assert regel(domeinen=()).may_serve("wmo") is None


def test_own_list_goes_before_the_national_one() -> None:
    national = lijst(naam="landelijk", gemeenten=())
    assert chosen([national, TWEE], "jw", "0200") == TWEE
    assert chosen([TWEE, national], "jw", "0384") == national


def test_sound_list_has_no_objection() -> None:
    assert list(objections(TWEE)) == []


# Difference


def test_difference_names_what_came_went_and_changed() -> None:
    gone, came = regel(code="45A01"), regel(code="45A53")
    old = versie("2024-01", JANUARI, regel(), gone, regel(code="45A99"))
    new = versie("2024-07", JULI, came, regel(tarief=9000), regel(code="45A99"))
    assert difference(old, new) == Verschil(
        nieuw=(came,), vervallen=(gone,), gewijzigd=(Gewijzigd(("45", "45A48"), (regel(),), (regel(tarief=9000),)),)
    )
    assert difference(old, new)


def test_order_of_rows_is_no_difference() -> None:
    one, other = regel(), regel(code="45A53")
    assert not difference(versie("a", JANUARI, one, other), versie("b", JULI, other, one))
    per_part = regel(eenheid="16")
    assert not difference(versie("a", JANUARI, one, per_part), versie("b", JULI, per_part, one))


def test_product_with_another_unit_beside_it_has_changed() -> None:
    found = difference(versie("a", JANUARI, regel()), versie("b", JULI, regel(), regel(eenheid="16")))
    assert [len(changed.nieuw) for changed in found.gewijzigd] == [2]
    assert not found.nieuw


# The file

HEAD = (
    "lijst,wet,gemeenten,versie,versie_van,versie_tot,"
    "categorie,code,omschrijving,eenheid,variant,tarief,vorm,zwaarte,domeinen,van,tot"
)
ROW = "mijov,jw,0200 0232,2024-01,2024-01-01,,45,45A48,Ambulant,04,inspanning,8724,,,jeugd,,"


def refused(*rows: str) -> list[tuple[str, str]]:
    with pytest.raises(Onleesbaar) as caught:
        read("\n".join((HEAD, *rows)).encode())
    return [(bezwaar.plaats, bezwaar.veld) for bezwaar in caught.value.bezwaren]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), [("", "")]),
        ((ROW.replace("0232", "232"),), [("regel 2", "gemeenten")]),
        ((ROW.replace("jeugd", "jeugd ggz"),), [("regel 2", "domeinen")]),
        ((ROW.replace("Ambulant", ""),), [("regel 2", "omschrijving")]),
        ((ROW, ROW.replace("mijov", "ander").replace("45A48", "45A53")), [("regel 3", "lijst")]),
        ((ROW, ROW.replace("jw", "wmo").replace("45A48", "45A53")), [("regel 3", "wet")]),
        ((ROW, ROW.replace("2024-01-01", "2024-02-01").replace("45A48", "45A53")), [("regel 3", "versie_van")]),
        ((ROW, ROW), [("versie 2024-01", "code")]),
        ((ROW.replace("8724", "x").replace("45,", "4,"), ROW.replace("jw", "x")), None),
    ],
)
def test_faulty_file_is_refused_with_all_its_faults(rows: tuple[str, ...], expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        expected = [("regel 2", "categorie"), ("regel 2", "tarief"), ("regel 3", "wet"), ("regel 3", "wet")]
    assert refused(*rows) == expected


def test_columns_are_those_of_the_list_the_version_and_the_row() -> None:
    assert ",".join(kolom.naam for kolom in KOLOMMEN) == HEAD


def test_file_of_two_versions_is_read() -> None:
    text = "\n".join((HEAD, ROW, ROW.replace("2024-01", "2024-07").replace("8724", "9000")))
    found = read(text.encode())
    assert (found.naam, found.wet, found.gemeenten) == ("mijov", "jw", ("0200", "0232"))
    assert [row.tarief for on in (date(2024, 6, 1), JULI) for row in found.product("45A48", on)] == [8724, 9000]


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30).filter(str.strip)
_DAY = st.none() | st.dates()


@st.composite
def _regels(draw: st.DrawFn) -> Productregel:
    eenheid = draw(st.none() | st.sampled_from(["01", "04", "82"]))
    van = draw(_DAY)
    return Productregel(
        categorie=draw(st.sampled_from(["45", "50"])),
        code=draw(st.from_regex("[0-9A-Z]{1,5}", fullmatch=True)),
        omschrijving=draw(_TEXT),
        eenheid=eenheid,
        variant=draw(st.sampled_from([None, "inspanning", "output", "taak"])),
        tarief=draw(st.none() | st.integers(0, 99_999_999)) if eenheid else None,
        vorm=draw(st.none() | _TEXT),
        zwaarte=draw(st.none() | st.integers(0, 99)),
        domeinen=tuple(draw(st.lists(st.sampled_from(DOMEINEN), unique=True))),
        van=van,
        tot=draw(st.none() | st.dates(van or date.min)),
    )


_VERSIES = st.builds(
    lambda naam, van, regels: Versie(naam=naam, van=van, regels=tuple(regels)),
    _TEXT,
    st.dates(),
    st.lists(_regels(), min_size=1, max_size=4, unique_by=lambda row: (row.product, row.eenheid)),
)
_LIJSTEN = st.builds(
    lambda naam, gemeenten, versies: lijst(*versies, naam=naam, gemeenten=tuple(gemeenten)),
    _TEXT,
    st.lists(st.from_regex("[0-9]{4}", fullmatch=True), max_size=3),
    st.lists(_VERSIES, min_size=1, max_size=3, unique_by=(lambda of: of.naam, lambda of: of.van)),
)


@searching(100)
@given(_LIJSTEN)
def test_what_is_written_is_read_again(held: Productlijst) -> None:
    assert read(write(held)) == held


def test_cell_that_a_spreadsheet_would_run_is_written_as_text() -> None:
    held = lijst(versie("2024-01", JANUARI, regel(omschrijving='=HYPERLINK("x")'), regel(code="45A53", omschrijving="'-streep")))
    written = write(held).decode()
    assert "\"'=HYPERLINK(" in written
    assert "''-streep" in written
    assert read(written.encode()) == held


def test_apostrophe_of_a_place_name_is_no_escape() -> None:
    held = lijst(versie("2024-01", JANUARI, regel(omschrijving="'s-Gravenhage")))
    assert ",'s-Gravenhage," in write(held).decode()
    assert read(write(held)) == held
