"""Every operation, every role, own and foreign party; the forbidden first.

What each role may ask is written here once more, by hand: this table and that of the application must agree.
"""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from aanroep import Software, gebruiker, key_of, problem, software
from django.test import Client as Browser
from django.urls import get_resolver
from django.utils import timezone
from gebied import BSN, Happened

from ketenwerk.register.models import Archiefbericht, Invoer, Levering, Toewijzingversie
from ketenwerk.web import sleutels
from ketenwerk.web.access import KEY
from ketenwerk.web.api import tempo
from ketenwerk.web.api.adressen import OPERATIES
from ketenwerk.web.models import Inzage
from ketenwerk.web.roles import SITS, Rol

pytestmark = pytest.mark.django_db

WORKERS = {"backofficemedewerker", "zorgadministrateur", "vrijgevestigde"}
FULL = WORKERS | {"toegang"}
READERS = FULL | {"controller", "auditor"}
CLIENTS = FULL | {"auditor"}
CLAIMS = WORKERS | {"controller", "auditor"}
CLAIMERS = {"zorgadministrateur", "vrijgevestigde"}
PROVIDERS = CLAIMERS | {"auditor"}
PAYMENTS = {"backofficemedewerker", "contractmanager", "controller", "auditor"}
ALL = READERS | {"contractmanager", "beheerder"}
XML = b"<niets/>"


class Ask(NamedTuple):
    """`path` is filled with what happened at a party; `hides` says that a foreign object is a 404."""

    method: str
    path: str
    roles: set[str]
    body: Any = None
    writes: bool = False
    hides: bool = False
    side: str = ""


ROW = {"kenmerk": "K1", "datum": "2026-04-07", "bsn": BSN, "toewijzing": 300201, "minuten": 60}
CHANGE = {"datum": "2026-04-07", "bsn": BSN, "toewijzing": 300201, "minuten": 60}
ASKS = {
    "sleutel-sleutel": Ask("GET", "/sleutel", ALL),
    "leveringen-aanleveren_": Ask("POST", "/leveringen", CLAIMERS, {"leveringen": [ROW]}, writes=True, side="aanbieder"),
    "leveringen-lijst": Ask("GET", "/leveringen", PROVIDERS, side="aanbieder"),
    "leveringen-wijzigen": Ask("PUT", "/leveringen/{1}", CLAIMERS, CHANGE, writes=True, hides=True, side="aanbieder"),
    "leveringen-weghalen": Ask("DELETE", "/leveringen/{1}", CLAIMERS, writes=True, hides=True, side="aanbieder"),
    "maanden-maanden": Ask("GET", "/declaratiemaanden?partij={0.party.pk}", PROVIDERS, hides=True, side="aanbieder"),
    "maanden-per_gemeente": Ask("GET", "/declaratiemaanden/2026-04?partij={0.party.pk}", PROVIDERS, hides=True, side="aanbieder"),
    "maanden-plan": Ask("GET", "/declaratiemaanden/2026-04/0384?partij={0.party.pk}", PROVIDERS, hides=True, side="aanbieder"),
    "indienen-indienen": Ask(
        "POST",
        "/declaratiemaanden/2026-04/0384/indienen?partij={0.party.pk}",
        CLAIMERS,
        {"zegel": "abc"},
        writes=True,
        hides=True,
        side="aanbieder",
    ),
    "declaraties-lijst": Ask("GET", "/declaraties?partij={0.party.pk}", CLAIMS, hides=True),
    "declaraties-declaratie": Ask("GET", "/declaraties/{0.declaratie}", CLAIMS, hides=True),
    "declaraties-regels": Ask("GET", "/declaraties/{0.declaratie}/regels", CLAIMS, hides=True),
    "declaraties-berekening": Ask("GET", "/declaraties/{0.declaratie}/regels/0/berekening", CLAIMS, hides=True),
    "openstaand-openstaand": Ask("GET", "/openstaand?partij={0.party.pk}", PROVIDERS, hides=True, side="aanbieder"),
    "clienten-zoek": Ask("POST", "/clienten/zoek", CLIENTS, {"bsn": BSN}),
    "clienten-toewijzingen": Ask("GET", "/toewijzingen?client={0.client}", CLIENTS, hides=True),
    "inbrengen-inbrengen": Ask("POST", "/berichten", WORKERS, XML, writes=True),
    "inbrengen-controle": Ask("POST", "/berichten/controle", ALL, XML),
    "berichten-lijst": Ask("GET", "/berichten?partij={0.party.pk}", ALL, hides=True),
    "berichten-bericht": Ask("GET", "/berichten/{0.bericht}", READERS, hides=True),
    "berichten-xml": Ask("GET", "/berichten/{0.bericht}/xml", FULL, hides=True),
    "betalingen-overzicht": Ask("GET", "/betalingen?partij={0.party.pk}", PAYMENTS, hides=True, side="gemeente"),
}
CASES = [(name, role, side) for name in ASKS for role in sorted(ALL) for side in sorted(SITS[Rol(role)])]
MINE = {name for name, each in ASKS.items() if each.hides}


