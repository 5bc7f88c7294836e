"""Requests for assignment (315) and for change (317)."""

import pytest
from cases import Case, case, expand

from builders import (
    OTHER_CATEGORIE,
    OTHER_CODE,
    aangevraagd,
    bericht315,
    bericht317,
    dag,
    nieuw,
    ongewijzigd,
    product,
    te_wijzigen,
)
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet

FIRST = "Client/AangevraagdeProducten/AangevraagdProduct[1]"
SECOND = "Client/AangevraagdeProducten/AangevraagdProduct[2]"
NIEUW = "Client/Verzoek/NieuweProducten/NieuwProduct[1]"


def other(wet: Wet) -> Product:
    return product(wet, categorie=OTHER_CATEGORIE[wet], code=OTHER_CODE[wet])


CASES = [
    # CD043
    case(
        "CD043",
        "number without date",
        lambda wet: bericht315(wet, aangevraagd(wet, beschikking_nummer=1)),
        finds=[f"CD043 {FIRST}/BeschikkingIngangsdatum"],
    ),
    case(
        "CD043",
        "number nought without date",
        lambda wet: bericht315(wet, aangevraagd(wet, beschikking_nummer=0)),
        finds=[f"CD043 {FIRST}/BeschikkingIngangsdatum"],
    ),
    case(
        "CD043",
        "date without number",
        lambda wet: bericht315(wet, aangevraagd(wet, beschikking_ingangsdatum=dag("2026-04-01"))),
        finds=[f"CD043 {FIRST}/BeschikkingIngangsdatum"],
        found="2026-04-01",
    ),
    case(
        "CD043",
        "both",
        lambda wet: bericht315(wet, aangevraagd(wet, beschikking_nummer=0, beschikking_ingangsdatum=dag("2026-04-01"))),
    ),
    case("CD043", "neither", lambda wet: bericht315(wet)),
    # TR383: a double reference is also a double key (TR101).
    case(
        "TR383",
        "one reference twice",
        lambda wet: bericht315(wet, aangevraagd(wet), aangevraagd(wet, product=other(wet))),
        finds=[f"TR101 {SECOND}/ReferentieAanbieder", f"TR383 {SECOND}/ReferentieAanbieder"],
        found="VOT1",
        expected="!= AangevraagdProduct[1]",
    ),
    case(
        "TR383",
        "one reference three times",
        lambda wet: bericht315(
            wet,
            aangevraagd(wet, referentie_aanbieder="VOT0"),
            *(
                aangevraagd(wet, product=other(wet), toewijzing_ingangsdatum=dag(day), toewijzing_einddatum=dag(day))
                for day in ("2026-05-01", "2026-05-02", "2026-05-03")
            ),
        ),
        finds=[
            f"{rule} Client/AangevraagdeProducten/AangevraagdProduct[{position}]/ReferentieAanbieder"
            for position in (3, 4)
            for rule in ("TR101", "TR383")
        ],
        found="VOT1",
        expected="!= AangevraagdProduct[2]",
    ),
    case(
        "TR383",
        "two references",
        lambda wet: bericht315(wet, aangevraagd(wet), aangevraagd(wet, product=other(wet), referentie_aanbieder="vot1")),
    ),
    # TR352 and TR353
    case(
        "TR352",
        "only something new",
        lambda wet: bericht317(wet, ongewijzigde_producten=(), te_wijzigen_producten=()),
        finds=["TR352 Client/Verzoek"],
        found="0",
        expected=">= 1 OngewijzigdProduct, TeWijzigenProduct",
    ),
    case("TR352", "one unchanged", lambda wet: bericht317(wet, te_wijzigen_producten=())),
    case("TR352", "one to be changed", lambda wet: bericht317(wet, ongewijzigde_producten=(), nieuwe_producten=())),
    case(
        "TR353",
        "only what runs",
        lambda wet: bericht317(wet, te_wijzigen_producten=(), nieuwe_producten=()),
        finds=["TR353 Client/Verzoek"],
        found="0",
        expected=">= 1 TeWijzigenProduct, NieuwProduct",
    ),
    case("TR353", "one to be changed", lambda wet: bericht317(wet, nieuwe_producten=())),
    case("TR353", "one new", lambda wet: bericht317(wet, te_wijzigen_producten=())),
    case(
        "TR353",
        "nothing at all",
        lambda wet: bericht317(wet, ongewijzigde_producten=(), te_wijzigen_producten=(), nieuwe_producten=()),
        finds=["TR352 Client/Verzoek", "TR353 Client/Verzoek"],
    ),
    # TR380
    case(
        "TR380",
        "new from Dagtekening",
        lambda wet: bericht317(wet, nieuwe_producten=(nieuw(wet, gewenste_ingangsdatum=dag("2026-04-01")),)),
        finds=[f"TR380 {NIEUW}/GewensteIngangsdatum"],
        found="2026-04-01",
        expected="> 2026-04-01",
    ),
    case(
        "TR380",
        "new from the day after",
        lambda wet: bericht317(wet, nieuwe_producten=(nieuw(wet, gewenste_ingangsdatum=dag("2026-04-02")),)),
    ),
    case(
        "TR380",
        "a change may look back",
        lambda wet: bericht317(wet, te_wijzigen_producten=(te_wijzigen(gewenste_ingangsdatum=dag("2026-01-01")),)),
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_verzoek(row: Case, wet: Wet) -> None:
    row.check(wet)


def test_an_unchanged_product_is_only_a_number() -> None:
    case("TR352", "two", lambda wet: bericht317(wet, ongewijzigde_producten=(ongewijzigd(1), ongewijzigd(2)))).check("jw")
