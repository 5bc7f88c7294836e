"""TR135: a message is not dated after the day on which it is judged."""

from typing import Any

import pytest
from declareren import antwoordt, declareert
from histories import (
    History,
    Step,
    ander,
    case,
    expand,
    meldt_start,
    meldt_stop,
    nieuw,
    toewijzing,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
)

from builders import dag
from ketenwerk.standard.types import Wet

DAY = "2026-09-15"
CHANGE = {"nieuw": [nieuw("2026-10-01", product=ander)]}
MESSAGES: dict[str, tuple[list[Step], Step]] = {
    "301": ([], wijst_toe(dagtekening=DAY)),
    "305": ([wijst_toe()], meldt_start(dagtekening=DAY)),
    "307": ([wijst_toe(), meldt_start()], meldt_stop(dagtekening=DAY)),
    "315": ([], vraagt(dagtekening=DAY)),
    "317": ([wijst_toe(toewijzing())], vraagt_wijziging([300201], dagtekening=DAY, **CHANGE)),
    "319": ([vraagt()], wijst_af("VOT1", dagtekening=DAY)),
    "323": ([wijst_toe()], declareert(dagtekening=DAY)),
    "325": ([wijst_toe(), declareert(onbeantwoord=True)], antwoordt(op="H0002", declaratie="DR1", ingediend=5000, op_dag=DAY)),
}


def dated(number: str, today: str, **values: Any) -> History:
    history, message = MESSAGES[number]
    return case("TR135", f"{number} on {today}", history=history, message=message, today=dag(today), **values)


def too_early(number: str) -> History:
    place = "TR135 Header/BerichtIdentificatie/Dagtekening"
    finds = [f"{place} (signal)" if number == "325" else place]
    return dated(number, "2026-09-14", finds=finds, found=DAY, expected="<= 2026-09-14")


CASES = [
    *(too_early(number) for number in MESSAGES),
    *(dated(number, DAY) for number in MESSAGES),
    *(dated(number, "2027-09-15") for number in MESSAGES),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_dagtekening(row: History, wet: Wet) -> None:
    row.check(wet)
