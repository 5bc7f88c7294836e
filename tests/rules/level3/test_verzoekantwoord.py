"""The answer of the municipality (319): TR355, TR359, TR360, TR365."""

import pytest
from histories import (
    History,
    aanvraag,
    afgekeurd,
    ander,
    bij,
    case,
    expand,
    nieuw,
    onderzoekt,
    toewijzing,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
)

from builders import OTHER_BSN
from ketenwerk.standard.types import Wet

REFERENTIE = "TR355 Antwoord/ReferentieAanbieder"
ANTWOORD = "TR360 Antwoord/VerzoekAntwoord"
VOT = vraagt()
TWO = vraagt(aanvraag("VOT1"), aanvraag("VOT2", product=ander))
ASSIGNED = wijst_toe(toewijzing(300202, product=ander))
VOW = vraagt_wijziging(ongewijzigd=[300202], nieuw=[nieuw()])
GRANTED = wijst_toe(toewijzing(referentie_aanbieder="VOT1"))
CHANGE_GRANTED = wijst_toe(
    toewijzing(300202, product=ander, referentie_aanbieder="VOW1"),
    toewijzing(300203, "2026-05-01", referentie_aanbieder="VOW1"),
)

CASES = [
    case("TR355", "answers a request", history=[VOT], message=wijst_af("VOT1")),
    case("TR355", "answers a request for change", history=[ASSIGNED, VOW], message=wijst_af("VOW1")),
    case("TR355", "answers nothing", message=wijst_af("VOT1"), finds=[REFERENTIE], found="VOT1"),
    case("TR355", "another reference", history=[VOT], message=onderzoekt("VOT2"), finds=[REFERENTIE], found="VOT2"),
    case("TR355", "reference in other letters", history=[VOT], message=onderzoekt("vot1"), finds=[REFERENTIE]),
    case("TR355", "request that was rejected", history=[afgekeurd(VOT)], message=wijst_af("VOT1"), finds=[REFERENTIE]),
    case("TR355", "request of another provider", history=[bij("65656056", VOT)], message=wijst_af("VOT1"), finds=[REFERENTIE]),
    case("TR359", "refusal after assignment", history=[VOT, GRANTED], message=wijst_af("VOT1"), finds=["TR359 Antwoord"]),
    case("TR359", "investigation after assignment", history=[VOT, GRANTED], message=onderzoekt("VOT1"), finds=["TR359 Antwoord"]),
    case(
        "TR359",
        "refusal after a granted change",
        history=[ASSIGNED, VOW, CHANGE_GRANTED],
        message=wijst_af("VOW1"),
        finds=["TR359 Antwoord"],
        found="VOW1",
    ),
    case("TR359", "refusal of the other product", history=[TWO, GRANTED], message=wijst_af("VOT2")),
    case("TR359", "refusal after a rejected assignment", history=[VOT, afgekeurd(GRANTED)], message=wijst_af("VOT1")),
    case("TR360", "looked into, as the first answer", history=[VOT], message=onderzoekt("VOT1")),
    case(
        "TR360",
        "looked into again",
        history=[VOT, onderzoekt("VOT1")],
        message=onderzoekt("VOT1"),
        finds=[ANTWOORD],
        found="2",
    ),
    case(
        "TR360",
        "looked into after refusal",
        history=[VOT, wijst_af("VOT1")],
        message=onderzoekt("VOT1"),
        finds=[ANTWOORD, "TR365 Antwoord"],
    ),
    case(
        "TR360",
        "looked into again, after assignment",
        history=[VOT, onderzoekt("VOT1"), GRANTED],
        message=onderzoekt("VOT1"),
        finds=["TR359 Antwoord", ANTWOORD],
    ),
    case("TR360", "the other product is looked into", history=[TWO, onderzoekt("VOT1")], message=onderzoekt("VOT2")),
    case(
        "TR360",
        "looked into, said again after it was rejected",
        history=[VOT, afgekeurd(onderzoekt("VOT1"))],
        message=onderzoekt("VOT1"),
    ),
    case("TR365", "refused after investigation", history=[VOT, onderzoekt("VOT1")], message=wijst_af("VOT1")),
    case("TR365", "refused twice", history=[VOT, wijst_af("VOT1")], message=wijst_af("VOT1"), finds=["TR365 Antwoord"]),
    case(
        "TR365",
        "refused twice, after investigation",
        history=[VOT, onderzoekt("VOT1"), wijst_af("VOT1")],
        message=wijst_af("VOT1"),
        finds=["TR365 Antwoord"],
        found="VOT1",
    ),
    case("TR365", "refused again after a rejected refusal", history=[VOT, afgekeurd(wijst_af("VOT1"))], message=wijst_af("VOT1")),
    case("TR365", "the other product is refused", history=[TWO, wijst_af("VOT1")], message=wijst_af("VOT2")),
    case(
        "TR365",
        "request for another client",
        history=[VOT, vraagt(aanvraag("VOT2"), bsn=OTHER_BSN), wijst_af("VOT1")],
        message=wijst_af("VOT2"),
    ),
    case("TR359", "granted directly is the end", history=[VOT, GRANTED], message=wijst_af("VOT1"), finds=["TR359 Antwoord"]),
    case(
        "TR359",
        "granted after investigation is the end",
        history=[VOT, onderzoekt("VOT1"), GRANTED],
        message=wijst_af("VOT1"),
        finds=["TR359 Antwoord"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_answer(row: History, wet: Wet) -> None:
    row.check(wet)
