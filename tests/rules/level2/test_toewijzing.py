"""The reason for a change of an assignment."""

import pytest
from cases import Case, case, expand

from builders import bericht301, dag, toegewezen
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

PLACE = "Client/ToegewezenProducten/ToegewezenProduct[1]/RedenWijziging"


def changed(wet: Wet, reden: str | None, end: str | None = "2026-12-31") -> Bericht:
    return bericht301(wet, toegewezen(wet, reden_wijziging=reden, ingangsdatum=dag("2026-04-01"), einddatum=end and dag(end)))


CASES = [
    case(
        "CS335",
        "deleted, a day later",
        lambda wet: changed(wet, "13", "2026-04-02"),
        finds=[f"CS335 {PLACE}"],
        found="13",
        expected="Einddatum 2026-04-01",
    ),
    case("CS335", "deleted, open end", lambda wet: changed(wet, "13", None), finds=[f"CS335 {PLACE}"]),
    case("CS335", "deleted, one day", lambda wet: changed(wet, "13", "2026-04-01")),
    case("CS335", "another reason, one day", lambda wet: changed(wet, "05", "2026-04-01")),
    case("CS335", "another reason, longer", lambda wet: changed(wet, "14")),
    case("CS336", "01", lambda wet: changed(wet, "01"), finds=[f"CS336 {PLACE}"], found="01", expected="!= 01"),
    case("CS336", "01, one day", lambda wet: changed(wet, "01", "2026-04-01"), finds=[f"CS336 {PLACE}"]),
    *(case("CS336", f"{reden:02}", lambda wet, r=f"{reden:02}": changed(wet, r)) for reden in (*range(2, 13), 14)),
    case("CS336", "no reason", lambda wet: changed(wet, None)),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_toewijzing(row: Case, wet: Wet) -> None:
    row.check(wet)
