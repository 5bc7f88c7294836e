"""A calculation in Dutch, as an administrator reads it: the worked examples word for word, and short sentences always."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from geval import afspraak, berekend, lijn, toewijzing

import builders as b
from ketenwerk.protocol.afspraken import Afspraak
from ketenwerk.rules.berekening import Paragraaf, uitleg
from ketenwerk.standard.types import Wet

LONGEST = 15


def told(wet: Wet, *given: Any, **anders: Any) -> dict[str, Paragraaf]:
    """The paragraphs of the last line, by heading."""
    return {paragraaf.kop: paragraaf for paragraaf in uitleg(berekend(wet, *given, **anders)[-1])}


def october(volume: int = 15, **anders: Any) -> Any:
    return lijn("jw", "2025-10-01", "2025-10-31", volume, **anders)


def test_weeks_of_a_month_are_counted_aloud() -> None:
    found = told("jw", toewijzing("jw", "2025-09-29", "2025-12-28"), october())
    assert found["Productperiode"] == Paragraaf(
        "Productperiode",
        (
            "De productperiode is 1 – 31 oktober 2025.",
            "Zij begint op 1 oktober 2025, de eerste dag van de maand.",
            "Zij eindigt op 31 oktober 2025, de laatste dag van de maand.",
        ),
        True,
    )
    assert found["Hoogstens in deze periode"] == Paragraaf(
        "Hoogstens in deze periode",
        ("Oktober 2025 telt 5 kalenderweken (40 tot en met 44).", "5 × 3 uur = 15 uur.", "Gevraagd is 15 uur: dat past."),
        True,
    )
    assert found["Uitkomst"].zinnen == ("De regel is goed en telt mee voor de regels hierna.",)


def test_one_hour_too_many_is_said_with_rule_and_return_code() -> None:
    found = told("jw", toewijzing("jw", "2025-09-29", "2025-12-28"), october(16))
    assert found["Hoogstens in deze periode"].zinnen[-1] == "Gevraagd is 16 uur: dat is 1 uur te veel."
    assert found["Hoogstens in deze periode"].klopt is False
    assert found["Hoogstens in totaal"].klopt is True
    assert found["Uitkomst"].zinnen == (
        "De regel is afgewezen. Zij telt niet mee voor de regels hierna.",
        "Er is meer gedeclareerd dan voor deze periode mag (TR321, retourcode 9321).",
    )


def test_weeks_over_the_turn_of_the_year_are_told_per_year() -> None:
    line = lijn("jw", "2025-12-01", "2025-12-30", 15)
    assert told("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), line)["Hoogstens in deze periode"].zinnen == (
        "De periode 1 – 30 december 2025 telt 5 kalenderweken.",
        "In 2025 zijn dat 49 tot en met 52.",
        "In 2026 is dat week 1.",
        "5 × 3 uur = 15 uur.",
        "Gevraagd is 15 uur: dat past.",
    )


def test_broken_last_week_of_output_is_told() -> None:
    assigned = toewijzing("jw", "2024-04-01", "2024-05-30", 3, "82")
    line = lijn("jw", "2024-05-01", "2024-05-30", 15, eenheid="82", tarief=3000)
    found = told("jw", assigned, line, afspraken=[afspraak("jw", 3000, "82")])
    assert found["Hoogstens in deze periode"].zinnen == (
        "De periode 1 – 30 mei 2024 telt 4 zondagen (5, 12, 19 en 26).",
        "De toewijzing eindigt op donderdag 30 mei 2024: de laatste week is gebroken.",
        "Die week telt ook mee: 4 + 1 = 5.",
        "5 × 3 stuks = 15 stuks.",
        "Gevraagd is 15 stuks: dat past.",
    )


def test_what_stood_and_what_is_left_are_told_line_by_line() -> None:
    earlier = [
        lijn("jw", "2025-10-07", "2025-10-31", 12, nummer="R1"),
        lijn("jw", "2025-11-01", "2025-11-30", 15, nummer="R2"),
    ]
    line = lijn("jw", "2025-12-01", "2025-12-30", 13, nummer="R3")
    found = told("jw", toewijzing("jw", "2025-10-07", "2025-12-30"), line, eerder=earlier)["Hoogstens in totaal"]
    assert found.zinnen == (
        "De toewijzing loopt van 7 oktober 2025 tot en met 30 december 2025.",
        "Zij telt 13 kalenderweken.",
        "13 × 3 uur = 39 uur.",
        "Eerder is 27 uur gedeclareerd, in 2 regels.",
        "7 – 31 oktober 2025: 12 uur, € 738,00 (regel R1).",
        "November 2025: 15 uur, € 922,50 (regel R2).",
        "Dan is er nog 12 uur over.",
        "Gevraagd is 13 uur: dat is 1 uur te veel.",
    )
    assert found.klopt is False


def test_minutes_at_an_hour_tariff_show_each_step() -> None:
    line = october(95, eenheid="01", tarief=103, bedrag=9738)
    found = told("jw", toewijzing("jw", "2025-09-29", "2025-12-28"), line)
    assert found["Hoogstens in deze periode"].zinnen[1:3] == ("5 × 3 uur = 15 uur.", "15 uur is 900 minuten.")
    assert found["Tarief"].zinnen == (
        "Afgesproken is € 61,50 per uur.",
        "Deze afspraak geldt vanaf 1 januari 2020, zonder einddatum.",
        "Per minuut is dat € 61,50 : 60 = € 1,025, afgerond € 1,03.",
        "Gevraagd is € 1,03 per minuut: dat klopt.",
    )
    assert found["Bedrag"].zinnen == (
        "€ 61,50 × 95 minuten : 60 = € 97,375, afgerond € 97,38.",
        "Gevraagd is € 97,38: dat klopt.",
    )


@pytest.mark.parametrize(
    ("uurtarief", "minuten", "sum_of_it"),
    [
        (8724, 240, "€ 87,24 × 240 minuten : 60 = € 348,96."),
        (8723, 7, "€ 87,23 × 7 minuten : 60 = € 10,1768…, afgerond € 10,18."),
        (6101, 1, "€ 61,01 × 1 minuut : 60 = € 1,0168…, afgerond € 1,02."),
    ],
)
def test_quotients_are_written_as_far_as_they_matter(uurtarief: int, minuten: int, sum_of_it: str) -> None:
    line = october(minuten, eenheid="01", tarief=1, bedrag=1)
    found = told("jw", toewijzing("jw", "2025-09-29", "2025-12-28"), line, afspraken=[afspraak("jw", uurtarief)])
    assert found["Bedrag"].zinnen[0] == sum_of_it
    assert found["Bedrag"].klopt is False


def test_budget_money_and_a_wrong_period_are_told() -> None:
    assigned = toewijzing("jw", "2025-10-07", "2025-12-30", omvang=None, budget=100000)
    earlier = [lijn("jw", "2025-11-01", "2025-11-30", 80000, eenheid="83", tarief=None, nummer="R1")]
    line = lijn("jw", "2025-10-01", "2025-10-31", 25000, eenheid="83", tarief=None, nummer="R2")
    found = told("jw", assigned, line, eerder=earlier, afspraken=[afspraak("jw", None, "83")])
    assert found["Budget"].zinnen == (
        "Het budget van de toewijzing is € 1.000,00.",
        "Eerder is € 800,00 gedeclareerd, in 1 regel.",
        "November 2025: € 800,00 (regel R1).",
        "Dan is er nog € 200,00 over.",
        "Gevraagd is € 250,00: dat is € 50,00 te veel.",
    )
    assert found["Bedrag"].zinnen == (
        "Bij euro's is het bedrag gelijk aan het geleverde volume.",
        "Gevraagd is € 250,00: dat klopt.",
    )
    assert "Tarief" not in found
    assert found["Productperiode"].zinnen[1:] == (
        "Zij begint op 7 oktober 2025, want dan begint toewijzing 118391.",
        "Zij eindigt op 31 oktober 2025, de laatste dag van de maand.",
        "Gevraagd is 1 – 31 oktober 2025: dat klopt niet.",
    )


def test_maximum_tariff_is_a_matter_of_may() -> None:
    agreed = [afspraak("jw", 9000, maximum_tarief=True)]
    for tarief, asked in (
        (8000, "Gevraagd is € 80,00 per uur: dat mag."),
        (9001, "Gevraagd is € 90,01 per uur: dat is meer dan mag."),
    ):
        found = told("jw", toewijzing("jw", "2025-09-29", "2025-12-28"), october(1, tarief=tarief), afspraken=agreed)["Tarief"]
        assert found.zinnen[0] == "Afgesproken is hoogstens € 90,00 per uur."
        assert (found.zinnen[-1], found.klopt) == (asked, tarief <= 9000)


CREDIT = b.referentie("R2", "R1")
VARIANTS: list[tuple[Any, ...]] = [
    (toewijzing("jw", "2025-09-29", None, 15, frequentie="4"), october()),
    (
        toewijzing("jw", "2025-10-07", "2025-12-30", 90, "01", "1"),
        lijn("jw", "2025-10-07", "2025-10-31", 2500, eenheid="01", tarief=1),
    ),
    (
        toewijzing("jw", "2025-10-07", "2025-12-30", 1200, "01", "6"),
        lijn("jw", "2025-10-07", "2025-10-31", 95, eenheid="01", tarief=103),
    ),
    (toewijzing("jw", "2025-10-07", "2025-12-30", 4, frequentie="4"), lijn("jw", "2025-10-07", "2025-10-31", 5)),
    (toewijzing("jw", "2025-11-07", "2025-12-30"), october()),
    (toewijzing("jw", "2025-09-29", "2025-12-28"), october(product_referentie=CREDIT)),
    (None, october()),
    (toewijzing("jw", "2025-09-29", "2025-12-28"), october(eenheid="14", tarief=20000)),
]
AGREED: list[list[Afspraak] | None] = [
    None,
    [afspraak("jw")],
    [afspraak("jw", None, alleen_registratie=True)],
    [afspraak("jw", None, maximum_tarief=True), afspraak("jw", 9000, code="45A99")],
    [afspraak("jw", 400000, "82", helften=True)],
    [afspraak("jw", 6151, tot=date(2025, 12, 31))],
]


def sentences() -> Iterator[str]:
    for assigned, line in VARIANTS:
        for agreed in AGREED:
            for found in berekend("jw", assigned, line, afspraken=agreed):
                for paragraaf in uitleg(found):
                    assert paragraaf.zinnen
                    yield from paragraaf.zinnen


def test_all_sentences_are_short_and_whole() -> None:
    found = set(sentences())
    assert len(found) > 40
    for text in found:
        assert re.match(r"[A-Z0-9€]", text), text
        assert text.endswith((".", ")."))
        assert "None" not in text
        for sentence in re.split(r"(?<=\.) (?=[A-Z])", text):
            # Numbers and signs are read at a glance; the words are what must be few.
            words = re.findall(r"[A-Za-zé]+", sentence)
            assert len(words) <= LONGEST, sentence
