"""TR056: a sender uses an Identificatie once per type of message."""

import pytest
from declareren import antwoordt, declareert, regel
from histories import (
    History,
    Step,
    aanvraag,
    afgekeurd,
    ander,
    bij,
    case,
    expand,
    meldt_start,
    meldt_stop,
    met_kenmerk,
    onderzoekt,
    start_op,
    stop_op,
    toewijzing,
    van_gemeente,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
    wijziging,
)

from ketenwerk.standard.types import Wet

BOTH = wijst_toe(toewijzing(), toewijzing(300202, product=ander))
OTHER_START = start_op(toewijzing_nummer=300202, product=ander)
KENMERK = "TR056 Header/BerichtIdentificatie/Identificatie"


def same(step: Step) -> Step:
    """With the Identificatie that the judged message has."""
    return met_kenmerk("B0001", step)


def wijzigt(referentie: str) -> Step:
    return vraagt_wijziging(te_wijzigen=[wijziging()], referentie=referentie)


TWICE: dict[str, tuple[list[Step], Step, Step]] = {
    "301": ([], wijst_toe(), wijst_toe()),
    "305": ([BOTH], meldt_start(), meldt_start(OTHER_START)),
    "307": ([BOTH, meldt_start()], meldt_stop(stop_op("2026-06-01", reden_beeindiging="20")), meldt_stop()),
    "315": ([], afgekeurd(vraagt()), vraagt()),
    "317": ([wijst_toe()], wijzigt("VOW1"), wijzigt("VOW2")),
    "319": ([vraagt()], onderzoekt("VOT1"), wijst_af("VOT1")),
    "323": ([BOTH], declareert(regel("R1")), declareert(regel("R2", "2026-05"), maand="2026-05")),
    "325": (
        [
            BOTH,
            declareert(regel("R1"), onbeantwoord=True),
            declareert(regel("R2", "2026-05"), maand="2026-05", onbeantwoord=True),
        ],
        antwoordt(op="H0002", declaratie="DR1", ingediend=5000),
        antwoordt(op="H0003", declaratie="DR2", gedaan="2026-06-05", ingediend=5000),
    ),
}
"""Per message: what goes before, the first with an Identificatie, and a later one that is right but for that."""

SETTLED = {"315": [wijst_af("VOT1")], "317": [wijst_af("VOW1")]}
"""A request must have been settled before the next."""


def again(number: str) -> History:
    before, first, then = TWICE[number]
    if number == "315":
        first, then = vraagt(aanvraag("VOT1")), vraagt(aanvraag("VOT2"))
    finds = [f"{KENMERK} (signal)" if number == "325" else KENMERK]
    history = [*before, same(first), *SETTLED.get(number, [])]
    return case("TR056", f"used again in a {number}", history=history, message=then, finds=finds, found="B0001")


def fresh(number: str) -> History:
    again_case = again(number)
    history = [*again_case.history[: len(TWICE[number][0])], met_kenmerk("B0002", again_case.history[len(TWICE[number][0])])]
    return case("TR056", f"another one in a {number}", history=[*history, *SETTLED.get(number, [])], message=again_case.message)


CASES = [
    *(again(number) for number in TWICE),
    *(fresh(number) for number in TWICE),
    case(
        "TR056",
        "in another type of message",
        history=[BOTH, same(meldt_start())],
        message=meldt_stop(),
    ),
    case("TR056", "of a message that was rejected", history=[afgekeurd(same(vraagt()))], message=vraagt()),
    case(
        "TR056",
        "of a claim that was rejected as a whole",
        history=[BOTH, afgekeurd(same(declareert(regel("R1"))))],
        message=declareert(regel("R1")),
    ),
    case(
        "TR056",
        "of a claim of which every line was rejected",
        history=[BOTH, same(declareert(regel("R1"), afgewezen=["R1"]))],
        message=declareert(regel("R2")),
        finds=[KENMERK],
    ),
    case("TR056", "of another sender", history=[same(bij("65656056", vraagt()))], message=vraagt()),
    case("TR056", "to another receiver", history=[same(van_gemeente("0363", vraagt()))], message=vraagt()),
    case(
        "TR056",
        "used for another client",
        history=[same(vraagt(bsn="999990020"))],
        message=vraagt(aanvraag("VOT2")),
        finds=[KENMERK],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_identificatie(row: History, wet: Wet) -> None:
    row.check(wet)
