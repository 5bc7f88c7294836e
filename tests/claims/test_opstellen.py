"""Lines become messages: per municipality, law and month, numbered, with totals, and good enough to be sent."""

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from zorg import (
    AFGEWEZEN,
    ANDER,
    BSN,
    GEMEENTE,
    JW,
    OP,
    XSD,
    accepted,
    afspraak,
    basis,
    booked,
    grondslag,
    levering,
    lines,
    nummering,
    opgesteld,
    prestatie,
    regel,
    signed,
)

import ketenwerk
from ketenwerk.claims.levering import Levering
from ketenwerk.claims.lijn import Handeling, Lijn, credit_van, lijn_van
from ketenwerk.claims.opstellen import REGELS_PER_BERICHT, Opmaak, declaratieperiode, opstellen
from ketenwerk.claims.periode import maand
from ketenwerk.claims.regels import Basis, regels
from ketenwerk.ledger.declaraties import Regel
from ketenwerk.messages.recognise import MAX_BYTES
from strategies import searching


def line(day: date = date(2025, 3, 1), bsn: str = BSN, **anders: object) -> Lijn:
    return lijn_van(bsn, prestatie("-", day, **anders))


def debit(day: date = date(2025, 3, 1), bsn: str = BSN, **anders: object) -> Handeling:
    return Handeling(None, line(day, bsn, **anders))


def correction(nummer: int = 1) -> Handeling:
    """Six hours become four, on an assignment of that number."""
    old = prestatie(f"OUD{nummer}", toewijzing_nummer=nummer)
    return Handeling(credit_van(BSN, old), line(volume=4, toewijzing_nummer=nummer))


# Which messages


@pytest.mark.eis("E169")
def test_three_clients_in_two_municipalities_are_two_claims() -> None:
    elsewhere = JW._replace(gemeente="0363")
    werk = {JW: [debit(), debit(bsn=ANDER, toewijzing_nummer=2)], elsewhere: [debit(bsn="999990032")]}
    made = list(opstellen(werk, {}, Opmaak(OP, nummering(), XSD)))
    receivers = [(each.bericht.header.ontvanger, [bsn for bsn, _ in lines(each.bericht)]) for each in made]
    assert receivers == [(GEMEENTE, [BSN, ANDER]), ("0363", ["999990032"])]
    for each in made:
        assert accepted(each.bericht).message == "JW323"


def test_each_month_of_care_has_a_claim_of_its_own_earliest_first() -> None:
    made = opgesteld(debit(date(2025, 5, 1)), debit(date(2025, 3, 1)), debit(date(2025, 4, 1)))
    periods = [each.bericht.declaratie.declaratie_periode for each in made]
    assert [(each.begindatum, each.einddatum) for each in periods] == [maand(date(2025, month, 1)) for month in (3, 4, 5)]


def test_month_is_whole_where_the_product_period_is_not() -> None:
    """S01: the claim is from the first of March, its line from the fourth."""
    held = grondslag(begin=date(2025, 3, 4), eind=date(2026, 3, 3))
    (made,) = opgesteld(*regels([levering(date(2025, 3, 5))], basis(held)).handelingen)
    declaratie = made.bericht.declaratie
    assert (declaratie.declaratie_periode.begindatum, declaratie.declaratie_periode.einddatum) == maand(date(2025, 3, 1))
    assert declaratie.clienten[0].prestaties[0].product_periode.begindatum == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("laatste", "expected"),
    [
        (None, date(2025, 3, 1)),
        (date(2025, 2, 1), date(2025, 3, 1)),
        (date(2025, 3, 1), date(2025, 3, 1)),
        (date(2025, 5, 1), date(2025, 5, 1)),
    ],
)
def test_late_care_goes_with_the_latest_month_claimed(laatste: date | None, expected: date) -> None:
    """IV090: March found in June is claimed with May, under its own product period."""
    (made,) = opgesteld(debit(), laatste=laatste)
    assert made.bericht.declaratie.declaratie_periode.begindatum == expected
    assert lines(made.bericht)[0][1].product_periode.begindatum == date(2025, 3, 1)
    accepted(made.bericht)


