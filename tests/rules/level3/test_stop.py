"""The stop of delivery: TR382, TR413, TR414, TR415. A wrong stop can break several of them at once."""

from typing import Any

import pytest
from histories import History, ander, case, expand, meldt_start, meldt_stop, stop_op
from levering import GESTART, TAAK, TOEGEWEZEN, begin, begin_weg, einde, einde_weg, op_stop, pauze, pauze_weg

from builders import dag, message_of
from ketenwerk.ledger.memory import Register
from ketenwerk.rules.engine import levels_3_and_4
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

KEY: list[tuple[str, dict[str, Any]]] = [
    ("another begin", {"begindatum": dag("2026-04-04")}),
    ("another number", {"toewijzing_nummer": 300202}),
    ("another product", {"product": ander}),
    ("no product", {"product": None}),
    ("no number", {"toewijzing_nummer": None}),
]
GEPAUZEERD = [*GESTART, meldt_stop(pauze())]
GESTOPT = [*GESTART, meldt_stop(einde())]
HERVAT = [*GEPAUZEERD, meldt_start(begin("2026-07-01"))]
TAAKGERICHT = [meldt_start(begin(**TAAK), begin(**TAAK, product=ander))]

RUNS = [
    case("TR382", "definite stop of a running start", history=GESTART, message=meldt_stop(einde())),
    case("TR382", "temporary stop of a running start", history=GESTART, message=meldt_stop(pauze())),
    case("TR382", "no start", history=[TOEGEWEZEN], message=meldt_stop(einde()), finds=op_stop("TR382")),
    *(
        case("TR382", f"start with {name}", history=GESTART, message=meldt_stop(stop_op(**key)), finds=op_stop("TR382"))
        for name, key in KEY
    ),
    case(
        "TR382",
        "the day of the assignment is not compared",
        history=GESTART,
        message=meldt_stop(einde(toewijzing_ingangsdatum=dag("2026-04-02"))),
    ),
    case(
        "TR382",
        "start that was deleted",
        history=[*GESTART, meldt_start(begin_weg())],
        message=meldt_stop(einde()),
        finds=op_stop("TR382"),
    ),
    case("TR382", "definite after temporary, without a new start", history=GEPAUZEERD, message=meldt_stop(einde())),
    case(
        "TR382", "the new start after a temporary stop", history=HERVAT, message=meldt_stop(einde(begindatum=dag("2026-07-01")))
    ),
    case("TR382", "definite stop of the paused start, a new one running", history=HERVAT, message=meldt_stop(einde())),
    case(
        "TR382",
        "temporary stop of the paused start, a new one running",
        history=HERVAT,
        message=meldt_stop(pauze("2026-07-17")),
        finds=op_stop("TR382", "TR413"),
    ),
    case(
        "TR382",
        "stop without a product of a start without one",
        history=[TOEGEWEZEN, meldt_start(begin(product=None))],
        message=meldt_stop(einde(product=None)),
    ),
    case("TR382", "deletion needs no running start", history=GESTOPT, message=meldt_stop(einde_weg())),
    case("TR382", "by task", history=TAAKGERICHT, message=meldt_stop(einde(**TAAK))),
]

ONE_TEMPORARY = [
    case("TR413", "first temporary stop", history=GESTART, message=meldt_stop(pauze())),
    case(
        "TR413",
        "second temporary stop",
        history=GEPAUZEERD,
        message=meldt_stop(pauze("2026-06-21")),
        finds=op_stop("TR382", "TR413"),
    ),
    case("TR413", "definite stop after it", history=GEPAUZEERD, message=meldt_stop(einde())),
    case(
        "TR413",
        "after the first was deleted",
        history=[*GEPAUZEERD, meldt_stop(pauze_weg())],
        message=meldt_stop(pauze("2026-06-10")),
    ),
    case("TR413", "after a new start", history=HERVAT, message=meldt_stop(pauze("2026-08-01", begindatum=dag("2026-07-01")))),
    case("TR413", "correction in one message", history=GEPAUZEERD, message=meldt_stop(pauze("2026-06-10"), pauze_weg())),
    case(
        "TR413",
        "two temporary stops in a message",
        history=GESTART,
        message=meldt_stop(pauze("2026-06-20"), pauze("2026-06-21")),
        finds=op_stop("TR413", n=2),
    ),
    case(
        "TR413",
        "the product is not compared on one number",
        history=[*GESTART, meldt_start(begin(product=ander)), meldt_stop(pauze())],
        message=meldt_stop(pauze(product=ander)),
        finds=op_stop("TR413"),
    ),
    case(
        "TR413",
        "by task the product is compared",
        history=[*TAAKGERICHT, meldt_stop(pauze(**TAAK))],
        message=meldt_stop(pauze(**TAAK, product=ander)),
    ),
    case(
        "TR413",
        "by task, the same product",
        history=[*TAAKGERICHT, meldt_stop(pauze(**TAAK))],
        message=meldt_stop(pauze("2026-06-21", **TAAK)),
        finds=op_stop("TR382", "TR413"),
    ),
]