def levering(happened: Happened) -> int:
    """A delivery of this party that no line claims; where there is no assignment, a number of none."""
    versie = Toewijzingversie.objects.filter(party=happened.party).select_related("dossier").first()
    if versie is None:
        return 2**40
    row = Levering.objects.filter(party=happened.party).first()
    invoer = Invoer(party=happened.party, at=timezone.now(), door="Test")
    invoer.seal("naam", b"")
    if row is None:
        invoer.save(force_insert=True)
        row = Levering.objects.create(
            party=happened.party, gesprek_id=versie.dossier.gesprek_id, client_id=versie.dossier.client_id, invoer=invoer,
            toewijzing=300201, categorie="45", code="45A04", datum="2026-04-07", hoeveelheid=60, eenheid="01", kenmerk="k:x",
        )  # fmt: skip
    return row.pk


def ask(of: Software, each: Ask, happened: Happened) -> Any:
    kind = "application/xml" if isinstance(each.body, bytes) else "application/json"
    path = each.path.format(happened, levering(happened) if "{1}" in each.path else 0)
    return of.ask(each.method, path, each.body, kind)


def counts() -> tuple[int, int]:
    return Archiefbericht.objects.count(), Levering.objects.count()


# The forbidden


def test_every_operation_has_its_row_in_the_table():
    assert {each.naam for each in OPERATIES} == set(ASKS)
    assert {each.naam for each in OPERATIES if each.schrijft} == {name for name, each in ASKS.items() if each.writes}


def test_every_address_of_the_api_asks_for_a_key():
    under = [each for each in get_resolver().url_patterns if str(each.pattern).lstrip("^").startswith("api/v1/")]
    assert len(under) > len(ASKS)
    assert {each.name for each in under if each.callback.asks != KEY} == {"api", "api-document"}


WRONG_KEYS = ["", "geen sleutel", "kw_abcdefghijkm_" + "A" * 43, "expired", "withdrawn", "inactive", "changed"]


@pytest.mark.parametrize("wrong", WRONG_KEYS)
def test_without_a_key_that_works_nothing_is_seen_or_done(region, wrong):
    own = region.aanbieder[0]
    good = software(Rol.ZORGADMINISTRATEUR, own.party)
    text = good.text
    if wrong == "expired":
        type(good.sleutel).objects.update(verloopt_op=timezone.localdate() - timedelta(days=1))
    elif wrong == "withdrawn":
        sleutels.withdraw(good.sleutel, "beheer", timezone.now())
    elif wrong == "inactive":
        type(good.sleutel.gebruiker).objects.update(is_active=False)
    elif wrong == "changed":
        text = text[:-1] + ("A" if text[-1] != "A" else "B")
    else:
        text = wrong
    levering(own)
    before = counts()
    for name, each in ASKS.items():
        response = ask(Software(None, text), each, own)
        assert (response.status_code, problem(response)["type"]) == (401, "/api/v1/#sleutel"), name
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert counts() == before
    assert not Inzage.objects.exists()


def test_a_key_works_through_its_last_day_and_not_a_day_longer(region):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party, verloopt_op=timezone.localdate())
    assert own.get("/sleutel").status_code == 200
    tomorrow = timezone.now() + timedelta(days=1)
    assert sleutels.found(own.text, tomorrow) is None


def test_a_session_opens_nothing(region):
    """Neither to look nor to write: a form on another site could have a browser send it."""
    own = region.aanbieder[0]
    browser = Browser()
    browser.force_login(gebruiker(Rol.ZORGADMINISTRATEUR, own.party))
    for each in (ASKS["leveringen-lijst"], ASKS["leveringen-aanleveren_"]):
        assert browser.generic(each.method, f"/api/v1{each.path}", "{}", "application/json").status_code == 401


@pytest.mark.eis("E284")
@pytest.mark.parametrize(("name", "role", "side"), CASES)
def test_own_and_foreign_for_every_role(region, name, role, side):
    each, (own, foreign) = ASKS[name], getattr(region, side)
    asking = software(Rol(role), own.party)
    allowed = role in each.roles and each.side in ("", side)
    if each.hides:
        levering(foreign)
        elsewhere = ask(asking, each, foreign)
        assert elsewhere.status_code == (404 if allowed else 403)
        problem(elsewhere)
        if allowed:
            assert Inzage.objects.filter(daad="geweigerd").count() == 1
    here = ask(asking, each, own)
    if allowed:
        assert here.status_code in (200, 202, 204, 404, 409, 422), here.content
        assert here.status_code != 404 or "{1}" in each.path or name == "declaraties-berekening"
    else:
        assert here.status_code == 403
        assert problem(here)["type"] == "/api/v1/#niet-toegestaan"


