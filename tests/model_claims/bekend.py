"""Assignments of which the standard and the regions worked out numbers by hand."""

from typing import Any

import builders as b
from ketenwerk.standard.m301 import ToegewezenProduct


def assigned(begin: str, end: str | None, volume: int, eenheid: str, frequentie: str, **changes: Any) -> ToegewezenProduct:
    omvang = b.omvang(volume, eenheid, frequentie)
    dates = {"ingangsdatum": b.dag(begin), "einddatum": b.dag(end) if end else None}
    return b.toegewezen("jw", **dates, **{"omvang": omvang, **changes})


WEEK_3_UUR = assigned("2025-07-07", "2025-09-07", 3, "04", "2")
AUTUMN_3_UUR = assigned("2025-10-07", "2025-12-30", 3, "04", "2")
TO_SUNDAY = assigned("2025-07-07", "2025-09-07", 30000, "83", "2")
TO_SATURDAY = assigned("2025-07-07", "2025-09-06", 30000, "83", "2")
TO_FRIDAY = assigned("2025-07-07", "2025-09-05", 30000, "83", "2")
QUARTER = assigned("2025-10-01", "2025-12-31", 30000, "83", "2")
