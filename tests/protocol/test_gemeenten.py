"""Municipalities by date."""

from datetime import date
from pathlib import Path

import pytest

from ketenwerk.protocol.gemeenten import EERSTE_INDELING, Stand, bestaat, name, standing
from ketenwerk.standard.codelists import load

NU = date(2026, 11, 24)
OUDE_LIJST = """# List with older divisions
code,betekenis,standaard,ingangsdatum,expiratiedatum,in_xsd,provincie,jeugdzorgregio
0620,Vianen,beide,,2018-12-31,,Utrecht,
1961,Vijfheerenlanden,beide,2019-01-01,,,Utrecht,
"""


@pytest.mark.parametrize("code", ["9999", "0620", "321", "321 ", "", "0000"])
def test_code_outside_the_list_does_not_exist(code: str) -> None:
    assert not bestaat(code, NU)
    assert standing(code, NU) is Stand.BESTAAT_NIET
    assert name(code) is None


def test_code_outside_the_list_is_unknown_before_the_first_division_that_we_have() -> None:
    assert standing("0620", date(2018, 6, 1)) is Stand.ONBEKEND
    assert not bestaat("0620", date(2018, 6, 1))
    assert standing("0620", EERSTE_INDELING) is Stand.BESTAAT_NIET
    assert standing("0620", date(2024, 12, 31)) is Stand.ONBEKEND


def test_municipality_of_the_list_exists() -> None:
    assert bestaat("0321", NU)
    assert standing("0321", NU) is Stand.BESTAAT
    assert name("0321") == "Houten"


def test_first_and_last_day_of_the_list_count(tmp_path: Path) -> None:
    path = tmp_path / "CBS.csv"
    path.write_text(OUDE_LIJST, encoding="utf-8")
    lijst = load("CBS", path)
    days = [date(2018, 12, 31), date(2019, 1, 1)]
    assert [bestaat("0620", day, lijst) for day in days] == [True, False]
    assert [bestaat("1961", day, lijst) for day in days] == [False, True]
    assert standing("0620", days[1], lijst) is Stand.BESTAAT_NIET
    assert name("0620", lijst) == "Vianen"
