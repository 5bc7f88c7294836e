"""Product, Omvang and Budget: which may go together."""

from collections.abc import Callable
from typing import Any

import pytest
from cases import Case, case, expand

from builders import CATEGORIE, aangevraagd, bericht301, bericht315, bericht317, dag, nieuw, omvang, te_wijzigen, toegewezen
from ketenwerk.standard.basis import Bericht, Product
from ketenwerk.standard.types import Wet

TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct[1]"
AANGEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct[1]"
TE_WIJZIGEN = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]"
NIEUW = "Client/Verzoek/NieuweProducten/NieuwProduct[1]"
WRITTEN = "Volume 4, Eenheid 04, Frequentie 4"


def in_301(wet: Wet, **changes: Any) -> Bericht:
    return bericht301(wet, toegewezen(wet, **changes))


def in_315(wet: Wet, **changes: Any) -> Bericht:
    return bericht315(wet, aangevraagd(wet, **changes))


def in_317_new(wet: Wet, **changes: Any) -> Bericht:
    return bericht317(wet, nieuwe_producten=(nieuw(wet, **changes),))


def in_317_changed(wet: Wet, **changes: Any) -> Bericht:
    return bericht317(wet, te_wijzigen_producten=(te_wijzigen(**changes),))


NAMED: dict[str, tuple[Callable[..., Bericht], str, str, str]] = {
    "301": (in_301, TOEGEWEZEN, "einddatum", "CD080"),
    "315": (in_315, AANGEVRAAGD, "toewijzing_einddatum", "CD095"),
    "317 new": (in_317_new, NIEUW, "einddatum", "CD096"),
}
"""Classes that name a product: how to make a message, where the class stands, its end date, the rule for Omvang without code."""
BEGIN = {
    "301": "ingangsdatum",
    "315": "toewijzing_ingangsdatum",
    "317 new": "gewenste_ingangsdatum",
    "317 changed": "gewenste_ingangsdatum",
}

EVERY = {name: (make, place, end) for name, (make, place, end, _) in NAMED.items()} | {
    "317 changed": (in_317_changed, TE_WIJZIGEN, "einddatum")
}


def category(wet: Wet) -> Product:
    return Product(categorie=CATEGORIE[wet])


def named_cases() -> list[Case]:
    cases = []
    for name, (make, place, end, code_rule) in NAMED.items():
        cases += [
            case(
                "CD041", f"{name}, code without Omvang", lambda wet, m=make: m(wet, omvang=None), finds=[f"CD041 {place}/Omvang"]
            ),
            case("CD041", f"{name}, code with Omvang", lambda wet, m=make: m(wet)),
            case("CD041", f"{name}, category without Omvang", lambda wet, m=make: m(wet, product=category(wet), omvang=None)),
            case(
                "CD041",
                f"{name}, code with Budget",
                lambda wet, m=make: m(wet, omvang=None, budget=1),
                finds=[f"CD041 {place}/Omvang"],
            ),
            case(
                "CD079",
                f"{name}, no Product, no Budget",
                lambda wet, m=make: m(wet, product=None, omvang=None),
                finds=[f"CD079 {place}/Product"],
            ),
            case("CD079", f"{name}, no Product, Budget", lambda wet, m=make: m(wet, product=None, omvang=None, budget=100000)),
            case(
                "CD079", f"{name}, no Product, Budget of nothing", lambda wet, m=make: m(wet, product=None, omvang=None, budget=0)
            ),
            case("CD079", f"{name}, category, no Budget", lambda wet, m=make: m(wet, product=category(wet), omvang=None)),
            case(
                code_rule,
                "category with Omvang",
                lambda wet, m=make: m(wet, product=category(wet)),
                finds=[f"{code_rule} {place}/Omvang"],
                found=WRITTEN,
            ),
            case(
                code_rule,
                "category with Omvang and open end",
                lambda wet, m=make, e=end: m(wet, **{"product": category(wet), e: None}),
                finds=[f"{code_rule} {place}/Omvang"],
            ),
            case(
                code_rule,
                "no Product with Omvang",
                lambda wet, m=make: m(wet, product=None),
                finds=[f"CD079 {place}/Product", f"{code_rule} {place}/Omvang"],
            ),
            case(code_rule, "code with Omvang", lambda wet, m=make: m(wet)),
            case(code_rule, "category without Omvang", lambda wet, m=make: m(wet, product=category(wet), omvang=None)),
        ]
    return cases


