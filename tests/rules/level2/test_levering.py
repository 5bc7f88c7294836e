"""Start (305) and stop (307) of delivery."""

import pytest
from cases import Case, case, expand

from builders import bericht305, bericht307, dag, start, stop
from ketenwerk.standard.types import Wet

START = "Client/StartProducten/StartProduct[1]"
STOP = "Client/StopProducten/StopProduct[1]"

CASES = [
    *(
        case(
            "CS058",
            f"start, status {status}",
            lambda wet, s=status: bericht305(wet, start(wet, status_aanlevering=s)),
            finds=[f"CS058 {START}/StatusAanlevering"],
            found=status,
            expected="1, 3",
        )
        for status in "29"
    ),
    *(
        case(
            "CS058",
            f"stop, status {status}",
            lambda wet, s=status: bericht307(wet, stop(wet, status_aanlevering=s)),
            finds=[f"CS058 {STOP}/StatusAanlevering"],
            found=status,
            expected="1, 3",
        )
        for status in "29"
    ),
    *(case("CS058", f"start, status {s}", lambda wet, s=s: bericht305(wet, start(wet, status_aanlevering=s))) for s in "13"),
    *(case("CS058", f"stop, status {s}", lambda wet, s=s: bericht307(wet, stop(wet, status_aanlevering=s))) for s in "13"),
    case(
        "TR018",
        "a day too early",
        lambda wet: bericht307(wet, stop(wet, begindatum=dag("2026-04-03"), einddatum=dag("2026-04-02"))),
        finds=[f"TR018 {STOP}/Einddatum"],
        found="2026-04-02",
        expected=">= 2026-04-03",
    ),
    case("TR018", "same day", lambda wet: bericht307(wet, stop(wet, begindatum=dag("2026-04-03"), einddatum=dag("2026-04-03")))),
    case(
        "TR018",
        "a deletion too",
        lambda wet: bericht307(wet, stop(wet), stop(wet, einddatum=dag("2025-12-31"), status_aanlevering="3")),
        finds=["TR018 Client/StopProducten/StopProduct[2]/Einddatum"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_levering(row: Case, wet: Wet) -> None:
    row.check(wet)
