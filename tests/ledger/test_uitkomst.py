"""How a request ended: the four ways, and nothing while it is open."""

import pytest

from builders import aangevraagd, dag
from ketenwerk.ledger.facts import Verzoek
from ketenwerk.ledger.uitkomst import Uitkomst, outcome


@pytest.mark.parametrize(
    ("staat", "antwoorden", "reached"),
    [
        ("ingediend", (), None),
        ("in onderzoek", ("2",), None),
        ("toegekend", (), Uitkomst.TOEGEKEND),
        ("toegekend", ("2",), Uitkomst.TOEGEKEND_NA_ONDERZOEK),
        ("afgewezen", ("1",), Uitkomst.AFGEWEZEN),
        ("afgewezen", ("2", "1"), Uitkomst.AFGEWEZEN_NA_ONDERZOEK),
    ],
)
def test_how_a_request_ended(staat: str, antwoorden: tuple[str, ...], reached: Uitkomst | None) -> None:
    verzoek = Verzoek("VOT1", "315", dag("2026-04-01"), "x", staat, aangevraagd("jw"), antwoorden)
    assert outcome(verzoek) == reached
