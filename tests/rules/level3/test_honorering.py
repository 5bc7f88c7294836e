"""TR379: the reference of the provider stands on an assignment when that grants an open request, and never again."""

import pytest
from histories import (
    History,
    aanvraag,
    afgekeurd,
    ander,
    case,
    expand,
    gewoon,
    nieuw,
    onderzoekt,
    toewijzing,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
    wijziging,
)

from builders import OTHER_BSN, dag, omvang
from ketenwerk.standard.types import Wet


def kenmerk(position: int = 1) -> str:
    return f"TR379 Client/ToegewezenProducten/ToegewezenProduct[{position}]/ReferentieAanbieder"


def signal(position: int = 1) -> str:
    return f"{kenmerk(position)} (signal)"


VOT = vraagt(aanvraag("VOT1"))
TWO = vraagt(aanvraag("VOT1"), aanvraag("VOT2", product=ander))
GRANT = wijst_toe(toewijzing(referentie_aanbieder="VOT1"))
OTHER = toewijzing(300202, product=ander)

REQUEST = [
    case("TR379", "grants a request", history=[VOT], message=GRANT),
    case("TR379", "grants after investigation", history=[VOT, onderzoekt("VOT1")], message=GRANT),
    case(
        "TR379",
        "grants another product than was asked for",
        history=[VOT],
        message=wijst_toe(toewijzing(product=ander, referentie_aanbieder="VOT1")),
    ),
    case(
        "TR379",
        "grants one of two, and the other later",
        history=[TWO, GRANT],
        message=wijst_toe(toewijzing(), toewijzing(300202, product=ander, referentie_aanbieder="VOT2")),
    ),
    case("TR379", "without request or reference", message=wijst_toe()),
    case("TR379", "reference without a request", message=GRANT, finds=[kenmerk()], found="VOT1"),
    case("TR379", "reference of another request", history=[vraagt(aanvraag("VOT2"))], message=GRANT, finds=[kenmerk()]),
    case("TR379", "reference repeated", history=[VOT, GRANT], message=GRANT, finds=[kenmerk()]),
    case("TR379", "reference left out when sent again", history=[VOT, GRANT], message=wijst_toe()),
    case(
        "TR379",
        "one of two repeated while the other is granted",
        history=[TWO, GRANT],
        message=wijst_toe(
            toewijzing(referentie_aanbieder="VOT1"), toewijzing(300202, product=ander, referentie_aanbieder="VOT2")
        ),
        finds=[kenmerk()],
    ),
    case("TR379", "granted after refusal", history=[VOT, wijst_af("VOT1")], message=GRANT, finds=[kenmerk()]),
    case("TR379", "request that was rejected", history=[afgekeurd(VOT)], message=GRANT, finds=[kenmerk()]),
    case("TR379", "grants again what was rejected", history=[VOT, afgekeurd(GRANT)], message=GRANT),
    case("TR379", "request for another client", history=[vraagt(bsn=OTHER_BSN)], message=GRANT, finds=[kenmerk()]),
    case(
        "TR379",
        "product asked for, without reference",
        history=[VOT],
        message=wijst_toe(),
        finds=[signal()],
        expected="VOT1",
    ),
    case("TR379", "another product, without reference", history=[VOT], message=wijst_toe(toewijzing(product=ander))),
    case(
        "TR379",
        "known assignment sent again while a request waits",
        history=[wijst_toe(), vraagt(aanvraag(begin="2027-01-01", eind="2027-12-31"))],
        message=wijst_toe(),
    ),
    case(
        "TR379",
        "product asked for in two periods, the first with the reference",
        history=[vraagt(aanvraag())],
        message=wijst_toe(toewijzing(eind="2026-06-30", referentie_aanbieder="VOT1"), toewijzing(300202, begin="2026-07-01")),
    ),
]

BOTH = wijst_toe(toewijzing(), OTHER)
MORE = wijziging(300202, "2026-05-01", omvang=omvang(8))
VOW = vraagt_wijziging(ongewijzigd=[300201], te_wijzigen=[MORE])
VOW_NEW = vraagt_wijziging(ongewijzigd=[300202], nieuw=[nieuw()])
ENDED = toewijzing(
    300202,
    eind="2026-04-30",
    product=ander,
    toewijzingsdatum=dag("2026-04-03"),
    reden_wijziging="12",
    referentie_aanbieder="VOW1",
)
CHANGED = toewijzing(300203, "2026-05-01", product=ander, omvang=omvang(8), referentie_aanbieder="VOW1")

CHANGE = [
    case(
        "TR379",
        "grants a change, on all products",
        history=[BOTH, VOW],
        message=wijst_toe(toewijzing(referentie_aanbieder="VOW1"), ENDED, CHANGED),
    ),
    case(
        "TR379",
        "grants a change, not on what stays",
        history=[BOTH, VOW],
        message=wijst_toe(toewijzing(), ENDED, CHANGED),
        finds=[signal()],
        expected="VOW1",
    ),
    case(
        "TR379",
        "grants a change, not on what it led to",
        history=[BOTH, VOW],
        message=wijst_toe(
            toewijzing(referentie_aanbieder="VOW1"),
            ENDED,
            toewijzing(300203, "2026-05-01", product=ander, omvang=omvang(8)),
        ),
        finds=[signal(3)],
    ),
    case("TR379", "what runs sent again while a change waits", history=[BOTH, VOW], message=BOTH),
    case(
        "TR379",
        "new product of a change, without reference",
        history=[wijst_toe(OTHER), VOW_NEW],
        message=wijst_toe(OTHER, toewijzing(300203, "2026-05-01", product=gewoon)),
        finds=[signal(2)],
        expected="VOW1",
    ),
    case(
        "TR379",
        "new product of a change, with reference",
        history=[wijst_toe(OTHER), VOW_NEW],
        message=wijst_toe(
            toewijzing(300202, product=ander, referentie_aanbieder="VOW1"),
            toewijzing(300203, "2026-05-01", product=gewoon, referentie_aanbieder="VOW1"),
        ),
    ),
    case(
        "TR379",
        "refused change granted after all",
        history=[BOTH, VOW, wijst_af("VOW1")],
        message=wijst_toe(toewijzing(referentie_aanbieder="VOW1"), OTHER),
        finds=[kenmerk()],
    ),
]

CASES = [*REQUEST, *CHANGE]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_reference_on_an_assignment(row: History, wet: Wet) -> None:
    row.check(wet)
