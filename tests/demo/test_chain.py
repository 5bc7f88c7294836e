"""The stories fit together: who receives them in order, and knows what came before, finds what is told and nothing else."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketenwerk
from ketenwerk.demo import DemoMessage, messages
from ketenwerk.demo.afspraken import afspraken
from ketenwerk.demo.kalender import EARLIEST
from ketenwerk.demo.personen import PARTIJEN
from ketenwerk.messages.write import type_of
from ketenwerk.protocol.afspraken import Afspraken, objections, overlaps
from ketenwerk.protocol.afsprakenbestand import read_toml, write_toml
from ketenwerk.rules.replay import Played, Replay
from ketenwerk.standard import m301, m323, m325
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist

TODAY = date(2026, 11, 24)
DAYS = st.dates(EARLIEST, date(2099, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2027, 3, 31), date(2026, 1, 1), date(2026, 3, 1), date(2025, 12, 31)]
)
GELD = codelist("WJ756").where("geld")


def played(today: date) -> Iterator[tuple[DemoMessage, ketenwerk.Report, Played]]:
    """All messages in the order of time, each as its receiver judges and answers it."""
    chain = Replay(today, afspraken=Afspraken(afspraken(today)))
    for message in sorted(messages(today), key=lambda each: each.sent):
        report = ketenwerk.check(message.data)
        yield message, report, chain.play(report)


@given(DAYS)
@settings(max_examples=15, deadline=None)
def test_its_receiver_finds_what_the_story_says_and_no_more(today: date) -> None:
    for message, _, outcome in played(today):
        found = tuple(finding.key for finding in outcome.report.findings)
        assert (message.name, found) == (message.name, message.findings + message.later)
        assert (message.name, outcome.report.verdict) == (message.name, message.received)


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2025, 3, 31)])
def test_what_the_story_answers_is_what_its_receiver_would_answer(today: date) -> None:
    """So it does not matter whether the demonstration answers by itself or lets the story do it."""
    waits: dict[tuple[str, str, str], Bericht] = {}
    compared = set()
    for message, report, outcome in played(today):
        if report.bericht is not None and type_of(report.bericht).answers and message.expected == "accepted":
            own = waits.pop(about(report.bericht))
            assert (message.name, bare(report.bericht)) == (message.name, bare(own))
            compared.add(type_of(report.bericht).number)
        if outcome.reply is not None:
            waits[about(outcome.reply)] = outcome.reply
    assert compared == {"302", "306", "308", "316", "318", "320", "325"}


def about(retour: Bericht) -> tuple[str, str, str]:
    header = retour.header
    if isinstance(retour, m325.Bericht):
        return "325", header.ontvanger, retour.header.declaratie_identificatie.identificatie
    return type_of(retour).number, header.afzender, header.bericht_identificatie.identificatie


def bare(retour: Bericht) -> Bericht:
    """A return message without its own number and day: those of the story are others than ours."""
    if isinstance(retour, m325.Bericht):
        return msgspec.structs.replace(retour, header=msgspec.structs.replace(retour.header, bericht_identificatie=None))
    named = {"identificatie_retour": "", "dagtekening_retour": None}
    return msgspec.structs.replace(retour, header=msgspec.structs.replace(retour.header, **named))


def test_a_message_that_only_its_receiver_rejects_is_among_them_for_each_kind() -> None:
    later = {type_of(report.bericht).number for message, report, _ in played(TODAY) if message.later and report.bericht}
    assert later == {"301", "305", "307", "315", "323"}


def test_every_product_and_tariff_of_the_stories_was_agreed() -> None:
    agreed = Afspraken(afspraken(TODAY))
    seen = set()
    for message, report, _ in played(TODAY):
        if message.received != "accepted" or report.bericht is None:
            continue
        for gemeente, aanbieder, product, eenheid, tarief, on in priced(report.bericht):
            wet = type_of(report.bericht).wet
            rows = agreed.product(wet, gemeente, aanbieder, product, on)
            assert rows, (message.name, product)
            if eenheid is not None:
                assert [(row.eenheid, row.tarief) for row in rows] == [(eenheid, tarief)], message.name
            seen.add(product)
    # The one is only asked for, the other only claimed above the budget.
    assert {regel.product for regel in agreed.regels} - seen == {("41", "41A03"), ("50", "50A02")}


def priced(bericht: Bericht) -> Iterator[tuple[str, str, tuple[str, str], str | None, int | None, date]]:
    """Parties, product, unit and tariff of what is assigned or claimed; no unit where only the product is named."""
    header = bericht.header
    if isinstance(bericht, m301.Bericht):
        for each in bericht.client.toegewezen_producten:
            if each.product and each.product.code:
                product = each.product.categorie, each.product.code
                yield header.afzender, header.ontvanger, product, None, None, each.ingangsdatum
    if isinstance(bericht, m323.Bericht):
        for client in bericht.declaratie.clienten:
            for line in client.prestaties:
                assert line.product_code
                tarief = None if line.eenheid in GELD else line.product_tarief
                product = line.product_categorie, line.product_code
                yield header.ontvanger, header.afzender, product, line.eenheid, tarief, line.product_periode.begindatum


def test_the_agreements_are_right_and_can_be_given_out_as_a_file() -> None:
    regels = afspraken(TODAY)
    assert [bezwaar for regel in regels for bezwaar in objections(regel)] == []
    assert list(overlaps((str(place), regel) for place, regel in enumerate(regels))) == []
    assert read_toml(write_toml(Afspraken(regels))) == Afspraken(regels)
    assert {(regel.wet, party) for regel in regels for party in (regel.gemeente, regel.aanbieder)} == set(PARTIJEN)
