"""How far a message is judged: each level only on what the one before let pass, and the two above level 2 together."""

import msgspec
import pytest

import ketenwerk
from builders import (
    BERICHTEN,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    dag,
    message_of,
    start,
    stop,
    toegewezen,
)
from ketenwerk.ledger.known import Known
from ketenwerk.ledger.memory import Register
from ketenwerk.rules.judge import check, judge
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

LAWS: tuple[Wet, ...] = ("jw", "wmo")
TODAY = dag("2026-11-24")


def empty(bericht: Bericht) -> Known:
    return Register().known(bericht, message_of(bericht), TODAY)


def with_gemeente(bericht: Bericht, code: str) -> Bericht:
    return msgspec.structs.replace(bericht, header=msgspec.structs.replace(bericht.header, ontvanger=code))


def rules(report: ketenwerk.Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize("wet", LAWS)
def test_without_a_day_check_looks_at_no_clock_and_no_list(wet: Wet) -> None:
    assert check(with_gemeente(bericht305(wet, dagtekening="2099-01-01"), "0000")).findings == ()


@pytest.mark.parametrize("wet", LAWS)
def test_with_a_day_check_judges_level_4_and_nothing_of_level_3(wet: Wet) -> None:
    bericht = with_gemeente(bericht305(wet, dagtekening="2026-11-25"), "0000")
    assert rules(check(bericht, today=TODAY)) == ["TR135", "TR378"]
    assert rules(check(bericht305(wet), today=TODAY)) == []
    assert rules(judge(bericht305(wet), empty(bericht305(wet)))) == ["TR019"]


@pytest.mark.parametrize("number", BERICHTEN)
@pytest.mark.parametrize("wet", LAWS)
def test_check_with_a_day_asks_no_register(wet: Wet, number: str) -> None:
    """The messages of the builders are right on level 2 and 4 while nothing is known of their client."""
    assert check(BERICHTEN[number](wet), today=TODAY).verdict == "accepted"


@pytest.mark.parametrize("wet", LAWS)
def test_levels_3_and_4_are_judged_together(wet: Wet) -> None:
    bericht = bericht305(wet, dagtekening="2026-11-25")
    report = judge(bericht, empty(bericht))
    assert [(finding.rule, finding.level) for finding in report.findings] == [("TR135", 4), ("TR019", 3)]
    assert report.verdict == "rejected"


@pytest.mark.parametrize("wet", LAWS)
def test_what_level_2_rejects_is_judged_no_further(wet: Wet) -> None:
    bericht = bericht307(wet, stop(wet, einddatum=dag("2026-04-02")), dagtekening="2026-11-25")
    assert rules(judge(bericht, empty(bericht))) == ["TR018"]
    assert rules(check(bericht, today=TODAY)) == ["TR018"]


def test_what_level_1_refuses_is_judged_no_further() -> None:
    data = ketenwerk.write(bericht305("jw")).replace(b">65656055<", b">656<")
    report = judge(data, empty(bericht305("jw")))
    assert (report.verdict, rules(report)) == ("refused", ["XSD"])


def test_a_signal_of_level_2_does_not_stop_the_judgement() -> None:
    data = b"\xef\xbb\xbf" + ketenwerk.write(bericht305("jw"))
    report = judge(data, empty(bericht305("jw")))
    assert [finding.signal for finding in report.findings] == [True, False]
    assert rules(report)[1] == "TR019"


@pytest.mark.parametrize("wet", LAWS)
def test_bytes_a_message_and_its_report_are_judged_alike(wet: Wet) -> None:
    bericht = bericht305(wet, start(wet), start(wet, begindatum=dag("2026-05-01")))
    data = ketenwerk.write(bericht)
    known = empty(bericht)
    assert judge(data, known) == judge(bericht, known) == judge(check(data), known)


@pytest.mark.parametrize("wet", LAWS)
def test_the_register_decides(wet: Wet) -> None:
    register = Register()
    register.accept(bericht301(wet, toegewezen(wet)), message_of(bericht301(wet)), "1")
    bericht = bericht305(wet)
    assert judge(bericht, register.known(bericht, message_of(bericht), TODAY)).verdict == "accepted"
    assert judge(bericht315(wet), empty(bericht315(wet))).verdict == "accepted"