def test_late_care_and_this_month_share_the_claim_of_this_month() -> None:
    (made,) = opgesteld(debit(date(2025, 5, 1)), debit(date(2025, 3, 1)), laatste=date(2025, 5, 1))
    assert len(lines(made.bericht)) == 2


def test_day_within_the_latest_month_names_it() -> None:
    assert declaratieperiode(debit(), date(2025, 5, 17)) == maand(date(2025, 5, 1))


# What is in them


def test_credit_stands_before_the_debit_in_its_place_and_the_total_is_signed() -> None:
    (made,) = opgesteld(correction())
    assert [(each.ingediend_bedrag.debet_credit, each.geleverd_volume) for _, each in lines(made.bericht)] == [("C", 6), ("D", 4)]
    total = made.bericht.declaratie.totaal_ingediend_bedrag
    assert (total.totaal_bedrag, total.debet_credit) == (2 * 8724, "C")
    assert list(made.leveringen) == ["R2"]
    accepted(made.bericht)


def test_total_of_nothing_is_debit() -> None:
    same = Handeling(credit_van(BSN, prestatie("OUD")), line())
    (made,) = opgesteld(same)
    assert made.bericht.declaratie.totaal_ingediend_bedrag.debet_credit == "D"
    accepted(made.bericht)


def test_credit_alone_is_a_claim() -> None:
    (made,) = opgesteld(Handeling(credit_van(BSN, prestatie("OUD")), None))
    accepted(made.bericht)
    assert made.leveringen == {}


def test_euros_have_no_tariff_in_the_message() -> None:
    terms = basis(grondslag(eenheid="83", frequentie="4"), afspraken=[afspraak("83", None)])
    (made,) = opgesteld(*regels([levering(date(2025, 3, 5), 20000)], terms).handelingen)
    ((_, found),) = lines(made.bericht)
    assert (found.product_tarief, found.geleverd_volume, found.ingediend_bedrag.bedrag) == (None, 20000, 20000)
    accepted(made.bericht)


def test_every_line_and_message_has_a_number_of_its_own() -> None:
    made = opgesteld(*(debit(date(2025, month, 1)) for month in (1, 2, 3)), nummering=nummering("X"))
    assert [each.bericht.declaratie.declaratie_nummer for each in made] == ["XD1", "XD2", "XD3"]
    assert [each.bericht.header.bericht_identificatie.identificatie for each in made] == ["XB1", "XB2", "XB3"]
    assert [found.product_referentie.referentie_nummer for each in made for _, found in lines(each.bericht)] == [
        "XR1",
        "XR2",
        "XR3",
    ]


@pytest.mark.parametrize(
    "twice", [(debit(), debit()), (correction(), debit()), (correction(), Handeling(correction().credit, None))]
)
def test_the_same_is_not_claimed_or_taken_back_twice(twice: tuple[Handeling, ...]) -> None:
    with pytest.raises(ValueError, match="twice"):
        opgesteld(*twice)


# In parts


def test_claim_of_many_lines_is_divided_and_what_belongs_together_stays_together() -> None:
    werk = [correction(1), debit(toewijzing_nummer=2), correction(3), correction(4)]
    made = opgesteld(*werk, per_bericht=3)
    assert [[each.toewijzing_nummer for _, each in lines(part.bericht)] for part in made] == [[1, 1, 2], [3, 3], [4, 4]]
    assert len({part.bericht.declaratie.declaratie_nummer for part in made}) == 3
    for part in made:
        accepted(part.bericht)
    assert len(opgesteld(*werk, per_bericht=7)) == 1
    assert len(opgesteld(*werk, per_bericht=1)) == 4


def test_the_most_lines_of_the_longest_kind_fit_in_a_message() -> None:
    """Measured on some, for each line takes the same; every client then has one line."""
    longest = credit_van(BSN, prestatie("R" * 20, toewijzing_nummer=999_999_999))
    wide = msgspec.structs.replace(longest, volume=99_999_999, tarief=99_999_999, bedrag=99_999_999)
    numbers = nummering("N" * 14)
    sizes = []
    for count in (50, 100):
        werk = [Handeling(msgspec.structs.replace(wide, bsn=f"{place:09}", vorig=f"{place:020}"), None) for place in range(count)]
        (made,) = opgesteld(*werk, nummering=numbers._replace(bericht=lambda: "B" * 12, declaratie=lambda: "D" * 12))
        sizes.append(len(ketenwerk.write(made.bericht)))
    per_line = (sizes[1] - sizes[0]) / 50
    assert sizes[0] + (REGELS_PER_BERICHT - 50) * (per_line + 10) < MAX_BYTES


