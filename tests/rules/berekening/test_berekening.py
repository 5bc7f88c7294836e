"""The numbers of a calculation: the worked ones of the standard, and always the same outcome as the rules."""

from datetime import date
from typing import Any

import msgspec
import pytest
from geval import NUMMER, afspraak, bekend, berekend, declaratie, lijn, toewijzing

import builders as b
from ketenwerk.protocol.afspraken import Afspraak
from ketenwerk.rules.berekening import Berekening, berekeningen
from ketenwerk.rules.engine import levels_3_and_4
from ketenwerk.standard import m323
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

LAWS: tuple[Wet, ...] = ("jw", "wmo")
MAAND = {
    "2024-05": ("2024-05-01", "2024-05-30"),
    "2025-07": ("2025-07-07", "2025-07-31"),
    "2025-08": ("2025-08-01", "2025-08-31"),
    "2025-09": ("2025-09-01", "2025-09-07"),
    "2025-10": ("2025-10-07", "2025-10-31"),
    "2025-11": ("2025-11-01", "2025-11-30"),
    "2025-12": ("2025-12-01", "2025-12-30"),
}


def of_month(wet: Wet, maand: str, volume: int, **anders: Any) -> m323.Prestatie:
    return lijn(wet, *MAAND[maand], volume, **anders)


def one(wet: Wet, *given: Any, **anders: Any) -> Berekening:
    (found,) = berekend(wet, *given, **anders)
    return found


# The most in a period


@pytest.mark.parametrize(
    ("maand", "weken", "maximum"),
    [
        ("2025-10", [(2025, 41), (2025, 42), (2025, 43), (2025, 44)], 12),
        ("2025-11", [(2025, week) for week in range(44, 49)], 15),
        ("2025-12", [(2025, 49), (2025, 50), (2025, 51), (2025, 52), (2026, 1)], 15),
    ],
)
@pytest.mark.parametrize("wet", LAWS)
def test_weeks_are_listed_with_the_year_they_belong_to(wet: Wet, maand: str, weken: list[tuple[int, int]], maximum: int) -> None:
    found = one(wet, toewijzing(wet, "2025-10-07", "2025-12-30"), of_month(wet, maand, maximum)).in_periode
    assert found is not None
    assert [(week.jaar, week.nummer) for week in found.weken] == weken
    assert (found.telling, found.aantal, found.per, found.maximum) == ("weken", len(weken), 3, maximum)
    assert (found.gevraagd, found.te_veel, found.erbij, found.zondagen) == (maximum, 0, 0, ())


@pytest.mark.parametrize(
    ("eind", "aantal", "erbij", "gebroken"),
    [("2025-09-07", 5, 0, None), ("2025-09-06", 6, 1, date(2025, 9, 6)), ("2025-09-05", 6, 1, date(2025, 9, 5))],
)
def test_sundays_are_listed_and_the_broken_last_week_is_told(eind: str, aantal: int, erbij: int, gebroken: date | None) -> None:
    assigned = toewijzing("jw", "2025-07-07", eind, 30000, "83")
    agreed = [afspraak("jw", None, "83")]
    line = of_month("jw", "2025-08", 1, eenheid="83", tarief=None)
    found = one("jw", assigned, line, afspraken=agreed).in_periode
    assert found is not None
    assert found.zondagen == tuple(date(2025, 8, day) for day in (3, 10, 17, 24, 31))
    assert (found.aantal, found.erbij, found.gebroken_tot) == (aantal, erbij, gebroken)
    assert found.maximum == found.aantal * 30000


def test_household_help_of_the_wmo_counts_six_weeks_and_lists_none() -> None:
    product = b.product("wmo", categorie="01", code="01A01")
    assigned = toewijzing("wmo", "2025-10-07", "2025-12-30", product=product)
    line = of_month("wmo", "2025-11", 18, product_categorie="01", product_code="01A01")
    found = one("wmo", assigned, line, afspraken=None)
    assert found.in_periode is not None
    assert (found.in_periode.telling, found.in_periode.aantal, found.in_periode.weken) == ("zes weken", 6, ())
    assert (found.in_periode.maximum, found.in_periode.te_veel) == (18, 0)


