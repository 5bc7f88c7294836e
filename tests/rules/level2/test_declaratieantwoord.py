"""The answer to a claim: totals and what is returned say the same (TR342)."""

import pytest
from cases import Case, case, expand, findings_in

from builders import OTHER_BSN, afgewezen, bedrag, bericht325, client325, referentie, totaal
from ketenwerk.standard import m325
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

GRANTED = "DeclaratieAntwoord/TotaalToegekendBedrag"


def answer(wet: Wet, *amounts: int, ingediend: int, toegekend: int, codes: tuple[str, ...] = ("0200",)) -> Bericht:
    """An answer that returns a line per amount, over two clients when there are more than one."""
    lines = [
        afgewezen(
            wet,
            product_referentie=referentie(f"RN{n}", f"OUD{n}" if amount < 0 else None),
            toewijzing_nummer=n,
            ingediend_bedrag=bedrag(amount),
        )
        for n, amount in enumerate(amounts)
    ]
    clienten = [client325(*part, bsn=bsn) for part, bsn in ((lines[:1], "999990019"), (lines[1:], OTHER_BSN)) if part]
    return bericht325(
        wet,
        clienten=tuple(clienten),
        totaal_ingediend_bedrag=totaal(ingediend),
        totaal_toegekend_bedrag=totaal(toegekend),
        retour_codes=codes,
    )


CASES = [
    case("TR342", "some granted", lambda wet: answer(wet, 5000, 14000, 5000, ingediend=58000, toegekend=34000)),
    case(
        "TR342",
        "a cent more granted",
        lambda wet: answer(wet, 5000, 14000, 5000, ingediend=58000, toegekend=34001),
        finds=[f"TR342 {GRANTED}"],
        found="34001 D",
        expected="34000 D",
    ),
    case(
        "TR342",
        "a cent less granted",
        lambda wet: answer(wet, 5000, ingediend=58000, toegekend=52999),
        finds=[f"TR342 {GRANTED}"],
    ),
    case("TR342", "nothing returned, all granted", lambda wet: answer(wet, ingediend=58000, toegekend=58000, codes=("8001",))),
    case(
        "TR342",
        "nothing returned, not all granted",
        lambda wet: answer(wet, ingediend=58000, toegekend=57999, codes=("8001",)),
        finds=[f"TR342 {GRANTED}"],
    ),
    case("TR342", "a credit refused is subtracted", lambda wet: answer(wet, -5000, ingediend=15000, toegekend=20000)),
    case("TR342", "more taken back than granted", lambda wet: answer(wet, 5000, ingediend=-1250, toegekend=-6250)),
    case(
        "TR342",
        "wrong side",
        lambda wet: answer(wet, 5000, ingediend=-1250, toegekend=6250),
        finds=[f"TR342 {GRANTED}"],
        found="6250 D",
        expected="6250 C",
    ),
    case("TR342", "refused as a whole", lambda wet: answer(wet, ingediend=58000, toegekend=0, codes=("9333",))),
    case(
        "TR342",
        "refused as a whole, a cent granted",
        lambda wet: answer(wet, ingediend=58000, toegekend=1, codes=("9333",)),
        finds=[f"TR342 {GRANTED}"],
        found="1 D",
        expected="0 D",
    ),
    case(
        "TR342",
        "refused as a whole, lines returned",
        lambda wet: answer(wet, 5000, 14000, ingediend=19000, toegekend=0, codes=("9333",)),
        finds=["TR342 DeclaratieAntwoord/Clienten"],
        found="2 Prestatie",
        expected="0 Prestatie",
    ),
    case(
        "TR342",
        "refused as a whole beside no remark",
        lambda wet: answer(wet, 5000, ingediend=19000, toegekend=14000, codes=("0200", "9333")),
        finds=["TR342 DeclaratieAntwoord/Clienten", f"TR342 {GRANTED}"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_declaratieantwoord(row: Case, wet: Wet) -> None:
    row.check(wet)


def test_an_answer_that_is_only_a_header_has_nothing_to_judge() -> None:
    header = bericht325("jw").header
    assert findings_in(m325.Bericht(header=header, declaratie_antwoord=None)) == ()
