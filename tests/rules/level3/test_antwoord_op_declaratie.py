"""The answer to a claim beside that claim. Nothing answers a 325, so all that its provider finds is a signal (C-18)."""

from typing import Any

import pytest
from declareren import OTHER_BSN, antwoordt, credit, declareert, regel, terug
from histories import History, Onderdeel, Step, afgekeurd, bij, case, expand, met_kenmerk, toewijzing, van_gemeente, wijst_toe

from builders import bedrag, periode, totaal
from ketenwerk.standard import m325
from ketenwerk.standard.types import Wet

TOEGEWEZEN = wijst_toe(toewijzing(eind="2026-12-31"))
R1, R2 = regel("R1"), regel("R2", "2026-05")
APRIL = declareert(R1, onbeantwoord=True, nummer="DN1")
"""The second message of each history, so its Identificatie is H0002; dated on the fifth of May."""
MEI = declareert(R2, maand="2026-05", onbeantwoord=True, nummer="DN2")
OP_MEI: dict[str, Any] = {"op": "H0003", "declaratie": "DN2", "gedaan": "2026-06-05", "op_dag": "2026-06-20", "ingediend": 5000}
TOTAAL = 5000
PRESTATIE = "DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]"
KENMERK = "Header/DeclaratieIdentificatie/Identificatie"


def signal(rule: str, place: str = "") -> str:
    return f"{rule} {place} (signal)"


def antwoord(*lines: Onderdeel[m325.Prestatie], **changes: Any) -> Step:
    return antwoordt(*lines, **{"op": "H0002", "declaratie": "DN1", "ingediend": TOTAAL, **changes})


def answer(rule: str, name: str, message: Step, *finds: str, before: tuple[Step, ...] = (APRIL,), **also: Any) -> History:
    return case(rule, name, history=[TOEGEWEZEN, *before], message=message, finds=finds, **also)


NOEMT = signal("TR337", "Header/DeclaratieIdentificatie")
NUMMER = signal("TR376", "DeclaratieAntwoord/DeclaratieNummer")
ONBEKEND = signal("TR366", f"{PRESTATIE}/ProductReferentie/ReferentieNummer")

KOP = [
    answer("TR337", "of the claim that it names", antwoord()),
    answer("TR337", "of a claim that nobody sent", antwoord(op="H0009"), NOEMT, found="H0009 2026-05-05"),
    answer("TR337", "of the same Identificatie on another day", antwoord(gedaan="2026-05-06"), NOEMT),
    answer("TR337", "nothing was claimed at all", antwoord(), NOEMT, NUMMER, before=()),
    case(
        "TR337",
        "of a claim to another municipality",
        history=[TOEGEWEZEN, APRIL],
        message=van_gemeente("0363", antwoord()),
        finds=[NOEMT, NUMMER],
    ),
    case(
        "TR337",
        "of a claim by another provider",
        history=[TOEGEWEZEN, APRIL],
        message=bij("65656056", antwoord()),
        finds=[NOEMT, NUMMER],
    ),
    answer("TR371", "the version of the claim", antwoord(xsd="1.0.0")),
    answer(
        "TR371",
        "another version",
        antwoord(xsd="1.0.1"),
        signal("TR371", "Header/XsdVersieDeclaratie"),
        found="1.0.0 1.0.1",
        expected="1.0.0 1.0.0",
    ),
    answer("TR371", "another version of a claim that nobody sent", antwoord(op="H0009", xsd="1.0.1"), NOEMT),
    answer("TR376", "the number of the claim", antwoord()),
    answer("TR376", "a number that was not used", antwoord(declaratie="DN9"), NUMMER, found="DN9"),
    answer("LOK003", "first answer", antwoord()),
    answer(
        "LOK003",
        "second answer",
        met_kenmerk("A2", antwoord()),
        signal("LOK003", KENMERK),
        before=(APRIL, antwoord()),
        found="H0002",
    ),
    answer(
        "LOK003",
        "second answer, after one that rejected the claim as a whole",
        met_kenmerk("A2", antwoord()),
        signal("LOK003", KENMERK),
        before=(APRIL, antwoord(retour_codes=("9333",), totaal_toegekend_bedrag=totaal(0))),
    ),
    answer(
        "TR376",
        "in the answer that rejects the claim as a whole",
        antwoord(retour_codes=("9333",), totaal_toegekend_bedrag=totaal(0)),
    ),
    answer(
        "LOK003",
        "an answer to another claim",
        antwoordt(**{**OP_MEI, "op": "H0004"}),
        before=(APRIL, antwoord(), MEI),
    ),
]

