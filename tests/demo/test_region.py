"""The demonstration in the register: a region with history, of which both ends of every message are here."""

from collections import Counter
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ketenwerk.demo import keten, messages
from ketenwerk.demo.bouw.levering import stop, stopbericht
from ketenwerk.demo.dossier import Dossier as Dossiergegevens
from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.load import load
from ketenwerk.demo.personen import DE_OEVER, HOOGMEER, NOUR, PARTIJEN
from ketenwerk.messages.read import read
from ketenwerk.process import acts
from ketenwerk.process.pipeline import waiting
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, clients, known, parties
from ketenwerk.register.afspraken import kept
from ketenwerk.register.models import Archiefbericht, Declaratie, Dossier, EigenPartij, Richting
from ketenwerk.standard.basis import Product
from ketenwerk.standard.release import MESSAGES
from ketenwerk.web.demo_accounts import account
from ketenwerk.web.roles import MAY, Daad, Rol
from ketenwerk.web.scope import Scope

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOLD = {message.name: message for message in messages(TODAY)}


@pytest.fixture(autouse=True)
def region(tmp_path: Path, settings: Any) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    load(TODAY)


def rows(direction: Richting) -> list[Archiefbericht]:
    return list(Archiefbericht.objects.filter(direction=direction).order_by("sequence"))


def test_each_party_of_the_region_is_ours_and_has_clients_messages_and_agreements() -> None:
    assert {(party.wet, party.code) for party in EigenPartij.objects.all()} == set(PARTIJEN)
    for party in EigenPartij.objects.all():
        assert party.clienten.exists()
        assert party.berichten.filter(direction=Richting.IN).exists()
        assert party.berichten.filter(direction=Richting.UIT).exists()
        assert kept([party]).exists()


def test_each_message_is_at_its_receiver_with_the_verdict_of_the_story() -> None:
    taken = {archive.kern(row).name: row for row in rows(Richting.IN) if archive.kern(row).name}
    found = {name: (row.verdict, tuple(each.key for each in archive.findings(row))) for name, row in taken.items()}
    assert found == {name: (TOLD[name].received, TOLD[name].findings + TOLD[name].later) for name in taken}
    assert {name: archive.payload(row) for name, row in taken.items()} == {name: TOLD[name].data for name in taken}
    # What is not there was answered here by itself.
    left_out = [TOLD[name] for name in TOLD.keys() - taken.keys()]
    assert left_out
    assert all(read(message.data).header.bericht_code and message.expected == "accepted" for message in left_out)
    assert all(MESSAGES[message.name[-10:-4].lstrip("-")].answers for message in left_out)


def test_no_message_is_answered_twice_and_every_answer_is_on_a_message() -> None:
    """E027: one return message on each message, at both of its ends. Only the claim that somebody looks at has none yet."""
    asked = [row for row in rows(Richting.IN) if row.number and MESSAGES[row.type_name].returns and row.verdict != "refused"]
    waits = Declaratie.objects.get(party__code=HOOGMEER, staat=Declaratie.Staat.OPEN).bericht_id
    answers = {row.pk: Archiefbericht.objects.filter(answers=row).count() for row in asked}
    assert answers == {row.pk: int(row.pk != waits) for row in asked}
    assert waits in answers
    returned = [row for row in rows(Richting.IN) if row.number in ("302", "306", "308", "316", "318", "320")]
    assert all(row.heenbericht_id is not None for row in returned)
    assert max(Counter(row.heenbericht_id for row in returned).values()) == 1
    said = {each.rule for row in rows(Richting.IN) for each in archive.findings(row)}
    assert said.isdisjoint({"LOK001", "LOK002"})


def test_both_ends_of_a_conversation_know_the_same() -> None:
    """What was asked, assigned, begun and ended; that the one sent it and the other received it makes no difference."""
    ends: dict[tuple[Any, ...], list[Any]] = {}
    for row in Dossier.objects.select_related("gesprek", "client"):
        made = known.dossier(row)
        toewijzingen = {nummer: [each.product for each in one.versies] for nummer, one in made.toewijzingen.items()}
        verzoeken = {one.referentie: (one.staat, one.antwoorden) for one in made.verzoeken.values()}
        facts = toewijzingen, verzoeken, set(made.starts), set(made.stops)
        ends.setdefault((*row.gesprek.fact, clients.bsn_of(row.client)), []).append(facts)
    filled = {key: both for key, both in ends.items() if any(any(facts) for facts in both)}
    assert len(filled) >= 15
    assert all(len(both) == 2 and both[0] == both[1] for both in filled.values())


def test_nothing_waits_and_nothing_is_later_than_now() -> None:
    assert not waiting().exists()
    assert not Archiefbericht.objects.filter(to_send=True, sent_at=None).exists()
    moments = [moment for row in Archiefbericht.objects.all() for moment in (row.received_at, row.processed_at, row.sent_at)]
    assert all(moment <= timezone.now() for moment in moments if moment)


def test_the_register_is_what_follows_from_the_archive() -> None:
    assert [each.differences for each in rebuild(verify=True)] == [0] * len(list(rebuild(verify=False)))


def test_each_role_has_something_to_see() -> None:
    for rol in Rol:
        scope = Scope(account(rol))
        assert scope.own
        assert scope.berichten(Daad.LIJST).filter(party__isnull=False).exists()
        assert scope.clienten().exists() == (Daad.CLIENT in MAY[rol])


@pytest.mark.parametrize("rol", [Rol.BACKOFFICE, Rol.ZORGADMINISTRATEUR])
def test_a_story_from_request_to_stop_is_one_time_line(rol: Rol) -> None:
    browser = Browser()
    browser.force_login(account(rol))
    party = parties.add_own("jw", "0384" if rol is Rol.BACKOFFICE else "98000101", timezone.now())
    (client,) = [each for each in party.clienten.all() if clients.bsn_of(each) == "999990019"]
    other = "98000101" if rol is Rol.BACKOFFICE else "0384"
    page = browser.get(f"/trajecten/{client.pk}/{other}/45A48/")
    assert page.status_code == 200
    for name in ("JW315", "JW316", "JW301", "JW302", "JW305", "JW306", "JW307", "JW308"):
        assert name in page.content.decode()


def test_what_a_party_sends_now_arrives_and_is_answered() -> None:
    """A stop for help that runs, made as a page makes it."""
    dagen = Kalender(TODAY)
    dossier = Dossiergegevens("TS", "jw", HOOGMEER, DE_OEVER, NOUR, dagen, Product(categorie="45", code="45A04"), 118500)
    hervat = dagen.geleden(9)
    bericht = stopbericht(dossier, TODAY, stop(dossier, dagen.eerste(5), hervat, TODAY, "31"), volgnummer=9)
    outcome = acts.submit(bericht, EigenPartij.objects.get(code=DE_OEVER), timezone.now())
    assert outcome.bericht is not None, outcome.report.findings
    keten.run(Event(), until_idle=True)
    (arrived,) = Archiefbericht.objects.filter(direction=Richting.IN, sha256=outcome.bericht.sha256)
    assert (arrived.party.code, arrived.verdict) == (HOOGMEER, "accepted")
    (back,) = Archiefbericht.objects.filter(heenbericht=outcome.bericht)
    assert (back.number, back.approves) == ("308", True)
    assert not Archiefbericht.objects.filter(to_send=True, sent_at=None).exists()
    keten.run(Event(), until_idle=True)
    assert Archiefbericht.objects.filter(heenbericht=outcome.bericht).count() == 1
