"""TR381: category and code stand together in what municipality and provider agreed."""

from collections.abc import Callable
from typing import Any

import pytest
from declareren import afspraken, credit, declareert, op_regel, regel
from histories import (
    History,
    Step,
    aanvraag,
    alleen_categorie,
    ander,
    case,
    expand,
    gewoon,
    meldt_start,
    meldt_stop,
    nieuw,
    start_op,
    stop_op,
    toewijzing,
    vraagt,
    vraagt_wijziging,
    wijst_toe,
)

from builders import AANBIEDER, CATEGORIE, CODE, GEMEENTE, OTHER_CATEGORIE, OTHER_CODE, dag
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet


def agreed(
    *, gemeente: str = GEMEENTE, aanbieder: str = AANBIEDER, van: str = "2026-01-01", tot: str = "2026-12-31"
) -> Callable[[Wet], Afspraken]:
    """The usual product in the given period, and the other one in all of 2026; both as tasks, which need no number."""

    def row(wet: Wet, categorie: str, code: str, van: str, tot: str) -> Afspraak:
        parties = {"wet": wet, "gemeente": gemeente, "aanbieder": aanbieder}
        what = {"categorie": categorie, "code": code, "eenheid": "04", "variant": "taak"}
        return Afspraak(**parties, **what, van=dag(van), tot=dag(tot))

    return lambda wet: Afspraken(
        [
            row(wet, CATEGORIE[wet], CODE[wet], van, tot),
            row(wet, OTHER_CATEGORIE[wet], OTHER_CODE[wet], "2026-01-01", "2026-12-31"),
        ]
    )


def mixed(wet: Wet) -> Product:
    """The code of one category under the other."""
    return Product(categorie=OTHER_CATEGORIE[wet], code=CODE[wet])


def never(wet: Wet) -> Product:
    return Product(categorie=CATEGORIE[wet], code="99X99")


RUNS = wijst_toe(toewijzing(300202, product=ander))


def with_product(number: str, product: Callable[[Wet], Product], **dates: Any) -> tuple[list[Step], Step, str]:
    """What goes before, a message with this product, and where its code stands."""
    by_task = {"toewijzing_nummer": None, "toewijzing_ingangsdatum": dag("2026-01-01"), "product": product}
    match number:
        case "301":
            return [], wijst_toe(toewijzing(product=product, **dates)), "Client/ToegewezenProducten/ToegewezenProduct[1]"
        case "315":
            return [], vraagt(aanvraag(product=product, **dates)), "Client/AangevraagdeProducten/AangevraagdProduct[1]"
        case "317":
            asked = vraagt_wijziging([300202], nieuw=[nieuw(product=product, **dates)])
            return [RUNS], asked, "Client/Verzoek/NieuweProducten/NieuwProduct[1]"
        case "305":
            return [], meldt_start(start_op(**by_task, **dates)), "Client/StartProducten/StartProduct[1]"
        case _:
            begin = {"begindatum": dag(dates["begin"])} if dates else {}
            begun = meldt_start(start_op(**by_task, **begin))
            return [begun], meldt_stop(stop_op(**by_task, **begin)), "Client/StopProducten/StopProduct[1]"


NUMBERS = ("301", "305", "307", "315", "317")


def pair(number: str, name: str, product: Callable[[Wet], Product], *, good: bool) -> History:
    history, message, place = with_product(number, product)
    return case(
        "TR381",
        f"{name} in a {number}",
        history=history,
        message=message,
        finds=[] if good else [f"TR381 {place}/Product/Code"],
        found=None if good else lambda wet: f"{product(wet).categorie} {product(wet).code}",
        afspraken=agreed(),
    )


def agreed_from(number: str, van: str, tot: str, *, good: bool) -> History:
    """A product from 10 May 2026, agreed for that period only."""
    history, message, place = with_product(number, gewoon, begin="2026-05-10")
    return case(
        "TR381",
        f"agreed from {van} to {tot} in a {number}",
        history=history,
        message=message,
        finds=[] if good else [f"TR381 {place}/Product/Code"],
        afspraken=agreed(van=van, tot=tot),
    )


MIXED = with_product("301", mixed)[1]

