"""TR332: a municipality gives a number to one assignment per law. TR385: what was claimed on it keeps it standing."""

import pytest
from declareren import credit, declareert, regel
from histories import (
    History,
    afgekeurd,
    alleen_categorie,
    ander,
    bij,
    case,
    expand,
    toewijzing,
    van_gemeente,
    verwijderd,
    wijst_toe,
)

from builders import OTHER_BSN, dag
from ketenwerk.standard.types import Wet

FIRST = "Client/ToegewezenProducten/ToegewezenProduct[1]"
SECOND = "Client/ToegewezenProducten/ToegewezenProduct[2]"
NUMMER = f"TR332 {FIRST}/ToewijzingNummer"

UNIQUE = [
    case("TR332", "a number never used", history=[wijst_toe(toewijzing(300202, product=ander))], message=wijst_toe()),
    case("TR332", "sent again without change", history=[wijst_toe()], message=wijst_toe()),
    case(
        "TR332",
        "the same one shortened",
        history=[wijst_toe()],
        message=wijst_toe(toewijzing(eind="2026-06-30", toewijzingsdatum=dag("2026-06-01"), reden_wijziging="05")),
    ),
    case("TR332", "the same one deleted", history=[wijst_toe()], message=wijst_toe(verwijderd())),
    case(
        "TR332",
        "of another client",
        history=[wijst_toe(bsn=OTHER_BSN)],
        message=wijst_toe(),
        finds=[NUMMER],
        found="300201",
    ),
    case(
        "TR332",
        "of a deleted assignment of another client",
        history=[wijst_toe(bsn=OTHER_BSN), wijst_toe(verwijderd(), bsn=OTHER_BSN)],
        message=wijst_toe(),
        finds=[NUMMER],
    ),
    case(
        "TR332",
        "of another provider",
        history=[bij("65656056", wijst_toe())],
        message=wijst_toe(toewijzing(300202, product=ander), toewijzing()),
        finds=[f"TR332 {SECOND}/ToewijzingNummer"],
    ),
    case("TR332", "another product", history=[wijst_toe()], message=wijst_toe(toewijzing(product=ander)), finds=[NUMMER]),
    case(
        "TR332",
        "the product without its code",
        history=[wijst_toe()],
        message=wijst_toe(toewijzing(product=alleen_categorie, omvang=None)),
        finds=[NUMMER],
    ),
    case(
        "TR332",
        "another Ingangsdatum",
        history=[wijst_toe()],
        message=wijst_toe(toewijzing(begin="2026-04-02")),
        finds=[NUMMER],
    ),
    case("TR332", "of a rejected assignment", history=[afgekeurd(wijst_toe(bsn=OTHER_BSN))], message=wijst_toe()),
    case("TR332", "of another municipality", history=[van_gemeente("0363", wijst_toe(bsn=OTHER_BSN))], message=wijst_toe()),
]

CLAIMED = [
    case(
        "TR385",
        "deleted while a line stands on it",
        history=[wijst_toe(), declareert()],
        message=wijst_toe(verwijderd()),
        finds=[f"TR385 {FIRST}/RedenWijziging"],
        found="13",
    ),
    case("TR385", "deleted without lines", history=[wijst_toe()], message=wijst_toe(verwijderd())),
    case(
        "TR385",
        "deleted while a line stands on another",
        history=[
            wijst_toe(toewijzing(), toewijzing(300202, product=ander)),
            declareert(
                regel(op=300202, product_categorie=lambda wet: ander(wet).categorie, product_code=lambda wet: ander(wet).code)
            ),
        ],
        message=wijst_toe(verwijderd()),
    ),
    case(
        "TR385",
        "shortened to one day while a line stands on it",
        history=[wijst_toe(), declareert()],
        message=wijst_toe(toewijzing(eind="2026-04-01", toewijzingsdatum=dag("2026-04-02"), reden_wijziging="14")),
    ),
    case(
        "TR385",
        "deleted while a line on it waits for its answer",
        history=[wijst_toe(), declareert(onbeantwoord=True)],
        message=wijst_toe(verwijderd()),
    ),
    case(
        "TR385",
        "deleted after its only line was rejected",
        history=[wijst_toe(), declareert(regel("R1"), afgewezen=["R1"])],
        message=wijst_toe(verwijderd()),
    ),
    case(
        "TR385",
        "deleted after its only line was credited",
        history=[wijst_toe(), declareert(regel("R1")), declareert(credit("R2", regel("R1")))],
        message=wijst_toe(verwijderd()),
    ),
    case(
        "TR385",
        "deleted after its credit was rejected",
        history=[wijst_toe(), declareert(regel("R1")), declareert(credit("R2", regel("R1")), afgewezen=["R2"])],
        message=wijst_toe(verwijderd()),
        finds=[f"TR385 {FIRST}/RedenWijziging"],
    ),
    case(
        "TR385",
        "deleted after its claim was rejected as a whole",
        history=[wijst_toe(), afgekeurd(declareert())],
        message=wijst_toe(verwijderd()),
    ),
]

CASES = [*UNIQUE, *CLAIMED]


@pytest.mark.eis("E094")
@pytest.mark.parametrize(("row", "wet"), expand(UNIQUE))
def test_number_is_given_once(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.parametrize(("row", "wet"), expand(CLAIMED))
def test_claimed_assignment_stays(row: History, wet: Wet) -> None:
    row.check(wet)
