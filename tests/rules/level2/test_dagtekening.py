"""Dates beside the Dagtekening of the message (TR134, TR137)."""

import pytest
from cases import Case, case, expand

from builders import (
    BERICHTEN,
    afgewezen,
    bericht301,
    bericht305,
    bericht307,
    bericht323,
    bericht325,
    client323,
    client325,
    dag,
    geboren,
    periode,
    prestatie,
    relatie,
    start,
    stop,
    totaal,
)
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

CLAIM = "Declaratie/DeclaratiePeriode"
LINE_323 = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"
LINE_325 = "DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]"
APRIL = ("2026-04-01", "2026-04-30")


def claim(wet: Wet, dagtekening: str, whole: tuple[str, str] = APRIL, line: tuple[str, str] = APRIL) -> Bericht:
    clienten = client323(prestatie(wet, product_periode=periode(*line)))
    return bericht323(wet, clienten, dagtekening=dagtekening, declaratie_periode=periode(*whole))


def answer(wet: Wet, dagtekening: str, line: tuple[str, str] = APRIL) -> Bericht:
    return bericht325(wet, client325(afgewezen(wet, product_periode=periode(*line))), dagtekening=dagtekening)


CASES = [
    # TR134 on birth dates
    *(
        case(
            "TR134",
            f"{number}, born the day after",
            lambda wet, n=number: BERICHTEN[n](wet, dagtekening="2026-08-01", geboortedatum=geboren("2026-08-02")),
            finds=["TR134 Client/Geboortedatum/Datum"],
            found="2026-08-02",
            expected="<= 2026-08-01",
        )
        for number in ("301", "305", "307", "315")
    ),
    *(
        case(
            "TR134",
            f"{number}, born on the day",
            lambda wet, n=number: BERICHTEN[n](wet, dagtekening="2026-08-01", geboortedatum=geboren("2026-08-01")),
        )
        for number in ("301", "305", "307", "315")
    ),
    case(
        "TR134",
        "relation",
        lambda wet: bericht301(wet, relaties=(relatie(), relatie(nummer="2", geboortedatum=geboren("2026-04-02")))),
        finds=["TR134 Client/Relaties/Relatie[2]/Geboortedatum/Datum"],
    ),
    case("TR134", "unknown birth date", lambda wet: bericht305(wet, geboortedatum=geboren("1900-01-01", "3"))),
    # Other dates in the future are no reason to reject (C-20).
    case("TR134", "start in the future", lambda wet: bericht305(wet, start(wet, begindatum=dag("2030-01-01")))),
    case("TR134", "stop in the future", lambda wet: bericht307(wet, stop(wet, einddatum=dag("2030-01-01")))),
    # TR134 and TR137 on claimed periods: what begins after Dagtekening also ends after it.
    case(
        "TR134",
        "323, month of the claim begins the day after",
        lambda wet: claim(wet, "2026-03-31", line=("2026-03-01", "2026-03-31")),
        finds=[f"TR134 {CLAIM}/Begindatum", f"TR137 {CLAIM}/Einddatum"],
        found="2026-04-01",
        expected="<= 2026-03-31",
    ),
    case(
        "TR134",
        "323, line begins the day after",
        lambda wet: claim(wet, "2026-05-01", line=("2026-05-02", "2026-05-31")),
        finds=[f"TR134 {LINE_323}/ProductPeriode/Begindatum", f"TR137 {LINE_323}/ProductPeriode/Einddatum"],
        found="2026-05-02",
        expected="<= 2026-05-01",
    ),
    case(
        "TR134",
        "323, line begins on the day",
        lambda wet: claim(wet, "2026-05-01", line=("2026-05-01", "2026-05-01")),
    ),
    case(
        "TR134",
        "325, line begins the day after",
        lambda wet: answer(wet, "2026-05-01", ("2026-05-02", "2026-05-31")),
        finds=[f"TR134 {LINE_325}/ProductPeriode/Begindatum", f"TR137 {LINE_325}/ProductPeriode/Einddatum"],
        found="2026-05-02",
        expected="<= 2026-05-01",
    ),
    case("TR134", "325, line begins on the day", lambda wet: answer(wet, "2026-05-01", ("2026-05-01", "2026-05-01"))),
    case(
        "TR134",
        "323, month of the claim begins on the day",
        lambda wet: claim(wet, "2026-04-01", line=("2026-03-01", "2026-03-31")),
        finds=[f"TR137 {CLAIM}/Einddatum"],
    ),
    # TR137
    case(
        "TR137",
        "323, line of one day, the day after",
        lambda wet: claim(wet, "2026-05-01", line=("2026-05-02", "2026-05-02")),
        finds=[f"TR134 {LINE_323}/ProductPeriode/Begindatum", f"TR137 {LINE_323}/ProductPeriode/Einddatum"],
        found="2026-05-02",
        expected="<= 2026-05-01",
    ),
    case(
        "TR137",
        "323, claim of one day",
        lambda wet: claim(wet, "2026-05-06", ("2026-04-30", "2026-04-30")),
        finds=[f"CS340 {CLAIM}"],
    ),
    case(
        "TR137",
        "323, a day before the month is over",
        lambda wet: claim(wet, "2026-04-29"),
        finds=[f"TR137 {CLAIM}/Einddatum", f"TR137 {LINE_323}/ProductPeriode/Einddatum"],
        found="2026-04-30",
        expected="<= 2026-04-29",
    ),
    case("TR137", "323, on the last day of the month", lambda wet: claim(wet, "2026-04-30")),
    case(
        "TR137",
        "323, line ends before it begins",
        lambda wet: claim(wet, "2026-05-06", line=("2026-04-02", "2026-04-01")),
        finds=[f"TR137 {LINE_323}/ProductPeriode/Einddatum"],
        found="2026-04-01",
        expected=">= 2026-04-02",
    ),
    case("TR137", "323, line of one day", lambda wet: claim(wet, "2026-05-06", line=("2026-04-02", "2026-04-02"))),
    case(
        "TR137",
        "323, claim ends before it begins",
        lambda wet: claim(wet, "2026-05-06", ("2026-04-30", "2026-04-01")),
        finds=[f"CS340 {CLAIM}", f"TR137 {CLAIM}/Einddatum"],
        found="2026-04-01",
        expected=">= 2026-04-30",
    ),
    case(
        "TR137",
        "325, a day before the month is over",
        lambda wet: answer(wet, "2026-04-29"),
        finds=[f"TR137 {LINE_325}/ProductPeriode/Einddatum"],
        found="2026-04-30",
        expected="<= 2026-04-29",
    ),
    case("TR137", "325, on the last day of the month", lambda wet: answer(wet, "2026-04-30")),
    case(
        "TR137",
        "325, line ends before it begins",
        lambda wet: answer(wet, "2026-05-06", ("2026-04-02", "2026-04-01")),
        finds=[f"TR137 {LINE_325}/ProductPeriode/Einddatum"],
    ),
    case("TR137", "325 without lines", lambda wet: bericht325(wet, clienten=(), totaal_toegekend_bedrag=totaal(20000))),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_dagtekening(row: Case, wet: Wet) -> None:
    row.check(wet)
