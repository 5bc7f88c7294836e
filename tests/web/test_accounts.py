"""Signing in and out, passwords, the pause after failures, and the roles of the demonstration."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.utils import timezone
from gebied import DIEMEN, own, person, signed_in

from ketenwerk.web import access, signin
from ketenwerk.web.models import Aanmeldpoging, Gebruiker
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

PASSWORD = "een lang wachtwoord van mij"


@pytest.fixture
def bakker() -> Gebruiker:
    gebruiker = person(Rol.BACKOFFICE, own(DIEMEN), "s.bakker")
    gebruiker.set_password(PASSWORD)
    gebruiker.save()
    return gebruiker


def sign_in(browser: Browser, naam: str = "s.bakker", wachtwoord: str = PASSWORD, **more: str):
    return browser.post("/inloggen/", {"naam": naam, "wachtwoord": wachtwoord, **more})


# In and out


def test_with_name_and_password_one_comes_where_one_wanted_to_be(bakker):
    browser = Browser()
    asked = browser.get("/clienten/")
    assert asked.url == "/inloggen/?next=%2Fclienten%2F"
    assert 'name="next" value="/clienten/"' in browser.get(asked.url).content.decode()
    assert sign_in(browser, next="/clienten/").url == "/clienten/"
    page = browser.get("/clienten/").content.decode()
    assert "gemeente Diemen (0384)" in page
    assert browser.post("/uitloggen/").url == "/inloggen/"
    assert browser.get("/").status_code == 302


def test_the_name_in_any_capitals(bakker):
    assert sign_in(Browser(), "S.Bakker").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)", "kwaad", "\\\\kwaad", "/\t/kwaad"],
)
def test_nobody_is_sent_to_another_site(bakker, address):
    assert sign_in(Browser(), next=address).url == "/"


@pytest.mark.parametrize(
    ("naam", "wachtwoord"), [("s.bakker", "verkeerd"), ("niemand", PASSWORD), ("", ""), ("x" * 61, "zevenentwintig")]
)
def test_what_is_wrong_is_not_told_apart(bakker, naam, wachtwoord):
    response = sign_in(Browser(), naam, wachtwoord)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Naam en wachtwoord horen niet bij elkaar." in page
    assert wachtwoord not in page or not wachtwoord


def test_who_is_blocked_does_not_come_in_and_one_who_is_in_goes_out(bakker):
    inside = signed_in(bakker)
    bakker.is_active = False
    bakker.save()
    assert sign_in(Browser()).status_code == 422
    assert inside.get("/").status_code == 302


def test_signing_in_takes_a_new_session(bakker):
    browser = Browser()
    browser.get("/inloggen/")
    session = browser.session
    session["van"] = "een ander"
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    sign_in(browser)
    assert browser.session.session_key != before


def test_cookies_are_out_of_reach_and_end_with_the_browser(bakker):
    cookie = sign_in(Browser()).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]


def test_who_does_nothing_for_an_hour_is_signed_out(bakker, monkeypatch):
    browser = signed_in(bakker)
    browser.get("/")
    later = timezone.now() + access.IDLE + timedelta(minutes=1)
    monkeypatch.setattr(access.timezone, "now", lambda: later)
    assert browser.get("/").url == "/inloggen/"


def test_who_goes_on_working_stays_in(bakker, monkeypatch):
    browser = signed_in(bakker)
    begin = timezone.now()
    for minutes in (0, 40, 80, 120):
        monkeypatch.setattr(access.timezone, "now", lambda minutes=minutes: begin + timedelta(minutes=minutes))
        assert browser.get("/").status_code == 200


def test_htmx_is_told_to_go_to_the_sign_in_page():
    response = Browser().get("/clienten/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/inloggen/?next=%2Fclienten%2F")


def test_a_form_that_was_sent_too_late_is_not_what_one_returns_to():
    assert Browser().post("/uploaden/").url == "/inloggen/"


def test_the_forms_ask_for_their_token(bakker):
    browser = Browser(enforce_csrf_checks=True)
    assert sign_in(browser).status_code == 403
    assert browser.post("/inloggen/rol/", {"rol": "auditor"}).status_code == 403


# Failures


def test_after_five_failures_even_the_right_password_waits(bakker, monkeypatch):
    for _ in range(signin.MOST):
        assert sign_in(Browser(), wachtwoord="fout").status_code == 422
    response = sign_in(Browser())
    assert response.status_code == 429
    assert "Wacht 15 minuten" in response.content.decode()
    later = timezone.now() + signin.PAUSE + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert sign_in(Browser()).status_code == 302


def test_one_name_does_not_lock_another(bakker):
    for _ in range(signin.MOST + 1):
        sign_in(Browser(), "iemand.anders", "fout")
    assert sign_in(Browser()).status_code == 302


def test_a_name_that_nobody_has_is_locked_alike():
    answers = [sign_in(Browser(), "niemand", "fout").status_code for _ in range(signin.MOST + 1)]
    assert answers == [422] * signin.MOST + [429]


def test_success_forgets_the_failures_and_no_name_is_kept_readable(bakker):
    sign_in(Browser(), wachtwoord="fout")
    assert "bakker" not in Aanmeldpoging.objects.get().naam_hash
    sign_in(Browser())
    assert not Aanmeldpoging.objects.exists()


# One's own password


def change(browser: Browser, oud: str = PASSWORD, nieuw: str = "iets heel anders 25", herhaald: str = ""):
    return browser.post("/wachtwoord/", {"oud": oud, "nieuw": nieuw, "herhaald": herhaald or nieuw})


def test_a_new_password_ends_the_other_sessions(bakker):
    here, there = signed_in(bakker), signed_in(bakker)
    assert change(here).url == "/"
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert sign_in(Browser(), wachtwoord="iets heel anders 25").status_code == 302


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"oud": "fout"}, "Het huidige wachtwoord klopt niet."),
        ({"herhaald": "iets heel anders 26"}, "twee keer verschillend"),
        ({"nieuw": PASSWORD}, "hetzelfde als het oude"),
        ({"nieuw": "kort"}, "12"),
        ({"nieuw": "123456789012345"}, "cijfers"),
        ({"nieuw": "s.bakker2026"}, "lijkt te veel"),
    ],
)
def test_a_bad_new_password_says_why_and_changes_nothing(bakker, given, says):
    browser = signed_in(bakker)
    response = change(browser, **given)
    assert response.status_code == 422
    assert says in response.content.decode()
    bakker.refresh_from_db()
    assert bakker.check_password(PASSWORD)


def test_a_password_of_another_must_be_changed_first(bakker):
    bakker.moet_wijzigen = True
    bakker.save()
    browser = signed_in(bakker)
    assert browser.get("/").url == "/wachtwoord/"
    assert "Uw wachtwoord is door een ander gemaakt." in browser.get("/wachtwoord/").content.decode()
    change(browser)
    assert browser.get("/").status_code == 200


# The demonstration


def choose(browser: Browser, rol: str = "auditor", **extra: str):
    return browser.post("/inloggen/rol/", {"rol": rol}, **extra)


def test_outside_the_demonstration_no_role_can_be_chosen(settings):
    assert "Kies een rol" not in Browser().get("/inloggen/").content.decode()
    assert choose(Browser()).status_code == 404
    assert not Gebruiker.objects.exists()


@pytest.mark.parametrize("rol", Rol.values)
def test_in_the_demonstration_each_role_is_one_click_for_the_parties_where_it_exists(settings, rol):
    settings.KETENWERK_DEMO = True
    own("0384")
    own("65656055")
    browser = Browser()
    assert f'value="{rol}"' in browser.get("/inloggen/").content.decode()
    assert choose(browser, rol).url == "/"
    assert browser.get("/").status_code == 200
    codes = {mandaat.party.code if mandaat.party else None for mandaat in Gebruiker.objects.get().mandaten.all()}
    sides = {"beheerder": {"0384", "65656055"}, "auditor": {"0384", "65656055"}}
    aanbieder = rol in ("zorgadministrateur", "vrijgevestigde")
    assert codes - {None} == sides.get(rol, {"65656055"} if aanbieder else {"0384"})
    choose(browser, rol)
    assert Gebruiker.objects.count() == 1
    assert not Gebruiker.objects.get().has_usable_password()


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_from_another_machine_the_demonstration_lets_nobody_in(settings, extra):
    settings.KETENWERK_DEMO = True
    assert "Kies een rol" not in Browser().get("/inloggen/", **extra).content.decode()
    assert choose(Browser(), **extra).status_code == 404


def test_an_unknown_role_does_not_exist(settings):
    settings.KETENWERK_DEMO = True
    assert choose(Browser(), "koning").status_code == 404


def test_the_demonstration_is_not_served_to_others(settings, monkeypatch):
    from ketenwerk.web import serve

    settings.KETENWERK_DEMO = True
    monkeypatch.setattr(serve, "prepare", lambda: None)
    monkeypatch.setattr(serve.os, "umask", lambda _mask: 0)
    with pytest.raises(ValueError, match="this machine alone"):
        serve.serve("0.0.0.0", 0)


# The command


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("gebruiker", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_a_user_with_a_password_for_once():
    own("0384")
    said = command("S.Bakker", "--weergave", "S. Bakker", "--mandaat", "toegang@jw:0384", "--mandaat", "auditor")
    assert "toegang voor jw:0384" in said
    assert "auditor voor losse berichten" in said
    password = re.search(r"Wachtwoord voor één keer: (\S+)", said)[1]
    browser = Browser()
    assert sign_in(browser, wachtwoord=password).status_code == 302
    assert browser.get("/").url == "/wachtwoord/"
    assert "Wachtwoord" not in command("s.bakker")  # a second time it only tells
    assert sign_in(Browser(), wachtwoord=password).status_code == 302


def test_the_command_takes_back_blocks_and_gives_a_new_password(bakker):
    assert "voor jw:0384" not in command("s.bakker", "--intrekken", "--mandaat", "auditor")
    assert "geblokkeerd" in command("s.bakker", "--blokkeren")
    assert sign_in(Browser()).status_code == 422
    said = command("s.bakker", "--nieuw-wachtwoord")
    assert "kan inloggen" in said
    assert sign_in(Browser()).status_code == 422


@pytest.mark.parametrize(
    ("mandaat", "says"),
    [
        ("koning@jw:0384", "koning is geen rol"),
        ("toegang@0384", "is geen partij"),
        ("toegang@jw:65656055", "bestaat niet bij een aanbieder"),
        ("vrijgevestigde@jw:0384", "bestaat niet bij een gemeente"),
        ("toegang@jw:0344", "geen eigen partij"),
    ],
)
def test_the_command_refuses_what_cannot_be(mandaat, says):
    own("0384")
    with pytest.raises(CommandError, match=says):
        command("x", "--mandaat", mandaat)
    assert not Gebruiker.objects.exists()


def test_the_command_makes_a_new_own_party_when_asked():
    assert "toegang voor wmo:0344" in command("x", "--mandaat", "toegang@wmo:0344", "--nieuwe-partij")
