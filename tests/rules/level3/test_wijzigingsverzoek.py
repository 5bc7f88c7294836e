"""A request for change (317) beside the assignments: TR349, TR350, TR351, TR357, TR373, TR375, TR411, TR412."""

from typing import Any

import pytest
from histories import (
    History,
    Onderdeel,
    Step,
    alleen_categorie,
    ander,
    bij,
    case,
    expand,
    nieuw,
    toewijzing,
    verwijderd,
    vraagt_wijziging,
    wijst_toe,
    wijziging,
)

from builders import OTHER_BSN, dag, omvang
from ketenwerk.standard import m301
from ketenwerk.standard.types import Wet

UNCHANGED = "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]"
CHANGED = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]"
DAY = "2026-05-15"
"""Dagtekening of the requests below."""


def vraagt_op_dag(*args: Any, **changes: Any) -> Step:
    return vraagt_wijziging(*args, dagtekening=DAY, **changes)


def loopt(nummer: int = 300201, begin: str = "2026-04-01", eind: str | None = "2026-12-31", **changes: Any) -> Step:
    """An assignment message of one assignment."""
    return wijst_toe(toewijzing(nummer, begin, eind, **changes))


OTHER = toewijzing(300202, product=ander)
BOTH = wijst_toe(toewijzing(), OTHER)


def missing(name: str, other: Onderdeel[m301.ToegewezenProduct], *, actual: bool) -> History:
    """A request that leaves assignment 300202 out."""
    return case(
        "TR349",
        name,
        history=[wijst_toe(toewijzing(), other)],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
        finds=["TR349 Client/Verzoek"] if actual else [],
        expected="ToewijzingNummer 300202" if actual else None,
    )


COMPLETE = [
    case("TR349", "all that runs", history=[BOTH], message=vraagt_op_dag([300202], [wijziging()])),
    missing("one left out", OTHER, actual=True),
    missing("without end left out", toewijzing(300202, eind=None, product=ander), actual=True),
    missing("ends on the day itself", toewijzing(300202, eind="2026-05-15", product=ander), actual=True),
    missing("ended the day before", toewijzing(300202, eind="2026-05-14", product=ander), actual=False),
    missing("begins later", toewijzing(300202, "2026-11-01", product=ander), actual=True),
    case(
        "TR349",
        "deleted left out",
        history=[
            wijst_toe(toewijzing(), toewijzing(300202, "2026-06-01", product=ander)),
            wijst_toe(toewijzing(), verwijderd(300202, "2026-06-01", product=ander)),
        ],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
    ),
    case(
        "TR349",
        "shortened to before the day left out",
        history=[BOTH, wijst_toe(toewijzing(300202, eind="2026-05-14", product=ander, toewijzingsdatum=dag("2026-05-01")))],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
    ),
    case(
        "TR349",
        "extended to after the day left out",
        history=[
            wijst_toe(toewijzing(), toewijzing(300202, eind="2026-05-14", product=ander)),
            wijst_toe(toewijzing(300202, product=ander, toewijzingsdatum=dag("2026-05-01"))),
        ],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
        finds=["TR349 Client/Verzoek"],
    ),
    case(
        "TR349",
        "two left out",
        history=[wijst_toe(toewijzing(), OTHER, toewijzing(300203, "2027-01-01", "2027-12-31"))],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
        finds=["TR349 Client/Verzoek", "TR349 Client/Verzoek"],
        expected="ToewijzingNummer 300202",
    ),
    case(
        "TR349",
        "at another provider",
        history=[loopt(), bij("65656056", wijst_toe(OTHER))],
        message=vraagt_op_dag(te_wijzigen=[wijziging()]),
    ),
]


def refers(rule: str, name: str, *history: Step, actual: bool) -> History:
    """A request about assignment 300201: unchanged, or to be changed."""
    if rule == "TR350":
        message, place = vraagt_op_dag([300201], nieuw=[nieuw("2027-06-01", "2027-12-31")]), UNCHANGED
    else:
        message, place = vraagt_op_dag(te_wijzigen=[wijziging(begin="2026-06-01")]), CHANGED
    finds = [] if actual else [f"{rule} {place}/ToewijzingNummer"]
    return case(rule, name, history=history, message=message, finds=finds, found=None if actual else "300201")


