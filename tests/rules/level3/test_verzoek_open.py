"""A request beside those before it: TR347 (a reference once), TR374 (one request at a time), TR304 (a known client)."""

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
    verwijderd,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
    wijziging,
)

from builders import OTHER_BSN, dag
from ketenwerk.standard.types import Wet

PRODUCT = "Client/AangevraagdeProducten/AangevraagdProduct"
TWO = vraagt(aanvraag("VOT1"), aanvraag("VOT2", product=ander))
ASSIGNED = wijst_toe(toewijzing(300202, product=ander))
GRANTED = wijst_toe(toewijzing(referentie_aanbieder="VOT1"))
VOW = vraagt_wijziging(ongewijzigd=[300202], nieuw=[nieuw()])
VOW2 = vraagt_wijziging(ongewijzigd=[300202], nieuw=[nieuw()], referentie="VOW2")

REFERENCE = [
    case("TR347", "never used", history=[vraagt(), wijst_af("VOT1")], message=vraagt(aanvraag("VOT2"))),
    case(
        "TR347",
        "of a refused request",
        history=[vraagt(), wijst_af("VOT1")],
        message=vraagt(),
        finds=[f"TR347 {PRODUCT}[1]/ReferentieAanbieder"],
        found="VOT1",
    ),
    case(
        "TR347",
        "of a granted request, on the second product",
        history=[vraagt(), GRANTED],
        message=vraagt(aanvraag("VOT2", product=ander), aanvraag("VOT1", begin="2027-01-01", eind="2027-12-31")),
        finds=[f"TR347 {PRODUCT}[2]/ReferentieAanbieder"],
    ),
    case(
        "TR347",
        "of a request for another client",
        history=[vraagt(bsn=OTHER_BSN)],
        message=vraagt(),
        finds=[f"TR347 {PRODUCT}[1]/ReferentieAanbieder"],
    ),
    case(
        "TR347",
        "of a request for assignment, in one for change",
        history=[ASSIGNED, vraagt(), wijst_af("VOT1")],
        message=vraagt_wijziging(ongewijzigd=[300202], nieuw=[nieuw()], referentie="VOT1"),
        finds=["TR347 Client/Verzoek/ReferentieAanbieder"],
        found="VOT1",
    ),
    case(
        "TR347",
        "of a request for change, in one for assignment",
        history=[ASSIGNED, VOW, wijst_af("VOW1")],
        message=vraagt(aanvraag("VOW1")),
        finds=[f"TR347 {PRODUCT}[1]/ReferentieAanbieder"],
    ),
    case("TR347", "never used for a change", history=[ASSIGNED, VOW, wijst_af("VOW1")], message=VOW2),
    case("TR347", "of a rejected request", history=[afgekeurd(vraagt())], message=vraagt()),
    case("TR347", "of another provider", history=[bij("65656056", vraagt())], message=vraagt()),
]

ONE_AT_A_TIME = [
    case(
        "TR374",
        "while a request waits",
        history=[vraagt()],
        message=vraagt(aanvraag("VOT2", product=ander)),
        finds=["TR374 Client"],
        found="ReferentieAanbieder VOT1",
    ),
    case(
        "TR374",
        "the waiting request itself, again",
        history=[vraagt()],
        message=vraagt(),
        finds=["TR374 Client", f"TR347 {PRODUCT}[1]/ReferentieAanbieder"],
    ),
    case(
        "TR374",
        "while one is being looked into",
        history=[vraagt(), onderzoekt("VOT1")],
        message=vraagt(aanvraag("VOT2")),
        finds=["TR374 Client"],
    ),
    case(
        "TR374",
        "after refusal that followed investigation",
        history=[vraagt(), onderzoekt("VOT1"), wijst_af("VOT1")],
        message=vraagt(aanvraag("VOT2")),
    ),
    case("TR374", "after refusal", history=[vraagt(), wijst_af("VOT1")], message=vraagt(aanvraag("VOT2"))),
    case("TR374", "after assignment", history=[vraagt(), GRANTED], message=vraagt(aanvraag("VOT2", product=ander))),
    case("TR374", "after a rejected request", history=[afgekeurd(vraagt())], message=vraagt(aanvraag("VOT2"))),
    case("TR374", "while one for another client waits", history=[vraagt(bsn=OTHER_BSN)], message=vraagt(aanvraag("VOT2"))),
    case("TR374", "while one of another provider waits", history=[bij("65656056", vraagt())], message=vraagt(aanvraag("VOT2"))),
    case("TR374", "change while a request waits", history=[ASSIGNED, vraagt()], message=VOW, finds=["TR374 Client"]),
    case("TR374", "change while a change waits", history=[ASSIGNED, VOW], message=VOW2, finds=["TR374 Client"]),
    case("TR374", "request while a change waits", history=[ASSIGNED, VOW], message=vraagt(), finds=["TR374 Client"]),
    case("TR374", "change after a refused change", history=[ASSIGNED, VOW, wijst_af("VOW1")], message=VOW2),
    case(
        "TR374",
        "change after a rejected refusal",
        history=[ASSIGNED, VOW, afgekeurd(wijst_af("VOW1"))],
        message=VOW2,
        finds=["TR374 Client"],
    ),
]