CASES = [
    *(pair(number, "agreed", gewoon, good=True) for number in NUMBERS),
    *(pair(number, "code of another category", mixed, good=False) for number in NUMBERS),
    *(pair(number, "code that was never agreed", never, good=False) for number in NUMBERS),
    *(agreed_from(number, "2026-05-10", "2026-05-10", good=True) for number in NUMBERS),
    *(agreed_from(number, "2026-05-11", "2026-12-31", good=False) for number in NUMBERS),
    *(agreed_from(number, "2026-01-01", "2026-05-09", good=False) for number in NUMBERS),
    case("TR381", "no agreements given", message=MIXED),
    case("TR381", "agreements of another municipality", message=MIXED, afspraken=agreed(gemeente="0363")),
    case("TR381", "agreements with another provider", message=MIXED, afspraken=agreed(aanbieder="65656056")),
    case(
        "TR381",
        "no agreement known for that year",
        message=with_product("301", mixed, begin="2027-01-01", eind="2027-12-31")[1],
        afspraken=agreed(),
    ),
    case(
        "TR381",
        "category without a code",
        message=wijst_toe(toewijzing(product=alleen_categorie, omvang=None, budget=1)),
        afspraken=agreed(),
    ),
    case("TR381", "no product", message=wijst_toe(toewijzing(product=None, omvang=None, budget=1)), afspraken=agreed()),
    case(
        "TR381",
        "a start that is deleted",
        history=with_product("307", mixed)[0],
        message=meldt_start(
            start_op(toewijzing_nummer=None, toewijzing_ingangsdatum=dag("2026-01-01"), product=mixed, status_aanlevering="3")
        ),
        afspraken=agreed(),
    ),
    case(
        "TR381",
        "a stop that is deleted",
        history=[*with_product("307", mixed)[0], with_product("307", mixed)[1]],
        message=meldt_stop(
            stop_op(toewijzing_nummer=None, toewijzing_ingangsdatum=dag("2026-01-01"), product=mixed, status_aanlevering="3")
        ),
        afspraken=agreed(),
    ),
]

GENERIEK = wijst_toe(toewijzing(product=None, omvang=None, budget=99999999))
ALLEBEI = afspraken({}, {"categorie": lambda wet: OTHER_CATEGORIE[wet], "code": lambda wet: OTHER_CODE[wet]})
CODE_323 = op_regel("TR381", "ProductCode")


def gedeclareerd(name: str, product: Callable[[Wet], Product], *finds: str, **also: Any) -> History:
    """A line of April on a generic assignment, with this product."""
    made = regel(product_categorie=lambda wet: product(wet).categorie, product_code=lambda wet: product(wet).code)
    given = {"history": [GENERIEK], "message": declareert(made), "afspraken": ALLEBEI, **also}
    return case("TR381", f"{name} in a 323", finds=finds, **given)


def until(tot: str, van: str = "2026-01-01") -> Any:
    """The usual product agreed for a part of the year, the other one for all of it."""
    rest = {"categorie": lambda wet: OTHER_CATEGORIE[wet], "code": lambda wet: OTHER_CODE[wet]}
    return afspraken({"van": dag(van), "tot": dag(tot)}, rest)


CASES += [
    gedeclareerd("agreed", gewoon),
    gedeclareerd("the other one agreed", ander),
    gedeclareerd("code of another category", mixed, CODE_323, found=lambda wet: f"{OTHER_CATEGORIE[wet]} {CODE[wet]}"),
    gedeclareerd("code that was never agreed", never, CODE_323),
    gedeclareerd("no agreements given", mixed, afspraken=None),
    gedeclareerd("agreements of another municipality", mixed, afspraken=afspraken({"gemeente": "0363"})),
    gedeclareerd("no agreement known for that month", mixed, afspraken=afspraken({"van": dag("2026-05-01")})),
    gedeclareerd("agreed until the first day of the month", gewoon, afspraken=until("2026-04-01")),
    gedeclareerd("agreed until the day before the month", gewoon, CODE_323, afspraken=until("2026-03-31")),
    gedeclareerd("agreed from the last day of the month", gewoon, afspraken=until("2026-12-31", "2026-04-30")),
    gedeclareerd("agreed from the day after the month", gewoon, CODE_323, afspraken=until("2026-12-31", "2026-05-01")),
    case(
        "TR381",
        "a credit in a 323",
        history=[GENERIEK, declareert(regel("R1", product_code="99X99"))],
        message=declareert(credit("R2", regel("R1", product_code="99X99"))),
        afspraken=ALLEBEI,
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_agreed_product(row: History, wet: Wet) -> None:
    row.check(wet)
