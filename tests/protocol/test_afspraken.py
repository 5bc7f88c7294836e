"""What holds between a municipality and a provider on a day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overeengekomen import AANBIEDER, EERSTE, GEMEENTE, LAATSTE, afspraak

from ketenwerk.protocol.afspraken import Afspraak, Afspraken, objections, overlaps
from strategies import searching

ANDER = "12345678"
PRODUCT = ("45", "45A04")
JUNI = date(2025, 6, 15)


def tarief(held: Afspraken, on: date = JUNI, aanbieder: str = AANBIEDER, eenheid: str = "04") -> int | None:
    return held.tarief("jw", GEMEENTE, aanbieder, PRODUCT, eenheid, on)


# Nothing holds


@pytest.mark.parametrize(
    "asked",
    [
        ("wmo", GEMEENTE, AANBIEDER, JUNI),
        ("jw", "0200", AANBIEDER, JUNI),
        ("jw", GEMEENTE, ANDER, JUNI),
        ("jw", GEMEENTE, AANBIEDER, date(2024, 12, 31)),
        ("jw", GEMEENTE, AANBIEDER, date(2026, 1, 1)),
    ],
)
def test_another_law_party_or_day_has_no_products(asked: tuple[Any, ...]) -> None:
    assert Afspraken([afspraak()]).producten(*asked) == ()


def test_tariff_of_another_unit_or_product_is_unknown() -> None:
    held = Afspraken([afspraak()])
    assert tarief(held, eenheid="16") is None
    assert held.tarief("jw", GEMEENTE, AANBIEDER, ("45", "45A05"), "04", JUNI) is None
    assert held.tarief("jw", GEMEENTE, AANBIEDER, ("50", "45A04"), "04", JUNI) is None


def test_own_agreement_on_a_product_replaces_the_general_one_whatever_its_unit() -> None:
    held = Afspraken([afspraak(aanbieder=None), afspraak(eenheid="16", tarief=30000)])
    assert [(regel.eenheid, regel.tarief) for regel in held.producten("jw", GEMEENTE, AANBIEDER, JUNI)] == [("16", 30000)]
    assert tarief(held) is None
    assert tarief(held, eenheid="16") == 30000


# Something holds


@pytest.mark.parametrize("on", [EERSTE, LAATSTE])
def test_first_and_last_day_are_included(on: date) -> None:
    assert Afspraken([afspraak()]).producten("jw", GEMEENTE, AANBIEDER, on) == (afspraak(),)


def test_agreement_without_end_is_open() -> None:
    assert tarief(Afspraken([afspraak(tot=None)]), date.max) == 8724


def test_general_agreement_is_for_every_provider() -> None:
    held = Afspraken([afspraak(aanbieder=None)])
    assert tarief(held, aanbieder=ANDER) == tarief(held, aanbieder=AANBIEDER) == 8724


def test_own_agreement_goes_before_the_general_one_while_it_holds() -> None:
    held = Afspraken([afspraak(aanbieder=None, tarief=8000, tot=None), afspraak(tarief=9000)])
    assert tarief(held) == 9000
    assert tarief(held, aanbieder=ANDER) == 8000
    assert tarief(held, date(2026, 1, 1)) == 8000


def test_own_agreement_leaves_general_ones_on_other_products() -> None:
    other = afspraak(aanbieder=None, code="45A05")
    held = Afspraken([other, afspraak(aanbieder=None), afspraak(tarief=9000)])
    assert held.producten("jw", GEMEENTE, AANBIEDER, JUNI) == (afspraak(tarief=9000), other)


def test_tariff_follows_the_year() -> None:
    held = Afspraken([afspraak(), afspraak(van=date(2026, 1, 1), tot=None, tarief=9000)])
    assert [tarief(held, on) for on in (LAATSTE, date(2026, 1, 1))] == [8724, 9000]


def test_where_rows_overlap_all_the_same_the_one_that_began_last_goes_first() -> None:
    older, newer = afspraak(), afspraak(van=date(2025, 6, 1), tarief=9000)
    for rows in ([older, newer], [newer, older]):
        held = Afspraken(rows)
        assert held.producten("jw", GEMEENTE, AANBIEDER, JUNI) == (newer, older)
        assert tarief(held) == 9000


def test_product_has_a_row_per_agreed_unit() -> None:
    held = Afspraken([afspraak(), afspraak(eenheid="16", tarief=30000)])
    assert {regel.eenheid for regel in held.product("jw", GEMEENTE, AANBIEDER, PRODUCT, JUNI)} == {"04", "16"}


def test_task_is_not_accounted_for_per_client() -> None:
    assert not afspraak(variant="taak").per_client
    assert afspraak(variant="output", eenheid="82").per_client


def test_what_is_only_registered_is_not_claimed_per_client() -> None:
    assert not afspraak(alleen_registratie=True).per_client


def test_piece_of_an_arrangement_in_halves_costs_half_of_it() -> None:
    halves = {"eenheid": "84", "tarief": 400000}
    assert (afspraak(**halves, helften=True).stuktarief, afspraak(**halves).stuktarief) == (200000, 400000)
    assert afspraak(variant="output", eenheid="83", tarief=None).stuktarief is None


def test_equal_when_they_hold_the_same() -> None:
    assert Afspraken([afspraak()]) == Afspraken([afspraak()])
    assert hash(Afspraken([afspraak()])) == hash(Afspraken([afspraak()]))
    assert Afspraken([afspraak()]) != Afspraken([])
    assert Afspraken([]) != ()
    assert repr(Afspraken([afspraak()])) == "Afspraken(1 regels)"


_ROWS = st.lists(
    st.builds(
        afspraak,
        aanbieder=st.sampled_from([None, AANBIEDER, ANDER]),
        code=st.sampled_from(["45A04", "45A05"]),
        eenheid=st.sampled_from(["04", "16"]),
        van=st.integers(1, 5).map(lambda day: date(2025, 1, day)),
        tot=st.none() | st.integers(1, 7).map(lambda day: date(2025, 1, day)),
    ),
    max_size=8,
)


@searching(200)
@given(_ROWS, st.integers(1, 8).map(lambda day: date(2025, 1, day)), st.sampled_from([AANBIEDER, ANDER, "99999999"]))
def test_index_finds_what_a_search_through_all_rows_finds(rows: list[Afspraak], on: date, aanbieder: str) -> None:
    def valid(regel: Afspraak) -> bool:
        return regel.van <= on and (regel.tot is None or on <= regel.tot)

    own = [regel for regel in rows if regel.aanbieder == aanbieder and valid(regel)]
    taken = {regel.code for regel in own}
    expected = own + [regel for regel in rows if regel.aanbieder is None and valid(regel) and regel.code not in taken]
    held = Afspraken(rows)
    found = held.producten("jw", GEMEENTE, aanbieder, on)
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    for code in ("45A04", "45A05"):
        of_code = held.product("jw", GEMEENTE, aanbieder, ("45", code), on)
        assert of_code == tuple(regel for regel in found if regel.code == code)


# What is wrong with an agreement


@pytest.mark.parametrize(
    ("changed", "veld"),
    [
        ({"categorie": "99"}, "categorie"),
        ({"wet": "wmo"}, "categorie"),
        ({"eenheid": "99"}, "eenheid"),
        ({"eenheid": "82"}, "eenheid"),
        ({"variant": "output"}, "eenheid"),
        ({"variant": "output", "eenheid": "83"}, "tarief"),
        ({"tarief": None}, "tarief"),
        ({"tot": date(2024, 12, 31)}, "tot"),
        ({"helften": True}, "helften"),
        ({"helften": True, "eenheid": "14"}, "helften"),
        ({"helften": True, "eenheid": "84", "tarief": 400001}, "tarief"),
        ({"maximum_tarief": True, "eenheid": "83", "variant": "output", "tarief": None}, "maximum_tarief"),
        ({"alleen_registratie": True, "maximum_tarief": True}, "maximum_tarief"),
        ({"alleen_registratie": True, "declarabele_afwezigheid": 3}, "declarabele_afwezigheid"),
        ({"variant": "taak", "alleen_registratie": True}, "alleen_registratie"),
        ({"variant": "taak", "declarabele_afwezigheid": 0}, "declarabele_afwezigheid"),
    ],
)
def test_faulty_agreement_is_refused_at_its_field(changed: dict[str, Any], veld: str) -> None:
    (found,) = objections(afspraak(**changed), "regel 2")
    assert (found.veld, found.plaats, found.blokkeert) == (veld, "regel 2", True)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"variant": "output", "eenheid": "83", "tarief": None},
        {"variant": "output", "eenheid": "82"},
        {"variant": "taak", "tarief": None},
        {"tarief": 0},
        {"tot": EERSTE},
        {"wet": "wmo", "categorie": "15"},
        {"helften": True, "eenheid": "84", "tarief": 400000},
        {"helften": True, "eenheid": "82", "variant": "output", "tarief": 400000},
        {"maximum_tarief": True},
        {"maximum_tarief": True, "tarief": None},
        {"alleen_registratie": True, "tarief": None},
        {"alleen_registratie": True, "declarabele_afwezigheid": 0},
        {"declarabele_afwezigheid": 3},
    ],
)
def test_sound_agreement_has_no_objection(changed: dict[str, Any]) -> None:
    assert list(objections(afspraak(**changed))) == []


def test_second_tariff_for_the_same_day_is_reported_with_both_places() -> None:
    again = afspraak(tarief=9000, van=LAATSTE, tot=None)
    (found,) = overlaps([("regel 2", again), ("regel 3", afspraak())])
    assert found.plaats == "regel 2"
    assert "(regel 3)" in found.tekst
    assert "45A04" in found.tekst
    assert found.blokkeert


@pytest.mark.parametrize(
    "changed",
    [
        {"van": date(2026, 1, 1), "tot": None},
        {"aanbieder": None},
        {"aanbieder": ANDER},
        {"code": "45A05"},
        {"eenheid": "16"},
        {"gemeente": "0200"},
        {"wet": "wmo"},
    ],
)
def test_agreement_on_something_else_does_not_overlap(changed: dict[str, Any]) -> None:
    assert list(overlaps([("", afspraak()), ("", afspraak(**changed))])) == []