# Any deliveries

_DAYS = st.dates(date(2025, 1, 1), date(2025, 6, 30))
_NUMMERS = {1: BSN, 2: BSN, 3: ANDER, 4: ANDER}
_LEVERINGEN = st.lists(
    st.builds(
        lambda day, much, nummer: levering(day, much, nummer, bsn=_NUMMERS[nummer]), _DAYS, st.integers(1, 300), st.integers(1, 4)
    ),
    max_size=20,
)


def assigned(wet: str, earlier: Sequence[Regel] = (), in_minuten: bool = False) -> Basis:
    """Two assignments of either client, in hours, pieces and euros."""
    held = [
        grondslag(1),
        grondslag(2, date(2025, 2, 10), date(2025, 6, 19), eenheid="82"),
        grondslag(3, eenheid="83"),
        grondslag(4, date(2025, 3, 15), date(2025, 6, 10), frequentie="4"),
    ]
    product = {"categorie": {"jw": "45", "wmo": "07"}[wet], "code": {"jw": "45A48", "wmo": "07A48"}[wet]}
    rows = [afspraak(unit, tarief, wet=wet, **product) for unit, tarief in (("04", 8724), ("82", 5050), ("83", None))]
    known = {(_NUMMERS[each.nummer], each.nummer): structs.replace(each, **product) for each in held}
    return basis(afspraken=rows, wet=wet, ingediend=earlier, in_minuten=in_minuten, grondslagen=known)


def of_law(delivered: list[Levering], wet: str) -> list[Levering]:
    if wet == "jw":
        return delivered
    return [msgspec.structs.replace(each, categorie="07", code="07A48") for each in delivered]


@searching(60)
@given(_LEVERINGEN, st.sampled_from(["jw", "wmo"]), st.booleans(), st.integers(1, 8))
def test_claims_from_deliveries_are_accepted_and_claim_each_once(
    delivered: list[Levering], wet: str, in_minuten: bool, most: int
) -> None:
    found = regels(of_law(delivered, wet), assigned(wet, in_minuten=in_minuten))
    made = opgesteld(*found.handelingen, gesprek=JW._replace(wet=wet), per_bericht=most)
    claimed = 0
    for each in made:
        accepted(each.bericht)
        declaratie = each.bericht.declaratie
        total = sum(signed(line.ingediend_bedrag) for _, line in lines(each.bericht))
        assert signed(declaratie.totaal_ingediend_bedrag) == total
        assert each.leveringen.keys() == {line.product_referentie.referentie_nummer for _, line in lines(each.bericht)}
        claimed += sum(len(held) for held in each.leveringen.values())
    assert claimed + len(found.weggelaten) == len(delivered)


@searching(60)
@given(_LEVERINGEN, st.integers(0, 20), st.booleans())
def test_claiming_in_two_rounds_ends_where_claiming_at_once_does(delivered: list[Levering], first: int, rejected: bool) -> None:
    """The first round is granted or rejected as a whole, line by line; what then stands is what one round would have claimed."""
    one = opgesteld(*regels(delivered[:first], assigned("jw")).handelingen, nummering=nummering("A"))
    early = booked(one, staat=AFGEWEZEN if rejected else "toegekend")
    place_of = {id(held): number for each in one for number, group in each.leveringen.items() for held in group}
    known = [msgspec.structs.replace(each, regel=place_of.get(id(each))) for each in delivered]
    second = opgesteld(*regels(known, assigned("jw", early)).handelingen, nummering=nummering("B"))
    for each in second:
        accepted(each.bericht)
    standing = {(each.bsn, _content(each.prestatie)) for each in booked(second, early) if each.staand}
    at_once = opgesteld(*regels(delivered, assigned("jw")).handelingen)
    assert standing == {(each.bsn, _content(each.prestatie)) for each in booked(at_once)}


def _content(line: object) -> object:
    return msgspec.structs.replace(line, product_referentie=regel().prestatie.product_referentie)
