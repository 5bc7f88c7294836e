"""Lines of a claim that point at each other, or say the same twice."""

from typing import Any

import pytest
from cases import Case, case, expand

from builders import (
    OTHER_BSN,
    OTHER_CODE,
    afgewezen,
    bedrag,
    bericht323,
    bericht325,
    client323,
    client325,
    periode,
    prestatie,
    referentie,
)
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

LINES = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie"
VORIG = "ProductReferentie/VorigReferentieNummer"


def debit(wet: Wet, nummer: str = "RN1", **changes: Any) -> m323.Prestatie:
    return prestatie(wet, product_referentie=referentie(nummer), **changes)


def credit(wet: Wet, nummer: str, vorig: str | None, **changes: Any) -> m323.Prestatie:
    return prestatie(wet, product_referentie=referentie(nummer, vorig), ingediend_bedrag=bedrag(-5000), **changes)


def claim(wet: Wet, *lines: m323.Prestatie) -> Bericht:
    return bericht323(wet, client323(*lines))


def two_clients(wet: Wet, one: m323.Prestatie, other: m323.Prestatie) -> Bericht:
    return bericht323(wet, client323(one), client323(other, bsn=OTHER_BSN))


SECOND_CLIENT = "Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]"

CASES = [
    # CD060
    case(
        "CD060",
        "323, credit without earlier",
        lambda wet: claim(wet, credit(wet, "RN1", None)),
        finds=[f"CD060 {LINES}[1]/{VORIG}"],
    ),
    case(
        "CD060",
        "323, debit with earlier",
        lambda wet: claim(wet, prestatie(wet, product_referentie=referentie("RN2", "RN1"))),
        finds=[f"CD060 {LINES}[1]/{VORIG}"],
        found="RN1",
    ),
    case("CD060", "323, credit with earlier", lambda wet: claim(wet, credit(wet, "RN2", "RN1"))),
    case("CD060", "323, debit without earlier", lambda wet: claim(wet, debit(wet))),
    case(
        "CD060",
        "325, credit without earlier",
        lambda wet: bericht325(wet, client325(afgewezen(wet, ingediend_bedrag=bedrag(-5000)))),
        finds=[f"CD060 DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/{VORIG}"],
    ),
    case(
        "CD060",
        "325, credit with earlier",
        lambda wet: bericht325(
            wet, client325(afgewezen(wet, ingediend_bedrag=bedrag(-5000), product_referentie=referentie("RN2", "RN1")))
        ),
    ),
    # TR315
    case(
        "TR315",
        "taken back twice",
        lambda wet: claim(wet, credit(wet, "RN2", "RN1"), credit(wet, "RN3", "RN1")),
        finds=[f"TR315 {LINES}[2]/{VORIG}"],
        found="RN1",
        expected="!= Client[1]/Prestatie[1]",
    ),
    case(
        "TR315",
        "taken back three times",
        lambda wet: claim(wet, debit(wet, "RN9"), *(credit(wet, f"RN{n}", "RN1") for n in (2, 3, 4))),
        finds=[f"TR315 {LINES}[3]/{VORIG}", f"TR315 {LINES}[4]/{VORIG}"],
        found="RN1",
        expected="!= Client[1]/Prestatie[2]",
    ),
    case(
        "TR315",
        "taken back under two clients",
        lambda wet: two_clients(wet, credit(wet, "RN2", "RN1"), credit(wet, "RN3", "RN1")),
        finds=[f"TR315 {SECOND_CLIENT}/{VORIG}"],
    ),
    case("TR315", "two taken back", lambda wet: claim(wet, credit(wet, "RN3", "RN1"), credit(wet, "RN4", "RN2"))),
    case("TR315", "capitals differ", lambda wet: claim(wet, credit(wet, "RN3", "RN1"), credit(wet, "RN4", "rn1"))),
    # TR316
    case(
        "TR316",
        "claimed and taken back",
        lambda wet: claim(wet, debit(wet, "RN1"), credit(wet, "RN2", "RN1")),
        finds=[f"TR316 {LINES}[2]/{VORIG}"],
        found="RN1",
        expected="!= Client[1]/Prestatie[1]",
    ),
    case(
        "TR316",
        "taken back and then claimed",
        lambda wet: claim(wet, credit(wet, "RN2", "RN1"), debit(wet, "RN1")),
        finds=[f"TR316 {LINES}[1]/{VORIG}"],
        found="RN1",
        expected="!= Client[1]/Prestatie[2]",
    ),
    case("TR316", "takes itself back", lambda wet: claim(wet, credit(wet, "RN1", "RN1")), finds=[f"TR316 {LINES}[1]/{VORIG}"]),
    case(
        "TR316",
        "under another client",
        lambda wet: two_clients(wet, debit(wet, "RN1"), credit(wet, "RN2", "RN1")),
        finds=[f"TR316 {SECOND_CLIENT}/{VORIG}"],
    ),
    case(
        "TR316",
        "takes back a taking back",
        lambda wet: claim(wet, credit(wet, "RN2", "RN1"), credit(wet, "RN3", "RN2")),
        finds=[f"TR316 {LINES}[2]/{VORIG}"],
    ),
    case("TR316", "an earlier one, and claimed anew", lambda wet: claim(wet, credit(wet, "RN2", "RN1"), debit(wet, "RN3"))),
    # TR416
    case(
        "TR416",
        "claimed twice",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2")),
        finds=[f"TR416 {LINES}[2]"],
        found="ToewijzingNummer 300201",
        expected="!= Client[1]/Prestatie[1]",
    ),
    case(
        "TR416",
        "claimed three times",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2"), debit(wet, "RN3")),
        finds=[f"TR416 {LINES}[2]", f"TR416 {LINES}[3]"],
    ),
    case(
        "TR416",
        "under two clients",
        lambda wet: two_clients(wet, debit(wet, "RN1"), debit(wet, "RN2")),
        finds=[f"TR416 {SECOND_CLIENT}"],
    ),
    case(
        "TR416",
        "volume and unit do not matter",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", geleverd_volume=1, eenheid="01", product_tarief=5)),
        finds=[f"TR416 {LINES}[2]"],
    ),
    case("TR416", "a credit beside a debit", lambda wet: claim(wet, credit(wet, "RN2", "RN1"), debit(wet, "RN3"))),
    case("TR416", "two credits", lambda wet: claim(wet, credit(wet, "RN3", "RN1"), credit(wet, "RN4", "RN2"))),
    case("TR416", "another assignment", lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", toewijzing_nummer=300202))),
    case("TR416", "another code", lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", product_code=OTHER_CODE[wet]))),
    case(
        "TR416",
        "another category",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", product_categorie="46" if wet == "jw" else "08")),
    ),
    case(
        "TR416",
        "another end",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", product_periode=periode("2026-04-01", "2026-04-29"))),
    ),
    case(
        "TR416",
        "another begin",
        lambda wet: claim(wet, debit(wet, "RN1"), debit(wet, "RN2", product_periode=periode("2026-04-02", "2026-04-30"))),
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_referenties(row: Case, wet: Wet) -> None:
    row.check(wet)
