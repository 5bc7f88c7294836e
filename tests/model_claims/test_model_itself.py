"""The plain model against numbers that the standard and the regions worked out by hand."""

from typing import Any

import oordeel
import pytest
from bekend import AUTUMN_3_UUR, assigned
from claimregels import changed
from claimwereld import VANDAAG, Wereld
from oordeel_stand import State, assign
from oordeel_toewijzing import last_of_month

import builders as b
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard.m301 import ToegewezenProduct
from ketenwerk.standard.m323 import Prestatie

PARTIES = ("jw", b.GEMEENTE, b.AANBIEDER)


def stand(*producten: ToegewezenProduct) -> State:
    state = Wereld().between(PARTIES)
    assert not assign(b.bericht301("jw", *producten), state, None)
    return state


def line(nummer: str, volume: int, month: str = "2026-04", vorig: str | None = None, **changes: Any) -> Prestatie:
    """Over the whole month, at 12.50 euro."""
    first = b.dag(f"{month}-01")
    amount = b.bedrag(-1250 * volume if vorig else 1250 * volume)
    content = {"product_referentie": b.referentie(nummer, vorig), "geleverd_volume": volume, "ingediend_bedrag": amount}
    return changed(b.prestatie("jw", product_periode=b.periode(str(first), str(last_of_month(first))), **content), **changes)


def claim(state: State, *lines: Prestatie, month: str = "2026-04", afspraken: Afspraken | None = None) -> oordeel.Outcome:
    """Judges the next message, over that month."""
    first = b.dag(f"{month}-01")
    periode = b.periode(str(first), str(last_of_month(first)))
    numbers = {"declaratie_nummer": f"D{len(state.nummers.declaraties)}", "declaratie_periode": periode}
    made = b.bericht323("jw", b.client323(*lines), dagtekening=str(VANDAAG), **numbers)
    state.identificaties.clear()
    return oordeel.judge(made, state, afspraken, VANDAAG)


def codes(outcome: oordeel.Outcome) -> list[set[str]]:
    return list(outcome.prestaties.values())


def test_the_total_of_an_assignment_fills_up() -> None:
    """S34: 100, 700, 300 pass; 150 does not and does not count; 100 does."""
    state = stand(assigned("2026-01-01", "2026-12-31", 1200, "01", "6"))
    found = [
        codes(claim(state, line(f"R{number}", volume, f"2026-0{number}", eenheid="01"), month=f"2026-0{number}"))
        for number, volume in enumerate((100, 700, 300, 150, 100), 1)
    ]
    assert found == [[], [], [], [{"9322"}], []]


def test_the_total_refuses_what_the_months_allow() -> None:
    """N03: 12, 15 and 15 fit their months, 39 fits the whole."""
    state = stand(AUTUMN_3_UUR)
    periodes = (("2025-10-07", "2025-10-31"), ("2025-11-01", "2025-11-30"), ("2025-12-01", "2025-12-30"))
    for number, (periode, volume) in enumerate(zip(periodes, (12, 15, 15), strict=True)):
        outcome = claim(state, line(f"R{number}", volume, product_periode=b.periode(*periode)), month=periode[0][:7])
        assert codes(outcome) == ([{"9322"}] if number == 2 else [])
    again = claim(state, line("R9", 12, product_periode=b.periode(*periodes[2])), month="2025-12")
    assert (codes(again), again.declaratie) == ([], {"8001"})


@pytest.mark.parametrize(("volume", "expected"), [(900, []), (901, [{"9321"}])])
def test_hours_are_claimed_in_minutes(volume: int, expected: list[set[str]]) -> None:
    state = stand(assigned("2026-04-01", None, 15, "04", "4"))
    assert codes(claim(state, line("R1", volume, eenheid="01"))) == expected


def test_a_broken_month_gives_the_volume_of_a_whole_one() -> None:
    """S04: 15 passes, 16 does not."""
    state = stand(assigned("2024-10-10", "2024-12-13", 15, "04", "4"))
    october, december = b.periode("2024-10-10", "2024-10-31"), b.periode("2024-12-01", "2024-12-13")
    assert codes(claim(state, line("R1", 16, product_periode=october), month="2024-10")) == [{"9321"}]
    assert codes(claim(state, line("R2", 15, product_periode=october), month="2024-10")) == []
    assert codes(claim(state, line("R3", 15, "2024-11"), month="2024-11")) == []
    assert codes(claim(state, line("R4", 15, product_periode=december), month="2024-12")) == []