CLIENTEN = [
    answer("TR304", "client of the claim, in a 325", antwoord(terug(R1))),
    answer(
        "TR304",
        "client that is not in the claim, in a 325",
        antwoord(terug(R1), bsn=OTHER_BSN),
        signal("TR304", "DeclaratieAntwoord/Clienten/Client[1]/Bsn"),
        found=OTHER_BSN,
    ),
    answer("TR304", "client of an unknown claim: that is one fault, in a 325", antwoord(terug(R1), op="H0009"), NOEMT),
]


def anders(name: str, element: str, found: str | None, expected: str | None, **changes: Any) -> History:
    return answer(
        "TR367",
        f"another {name}",
        antwoord(terug(R1, **changes)),
        signal("TR367", f"{PRESTATIE}/{element}"),
        found=found,
        expected=expected,
    )


DUBBEL = regel("R1", "2026-05")
VAN_ANDER = regel("R1", op=300202)
TERUGGENOMEN = (declareert(R1, nummer="DN1"), declareert(credit("R2", R1), nummer="DN2", onbeantwoord=True))


def op_credit(*lines: Onderdeel[m325.Prestatie]) -> Step:
    return antwoordt(*lines, op="H0003", declaratie="DN2", ingediend=-5000)


REGELS = [
    answer("TR366", "a line of the claim", antwoord(terug(R1))),
    answer("TR366", "a line that was never claimed", antwoord(terug(regel("R9"))), ONBEKEND, found="R9"),
    answer(
        "TR366",
        "a line of an earlier claim",
        antwoordt(terug(R1), **OP_MEI),
        before=(APRIL, MEI),
    ),
    answer(
        "TR366",
        "a line of a claim that was rejected as a whole",
        antwoordt(terug(regel("R8")), op="H0003", declaratie="DN1", ingediend=5000),
        ONBEKEND,
        before=(afgekeurd(declareert(regel("R8"), nummer="DN8")), APRIL),
    ),
    answer("TR367", "as it was claimed", antwoord(terug(R1))),
    answer(
        "TR367",
        "rejected for its number: it is compared with this claim, and not with the line that has the number",
        antwoordt(terug(DUBBEL, ("8021",)), **OP_MEI),
        before=(APRIL, declareert(DUBBEL, maand="2026-05", nummer="DN2", onbeantwoord=True, afgewezen=["R1"])),
    ),
    answer(
        "TR367",
        "two clients of one claim with one number: the line of either is as it was claimed",
        antwoordt(terug(VAN_ANDER, ("8021",)), op="H0003", declaratie="DN2", ingediend=10000, bsn=OTHER_BSN),
        before=(
            wijst_toe(toewijzing(300202), bsn=OTHER_BSN),
            declareert(R1, anderen={OTHER_BSN: [VAN_ANDER]}, nummer="DN2", onbeantwoord=True, afgewezen=["R1"]),
        ),
    ),
    anders("volume", "GeleverdVolume", "3", "4", geleverd_volume=3),
    anders("amount", "IngediendBedrag", "4999 D", "5000 D", ingediend_bedrag=bedrag(4999)),
    anders("tariff", "ProductTarief", "1249", "1250", product_tarief=1249),
    anders("unit", "Eenheid", "01", "04", eenheid="01"),
    anders("assignment", "ToewijzingNummer", "5", "300201", toewijzing_nummer=5),
    anders("code", "ProductCode", None, None, product_code="99X99"),
    anders(
        "period",
        "ProductPeriode",
        "2026-04-02 2026-04-30",
        "2026-04-01 2026-04-30",
        product_periode=periode("2026-04-02", "2026-04-30"),
    ),
    answer(
        "TR367",
        "a credit as it was claimed",
        op_credit(terug(credit("R2", R1))),
        before=TERUGGENOMEN,
    ),
    answer(
        "TR367",
        "a credit that names another line",
        op_credit(terug(credit("R2", R1, "R0"))),
        signal("TR367", f"{PRESTATIE}/ProductReferentie/VorigReferentieNummer"),
        before=TERUGGENOMEN,
        found="R0",
        expected="R1",
    ),
    answer(
        "TR367",
        "a credit that came back as a debit",
        op_credit(terug(regel("R2"))),
        signal("TR367", f"{PRESTATIE}/IngediendBedrag"),
        signal("TR367", f"{PRESTATIE}/ProductReferentie/VorigReferentieNummer"),
        before=TERUGGENOMEN,
        found="5000 D",
        expected="5000 C",
    ),
    answer(
        "TR367",
        "two elements are two findings",
        antwoord(terug(R1, geleverd_volume=3, product_tarief=1249)),
        signal("TR367", f"{PRESTATIE}/GeleverdVolume"),
        signal("TR367", f"{PRESTATIE}/ProductTarief"),
    ),
]

CASES = [*KOP, *CLIENTEN, *REGELS]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_answer_beside_its_claim(row: History, wet: Wet) -> None:
    row.check(wet)
