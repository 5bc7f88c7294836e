"""The answer to a request (319)."""

import pytest
from cases import Case, case, expand

from builders import bericht319
from ketenwerk.standard import m319
from ketenwerk.standard.types import Wet

REDEN = "Antwoord/RedenAfwijzingVerzoek"
WOONPLAATS = m319.Woonplaatsbeginsel(gemeente="1916")

CASES = [
    case("CD085", "refused without reason", lambda wet: bericht319(wet, reden_afwijzing_verzoek=None), finds=[f"CD085 {REDEN}"]),
    *(case("CD085", f"refused, reason {r}", lambda wet, r=r: bericht319(wet, reden_afwijzing_verzoek=r)) for r in "12345679"),
    case(
        "CD086",
        "looked into, with reason",
        lambda wet: bericht319(wet, verzoek_antwoord="2", reden_afwijzing_verzoek="3"),
        finds=[f"CD086 {REDEN}"],
        found="3",
    ),
    case("CD086", "looked into", lambda wet: bericht319(wet, verzoek_antwoord="2", reden_afwijzing_verzoek=None)),
    case(
        "TR377",
        "another municipality, not named",
        lambda wet: bericht319(wet, reden_afwijzing_verzoek="8"),
        finds=["TR377 Antwoord/Woonplaatsbeginsel"],
    ),
    case(
        "TR377",
        "another municipality, named",
        lambda wet: bericht319(wet, reden_afwijzing_verzoek="8", woonplaatsbeginsel=WOONPLAATS),
    ),
    *(
        case(
            "TR409",
            f"reason {r}, municipality named",
            lambda wet, r=r: bericht319(wet, reden_afwijzing_verzoek=r, woonplaatsbeginsel=WOONPLAATS),
            finds=["TR409 Antwoord/Woonplaatsbeginsel"],
            found="1916",
        )
        for r in "12345679"
    ),
    case(
        "TR409",
        "looked into, municipality named",
        lambda wet: bericht319(wet, verzoek_antwoord="2", reden_afwijzing_verzoek=None, woonplaatsbeginsel=WOONPLAATS),
        finds=["TR409 Antwoord/Woonplaatsbeginsel"],
    ),
    case("TR409", "reason 3, none named", lambda wet: bericht319(wet)),
    # iWmo has no Woonplaatsbeginsel, so nothing asks for it.
    case("CD085", "Wmo, reason 8", lambda wet: bericht319(wet, reden_afwijzing_verzoek="8"), only="wmo"),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_antwoord(row: Case, wet: Wet) -> None:
    row.check(wet)