def test_hours_and_minutes_meet_in_minutes() -> None:
    assigned = toewijzing("jw", "2025-10-07", "2025-12-30")
    earlier = [of_month("jw", "2025-10", 630, eenheid="01", tarief=103, bedrag=64575, nummer="R0")]
    found = one("jw", assigned, of_month("jw", "2025-11", 15), eerder=earlier).in_totaal
    assert found is not None
    # 39 hours less ten and a half: that is no whole number of hours.
    assert (found.eenheid, found.maximum, found.teleenheid) == ("04", 39, "01")
    assert (found.hoogstens, found.gebruikt, found.rest, found.gevraagd, found.te_veel) == (2340, 630, 1710, 900, 0)


# Over the whole


@pytest.mark.parametrize(("asked", "over"), [(12, 0), (13, 1)])
def test_what_stood_is_named_and_what_is_left_is_counted(asked: int, over: int) -> None:
    """Thirteen weeks of three hours, of which 27 stand: another 12 fit, 13 do not."""
    earlier = [of_month("jw", "2025-11", 15, nummer="R2"), of_month("jw", "2025-10", 12, nummer="R1")]
    found = one("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), of_month("jw", "2025-12", asked, nummer="R3"), eerder=earlier)
    assert found.in_totaal is not None
    assert found.gebruik is not None
    total = found.in_totaal
    assert (total.aantal, total.hoogstens, total.gebruikt, total.rest, total.te_veel) == (13, 39, 27, 12, over)
    assert [(each.referentie, each.volume, each.bericht) for each in found.gebruik.regels] == [
        ("R1", 12, "eerder"),
        ("R2", 15, "eerder"),
    ]
    assert (found.gebruik.bedrag, found.gebruik.onbekend_bedrag) == (27 * 6150, 0)


def test_lines_that_were_not_given_are_told_as_an_amount() -> None:
    bericht = declaratie("jw", of_month("jw", "2025-11", 1))
    earlier = [of_month("jw", "2025-10", 12, nummer="R0")]
    known, _ = bekend("jw", bericht, [toewijzing("jw", "2025-10-07", "2025-12-30")], [afspraak("jw")], earlier)
    (found,) = berekeningen(bericht, known, "jw")
    assert found.gebruik is not None
    assert (found.gebruik.regels, found.gebruik.bedrag, found.gebruik.onbekend_bedrag) == ((), 12 * 6150, 12 * 6150)


def test_open_end_sets_no_limit_in_total() -> None:
    assigned = toewijzing("jw", "2025-10-07", None, 15, frequentie="4")
    found = one("jw", assigned, of_month("jw", "2025-10", 15))
    assert found.in_totaal is None
    assert found.in_periode is not None
    assert found.in_periode.maximum == 15


@pytest.mark.parametrize(("asked", "over"), [(100, 0), (101, 1)])
@pytest.mark.parametrize("wet", LAWS)
def test_total_within_validity_is_one_sum(wet: Wet, asked: int, over: int) -> None:
    """1.200 minutes in all: after 100, 700 and 300 another 100 fit (E097)."""
    assigned = toewijzing(wet, "2025-07-07", "2025-12-30", 1200, "01", "6")
    months = zip(("2025-07", "2025-08"), (400, 700), strict=True)
    earlier = [
        of_month(wet, maand, volume, eenheid="01", tarief=145, nummer=f"R{place}") for place, (maand, volume) in enumerate(months)
    ]
    line = lijn(wet, "2025-10-01", "2025-10-31", asked, eenheid="01", tarief=145, nummer="R9")
    found = one(wet, assigned, line, afspraken=[afspraak(wet, 145, "01")], eerder=earlier)
    assert found.in_totaal is not None
    assert (found.in_totaal.telling, found.in_totaal.rest, found.in_totaal.te_veel) == ("totaal", 100, over)
    assert (found.uitkomst.staat == "toegekend") == (not over)


@pytest.mark.parametrize(("asked", "over"), [(5, 0), (6, 6150)])
def test_budget_is_counted_in_money(asked: int, over: int) -> None:
    assigned = toewijzing("jw", "2025-07-07", "2025-12-30", omvang=None, budget=10 * 6150)
    earlier = [of_month("jw", "2025-07", 5, nummer="R0")]
    found = one("jw", assigned, of_month("jw", "2025-08", asked), eerder=earlier)
    assert found.budget is not None
    assert (found.budget.budget, found.budget.gebruikt, found.budget.rest) == (61500, 30750, 30750)
    assert (found.budget.gevraagd, found.budget.te_veel) == (asked * 6150, over)
    assert found.in_periode is None
    assert found.in_totaal is None


# The period


def test_assignment_sets_the_ends_of_a_broken_month() -> None:
    assigned = toewijzing("jw", "2025-10-07", "2025-10-20")
    found = one("jw", assigned, lijn("jw", "2025-10-07", "2025-10-31", 1)).periode
    assert found is not None
    assert (found.juist_begin, found.begin_door) == (date(2025, 10, 7), "toewijzing")
    assert (found.eind, found.juist_eind, found.eind_door) == (date(2025, 10, 31), date(2025, 10, 20), "toewijzing")


def test_month_outside_the_assignment_has_no_right_period() -> None:
    found = one("jw", toewijzing("jw", "2025-10-07", "2025-10-20"), of_month("jw", "2025-11", 1)).periode
    assert found is not None
    assert (found.juist_begin, found.juist_eind) == (None, None)


# Tariff and amount


@pytest.mark.parametrize(
    ("uurtarief", "minuten", "per_minuut", "bedrag"),
    [(6150, 95, 103, 9738), (8724, 240, 145, 34896), (8730, 240, 146, 34920)],
)
def test_minutes_are_counted_from_the_hour_tariff_and_rounded_once(
    uurtarief: int, minuten: int, per_minuut: int, bedrag: int
) -> None:
    line = of_month("jw", "2025-10", minuten, eenheid="01", tarief=per_minuut, bedrag=bedrag)
    found = one("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), line, afspraken=[afspraak("jw", uurtarief)])
    assert found.bedrag is not None
    assert found.tarief is not None
    (agreed,) = found.tarief.afspraken
    assert (agreed.tarief, agreed.per_uur, agreed.regeltarief, found.tarief.klopt) == (uurtarief, True, per_minuut, True)
    counted = found.bedrag
    assert (counted.uurtarief, counted.teller, counted.noemer) == (uurtarief, uurtarief * minuten, 60)
    assert (counted.berekend, counted.verwacht, counted.klopt) == (bedrag, (bedrag,), True)
    wrong = of_month("jw", "2025-10", minuten, eenheid="01", tarief=per_minuut, bedrag=minuten * per_minuut)
    refused = one("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), wrong, afspraken=[afspraak("jw", uurtarief)]).bedrag
    assert refused is not None
    assert (refused.klopt, refused.verwacht) == (False, (bedrag,))


def test_agreement_that_changes_within_the_period_gives_two_tariffs() -> None:
    agreed = [afspraak("jw", 6150, tot=date(2025, 11, 15)), afspraak("jw", 6300, van=date(2025, 11, 16))]
    found = one("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), of_month("jw", "2025-11", 1, tarief=6300), afspraken=agreed)
    assert found.tarief is not None
    assert [(each.tarief, each.tot) for each in found.tarief.afspraken] == [(6150, date(2025, 11, 15)), (6300, None)]
    assert found.tarief.klopt


# Order, credits and outcome


def test_credit_makes_room_for_the_debit_in_its_place() -> None:
    old = of_month("jw", "2025-11", 15, nummer="R1")
    credit = msgspec.structs.replace(
        old,
        product_referentie=b.referentie("R2", "R1"),
        ingediend_bedrag=msgspec.structs.replace(old.ingediend_bedrag, debet_credit="C"),
    )
    assigned = toewijzing("jw", "2025-11-01", "2025-11-30")
    first, second = berekend("jw", assigned, of_month("jw", "2025-11", 14, nummer="R3"), credit, eerder=[old])
    assert (first.referentie, first.debet, first.vorig, first.uitkomst.staat) == ("R2", False, "R1", "toegekend")
    assert (first.in_periode, first.tarief, first.bedrag, first.gebruik) == (None, None, None, None)
    assert second.gebruik is not None
    assert (second.referentie, second.gebruik.regels, second.gebruik.bedrag) == ("R3", (), 0)
    assert second.uitkomst.staat == "toegekend"


def test_rejected_line_counts_for_nothing_after_it_and_a_granted_one_does() -> None:
    assigned = toewijzing("jw", "2025-10-07", "2025-12-30")
    lines = [of_month("jw", "2025-10", volume, nummer=f"R{volume}") for volume in (13, 12)]
    after = of_month("jw", "2025-11", 1, nummer="R1")
    found = berekend("jw", assigned, *lines, after)
    assert [each.uitkomst.staat for each in found] == ["afgewezen", "toegekend", "toegekend"]
    assert found[-1].gebruik is not None
    assert [(each.referentie, each.bericht) for each in found[-1].gebruik.regels] == [("R12", "")]
    assert found[0].uitkomst.bevindingen[0].regel == "TR321"
    assert (found[0].uitkomst.bevindingen[0].code, found[0].uitkomst.bevindingen[0].verwacht) == ("9321", "12")


def test_only_the_lines_that_were_asked_are_given_and_they_stay_the_same() -> None:
    assigned = toewijzing("jw", "2025-10-07", "2025-12-30")
    lines = [of_month("jw", maand, 12, nummer=nummer) for maand, nummer in (("2025-10", "R1"), ("2025-11", "R2"))]
    every = berekend("jw", assigned, *lines)
    assert berekend("jw", assigned, *lines, gevraagd={"R2"}) == every[1:]
    assert berekend("jw", assigned, *lines, gevraagd=set()) == []


def test_lines_under_a_wrong_client_are_not_judged() -> None:
    (found,) = berekend("jw", None, of_month("jw", "2025-10", 1))
    assert (found.toewijzing, found.uitkomst.staat, found.toewijzing_nummer) == (None, "niet beoordeeld", NUMMER)


def test_calculation_names_no_client_and_is_read_again_from_json() -> None:
    earlier = [of_month("jw", "2025-10", 12, nummer="R0")]
    found = one("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), of_month("jw", "2025-11", 16), eerder=earlier)
    data = msgspec.json.encode(found)
    assert b.BSN.encode() not in data
    assert msgspec.json.decode(data, type=Berekening) == found


# As the rules say it


@pytest.mark.parametrize("volume", [11, 12, 13, 14, 40])
@pytest.mark.parametrize("uses", [(), (("2025-11", 15), ("2025-12", 12)), (("2025-11", 15), ("2025-12", 15))])
@pytest.mark.parametrize("tarief", [6150, 6151])
@pytest.mark.parametrize("wet", LAWS)
def test_calculation_says_what_the_rules_find(wet: Wet, volume: int, uses: tuple[tuple[str, int], ...], tarief: int) -> None:
    assigned = toewijzing(wet, "2025-10-07", "2025-12-30")
    earlier = [of_month(wet, maand, used, nummer=f"E{maand}") for maand, used in uses]
    bericht = declaratie(wet, of_month(wet, "2025-10", volume, tarief=tarief))
    agreed: list[Afspraak] = [afspraak(wet)]
    known, regels = bekend(wet, bericht, [assigned], agreed, earlier)
    (found,) = berekeningen(bericht, known, wet, regels=regels)
    rules = {finding.rule for finding in levels_3_and_4(bericht, MESSAGES[f"{wet.upper()}323"], known) if not finding.signal}
    assert {each.regel for each in found.uitkomst.bevindingen if not each.signaal} == rules
    assert found.in_periode is not None
    assert found.in_totaal is not None
    assert found.tarief is not None
    assert ("TR321" in rules, "TR322" in rules) == (found.in_periode.te_veel > 0, found.in_totaal.te_veel > 0)
    assert ("TR418" in rules) == (found.tarief.klopt is False)
    assert (found.uitkomst.staat == "afgewezen") == bool(rules)