@pytest.mark.parametrize("name", sorted(ASKS))
def test_a_key_that_only_reads_changes_nothing(region, name):
    each = ASKS[name]
    side = each.side or ("aanbieder" if "zorgadministrateur" in each.roles else "gemeente")
    own = getattr(region, side)[0]
    rol = next(rol for rol in Rol if rol.value in each.roles and side in SITS[rol])
    reading = software(rol, own.party, alleen_lezen=True)
    before = counts()
    levering(own)
    response = ask(reading, each, own)
    if each.writes:
        assert response.status_code == 403
        assert "alleen lezen" in problem(response)["detail"]
        assert counts()[0] == before[0]
    else:
        assert response.status_code == 200, response.content


def test_a_key_for_one_party_does_not_reach_the_other_of_its_user(region):
    (own, foreign), _ = region.aanbieder, region.gemeente
    who = gebruiker(Rol.ZORGADMINISTRATEUR, own.party)
    who.mandaten.create(rol=Rol.ZORGADMINISTRATEUR, party=foreign.party)
    both, one = key_of(who), key_of(who, own.party)
    assert {each["code"] for each in both.get("/sleutel").json()["partijen"]} == {own.party.code, foreign.party.code}
    assert [each["code"] for each in one.get("/sleutel").json()["partijen"]] == [own.party.code]
    assert both.get(f"/berichten/{foreign.bericht}").status_code == 200
    assert one.get(f"/berichten/{foreign.bericht}").status_code == 404
    shown = {each["id"] for each in one.get("/berichten").json()["berichten"]}
    assert str(own.bericht) in shown
    assert str(foreign.bericht) not in shown


def test_with_two_parties_software_says_for_which_it_asks(region):
    own, foreign = region.aanbieder
    who = gebruiker(Rol.ZORGADMINISTRATEUR, own.party)
    who.mandaten.create(rol=Rol.ZORGADMINISTRATEUR, party=foreign.party)
    asking = key_of(who)
    assert problem(asking.get("/leveringen"))["fouten"][0]["veld"] == "partij"
    assert asking.get(f"/leveringen?partij={own.party.pk}").status_code == 200


def test_a_mandate_that_ends_ends_for_the_key_too(region):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    own.sleutel.gebruiker.mandaten.all().delete()
    assert own.get("/leveringen").status_code == 403


def test_a_password_that_must_be_changed_stops_the_key(region):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    type(own.sleutel.gebruiker).objects.update(moet_wijzigen=True)
    assert problem(own.get("/sleutel"))["status"] == 403


# Bounds


def test_who_asks_too_often_waits(region, settings):
    settings.KETENWERK_API_PER_MINUTE = 3
    own, other = (software(Rol.ZORGADMINISTRATEUR, each.party) for each in region.aanbieder)
    assert [own.get("/sleutel").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = own.get("/sleutel")
    assert problem(refused)["type"] == "/api/v1/#te-vaak"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert other.get("/sleutel").status_code == 200


def test_the_count_begins_anew_after_a_minute():
    now = [100.0]
    counting = tempo.Tempo(lambda: now[0])
    assert [counting.wait(1, 2) for _ in range(3)] == [0, 0, 60]
    now[0] = 159.5
    assert counting.wait(1, 2) == 1
    now[0] = 160.0
    assert counting.wait(1, 2) == 0


def test_a_body_that_is_too_large_is_not_read(region, settings):
    settings.KETENWERK_BODY_LIMIT = 10 * settings.MIB
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    body = b'{"leveringen": [' + b" " * settings.KETENWERK_API_LIMIT
    assert problem(own.ask("POST", "/leveringen", body))["status"] == 413
    assert problem(own.ask("POST", "/leveringen", b" " * (settings.KETENWERK_BODY_LIMIT + 1)))["status"] == 413


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b'{"leveringen": NaN}', b"[" * 100_000, b'{"leveringen": [{"datum": "\\ud800"}]}']
)
def test_what_is_no_json_is_said_to_be_none(region, body):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    assert problem(own.ask("POST", "/leveringen", body))["type"] == "/api/v1/#onleesbaar"


@pytest.mark.parametrize("path", ["/", "/niets", "/leveringen/abc", "/declaraties/1", "/leveringen/0384/x"])
def test_what_is_no_address_is_a_problem(region, path):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    if path != "/":
        assert problem(own.get(path))["status"] == 404
    assert problem(own.ask("PATCH", "/leveringen"))["status"] == 405


def test_the_day_of_the_last_use_is_kept(region):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    assert own.sleutel.laatst_gebruikt is None
    own.get("/sleutel")
    own.sleutel.refresh_from_db()
    assert own.sleutel.laatst_gebruikt == timezone.localdate()


def test_of_a_key_only_a_hash_is_kept(region):
    own = software(Rol.ZORGADMINISTRATEUR, region.aanbieder[0].party)
    secret = own.text.rpartition("_")[2] if own.text.count("_") == 2 else own.text[16:]
    row = type(own.sleutel).objects.filter(pk=own.sleutel.pk).values().get()
    assert secret not in str(row)
    assert row["begin"] in own.text
