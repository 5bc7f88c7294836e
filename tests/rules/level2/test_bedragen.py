"""Amounts and tariffs of a claim (323), and of its answer (325)."""

from typing import Any

import pytest
from cases import Case, case, expand

from builders import (
    OTHER_BSN,
    afgewezen,
    bedrag,
    bericht323,
    bericht325,
    client323,
    client325,
    prestatie,
    referentie,
    totaal,
)
from ketenwerk.rules.level2.geld import written
from ketenwerk.standard.basis import BedragMetDC, Bericht, TotaalBedragMetDC
from ketenwerk.standard.types import Wet

LINE = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"
CREDIT_OF_NOTHING = TotaalBedragMetDC(totaal_bedrag=0, debet_credit="C")


def one_line(wet: Wet, **changes: Any) -> Bericht:
    return bericht323(wet, client323(prestatie(wet, **changes)))


def in_euros(wet: Wet, volume: int, amount: int, **changes: Any) -> Bericht:
    return one_line(wet, eenheid="83", product_tarief=None, geleverd_volume=volume, ingediend_bedrag=bedrag(amount), **changes)


def lines(wet: Wet, *amounts: int, total: int) -> Bericht:
    """A claim with a line per amount over two clients; what is taken back was claimed before."""
    made = [
        prestatie(
            wet,
            product_referentie=referentie(f"RN{n}", f"OUD{n}" if amount < 0 else None),
            toewijzing_nummer=n,
            ingediend_bedrag=bedrag(amount),
        )
        for n, amount in enumerate(amounts)
    ]
    clienten = client323(made[0]), client323(*made[1:], bsn=OTHER_BSN)
    return bericht323(wet, *clienten, totaal_ingediend_bedrag=totaal(total))


TOTAL = "Declaratie/TotaalIngediendBedrag"
CASES = [
    # CD087
    *(
        case(
            "CD087",
            f"unit {e} without tariff",
            lambda wet, e=e: one_line(wet, eenheid=e, product_tarief=None),
            finds=[f"CD087 {LINE}/ProductTarief"],
        )
        for e in ("01", "04", "14", "16", "82", "84")
    ),
    *(
        case("CD087", f"unit {e} with tariff", lambda wet, e=e: one_line(wet, eenheid=e))
        for e in ("01", "04", "14", "16", "82", "84")
    ),
    case("CD087", "tariff of nothing", lambda wet: one_line(wet, product_tarief=0)),
    case(
        "CD087",
        "euros with tariff",
        lambda wet: one_line(wet, eenheid="83", product_tarief=100, geleverd_volume=5000),
        finds=[f"CD087 {LINE}/ProductTarief"],
        found="100",
    ),
    case("CD087", "euros without tariff", lambda wet: in_euros(wet, 5000, 5000)),
    # CS339
    case(
        "CS339",
        "a cent more",
        lambda wet: in_euros(wet, 20000, 20001),
        finds=[f"CS339 {LINE}/IngediendBedrag"],
        found="20001",
        expected="20000",
    ),
    case("CS339", "a cent less", lambda wet: in_euros(wet, 20000, 19999), finds=[f"CS339 {LINE}/IngediendBedrag"]),
    case("CS339", "equal", lambda wet: in_euros(wet, 20000, 20000)),
    case(
        "CS339",
        "equal, taken back",
        lambda wet: in_euros(wet, 20000, -20000, product_referentie=referentie("RN2", "RN1")),
    ),
    case("CS339", "another unit", lambda wet: one_line(wet, geleverd_volume=1)),
    # CS325
    case(
        "CS325",
        "323, line of nothing as credit",
        lambda wet: one_line(
            wet, ingediend_bedrag=BedragMetDC(bedrag=0, debet_credit="C"), product_referentie=referentie("RN2", "RN1")
        ),
        finds=[f"CS325 {LINE}/IngediendBedrag/DebetCredit"],
        found="C",
        expected="D",
    ),
    case("CS325", "323, line of nothing as debit", lambda wet: one_line(wet, ingediend_bedrag=bedrag(0))),
    case(
        "CS325",
        "323, line of a cent as credit",
        lambda wet: one_line(wet, ingediend_bedrag=bedrag(-1), product_referentie=referentie("RN2", "RN1")),
    ),
    case(
        "CS325",
        "323, total of nothing as credit",
        lambda wet: bericht323(
            wet, client323(prestatie(wet, ingediend_bedrag=bedrag(0))), totaal_ingediend_bedrag=CREDIT_OF_NOTHING
        ),
        finds=["CS325 Declaratie/TotaalIngediendBedrag/DebetCredit"],
    ),
    case(
        "CS325",
        "325, both totals and a line of nothing as credit",
        lambda wet: bericht325(
            wet,
            client325(
                afgewezen(
                    wet, ingediend_bedrag=BedragMetDC(bedrag=0, debet_credit="C"), product_referentie=referentie("RN2", "RN1")
                )
            ),
            totaal_ingediend_bedrag=CREDIT_OF_NOTHING,
            totaal_toegekend_bedrag=CREDIT_OF_NOTHING,
        ),
        finds=[
            "CS325 DeclaratieAntwoord/TotaalIngediendBedrag/DebetCredit",
            "CS325 DeclaratieAntwoord/TotaalToegekendBedrag/DebetCredit",
            "CS325 DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/IngediendBedrag/DebetCredit",
        ],
    ),
    case("CS325", "325, nothing granted as debit", lambda wet: bericht325(wet, ingediend=5000)),
    # TR358
    case(
        "TR358",
        "a cent too much",
        lambda wet: lines(wet, 5000, 24000, total=29001),
        finds=[f"TR358 {TOTAL}"],
        found="29001 D",
        expected="29000 D",
    ),
    case("TR358", "a cent too little", lambda wet: lines(wet, 5000, 24000, total=28999), finds=[f"TR358 {TOTAL}"]),
    case("TR358", "right", lambda wet: lines(wet, 5000, 24000, total=29000)),
    case("TR358", "taken back is subtracted", lambda wet: lines(wet, 3750, -5000, total=-1250)),
    case(
        "TR358",
        "taken back is added",
        lambda wet: lines(wet, 3750, -5000, total=8750),
        finds=[f"TR358 {TOTAL}"],
        found="8750 D",
        expected="1250 C",
    ),
    case("TR358", "right amount, wrong side", lambda wet: lines(wet, 3750, -5000, total=1250), finds=[f"TR358 {TOTAL}"]),
    case("TR358", "adds up to nothing", lambda wet: lines(wet, 5000, -5000, total=0)),
    # Nothing is nothing: how it is written is another rule.
    case(
        "TR358",
        "nothing as credit",
        lambda wet: bericht323(
            wet, client323(prestatie(wet, ingediend_bedrag=bedrag(0))), totaal_ingediend_bedrag=CREDIT_OF_NOTHING
        ),
        finds=[f"CS325 {TOTAL}/DebetCredit"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_bedragen(row: Case, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.parametrize(("amount", "text"), [(5000, "5000 D"), (0, "0 D"), (-1, "1 C")])
def test_an_amount_is_written_with_its_side(amount: int, text: str) -> None:
    assert written(amount) == text
