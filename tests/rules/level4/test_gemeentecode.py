"""TR378: the code of a municipality stands in the list of CBS on a day that the message is about."""

import pytest
from declareren import antwoordt, declareert
from histories import (
    History,
    Step,
    aanvraag,
    ander,
    case,
    expand,
    meldt_start,
    meldt_stop,
    nieuw,
    start_op,
    stop_op,
    toewijzing,
    van_gemeente,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
)

from builders import dag
from ketenwerk.protocol.gemeenten import EERSTE_INDELING
from ketenwerk.standard import m319
from ketenwerk.standard.types import Wet

NONE = "9999"
"""A code of four digits, so right for the schema, that no municipality has."""
SENDER = "TR378 Header/Afzender"
RECEIVER = "TR378 Header/Ontvanger"

ASSIGNED = wijst_toe(toewijzing(), toewijzing(300202, product=ander))
MESSAGES: dict[str, tuple[list[Step], Step, str]] = {
    "301": ([], wijst_toe(), SENDER),
    "305": ([ASSIGNED], meldt_start(), RECEIVER),
    "307": ([ASSIGNED, meldt_start()], meldt_stop(), RECEIVER),
    "315": ([], vraagt(), RECEIVER),
    "317": ([ASSIGNED], vraagt_wijziging([300201, 300202], nieuw=[nieuw("2027-01-01", "2027-06-30")]), RECEIVER),
    "319": ([vraagt()], wijst_af("VOT1"), SENDER),
    "323": ([ASSIGNED], declareert(), RECEIVER),
    "325": (
        [ASSIGNED, declareert(onbeantwoord=True)],
        antwoordt(op="H0002", declaratie="DR1", ingediend=5000),
        f"{SENDER} (signal)",
    ),
}
"""What goes before, the message, and where its municipality stands."""


def unknown(number: str) -> History:
    history, message, place = MESSAGES[number]
    moved = [van_gemeente(NONE, step) for step in history]
    return case("TR378", f"unknown in a {number}", history=moved, message=van_gemeente(NONE, message), finds=[place], found=NONE)


def known(number: str) -> History:
    history, message, _ = MESSAGES[number]
    return case("TR378", f"known in a {number}", history=history, message=message)


def elsewhere(name: str, gemeente: str, *, good: bool) -> History:
    """A refusal that names another municipality as the responsible one."""
    answer = wijst_af("VOT1", reden_afwijzing_verzoek="8", woonplaatsbeginsel=m319.Woonplaatsbeginsel(gemeente=gemeente))
    finds = [] if good else ["TR378 Antwoord/Woonplaatsbeginsel/Gemeente"]
    return case("TR378", name, history=[vraagt()], message=answer, finds=finds, only="jw")


EARLY = "2024-12-31"
LATE = "2025-01-01"

BEFORE_THE_LIST = (
    [
        # A code that is in no list we have, and a day from before our lists: it may have been right then.
        case(
            "TR378",
            f"unknown in an assignment from {begin}",
            message=van_gemeente(NONE, wijst_toe(toewijzing(begin=begin), toewijzing(300202, begin="2026-04-01", product=ander))),
            finds=[SENDER if begin == LATE else f"{SENDER} (signal)"],
        )
        for begin in (EARLY, LATE)
    ]
    + [
        case(
            "TR378",
            f"unknown in a request from {begin}",
            message=van_gemeente(NONE, vraagt(aanvraag(begin=begin))),
            finds=[RECEIVER if begin == LATE else f"{RECEIVER} (signal)"],
        )
        for begin in (EARLY, LATE)
    ]
    + [
        case(
            "TR378",
            f"unknown in a change of what was assigned from {begin}",
            history=[van_gemeente(NONE, wijst_toe(toewijzing(begin=begin)))],
            message=van_gemeente(NONE, vraagt_wijziging([300201], nieuw=[nieuw(product=ander)])),
            finds=[RECEIVER if begin == LATE else f"{RECEIVER} (signal)"],
        )
        for begin in (EARLY, LATE)
    ]
    + [
        case(
            "TR378",
            f"unknown in a start of what was assigned from {begin}",
            history=[van_gemeente(NONE, wijst_toe(toewijzing(begin=begin)))],
            message=van_gemeente(NONE, meldt_start(start_op(toewijzing_ingangsdatum=dag(begin)))),
            finds=[RECEIVER if begin == LATE else f"{RECEIVER} (signal)"],
        )
        for begin in (EARLY, LATE)
    ]
    + [
        case(
            "TR378",
            f"unknown in a stop of what was assigned by task from {begin}",
            history=[van_gemeente(NONE, meldt_start(start_op(toewijzing_nummer=None, toewijzing_ingangsdatum=dag(begin))))],
            message=van_gemeente(NONE, meldt_stop(stop_op(toewijzing_nummer=None, toewijzing_ingangsdatum=dag(begin)))),
            finds=[RECEIVER if begin == LATE else f"{RECEIVER} (signal)"],
        )
        for begin in (EARLY, LATE)
    ]
    + [
        case(
            "TR378",
            f"unknown in a message of {dagtekening}",
            message=van_gemeente(NONE, wijst_toe(toewijzing(begin="2026-04-01"), dagtekening=dagtekening)),
            finds=[SENDER if dagtekening == LATE else f"{SENDER} (signal)"],
        )
        for dagtekening in (EARLY, LATE)
    ]
)

CASES = [
    *(unknown(number) for number in MESSAGES),
    *(known(number) for number in MESSAGES),
    elsewhere("responsible municipality that is none", NONE, good=False),
    elsewhere("responsible municipality that is one", "0363", good=True),
    *BEFORE_THE_LIST,
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_municipality(row: History, wet: Wet) -> None:
    row.check(wet)


def test_the_border_of_the_list_is_the_day_after_the_early_one() -> None:
    assert dag(EARLY) < EERSTE_INDELING == dag(LATE)
