"""A line beside the lines before it: its number (TR314), what a credit takes back (TR323, TR390), one debit at a time (TR389)."""

from typing import Any

import pytest
from declareren import OTHER_BSN, afspraken, credit, declareert, omvang, op_regel, regel
from histories import History, Step, afgekeurd, ander, bij, case, expand, toewijzing, wijst_toe

from builders import bedrag, dag, periode
from ketenwerk.standard.types import Wet

RUIM = wijst_toe(toewijzing(omvang=omvang(40, "4")))
R1 = regel("R1")
EERSTE = declareert(R1)
NUMMER = "ProductReferentie/ReferentieNummer"
VORIG = "ProductReferentie/VorigReferentieNummer"
MEI = {"maand": "2026-05"}

NUMMERS = [
    case("TR314", "used once", history=[RUIM], message=EERSTE),
    case(
        "TR314",
        "used again",
        history=[RUIM, EERSTE],
        message=declareert(regel("R1", "2026-05"), **MEI, nummer="D2"),
        finds=[op_regel("TR314", NUMMER)],
        found="R1",
    ),
    case("TR314", "another one", history=[RUIM, EERSTE], message=declareert(regel("R2", "2026-05"), **MEI)),
    case(
        "TR314",
        "of a line that was rejected",
        history=[RUIM, declareert(R1, afgewezen=["R1"])],
        message=declareert(R1, nummer="D2"),
        finds=[op_regel("TR314", NUMMER)],
    ),
    case(
        "TR314",
        "of a line that waits for its answer",
        history=[RUIM, declareert(R1, onbeantwoord=True)],
        message=declareert(regel("R1", "2026-05"), **MEI, nummer="D2"),
        finds=[op_regel("TR314", NUMMER)],
    ),
    case("TR314", "of a claim that was rejected as a whole", history=[RUIM, afgekeurd(EERSTE)], message=EERSTE),
    case(
        "TR314",
        "used by another provider",
        history=[
            RUIM,
            bij("65656056", wijst_toe(toewijzing(300209))),
            bij("65656056", declareert(regel("R1", op=300209))),
        ],
        message=EERSTE,
    ),
    case(
        "TR314",
        "used for another client of this message",
        history=[RUIM, wijst_toe(toewijzing(300202), bsn=OTHER_BSN)],
        message=declareert(R1, anderen={OTHER_BSN: [regel("R1", op=300202)]}),
        finds=[op_regel("TR314", NUMMER, client=2)],
    ),
    case(
        "TR314",
        "of a credit before",
        history=[RUIM, EERSTE, declareert(credit("R2", R1))],
        message=declareert(regel("R2"), nummer="D3"),
        finds=[op_regel("TR314", NUMMER)],
    ),
    case(
        "TR314",
        "a credit has a number of its own too",
        history=[RUIM, EERSTE],
        message=declareert(credit("R2", R1)),
    ),
    case(
        "TR314",
        "a credit with a number used before",
        history=[RUIM, EERSTE, declareert(regel("R2", "2026-05"), **MEI)],
        message=declareert(credit("R2", R1), **MEI, nummer="D3"),
        finds=[op_regel("TR314", NUMMER)],
    ),
]


def terug(name: str, *before: Step, message: Step, finds: tuple[str, ...] = (), **also: Any) -> History:
    return case("TR323", name, history=[RUIM, *before], message=message, finds=finds, **also)


GEEN_KOPIE = (op_regel("TR323", VORIG),)
TWEE = toewijzing(300202, product=ander)

