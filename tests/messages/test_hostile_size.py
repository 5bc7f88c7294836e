"""Files made to cost memory or time stay within 350 MB and end soon: each is read in a process of its own, which is measured."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import heavy
import pytest

from ketenwerk.messages.level1 import MAX_FINDINGS

MAX_MB = 350
"""For the largest legal message; a hostile one gets no more."""
DENSEST_MB = {"25 MB of contacts": 400}
"""A legal file of 728,000 contacts of one client, three nodes for every 36 bytes. No message that anyone sends comes near it."""
SECONDS = 60
"""Far above what any case takes: a bound against hanging, no measure of speed."""
MADE_WITH_COPIES = 60
"""To make a file of 25 MB takes copies of it; what making took more than this is taken off the measured peak."""


def run(case: str) -> dict[str, Any]:
    folder = Path(__file__).parent
    paths = [str(folder), str(folder.parent), str(folder.parents[1] / "src")]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1200 * heavy.MB, 1200 * heavy.MB))

    done = subprocess.run(
        [sys.executable, heavy.__file__, case],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("case", heavy.CASES)
def test_a_file_made_to_be_heavy_stays_within_bounds(case: str) -> None:
    report = run(case)
    _, expected = heavy.CASES[case]
    print(f"{case}: {report}")
    assert report["result"] == expected
    assert report["peak"] - max(0, report["before"] - MADE_WITH_COPIES) <= DENSEST_MB.get(case, MAX_MB)
    assert report["count"] <= MAX_FINDINGS + 1
    assert report["count"] <= MAX_FINDINGS or report["last"] == "XSD.afgebroken"


def test_an_error_in_every_line_is_named_in_every_line() -> None:
    assert run("an error in each of 20,000 lines")["count"] == 20_000


def test_a_list_of_findings_that_has_no_end_is_ended_with_words() -> None:
    report = run("six million elements")
    assert (report["count"], report["last"]) == (MAX_FINDINGS + 1, "XSD.afgebroken")
