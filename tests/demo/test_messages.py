"""The demonstration says what it shows: verdicts, findings, persons that do not exist, on any day."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import ketenwerk
from ketenwerk.demo import DemoMessage, messages
from ketenwerk.demo.kalender import EARLIEST
from ketenwerk.demo.personen import FICTIEF, IEDEREEN
from ketenwerk.messages.walk import walk
from ketenwerk.rules.engine import rules_of
from ketenwerk.rules.level2.client import passes_elfproef
from ketenwerk.standard.basis import Achternaam, Bericht
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MESSAGES
from official import official_schema

TODAY = date(2026, 11, 24)
ALL = list(messages(TODAY))
BSN = re.compile(rb"Bsn>([^<]+)<|\b(\d{9})\b")
LONGEST_SENTENCE = 15

days = st.dates(EARLIEST, date(2199, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2028, 2, 29), date(2100, 2, 28), date(2100, 3, 1)]
    + [date(year, month, day) for year in (2022, 2024, 2027) for month, day in ((1, 1), (3, 1), (3, 31), (5, 31), (12, 31))]
)


def shown(report: ketenwerk.Report) -> tuple[str, tuple[str, ...]]:
    return report.verdict, tuple(finding.key for finding in report.findings)


def berichten(told: list[DemoMessage]) -> list[tuple[str, Bericht]]:
    """What could be read, with its name."""
    reports = [(message.name, ketenwerk.check(message.data)) for message in told]
    return [(name, report.bericht) for name, report in reports if report.bericht]


@pytest.mark.parametrize("message", ALL, ids=lambda message: message.name)
def test_verdict_and_findings_are_those_of_the_story(message: DemoMessage) -> None:
    assert shown(ketenwerk.check(message.data)) == (message.expected, message.findings)


@given(days)
@settings(max_examples=25, deadline=None)
def test_on_any_day_the_stories_are_the_same(today: date) -> None:
    told = list(messages(today))
    assert [(message.name, *shown(ketenwerk.check(message.data))) for message in told] == [
        (message.name, message.expected, message.findings) for message in ALL
    ]
    for _, bericht in berichten(told):
        assert bericht.header.bericht_identificatie.dagtekening <= today
        assert getattr(bericht.header, "dagtekening_retour", today) <= today
    assert all(message.sent <= today for message in told)


def test_before_2022_the_stories_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="2022-01-01"):
        next(messages(date(2021, 12, 31)))


def test_every_message_of_the_standard_occurs_and_is_right() -> None:
    right = {ketenwerk.check(message.data).message for message in ALL if message.expected == "accepted"}
    assert right == set(MESSAGES)


def test_every_message_that_level_2_judges_occurs_wrong() -> None:
    wrong = {ketenwerk.check(message.data).message for message in ALL if message.expected == "rejected"}
    assert wrong == {name for name, message in MESSAGES.items() if rules_of(message)}
    assert len(wrong) == 16


def test_there_is_enough_of_each() -> None:
    counts = Counter(message.expected for message in ALL)
    assert counts["accepted"] >= 28
    assert counts["rejected"] >= 20
    assert counts["refused"] >= 6


def test_names_and_identifications_are_their_own() -> None:
    names = [message.name for message in ALL]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+-\d\d-(JW|WMO)\d{3}\.xml|[a-z0-9-]+\.csv|[a-z0-9-]+-CSV\.csv", name) for name in names)
    sent = [
        (
            bericht.header.afzender,
            getattr(bericht.header, "identificatie_retour", bericht.header.bericht_identificatie.identificatie),
        )
        for _, bericht in berichten(ALL)
    ]
    assert [number for number, count in Counter(sent).items() if count > 1] == []


def test_no_message_is_told_twice() -> None:
    assert len({message.data for message in ALL}) == len(ALL)


def test_bsns_come_from_the_test_range() -> None:
    found = {b"".join(hit) for message in ALL for hit in BSN.findall(message.data)}
    assert found
    assert all(re.fullmatch(rb"9999\d{4,5}", bsn) for bsn in found)
    assert all(passes_elfproef(person.bsn) for person in IEDEREEN)
    assert len({person.bsn for person in IEDEREEN}) == len(IEDEREEN)


def test_persons_say_that_they_are_invented() -> None:
    names = [part.achternaam for _, bericht in berichten(ALL) for _, part in walk(bericht) if isinstance(part, Achternaam)]
    assert names
    assert all(name.endswith(FICTIEF) for name in names)


def test_parties_are_municipalities_that_exist_and_providers_that_do_not() -> None:
    codes = {code for _, bericht in berichten(ALL) for code in (bericht.header.afzender, bericht.header.ontvanger)}
    municipalities = {code for code in codes if len(code) == 4}
    assert municipalities <= set(codelist("CBS").codes)
    assert all(code.startswith("980") for code in codes - municipalities)


def test_story_is_a_short_dutch_line() -> None:
    for message in ALL:
        title, _, told = message.story.partition(". ")
        assert title
        assert told.endswith(".")
        assert all(len(part.split()) <= LONGEST_SENTENCE for part in re.split(r"[:;.]", told)), told


@pytest.mark.parametrize(
    "message", [message for message in ALL if message.expected != "refused"], ids=lambda message: message.name
)
def test_official_schema_accepts_what_level_1_accepts(message: DemoMessage) -> None:
    name = ketenwerk.check(message.data).message
    assert name
    schema = official_schema(name)
    assert schema.validate(etree.fromstring(message.data)), schema.error_log


@pytest.mark.parametrize(
    "message",
    [message for message in ALL if message.findings[:1] and message.findings[0].startswith("XSD")],
    ids=lambda message: message.name,
)
def test_official_schema_refuses_what_the_schema_refuses(message: DemoMessage) -> None:
    name = ketenwerk.check(message.data).message
    assert name
    assert not official_schema(name).validate(etree.fromstring(message.data))


def test_the_pure_part_needs_no_application() -> None:
    """In a fresh interpreter: another test may have loaded Django."""
    import subprocess
    import sys

    code = (
        "import sys, datetime; from ketenwerk.demo import messages; list(messages(datetime.date(2026, 1, 1)));"
        " sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