KOPIE = [
    terug("of a granted debit", EERSTE, message=declareert(credit("R2", R1))),
    terug("of a line that nobody knows", EERSTE, message=declareert(credit("R2", R1, "R9")), finds=GEEN_KOPIE, found="R9"),
    terug("of a rejected debit", declareert(R1, afgewezen=["R1"]), message=declareert(credit("R2", R1)), finds=GEEN_KOPIE),
    terug(
        "of a debit that waits for its answer",
        declareert(R1, onbeantwoord=True),
        message=declareert(credit("R2", R1)),
        finds=GEEN_KOPIE,
    ),
    terug("of a claim rejected as a whole", afgekeurd(EERSTE), message=declareert(credit("R2", R1)), finds=GEEN_KOPIE),
    terug(
        "of a credit",
        EERSTE,
        declareert(credit("R2", R1)),
        message=declareert(credit("R3", R1, "R2")),
        finds=GEEN_KOPIE,
    ),
    terug("with another volume", EERSTE, message=declareert(credit("R2", R1, geleverd_volume=3)), finds=GEEN_KOPIE),
    terug("with another amount", EERSTE, message=declareert(credit("R2", R1, ingediend_bedrag=bedrag(-4999))), finds=GEEN_KOPIE),
    terug("with another tariff", EERSTE, message=declareert(credit("R2", R1, product_tarief=1249)), finds=GEEN_KOPIE),
    terug("with another unit", EERSTE, message=declareert(credit("R2", R1, eenheid="01")), finds=GEEN_KOPIE),
    terug(
        "with another period",
        EERSTE,
        message=declareert(credit("R2", R1, product_periode=periode("2026-04-01", "2026-04-29"))),
        finds=GEEN_KOPIE,
    ),
    terug("with another product", EERSTE, message=declareert(credit("R2", R1, product_code="45A03")), finds=GEEN_KOPIE),
    terug(
        "on another assignment",
        wijst_toe(TWEE),
        EERSTE,
        message=declareert(credit("R2", R1, toewijzing_nummer=300202)),
        finds=GEEN_KOPIE,
    ),
    terug(
        "for another client",
        wijst_toe(toewijzing(300202), bsn=OTHER_BSN),
        EERSTE,
        message=declareert(credit("R2", R1), bsn=OTHER_BSN),
        finds=GEEN_KOPIE,
    ),
    terug(
        "to another provider",
        bij("65656056", wijst_toe(toewijzing(300209))),
        EERSTE,
        message=bij("65656056", declareert(credit("R2", R1))),
        finds=GEEN_KOPIE,
    ),
]

EEN_KEER = [
    case("TR390", "credited once", history=[RUIM, EERSTE], message=declareert(credit("R2", R1))),
    case(
        "TR390",
        "credited twice",
        history=[RUIM, EERSTE, declareert(credit("R2", R1))],
        message=declareert(credit("R3", R1)),
        finds=[op_regel("TR390", VORIG)],
        found="R1",
    ),
    case(
        "TR390",
        "credited once more after the first credit was rejected",
        history=[RUIM, EERSTE, declareert(credit("R2", R1), afgewezen=["R2"])],
        message=declareert(credit("R3", R1)),
    ),
    case(
        "TR390",
        "credited once more while the first credit waits",
        history=[RUIM, EERSTE, declareert(credit("R2", R1), onbeantwoord=True)],
        message=declareert(credit("R3", R1)),
        finds=[op_regel("TR390", VORIG)],
    ),
    case(
        "TR390",
        "each of two debits on one period in its turn",
        history=[RUIM, EERSTE, declareert(credit("R2", R1), regel("R3", volume=3))],
        message=declareert(credit("R4", regel("R3", volume=3))),
    ),
    case(
        "TR390",
        "credited again after the claim of the first credit was rejected as a whole",
        history=[RUIM, EERSTE, afgekeurd(declareert(credit("R2", R1)))],
        message=declareert(credit("R2", R1)),
    ),
]

DUBBEL = op_regel("TR389")

