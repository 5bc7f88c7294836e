"""TR332: a municipality gives a number to one assignment per law. TR385: what was claimed on it keeps it standing."""

import pytest
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

from builders import OTHER_BSN, dag, prestatie
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
        history=[wijst_toe()],
        message=wijst_toe(verwijderd()),
        prestaties=[prestatie],
        finds=[f"TR385 {FIRST}/RedenWijziging"],
        found="13",
    ),
    case("TR385", "deleted without lines", history=[wijst_toe()], message=wijst_toe(verwijderd())),
    case(
        "TR385",
        "deleted while a line stands on another",
        history=[wijst_toe(toewijzing(), toewijzing(300202, product=ander))],
        message=wijst_toe(verwijderd()),
        prestaties=[lambda wet: prestatie(wet, toewijzing_nummer=300202)],
    ),
    case(
        "TR385",
        "shortened to one day while a line stands on it",
        history=[wijst_toe()],
        message=wijst_toe(toewijzing(eind="2026-04-01", toewijzingsdatum=dag("2026-04-02"), reden_wijziging="14")),
        prestaties=[prestatie],
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
