"""The same product twice at one time (TR302, TR386, TR410)."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from cases import Case, case, expand, findings_in

from builders import CATEGORIE, CODE, aangevraagd, bericht301, bericht315, bericht317, dag, nieuw, omvang, toegewezen
from ketenwerk.rules.level2.bezetting import Bezetting
from ketenwerk.standard.basis import Bericht, Product
from ketenwerk.standard.types import Wet

Spec = tuple[str | None, str | None, str, str | None]
"""Category, code, first and last day of one product. Without a code a product has no Omvang, without a category a Budget."""

MAY, JUNE = ("2026-05-01", "2026-05-31"), ("2026-06-01", "2026-06-30")
LATE_MAY = ("2026-05-02", "2026-05-31")
"""Shares days with May but not its first: first day and product are the key of a NieuwProduct, which TR101 would see doubled."""
STACKABLE = ("11", "12", "13", "14")


def _filled(categorie: str | None, code: str | None) -> dict[str, Any]:
    if categorie is None:
        return {"product": None, "omvang": None, "budget": 100000}
    return {"product": Product(categorie=categorie, code=code), "omvang": omvang() if code else None}


def in_301(wet: Wet, *specs: Spec, **changes: Any) -> Bericht:
    producten = [
        toegewezen(
            wet,
            toewijzing_nummer=position,
            ingangsdatum=dag(first),
            einddatum=last and dag(last),
            **_filled(categorie, code),
            **changes,
        )
        for position, (categorie, code, first, last) in enumerate(specs, 1)
    ]
    return bericht301(wet, *producten)


def in_315(wet: Wet, *specs: Spec) -> Bericht:
    producten = [
        aangevraagd(
            wet,
            referentie_aanbieder=f"VOT{position}",
            toewijzing_ingangsdatum=dag(first),
            toewijzing_einddatum=last and dag(last),
            **_filled(categorie, code),
        )
        for position, (categorie, code, first, last) in enumerate(specs, 1)
    ]
    return bericht315(wet, *producten)


def in_317(wet: Wet, *specs: Spec) -> Bericht:
    producten = [
        nieuw(wet, gewenste_ingangsdatum=dag(first), einddatum=last and dag(last), **_filled(categorie, code))
        for categorie, code, first, last in specs
    ]
    return bericht317(wet, nieuwe_producten=tuple(producten))


RULES: dict[str, tuple[Callable[..., Bericht], str]] = {
    "TR302": (in_301, "Client/ToegewezenProducten/ToegewezenProduct"),
    "TR386": (in_315, "Client/AangevraagdeProducten/AangevraagdProduct"),
    "TR410": (in_317, "Client/Verzoek/NieuweProducten/NieuwProduct"),
}


def coded(wet: Wet, begin: str, end: str | None, suffix: str = "") -> Spec:
    """The usual product, or with a suffix another one of the same category."""
    return CATEGORIE[wet], suffix or CODE[wet], begin, end


STACKED: dict[str, Callable[[Wet], Sequence[Spec]]] = {
    "one code, one shared day": lambda wet: [coded(wet, *MAY), coded(wet, "2026-05-31", "2026-06-30")],
    "one code, later one first": lambda wet: [coded(wet, "2026-05-31", "2026-06-30"), coded(wet, *MAY)],
    "one code, within": lambda wet: [coded(wet, "2026-05-01", "2026-06-30"), coded(wet, "2026-05-10", "2026-05-10")],
    "one code, open end": lambda wet: [coded(wet, "2026-05-01", None), coded(wet, "2030-01-01", "2030-01-31")],
    "one code in two categories": lambda wet: [coded(wet, *MAY), ("44" if wet == "jw" else "07", CODE[wet], *MAY)],
    "code beside its category": lambda wet: [coded(wet, *MAY), (CATEGORIE[wet], None, *MAY)],
    "category beside a code of it": lambda wet: [(CATEGORIE[wet], None, *MAY), coded(wet, *MAY)],
    "one category": lambda wet: [(CATEGORIE[wet], None, *MAY), (CATEGORIE[wet], None, *LATE_MAY)],
    "no category beside a code": lambda wet: [(None, None, *MAY), coded(wet, *MAY)],
    "code beside no category": lambda wet: [coded(wet, *MAY), (None, None, *MAY)],
    "no category twice": lambda wet: [(None, None, *MAY), (None, None, *LATE_MAY)],
    "no category beside a category": lambda wet: [(None, None, *MAY), ("46" if wet == "jw" else "08", None, *MAY)],
}
APART: dict[str, Callable[[Wet], Sequence[Spec]]] = {
    "one code, day after day": lambda wet: [coded(wet, *MAY), coded(wet, *JUNE)],
    "two codes of one category": lambda wet: [coded(wet, *MAY), coded(wet, *MAY, suffix="ANDER")],
    "category beside a code of another": lambda wet: [("46" if wet == "jw" else "08", None, *MAY), coded(wet, *MAY)],
    "two categories": lambda wet: [(CATEGORIE[wet], None, *MAY), ("46" if wet == "jw" else "08", None, *MAY)],
    "no category, day after day": lambda wet: [(None, None, *MAY), coded(wet, *JUNE)],
    "one category, day after day": lambda wet: [(CATEGORIE[wet], None, *MAY), coded(wet, *JUNE)],
}


def cases_for_every_message() -> list[Case]:
    cases = []
    for rule, (make, place) in RULES.items():
        element = place.rpartition("/")[2]
        for name, specs in STACKED.items():
            cases.append(case(rule, name, lambda wet, m=make, s=specs: m(wet, *s(wet)), finds=[f"{rule} {place}[2]"]))
        for name, specs in APART.items():
            cases.append(case(rule, name, lambda wet, m=make, s=specs: m(wet, *s(wet))))
        cases += [
            case(
                rule,
                "values",
                lambda wet, m=make: m(wet, coded("jw", *MAY), coded("jw", "2026-05-31", None)),
                finds=[f"{rule} {place}[2]"],
                found="45A04 2026-05-31..",
                expected=f"!= {element}[1]",
                only="jw",
            ),
            # Three of which the last overlaps both others: one finding, naming the first.
            case(
                rule,
                "two earlier ones",
                lambda wet, m=make: m(wet, coded(wet, *JUNE), coded(wet, *MAY), coded(wet, "2026-05-10", "2026-06-10")),
                finds=[f"{rule} {place}[3]"],
            ),
            case(
                rule,
                "an earlier one that itself overlaps",
                lambda wet, m=make: m(
                    wet, coded(wet, *MAY), coded(wet, "2026-05-31", "2026-06-10"), coded(wet, "2026-06-10", "2026-06-30")
                ),
                finds=[f"{rule} {place}[2]", f"{rule} {place}[3]"],
            ),
        ]
        cases += [
            case(
                rule,
                f"Wmo {c}, one code",
                lambda wet, m=make, c=c: m(wet, (c, f"{c}A01", *MAY), (c, f"{c}A01", *LATE_MAY)),
                only="wmo",
            )
            for c in STACKABLE
        ]
        cases += [
            case(
                rule,
                "Wmo 12, category beside code",
                lambda wet, m=make: m(wet, ("12", None, *MAY), ("12", "12A01", *MAY)),
                only="wmo",
            ),
            case(
                rule,
                "Wmo 12, category twice",
                lambda wet, m=make: m(wet, ("12", None, *MAY), ("12", None, *LATE_MAY)),
                only="wmo",
            ),
            case(
                rule,
                "Wmo 12 beside no category",
                lambda wet, m=make: m(wet, ("12", "12A01", *MAY), (None, None, *MAY)),
                only="wmo",
            ),
            case(
                rule,
                "Wmo no category beside 12 and 02",
                lambda wet, m=make: m(wet, ("12", "12A01", *MAY), (None, None, *MAY), ("02", "02A01", *MAY)),
                finds=[f"{rule} {place}[3]"],
                only="wmo",
            ),
            *(
                case(
                    rule,
                    f"Wmo {c} does not stack",
                    lambda wet, m=make, c=c: m(wet, (c, f"{c}A01", *MAY), (c, f"{c}A01", *LATE_MAY)),
                    finds=[f"{rule} {place}[2]"],
                    only="wmo",
                )
                for c in ("10", "15")
            ),
        ]
    return cases


def deleted(wet: Wet, reden: str, end: str) -> Bericht:
    """A running assignment beside one of the same product with a reason for change."""
    running = toegewezen(wet, ingangsdatum=dag("2026-05-01"), einddatum=dag("2026-05-31"))
    other = toegewezen(wet, toewijzing_nummer=2, ingangsdatum=dag("2026-05-10"), einddatum=dag(end), reden_wijziging=reden)
    return bericht301(wet, running, other)


SECOND = "Client/ToegewezenProducten/ToegewezenProduct[2]"
CASES = [
    *cases_for_every_message(),
    case("TR302", "deleted", lambda wet: deleted(wet, "13", "2026-05-10")),
    case("TR302", "old deletion", lambda wet: deleted(wet, "01", "2026-05-10"), finds=[f"CS336 {SECOND}/RedenWijziging"]),
    case("TR302", "another reason on one day", lambda wet: deleted(wet, "05", "2026-05-10"), finds=[f"TR302 {SECOND}"]),
    case(
        "TR302",
        "deleted but two days",
        lambda wet: deleted(wet, "13", "2026-05-11"),
        finds=[f"CS335 {SECOND}/RedenWijziging", f"TR302 {SECOND}"],
    ),
    case(
        "TR302",
        "end before begin has no days",
        lambda wet: in_301(wet, coded(wet, "2026-05-01", "2026-05-31"), coded(wet, "2026-05-20", "2026-05-10")),
        finds=[f"CS003 {SECOND}/Einddatum"],
    ),
    # TR101 sees the same new product from the same day as one key, too.
    case(
        "TR410",
        "same first day",
        lambda wet: in_317(wet, coded(wet, *MAY), coded(wet, *MAY)),
        finds=[f"TR101 {RULES['TR410'][1]}[2]", f"TR410 {RULES['TR410'][1]}[2]"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_stapeling(row: Case, wet: Wet) -> None:
    row.check(wet)


def random_specs(chance: random.Random, count: int) -> list[Spec]:
    """Products that often are the same and often overlap; some without code, some without category, some reversed, some open."""
    specs: list[Spec] = []
    for _ in range(count):
        categorie = chance.choice(["02", "07", "12", None])
        code = chance.choice(["A", "B", None]) if categorie else None
        first = date(2026, 5, 1) + timedelta(chance.randrange(40))
        last = chance.choice([None, *[first + timedelta(chance.randrange(-2, 6)) for _ in range(9)]])
        specs.append((categorie, code, first.isoformat(), last and last.isoformat()))
    return specs


def in_conflict(one: Spec, other: Spec, stackable: Sequence[str]) -> bool:
    """The rule said once more, pair by pair, as the standard says it."""
    if one[0] in stackable or other[0] in stackable:
        return False
    same = True if one[0] is None or other[0] is None else one[0] == other[0]
    if one[1] is not None and other[1] is not None:
        same = one[1] == other[1]
    ends = [spec[3] or "9999-12-31" for spec in (one, other)]
    if ends[0] < one[2] or ends[1] < other[2]:
        return False
    return same and one[2] <= ends[1] and other[2] <= ends[0]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_finds_what_comparing_each_with_each_finds(wet: Wet, seed: int) -> None:
    specs = random_specs(random.Random(seed), 24)
    stackable = STACKABLE if wet == "wmo" else ()
    pairs = {
        later: [earlier for earlier in range(later) if in_conflict(specs[earlier], specs[later], stackable)]
        for later in range(len(specs))
    }
    found = {
        int(finding.path.rpartition("[")[2][:-1]) - 1: int((finding.expected or "").rpartition("[")[2][:-1]) - 1
        for finding in findings_in(in_301(wet, *specs))
        if finding.rule == "TR302"
    }
    assert sorted(found) == sorted(later for later, earlier in pairs.items() if earlier)
    assert [later for later, named in found.items() if named not in pairs[later]] == []


def test_many_products_take_no_quadratic_time() -> None:
    """Eight times as many products take about eight times as long, not 64; also short periods under ever longer ones."""

    def seconds(count: int) -> float:
        short = [("45", "45A04", f"{1000 + n}-01-01", f"{1000 + n}-01-01") for n in range(count)]
        long = [("45", "45A04", "1000-01-01", f"{1000 + count + n}-01-02") for n in range(count)]
        bericht = in_301("jw", *short, *long)
        started = perf_counter()
        assert len([finding for finding in findings_in(bericht) if finding.rule == "TR302"]) == count
        return perf_counter() - started

    small, large = (min(seconds(count) for _ in range(3)) for count in (500, 4000))
    assert large < 24 * small


# Days and their owners


def test_first_owner_keeps_its_days() -> None:
    days = Bezetting()
    days.add(10, 20, owner=1)
    days.add(15, 30, owner=2)
    days.add(1, 40, owner=3)
    assert [days.owner(day, day) for day in (0, 1, 9, 10, 20, 21, 30, 31, 40, 41)] == [None, 3, 3, 1, 1, 2, 2, 3, 3, None]


def test_days_beside_a_period_are_free() -> None:
    days = Bezetting()
    assert days.owner(1, 100) is None
    days.add(10, 20, owner=1)
    assert days.owner(1, 9) is None
    assert days.owner(21, 100) is None
    assert days.owner(1, 10) == 1
    assert days.owner(20, 100) == 1
    assert days.owner(1, 100) == 1


@pytest.mark.parametrize("seed", range(40))
def test_owners_are_those_of_a_calendar(seed: int) -> None:
    chance = random.Random(seed)
    days, calendar = Bezetting(), {}
    for owner in range(30):
        begin = chance.randrange(60)
        end = begin + chance.randrange(12)
        assert (days.owner(begin, end) is None) == all(day not in calendar for day in range(begin, end + 1))
        days.add(begin, end, owner)
        for day in range(begin, end + 1):
            calendar.setdefault(day, owner)
        assert [days.owner(day, day) for day in range(80)] == [calendar.get(day) for day in range(80)]