def all_references(rule: str) -> list[History]:
    return [
        refers(rule, "runs", loopt(), actual=True),
        refers(rule, "ends on the day itself", loopt(eind="2026-05-15"), actual=True),
        refers(rule, "ended the day before", loopt(eind="2026-05-14"), actual=False),
        refers(rule, "begins later", loopt(begin="2026-05-20"), actual=True),
        refers(rule, "deleted", loopt(), wijst_toe(verwijderd()), actual=False),
        refers(rule, "unknown", loopt(300299, eind="2026-04-30"), actual=False),
        refers(rule, "of another client", wijst_toe(bsn=OTHER_BSN), loopt(300299, eind="2026-04-30"), actual=False),
    ]


EXISTS = [*all_references("TR350"), *all_references("TR351")]


def from_when(name: str, begin: str, *, good: bool, original: str = "2026-04-01") -> History:
    return case(
        "TR357",
        name,
        history=[loopt(begin=original)],
        message=vraagt_op_dag(te_wijzigen=[wijziging(begin=begin)]),
        finds=[] if good else [f"TR357 {CHANGED}/GewensteIngangsdatum"],
        found=None if good else begin,
        expected=None if good else original,
    )


FROM_WHEN = [
    from_when("on the day itself", "2026-05-15", good=False),
    from_when("the day after", "2026-05-16", good=True),
    from_when("looks back to the beginning", "2026-04-01", good=True),
    from_when("looks back further than the beginning", "2026-03-31", good=False),
    from_when("looks back to the second day", "2026-04-02", good=False),
    from_when("begins on the day itself", "2026-05-15", good=True, original="2026-05-15"),
    from_when("begins later, changed from before that", "2026-05-16", good=True, original="2026-06-01"),
    from_when("begins later, changed from the day itself", "2026-05-15", good=False, original="2026-06-01"),
]

WISHED = [
    case(
        "TR357",
        f"asked on 10 June for {begin}",
        history=[wijst_toe(toewijzing(begin="2024-01-01", toewijzingsdatum=dag("2024-01-01")), dagtekening="2024-01-01")],
        message=vraagt_wijziging(te_wijzigen=[wijziging(begin=begin)], dagtekening="2024-06-10"),
        finds=finds,
    )
    for begin, finds in (("2024-06-10", [f"TR357 {CHANGED}/GewensteIngangsdatum"]), ("2024-06-11", []))
]

BUDGET: dict[str, Any] = {"product": alleen_categorie, "omvang": None, "budget": 500000}
GENERIC: dict[str, Any] = {"product": None, "omvang": None, "budget": 500000}
TOTAL: dict[str, Any] = {"omvang": omvang(120, "04", "6")}
BY_TOTAL = f"TR373 {CHANGED}/GewensteIngangsdatum"


def asks(rule: str, name: str, given: dict[str, Any], asked: dict[str, Any], *finds: str, begin: str = "2026-06-01") -> History:
    """Assignment 300201 with these properties, and a request to change it to those, from that day."""
    return case(
        rule,
        name,
        history=[loopt(**given)],
        message=vraagt_op_dag(te_wijzigen=[wijziging(begin=begin, **asked)]),
        finds=finds,
    )