NOT_BACK = [
    case(
        "TR414",
        "a day before the temporary stop",
        history=GEPAUZEERD,
        message=meldt_stop(einde("2026-06-19")),
        finds=op_stop("TR414"),
        found="2026-06-19",
        expected=">= 2026-06-20",
    ),
    case("TR414", "the day of the temporary stop", history=GEPAUZEERD, message=meldt_stop(einde("2026-06-20"))),
    case("TR414", "a day after the temporary stop", history=GEPAUZEERD, message=meldt_stop(einde("2026-06-21"))),
    case(
        "TR414",
        "before a stop of another begin",
        history=[*GEPAUZEERD, meldt_start(begin("2026-05-01"))],
        message=meldt_stop(einde("2026-06-01", begindatum=dag("2026-05-01"))),
    ),
    case(
        "TR414",
        "before a stop that this message deletes",
        history=GEPAUZEERD,
        message=meldt_stop(pauze_weg(), einde("2026-06-01")),
    ),
    case(
        "TR414",
        "before a stop that was deleted",
        history=[*GEPAUZEERD, meldt_stop(pauze_weg())],
        message=meldt_stop(einde("2026-06-01")),
    ),
    case("TR414", "a deletion ends earlier", history=[*GEPAUZEERD, meldt_stop(einde())], message=meldt_stop(pauze_weg())),
    case(
        "TR414",
        "before the stop that stands above it in the message",
        history=GESTART,
        message=meldt_stop(pauze("2026-06-20"), einde("2026-06-19")),
        finds=op_stop("TR414", n=2),
    ),
    case(
        "TR414",
        "by task, before the stop of another product",
        history=[*TAAKGERICHT, meldt_stop(pauze(**TAAK))],
        message=meldt_stop(pauze("2026-06-01", **TAAK, product=ander)),
    ),
    case(
        "TR414",
        "by task, before the stop of the same product",
        history=[*TAAKGERICHT, meldt_stop(pauze(**TAAK))],
        message=meldt_stop(einde("2026-06-01", **TAAK)),
        finds=op_stop("TR414"),
    ),
]

AFTER_DEFINITE = [
    case(
        "TR415",
        "definite after definite",
        history=GESTOPT,
        message=meldt_stop(einde("2026-07-18")),
        finds=op_stop("TR382", "TR415"),
    ),
    case(
        "TR415",
        "temporary after definite",
        history=GESTOPT,
        message=meldt_stop(pauze("2026-07-18")),
        finds=op_stop("TR382", "TR415"),
    ),
    case("TR415", "definite after temporary", history=GEPAUZEERD, message=meldt_stop(einde())),
    case("TR415", "after the definite one was deleted", history=[*GESTOPT, meldt_stop(einde_weg())], message=meldt_stop(einde())),
    case(
        "TR415",
        "correction of the reason in one message",
        history=GESTOPT,
        message=meldt_stop(einde_weg(), einde(reden_beeindiging="39")),
    ),
    case(
        "TR415",
        "after a new start",
        history=[*GESTOPT, meldt_start(begin("2026-08-01"))],
        message=meldt_stop(einde("2026-09-01", begindatum=dag("2026-08-01"))),
    ),
    case(
        "TR415",
        "two definite stops in a message",
        history=GESTART,
        message=meldt_stop(einde(), einde("2026-07-18")),
        finds=op_stop("TR415", n=2),
    ),
    case("TR415", "temporary and definite in a message", history=GESTART, message=meldt_stop(pauze(), einde())),
    case(
        "TR415",
        "by task, after the definite stop of another product",
        history=[*TAAKGERICHT, meldt_stop(einde(**TAAK))],
        message=meldt_stop(einde(**TAAK, product=ander)),
    ),
    case(
        "TR415",
        "by task, after the definite stop of the same product",
        history=[*TAAKGERICHT, meldt_stop(einde(**TAAK))],
        message=meldt_stop(einde("2026-07-18", **TAAK)),
        finds=op_stop("TR382", "TR415"),
    ),
]

CASES = [*RUNS, *ONE_TEMPORARY, *NOT_BACK, *AFTER_DEFINITE]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_stop(row: History, wet: Wet) -> None:
    row.check(wet)


LISTS = {"jw": codelist("JZ588"), "wmo": codelist("WMO588")}


@pytest.mark.parametrize(("wet", "reden"), [(wet, reden) for wet, reasons in LISTS.items() for reden in reasons.codes])
def test_only_reason_20_is_temporary(wet: Wet, reden: str) -> None:
    """C-25: after every other reason nothing may follow; under the Wmo 21 is "by the client"."""
    row = case(
        "TR415", reden, history=[*GESTART, meldt_stop(einde(reden_beeindiging=reden))], message=meldt_stop(einde("2026-07-18"))
    )
    found = {finding.rule for finding in row.findings(wet)}
    assert found == (set() if reden == "20" else {"TR382", "TR415"})


def test_a_message_with_very_many_stops_is_judged_in_one_pass() -> None:
    """Ten thousand stops of one start: each is compared with all before it, without looking at each of them again."""
    row = case("TR413", "many", history=GESTART, message=meldt_stop(*(pauze(toewijzing_nummer=300201) for _ in range(10_000))))
    bericht = row.last("jw")
    known = Register().known(bericht, message_of(bericht), dag("2026-11-24"))
    findings = levels_3_and_4(bericht, message_of(bericht), known)
    assert sum(finding.rule == "TR413" for finding in findings) == 9_999