PER_PRODUCT = [
    case(
        "TR374",
        "while one of two products waits",
        history=[TWO, wijst_af("VOT1")],
        message=vraagt(aanvraag("VOT3")),
        finds=["TR374 Client"],
        found="ReferentieAanbieder VOT2",
    ),
    case(
        "TR374",
        "after one of two was assigned and the other refused",
        history=[TWO, GRANTED, wijst_af("VOT2")],
        message=vraagt(aanvraag("VOT3", product=ander)),
    ),
]

INVESTIGATED = [
    case(
        "TR374",
        "change while a change is being looked into",
        history=[ASSIGNED, VOW, onderzoekt("VOW1")],
        message=VOW2,
        finds=["TR374 Client"],
    ),
    case(
        "TR374",
        "change after it was looked into and refused",
        history=[ASSIGNED, VOW, onderzoekt("VOW1"), wijst_af("VOW1")],
        message=VOW2,
    ),
]

UNCHANGED = "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]/ToewijzingNummer"

KNOWN = [
    case("TR304", "client with an assignment", history=[ASSIGNED], message=VOW),
    case("TR304", "client without", message=VOW, finds=["TR304 Client/Bsn", f"TR350 {UNCHANGED}"], found="999990019"),
    case(
        "TR304",
        "client with an assignment at another provider",
        history=[bij("65656056", ASSIGNED)],
        message=VOW,
        finds=["TR304 Client/Bsn", f"TR350 {UNCHANGED}"],
    ),
    case(
        "TR304",
        "client of whom only a request is known",
        history=[vraagt(), wijst_af("VOT1")],
        message=VOW,
        finds=["TR304 Client/Bsn", f"TR350 {UNCHANGED}"],
    ),
    case(
        "TR304",
        "client with an assignment that was deleted",
        history=[ASSIGNED, wijst_toe(verwijderd(300202, product=ander))],
        message=VOW,
        finds=[f"TR350 {UNCHANGED}"],
    ),
    case(
        "TR304",
        "client with an assignment that has ended",
        history=[wijst_toe(toewijzing(begin="2025-04-01", eind="2025-12-31", toewijzingsdatum=dag("2025-04-01")))],
        message=vraagt_wijziging(te_wijzigen=[wijziging(begin="2026-05-01")]),
        finds=["TR351 Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/ToewijzingNummer"],
    ),
]

CASES = [*REFERENCE, *ONE_AT_A_TIME, *PER_PRODUCT, *INVESTIGATED, *KNOWN]


@pytest.mark.parametrize(("row", "wet"), expand([*REFERENCE, *KNOWN]))
def test_reference_and_client(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E078")
@pytest.mark.parametrize(("row", "wet"), expand(ONE_AT_A_TIME))
def test_one_request_at_a_time(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E082")
@pytest.mark.parametrize(("row", "wet"), expand(PER_PRODUCT))
def test_a_request_waits_until_each_product_is_settled(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E118")
@pytest.mark.parametrize(("row", "wet"), expand(INVESTIGATED))
def test_investigation_keeps_a_request_open(row: History, wet: Wet) -> None:
    row.check(wet)