OVER_ALL = [
    asks("TR373", "another budget, from later on", BUDGET, {"omvang": None, "budget": 600000}, BY_TOTAL),
    asks("TR373", "another budget, from the beginning", BUDGET, {"omvang": None, "budget": 600000}, begin="2026-04-01"),
    asks("TR373", "the same budget, from later on", BUDGET, {"omvang": None, "budget": 500000}),
    asks("TR373", "no budget any more", BUDGET, {"omvang": None, "budget": None}, BY_TOTAL),
    asks(
        "TR373", "a budget of nought where there was none", {}, {"omvang": None, "budget": 0}, BY_TOTAL, f"TR411 {CHANGED}/Omvang"
    ),
    asks("TR373", "another total, from later on", TOTAL, {"omvang": omvang(140, "04", "6")}, BY_TOTAL),
    asks("TR373", "another total, from the beginning", TOTAL, {"omvang": omvang(140, "04", "6")}, begin="2026-04-01"),
    asks("TR373", "the same total, from later on", TOTAL, {"omvang": omvang(120, "04", "6")}),
    asks("TR373", "per month instead of a total", TOTAL, {"omvang": omvang(120)}, BY_TOTAL),
    asks("TR373", "a total instead of per month", {}, {"omvang": omvang(120, "04", "6")}),
    asks("TR373", "more per month, from later on", {}, {"omvang": omvang(8)}),
]

VOLUME_LACKS = f"TR411 {CHANGED}/Omvang"
GENERIC_VOLUME = f"TR375 {CHANGED}/Omvang"
CATEGORY_VOLUME = f"TR412 {CHANGED}/Omvang"
OVER_2020 = {"begin": "2020-01-01", "toewijzingsdatum": dag("2020-01-01")}


def in_2020(rule: str, name: str, given: dict[str, Any], eind: str | None, *finds: str) -> History:
    """A change of an assignment of 2020 to a volume, over its whole period."""
    return case(
        rule,
        name,
        history=[wijst_toe(toewijzing(eind="2021-12-31", **given, **OVER_2020), dagtekening="2020-01-01")],
        message=vraagt_wijziging(te_wijzigen=[wijziging(begin="2020-01-01", eind=eind)], dagtekening="2020-06-01"),
        finds=finds,
    )


VOLUME = [
    asks("TR411", "product with a code, without volume", {}, {"omvang": None}, VOLUME_LACKS),
    asks("TR411", "product with a code, with volume", {}, {"omvang": omvang(8)}),
    asks("TR411", "category without volume", BUDGET, {"omvang": None, "budget": 500000}),
    asks("TR375", "no product, with volume", GENERIC, {}, BY_TOTAL, GENERIC_VOLUME, CATEGORY_VOLUME),
    asks("TR375", "no product, without volume", GENERIC, {"omvang": None, "budget": 500000}),
    asks("TR412", "category with volume", BUDGET, {}, BY_TOTAL, CATEGORY_VOLUME),
    asks("TR412", "category with volume and open end", BUDGET, {"eind": None}, BY_TOTAL, CATEGORY_VOLUME),
    asks("TR412", "category without volume", BUDGET, {"omvang": None, "budget": 500000}),
    in_2020("TR375", "no product, with volume until the end of 2020", GENERIC, "2020-12-31"),
    in_2020("TR375", "no product, with volume into 2021", GENERIC, "2021-01-01", GENERIC_VOLUME, CATEGORY_VOLUME),
    in_2020("TR412", "category with volume until the end of 2020", BUDGET, "2020-12-31"),
    in_2020("TR412", "category with volume into 2021", BUDGET, "2021-01-01", CATEGORY_VOLUME),
    case(
        "TR375",
        "product that is not known",
        history=[loopt(300202, eind="2026-04-30")],
        message=vraagt_op_dag(te_wijzigen=[wijziging(begin="2026-06-01", omvang=None)]),
        finds=[f"TR351 {CHANGED}/ToewijzingNummer"],
    ),
]

CASES = [*COMPLETE, *EXISTS, *FROM_WHEN, *WISHED, *OVER_ALL, *VOLUME]


@pytest.mark.eis("E128")
@pytest.mark.parametrize(("row", "wet"), expand(COMPLETE))
def test_names_all_that_is_actual(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E126")
@pytest.mark.parametrize(("row", "wet"), expand([*FROM_WHEN, *WISHED]))
def test_from_when(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.parametrize(("row", "wet"), expand([*EXISTS, *OVER_ALL, *VOLUME]))
def test_beside_the_assignment(row: History, wet: Wet) -> None:
    row.check(wet)