def test_a_correction_is_a_credit_and_a_new_debit() -> None:
    """Section 7: 4 hours become 3, in one message, whatever stands first in it."""
    state = stand(assigned("2026-04-01", None, 4, "04", "4"))
    assert claim(state, line("RN1", 4)).toegekend == 5000
    corrected = claim(state, line("RN3", 3), line("RN2", 4, vorig="RN1"))
    assert (corrected.declaratie, corrected.toegekend) == ({"8001"}, -1250)
    assert codes(claim(state, line("RN4", 4, vorig="RN1"))) == [{"9390"}]
    assert codes(claim(state, line("RN5", 1))) == [{"9389"}]
    assert codes(claim(state, line("RN6", 3, vorig="RN5"))) == [{"8017"}]
    assert codes(claim(state, line("RN7", 4, vorig="RN3"))) == [{"8017"}]


def test_months_go_on() -> None:
    """TR318: the same month and any later one, but none before; what is refused as a whole was not sent."""
    state = stand(assigned("2026-01-01", None, 4, "04", "4"))
    months = [("2026-05", {"8001"}), ("2026-05", {"0200"}), ("2026-04", {"8214"}), ("2026-09", {"8001"}), ("2026-08", {"8214"})]
    for number, (month, expected) in enumerate(months):
        assert claim(state, line(f"R{number}", 4, month), month=month).declaratie == expected
    free = claim(state, line("R2", 4, "2026-04"), month="2026-09")
    assert free.declaratie == {"8001"}


@pytest.mark.parametrize(
    ("periode", "expected"),
    [
        (("2026-04-08", "2026-04-30"), []),
        (("2026-04-07", "2026-04-30"), [{"9307", "9387"}]),
        (("2026-04-09", "2026-04-30"), [{"9387"}]),
        (("2026-05-01", "2026-05-31"), []),
        (("2026-05-01", "2026-05-30"), [{"9388"}]),
        (("2026-06-01", "2026-06-17"), []),
        (("2026-06-01", "2026-06-18"), [{"9308", "9388"}]),
        (("2026-07-01", "2026-07-31"), [{"9308", "9388", "9319"}]),
    ],
)
def test_the_periods_of_an_assignment(periode: tuple[str, str], expected: list[set[str]]) -> None:
    """IV089."""
    state = stand(assigned("2026-04-08", "2026-06-17", 4, "04", "4"))
    assert codes(claim(state, line("R1", 1, product_periode=b.periode(*periode)), month="2026-06")) == expected


HOURLY = Afspraken(
    [
        Afspraak(
            wet="jw",
            gemeente=b.GEMEENTE,
            categorie="45",
            code="45A04",
            eenheid="04",
            variant="inspanning",
            tarief=8724,
            van=b.dag("2026-01-01"),
        )
    ]
)


@pytest.mark.parametrize(
    ("afspraken", "tarief", "bedrag", "expected"),
    [
        (HOURLY, 145, 34896, []),
        (HOURLY, 145, 34800, [{"9346"}]),
        (HOURLY, 146, 34896, [{"0611"}]),
        (None, 145, 34896, []),
        (None, 145, 34800, []),
        (None, 145, 34678, [{"9346"}]),
        (None, 145, 34680, []),
    ],
)
def test_amounts_of_minutes(afspraken: Afspraken | None, tarief: int, bedrag: int, expected: list[set[str]]) -> None:
    """S02: 240 minutes at 87.24 euro an hour. Nothing agreed: any tariff from 86.70 euro that gives both."""
    state = stand(assigned("2026-04-01", None, 15, "04", "4"))
    made = line("R1", 240, eenheid="01", product_tarief=tarief, ingediend_bedrag=b.bedrag(bedrag))
    assert codes(claim(state, made, afspraken=afspraken)) == expected


def test_a_budget_fills_up() -> None:
    """TR369: the first that does not fit is refused, a smaller one after it fits (C-48)."""
    state = stand(assigned("2026-04-01", "2026-12-31", 1, "04", "4", omvang=None, budget=10000, product=None))
    outcome = claim(
        state,
        line("R1", 4),
        line("R2", 5, product_code="45A05"),
        line("R3", 4, product_code="45A06"),
    )
    assert (codes(outcome), outcome.toegekend) == ([{"9369"}], 10000)


def test_an_unknown_client_and_one_of_another() -> None:
    """C-46."""
    state = stand(assigned("2026-04-01", None, 4, "04", "4"))
    unknown = b.client323(line("R1", 1), bsn=b.OTHER_BSN)
    made = b.bericht323("jw", b.client323(line("R2", 1), line("R3", 1, toewijzing_nummer=999)), unknown)
    outcome = oordeel.judge(made, state, None, VANDAAG)
    assert outcome.clienten == {b.BSN: {"0200"}, b.OTHER_BSN: {"8187"}}
    assert codes(outcome) == [{"9338"}, {"0233"}]
    assert outcome.toegekend == 1250
