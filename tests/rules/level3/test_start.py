"""The start of delivery: TR071 and TR326."""

import pytest
from histories import History, ander, case, expand, meldt_start, meldt_stop
from levering import GESTART, TAAK, TOEGEWEZEN, begin, begin_weg, einde, einde_weg, op_start, pauze, pauze_weg

from builders import dag
from ketenwerk.standard.types import Wet

STAYS = [
    case("TR071", "start without a stop", history=GESTART, message=meldt_start(begin_weg())),
    case(
        "TR071",
        "start with a definite stop",
        history=[*GESTART, meldt_stop(einde())],
        message=meldt_start(begin_weg()),
        finds=op_start("TR071"),
    ),
    case(
        "TR071",
        "start with a temporary stop",
        history=[*GESTART, meldt_stop(pauze())],
        message=meldt_start(begin_weg()),
        finds=op_start("TR071"),
    ),
    case(
        "TR071",
        "start whose stop was deleted",
        history=[*GESTART, meldt_stop(einde()), meldt_stop(einde_weg())],
        message=meldt_start(begin_weg()),
    ),
    case(
        "TR071",
        "start with a definite stop, the temporary one deleted",
        history=[*GESTART, meldt_stop(pauze()), meldt_stop(einde()), meldt_stop(pauze_weg())],
        message=meldt_start(begin_weg()),
        finds=op_start("TR071"),
    ),
    case(
        "TR071",
        "the new start after a temporary stop",
        history=[*GESTART, meldt_stop(pauze()), meldt_start(begin("2026-07-01"))],
        message=meldt_start(begin_weg("2026-07-01")),
    ),
    case(
        "TR071",
        "the old start after a temporary stop and a new start",
        history=[*GESTART, meldt_stop(pauze()), meldt_start(begin("2026-07-01"))],
        message=meldt_start(begin_weg()),
        finds=op_start("TR071"),
    ),
    case(
        "TR071",
        "correction of a start that has a stop",
        history=[*GESTART, meldt_stop(einde())],
        message=meldt_start(begin_weg(), begin("2026-04-10")),
        finds=op_start("TR071"),
    ),
]

ONE_AT_A_TIME = [
    case("TR326", "first start", history=[TOEGEWEZEN], message=meldt_start(begin())),
    case(
        "TR326",
        "second start without a stop",
        history=GESTART,
        message=meldt_start(begin("2026-05-01")),
        finds=op_start("TR326"),
    ),
    case("TR326", "after a temporary stop", history=[*GESTART, meldt_stop(pauze())], message=meldt_start(begin("2026-07-01"))),
    case("TR326", "after a definite stop", history=[*GESTART, meldt_stop(einde())], message=meldt_start(begin("2026-09-01"))),
    case(
        "TR326",
        "after a stop that was deleted",
        history=[*GESTART, meldt_stop(einde()), meldt_stop(einde_weg())],
        message=meldt_start(begin("2026-09-01")),
        finds=op_start("TR326"),
    ),
    case(
        "TR326",
        "a third start while the second runs",
        history=[*GESTART, meldt_stop(pauze()), meldt_start(begin("2026-07-01"))],
        message=meldt_start(begin("2026-08-01")),
        finds=op_start("TR326"),
    ),
    case(
        "TR326",
        "another assignment",
        history=GESTART,
        message=meldt_start(begin("2026-05-01", toewijzing_nummer=300202, product=ander)),
    ),
    case("TR326", "another product on the assignment", history=GESTART, message=meldt_start(begin("2026-05-01", product=ander))),
    case("TR326", "no product beside a product", history=GESTART, message=meldt_start(begin("2026-05-01", product=None))),
    case(
        "TR326", "correction of the begin in one message", history=GESTART, message=meldt_start(begin("2026-04-10"), begin_weg())
    ),
    case(
        "TR326",
        "correction into two starts",
        history=GESTART,
        message=meldt_start(begin_weg(), begin("2026-04-10"), begin("2026-04-11")),
        finds=op_start("TR326", n=3),
    ),
    case(
        "TR326",
        "two starts of one product in a message",
        history=[TOEGEWEZEN],
        message=meldt_start(begin("2026-04-10"), begin("2026-04-03")),
        finds=op_start("TR326", n=2),
    ),
    case(
        "TR326",
        "two starts of two products in a message",
        history=[TOEGEWEZEN],
        message=meldt_start(begin(), begin(toewijzing_nummer=300202, product=ander)),
    ),
    case(
        "TR326",
        "second start by task",
        history=[meldt_start(begin(**TAAK))],
        message=meldt_start(begin("2026-05-01", **TAAK)),
        finds=op_start("TR326"),
    ),
    case(
        "TR326",
        "by task beside an assignment",
        history=GESTART,
        message=meldt_start(begin("2026-05-01", **TAAK)),
    ),
    case(
        "TR326",
        "a stop of another begin does not end this start",
        history=[
            *GESTART,
            meldt_stop(pauze()),
            meldt_start(begin("2026-07-01")),
            meldt_stop(einde("2026-08-01", begindatum=dag("2026-07-01"))),
        ],
        message=meldt_start(begin("2026-08-02")),
    ),
]

CASES = [*STAYS, *ONE_AT_A_TIME]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_start(row: History, wet: Wet) -> None:
    row.check(wet)
