"""The periods of a claim."""

import pytest
from cases import Case, case, expand, findings_in

from builders import bericht323, client323, dag, periode, prestatie, referentie
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

CLAIM = "Declaratie/DeclaratiePeriode"
LINE = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode"


def claim(wet: Wet, begin: str, end: str, *, dagtekening: str = "2026-06-03") -> Bericht:
    """A claim over this period, with a line of April 2026."""
    return bericht323(wet, dagtekening=dagtekening, declaratie_periode=periode(begin, end))


def line(wet: Wet, begin: str, end: str, *, dagtekening: str = "2026-06-03", ondertekend: str | None = None) -> Bericht:
    """A line over this period, in a claim over May 2026."""
    clienten = client323(prestatie(wet, product_periode=periode(begin, end)))
    whole = periode("2026-05-01", "2026-05-31")
    signed = dag(ondertekend or dagtekening)
    return bericht323(wet, clienten, dagtekening=dagtekening, declaratie_periode=whole, declaratie_dagtekening=signed)


CASES = [
    # CS100: one finding per period.
    case(
        "CS100",
        "claim of the last month of 2020",
        lambda wet: claim(wet, "2020-12-01", "2020-12-31"),
        finds=[f"CS100 {CLAIM}"],
        found="2020-12-01..2020-12-31",
        expected=">= 2021-01-01",
    ),
    case("CS100", "claim of the first month of 2021", lambda wet: claim(wet, "2021-01-01", "2021-01-31")),
    case(
        "CS100",
        "claim of the first day of 2021",
        lambda wet: claim(wet, "2021-01-01", "2021-01-01"),
        finds=[f"CS340 {CLAIM}"],
    ),
    case(
        "CS100",
        "claim that begins in 2020",
        lambda wet: claim(wet, "2020-12-31", "2021-01-31"),
        finds=[f"CS100 {CLAIM}", f"CS340 {CLAIM}"],
    ),
    case(
        "CS100",
        "claim that ends in 2020",
        lambda wet: claim(wet, "2021-01-01", "2020-12-31"),
        finds=[f"CS100 {CLAIM}", f"CS340 {CLAIM}", f"TR137 {CLAIM}/Einddatum"],
    ),
    case(
        "CS100",
        "line of the last day of 2020",
        lambda wet: line(wet, "2020-12-31", "2020-12-31", ondertekend="2025-12-31"),
        finds=[f"CS100 {LINE}"],
    ),
    case("CS100", "line of the first day of 2021", lambda wet: line(wet, "2021-01-01", "2021-01-01", ondertekend="2025-12-31")),
    case(
        "CS100",
        "line that ends in 2020",
        lambda wet: line(wet, "2021-01-01", "2020-12-31", ondertekend="2025-12-31"),
        finds=[f"CS100 {LINE}", f"CS337 {LINE}", f"TR137 {LINE}/Einddatum"],
    ),
    # CS337
    case(
        "CS337",
        "into the next month",
        lambda wet: line(wet, "2026-04-30", "2026-05-01"),
        finds=[f"CS337 {LINE}"],
        found="2026-04-30..2026-05-01",
        expected="2026-04",
    ),
    case("CS337", "same month of another year", lambda wet: line(wet, "2025-04-01", "2026-04-30"), finds=[f"CS337 {LINE}"]),
    case("CS337", "over the year end", lambda wet: line(wet, "2025-12-31", "2026-01-01"), finds=[f"CS337 {LINE}"]),
    case("CS337", "whole month", lambda wet: line(wet, "2026-04-01", "2026-04-30")),
    case("CS337", "one day", lambda wet: line(wet, "2026-05-31", "2026-05-31")),
    # CS340
    *(
        case("CS340", f"{begin} to {end}", lambda wet, b=begin, e=end: claim(wet, b, e), finds=[f"CS340 {CLAIM}"])
        for begin, end in (
            ("2026-04-02", "2026-04-30"),
            ("2026-04-01", "2026-04-29"),
            ("2026-03-15", "2026-04-14"),
            ("2026-04-01", "2026-05-31"),
            ("2025-04-01", "2026-04-30"),
            ("2024-02-01", "2024-02-28"),
        )
    ),
    case(
        "CS340",
        "values",
        lambda wet: claim(wet, "2026-02-03", "2026-03-02"),
        finds=[f"CS340 {CLAIM}"],
        found="2026-02-03..2026-03-02",
        expected="2026-02-01..2026-02-28",
    ),
    *(
        case("CS340", f"{begin} to {end}", lambda wet, b=begin, e=end: claim(wet, b, e))
        for begin, end in (("2026-04-01", "2026-04-30"), ("2024-02-01", "2024-02-29"), ("2025-12-01", "2025-12-31"))
    ),
    case(
        "CS340",
        "in December of the year 9999",
        lambda wet: claim(wet, "9999-12-01", "9999-12-31", dagtekening="9999-12-31"),
        finds=[
            f"TR335 {LINE}/Einddatum",
        ],
    ),
    # TR335: five years before DeclaratieDagtekening is the last day that passes.
    case(
        "TR335",
        "five years and a day",
        lambda wet: line(wet, "2021-06-01", "2021-06-02"),
        finds=[f"TR335 {LINE}/Einddatum"],
        found="2021-06-02",
        expected=">= 2021-06-03",
    ),
    case("TR335", "five years", lambda wet: line(wet, "2021-06-01", "2021-06-03")),
    case("TR335", "29 February, five years before", lambda wet: line(wet, "2023-02-01", "2023-02-28", dagtekening="2028-02-29")),
    case(
        "TR335",
        "29 February, five years and a day before",
        lambda wet: line(wet, "2023-02-01", "2023-02-27", dagtekening="2028-02-29"),
        finds=[f"TR335 {LINE}/Einddatum"],
        found="2023-02-27",
        expected=">= 2023-02-28",
    ),
    case(
        "TR335",
        "counted from the claim, not from the message",
        lambda wet: line(wet, "2021-06-01", "2021-06-02", ondertekend="2026-06-02"),
    ),
    case("TR335", "not on the period of the claim", lambda wet: claim(wet, "2021-01-01", "2021-01-31")),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_declaratieperiode(row: Case, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E163")
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_claim_over_two_halves_of_months_is_refused(wet: Wet) -> None:
    findings = findings_in(claim(wet, "2026-03-15", "2026-04-14"))
    assert [(finding.rule, finding.path) for finding in findings] == [("CS340", "/Bericht/Declaratie/DeclaratiePeriode")]


def test_each_wrong_line_is_found_in_its_place() -> None:
    lines = [
        prestatie(
            "jw",
            product_referentie=referentie(f"RN{n}"),
            toewijzing_nummer=n,
            product_periode=periode("2026-04-30", "2026-05-01"),
        )
        for n in range(3)
    ]
    good = prestatie("jw", product_referentie=referentie("RN9"), toewijzing_nummer=9)
    bericht = bericht323(
        "jw", client323(lines[0], good, lines[1]), client323(lines[2], bsn="999990020"), dagtekening="2026-06-03"
    )
    assert [finding.path for finding in findings_in(bericht)] == [
        "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode",
        "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[3]/ProductPeriode",
        "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/ProductPeriode",
    ]