EEN_DEBET = [
    case("TR389", "first debit", history=[RUIM], message=EERSTE),
    case(
        "TR389",
        "second debit on one period",
        history=[RUIM, EERSTE],
        message=declareert(regel("R2", volume=3)),
        finds=[DUBBEL],
        found="R1",
    ),
    case("TR389", "after a rejected one", history=[RUIM, declareert(R1, afgewezen=["R1"])], message=declareert(regel("R2"))),
    case(
        "TR389",
        "beside one that waits",
        history=[RUIM, declareert(R1, onbeantwoord=True)],
        message=declareert(regel("R2")),
        finds=[DUBBEL],
    ),
    case("TR389", "after a credit", history=[RUIM, EERSTE, declareert(credit("R2", R1))], message=declareert(regel("R3"))),
    case(
        "TR389",
        "after a credit that waits",
        history=[RUIM, EERSTE, declareert(credit("R2", R1), onbeantwoord=True)],
        message=declareert(regel("R3")),
    ),
    case(
        "TR389",
        "after a credit that was rejected",
        history=[RUIM, EERSTE, declareert(credit("R2", R1), afgewezen=["R2"])],
        message=declareert(regel("R3")),
        finds=[DUBBEL],
    ),
    case(
        "TR389",
        "with its credit in this message (OP366, IV086)",
        history=[RUIM, EERSTE],
        message=declareert(credit("R2", R1), regel("R3", volume=3)),
    ),
    case(
        "TR389",
        "with its credit after it in this message",
        history=[RUIM, EERSTE],
        message=declareert(regel("R3", volume=3), credit("R2", R1)),
    ),
    case(
        "TR389",
        "with a credit that is no copy",
        history=[RUIM, EERSTE],
        message=declareert(credit("R2", R1, geleverd_volume=1), regel("R3", volume=3)),
        finds=[op_regel("TR323", VORIG), op_regel("TR389", n=2)],
    ),
    case("TR389", "on another period", history=[RUIM, EERSTE], message=declareert(regel("R2", "2026-05"), **MEI)),
    case(
        "TR389",
        "with another product on a generic assignment (IV075)",
        history=[wijst_toe(toewijzing(product=None, omvang=None, budget=99999)), EERSTE],
        message=declareert(regel("R2", product_code="45A03"), nummer="D2"),
    ),
    case(
        "TR389",
        "on another assignment",
        history=[RUIM, wijst_toe(TWEE), EERSTE],
        message=declareert(
            regel(
                "R2",
                op=300202,
                product_categorie=lambda wet: ander(wet).categorie,
                product_code=lambda wet: ander(wet).code,
            )
        ),
    ),
]


def sinds(rule: str, name: str, *since: Step, finds: tuple[str, ...], **also: Any) -> list[History]:
    """What changed since makes the same line wrong as a debit; as a credit it takes back what was granted (IV085, C-47)."""
    ruim, granted = regel("R1", volume=30), declareert(regel("R1", volume=30))
    credited = case(rule, f"a credit: {name}", history=[RUIM, granted, *since], message=declareert(credit("R2", ruim)), **also)
    again = declareert(regel("R3", volume=30))
    debit = case(rule, f"a debit: {name}", history=[RUIM, afgekeurd(granted), *since], message=again, finds=finds, **also)
    return [credited, debit]


def wijziging(**changes: Any) -> Step:
    return wijst_toe(toewijzing(**{"omvang": omvang(40, "4"), "toewijzingsdatum": dag("2026-05-06"), **changes}))


LATER_ANDERS = [
    *sinds(
        "TR308",
        "the assignment was shortened",
        wijziging(eind="2026-04-20", reden_wijziging="05"),
        finds=(op_regel("TR308", "ProductPeriode/Einddatum"), op_regel("TR388", "ProductPeriode/Einddatum")),
    ),
    *sinds(
        "TR321",
        "the volume was lowered",
        wijziging(omvang=omvang(10, "4"), reden_wijziging="14"),
        finds=(op_regel("TR321", "GeleverdVolume"),),
    ),
    *sinds(
        "TR341",
        "the unit was changed",
        wijziging(omvang=omvang(40, "4", "14"), reden_wijziging="14"),
        finds=(op_regel("TR341", "Eenheid"),),
    ),
    *sinds(
        "TR418", "another tariff was agreed", finds=(op_regel("TR418", "ProductTarief"),), afspraken=afspraken({"tarief": 1300})
    ),
    *sinds(
        "TR381", "the product was never agreed", finds=(op_regel("TR381", "ProductCode"),), afspraken=afspraken({"code": "99Z99"})
    ),
]

CASES = [*NUMMERS, *KOPIE, *EEN_KEER, *EEN_DEBET, *LATER_ANDERS]


@pytest.mark.eis("E196")
@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_line_beside_the_lines_before_it(row: History, wet: Wet) -> None:
    row.check(wet)