def old_cases() -> list[Case]:
    """The last day of 2020 is still free, the first of 2021 is not. A new product of a 317 lies after its Dagtekening."""
    cases = []
    for name, (make, place, end) in EVERY.items():
        frequency_rule = "CS343" if name == "315" else "CS338"
        begin = BEGIN[name]
        old = {begin: dag("2020-06-01"), end: dag("2020-12-31")}
        late = {begin: dag("2020-06-01"), end: dag("2021-01-01")}
        per_day = {"omvang": omvang(eenheid="14", frequentie="1")}
        past = [f"TR380 {place}/GewensteIngangsdatum"] if name == "317 new" else []
        cases += [
            case(frequency_rule, f"{name}, to 2020-12-31", lambda wet, m=make, a=old | per_day: m(wet, **a), finds=past),
            case(
                frequency_rule,
                f"{name}, to 2021-01-01",
                lambda wet, m=make, a=late | per_day: m(wet, **a),
                finds=[f"{frequency_rule} {place}/Omvang", *past],
            ),
        ]
        if name in NAMED:
            code_rule = NAMED[name][3]
            cases += [
                case(code_rule, "to 2020-12-31", lambda wet, m=make, a=old: m(wet, product=category(wet), **a), finds=past),
                case(
                    code_rule,
                    "to 2021-01-01",
                    lambda wet, m=make, a=late: m(wet, product=category(wet), **a),
                    finds=[f"{code_rule} {place}/Omvang", *past],
                ),
            ]
    return cases


def both_cases() -> list[Case]:
    """Omvang and Budget together are wrong at both places."""
    cases = []
    for name, (make, place, _) in EVERY.items():
        both = [f"CD077 {place}/Omvang", f"CD078 {place}/Budget"]
        cases += [
            case("CD077", f"{name}, both", lambda wet, m=make: m(wet, budget=100000), finds=both, found=WRITTEN),
            case("CD078", f"{name}, both", lambda wet, m=make: m(wet, budget=100000), finds=both, found="100000"),
            case("CD078", f"{name}, Budget of nothing", lambda wet, m=make: m(wet, budget=0), finds=both, found="0"),
            case("CD077", f"{name}, only Omvang", lambda wet, m=make: m(wet)),
        ]
        only_budget: dict[str, Any] = {"omvang": None, "budget": 100000} | ({"product": None} if name in NAMED else {})
        cases.append(case("CD078", f"{name}, only Budget", lambda wet, m=make, a=only_budget: m(wet, **a)))
    cases.append(case("CD077", "317 changed, neither", lambda wet: in_317_changed(wet, omvang=None)))
    return cases


def frequency_cases() -> list[Case]:
    cases = []
    for name, (make, place, end) in EVERY.items():
        rule = "CS343" if name == "315" else "CS338"
        for eenheid in ("14", "16", "83", "84"):
            per_day = omvang(eenheid=eenheid, frequentie="1")
            cases.append(
                case(
                    rule,
                    f"{name}, unit {eenheid} per day",
                    lambda wet, m=make, o=per_day: m(wet, omvang=o),
                    finds=[f"{rule} {place}/Omvang"],
                    found=f"Eenheid {eenheid}, Frequentie 1",
                    expected="Frequentie 2, 4, 6",
                )
            )
            cases += [
                case(
                    rule,
                    f"{name}, unit {eenheid}, frequency {f}",
                    lambda wet, m=make, e=eenheid, f=f: m(wet, omvang=omvang(4, e, f)),
                )
                for f in "246"
            ]
        cases += [
            case(rule, f"{name}, unit {eenheid} per day", lambda wet, m=make, e=eenheid: m(wet, omvang=omvang(4, e, "1")))
            for eenheid in ("01", "04", "82")
        ]
        cases.append(
            case(
                rule,
                f"{name}, per day with open end",
                lambda wet, m=make, e=end: m(wet, **{"omvang": omvang(4, "14", "1"), e: None}),
                finds=[f"{rule} {place}/Omvang"],
            )
        )
    return cases


CASES = [*named_cases(), *old_cases(), *both_cases(), *frequency_cases()]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_omvang(row: Case, wet: Wet) -> None:
    row.check(wet)
