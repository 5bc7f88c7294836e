"""Begin and end of what is assigned or asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from cases import Case, case, expand

from builders import (
    aangevraagd,
    bericht301,
    bericht315,
    bericht317,
    contact,
    dag,
    nieuw,
    omvang,
    relatie,
    te_wijzigen,
    toegewezen,
)
from ketenwerk.standard.basis import Bericht, OpenPeriode, Product
from ketenwerk.standard.types import Wet

TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct[1]"
AANGEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct[1]"
TE_WIJZIGEN = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]"
NIEUW = "Client/Verzoek/NieuweProducten/NieuwProduct[1]"


def in_301(wet: Wet, begin: str, end: str | None, **changes: Any) -> Bericht:
    return bericht301(wet, toegewezen(wet, ingangsdatum=dag(begin), einddatum=end and dag(end), **changes))


def in_315(wet: Wet, begin: str, end: str | None, **changes: Any) -> Bericht:
    changes |= {"toewijzing_ingangsdatum": dag(begin), "toewijzing_einddatum": end and dag(end)}
    return bericht315(wet, aangevraagd(wet, **changes))


def in_317_changed(wet: Wet, begin: str, end: str | None, **changes: Any) -> Bericht:
    changed = te_wijzigen(gewenste_ingangsdatum=dag(begin), einddatum=end and dag(end), **changes)
    return bericht317(wet, te_wijzigen_producten=(changed,), nieuwe_producten=())


def in_317_new(wet: Wet, begin: str, end: str | None, **changes: Any) -> Bericht:
    new = nieuw(wet, gewenste_ingangsdatum=dag(begin), einddatum=end and dag(end), **changes)
    return bericht317(wet, te_wijzigen_producten=(), nieuwe_producten=(new,))


PLACES: dict[str, tuple[Callable[..., Bericht], str]] = {
    "301": (in_301, f"{TOEGEWEZEN}/Einddatum"),
    "315": (in_315, f"{AANGEVRAAGD}/ToewijzingEinddatum"),
    "317 changed": (in_317_changed, f"{TE_WIJZIGEN}/Einddatum"),
    "317 new": (in_317_new, f"{NIEUW}/Einddatum"),
}


def for_each_class() -> list[Case]:
    cases = []
    for name, (make, place) in PLACES.items():
        # An Omvang of a generic product would break other rules: with a budget there is no product code and no Omvang.
        budget: dict[str, Any] = {"omvang": None, "budget": 100000}
        if name != "317 changed":
            budget["product"] = None
        weekly: dict[str, Any] = {"omvang": omvang(frequentie="2")}
        cases += [
            case(
                "CS003",
                f"{name}, end a day before begin",
                lambda wet, m=make: m(wet, "2026-05-02", "2026-05-01"),
                finds=[f"CS003 {place}"],
                found="2026-05-01",
                expected=">= 2026-05-02",
            ),
            case("CS003", f"{name}, end on begin", lambda wet, m=make: m(wet, "2026-05-02", "2026-05-02")),
            case("CS003", f"{name}, open end", lambda wet, m=make: m(wet, "2026-05-02", None)),
            case(
                "CD075",
                f"{name}, budget with open end",
                lambda wet, m=make, b=budget: m(wet, "2026-05-02", None, **b),
                finds=[f"CD075 {place}"],
            ),
            case("CD075", f"{name}, budget with end", lambda wet, m=make, b=budget: m(wet, "2026-05-02", "2026-12-31", **b)),
            case(
                "CD075",
                f"{name}, budget of nothing with open end",
                lambda wet, m=make, b=budget: m(wet, "2026-05-02", None, **(b | {"budget": 0})),
                finds=[f"CD075 {place}"],
            ),
            case(
                "CD076",
                f"{name}, per week with open end",
                lambda wet, m=make, w=weekly: m(wet, "2026-05-02", None, **w),
                finds=[f"CD076 {place}"],
            ),
            case("CD076", f"{name}, per week with end", lambda wet, m=make, w=weekly: m(wet, "2026-05-02", "2026-12-31", **w)),
            *(
                case(
                    "CD076",
                    f"{name}, frequency {frequentie} with open end",
                    lambda wet, m=make, f=frequentie: m(wet, "2026-05-02", None, omvang=omvang(frequentie=f)),
                )
                for frequentie in "146"
            ),
        ]
    return cases


def temporary(begin: str | None, end: str | None) -> OpenPeriode:
    return OpenPeriode(begindatum=begin and dag(begin), einddatum=end and dag(end))


CASES = [
    *for_each_class(),
    case(
        "CD076",
        "category without Omvang, open end",
        lambda wet: in_301(wet, "2026-05-02", None, product=Product(categorie="45" if wet == "jw" else "02"), omvang=None),
    ),
    case(
        "CS003",
        "contact of the client",
        lambda wet: bericht301(
            wet, contactgegevens=(contact(), contact(soort="04", periode=temporary("2026-05-02", "2026-05-01")))
        ),
        finds=["CS003 Client/Contactgegevens/Contact[2]/Periode/Einddatum"],
        found="2026-05-01",
        expected=">= 2026-05-02",
    ),
    case(
        "CS003",
        "contact of a relation",
        lambda wet: bericht301(
            wet, relaties=(relatie(contact=contact(soort="04", periode=temporary("2026-05-02", "2026-05-01"))),)
        ),
        finds=["CS003 Client/Relaties/Relatie[1]/Contact/Periode/Einddatum"],
    ),
    *(
        case(
            "CS003",
            f"contact, {begin} to {end}",
            lambda wet, b=begin, e=end: bericht301(
                wet, contactgegevens=(contact(), contact(soort="04", periode=temporary(b, e)))
            ),
        )
        for begin, end in (("2026-05-02", "2026-05-02"), (None, "2026-05-01"), ("2026-05-02", None), (None, None))
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_looptijd(row: Case, wet: Wet) -> None:
    row.check(wet)
