"""Who referred the client: by name or by code."""

import pytest
from cases import Case, case, expand

from builders import aangevraagd, bericht315
from ketenwerk.standard.basis import Bericht, Verwijzer
from ketenwerk.standard.types import Wet

PLACE = "Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer"
CODE, NAAM = "12345678", "Praktijk Oost"


def referred(wet: Wet, kind: str, naam: str | None, code: str | None) -> Bericht:
    return bericht315(wet, aangevraagd(wet, verwijzer=Verwijzer(type=kind, naam=naam, zorgverlener_code=code)))


CASES = [
    *(
        case(
            "CD066",
            f"type {kind}, both",
            lambda wet, k=kind: referred(wet, k, NAAM, CODE),
            finds=[f"CD066 {PLACE}/Naam"],
            found=NAAM,
        )
        for kind in ("02", "03", "04", "05")
    ),
    *(case("CD066", f"type {kind}, code", lambda wet, k=kind: referred(wet, k, None, CODE)) for kind in ("02", "03", "04", "05")),
    *(
        case("CD067", f"type {kind}, neither", lambda wet, k=kind: referred(wet, k, None, None), finds=[f"CD067 {PLACE}/Naam"])
        for kind in ("02", "03", "04", "05")
    ),
    *(case("CD067", f"type {kind}, name", lambda wet, k=kind: referred(wet, k, NAAM, None)) for kind in ("02", "03", "04", "05")),
    *(case("CD067", f"type {kind}, neither", lambda wet, k=kind: referred(wet, k, None, None)) for kind in ("01", "06", "08")),
    *(
        case(
            "CD068",
            f"type {kind}, code",
            lambda wet, k=kind: referred(wet, k, None, CODE),
            finds=[f"CD068 {PLACE}/ZorgverlenerCode"],
            found=CODE,
        )
        for kind in ("01", "06", "08")
    ),
    case("CD068", "type 01, both", lambda wet: referred(wet, "01", NAAM, CODE), finds=[f"CD068 {PLACE}/ZorgverlenerCode"]),
    *(case("CD068", f"type {kind}, name", lambda wet, k=kind: referred(wet, k, NAAM, None)) for kind in ("01", "06", "08")),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_verwijzer(row: Case, wet: Wet) -> None:
    row.check(wet)
