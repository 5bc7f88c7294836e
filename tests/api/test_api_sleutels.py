"""The pages of keys: a key is shown once, has an end, is never more than its user, and can be taken back."""

import re
from datetime import timedelta

import pytest
from aanroep import Software, gebruiker, key_of
from django.test import Client as Browser
from django.utils import timezone
from gebied import DIEMEN, HOUTEN, own

from ketenwerk.web.models import Toegangssleutel
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db
KEY = re.compile(r"kw_[a-z0-9]{12}_[A-Za-z0-9_-]{43}")


@pytest.fixture
def worker():
    return gebruiker(Rol.BACKOFFICE, own(DIEMEN))


def browser_of(who) -> Browser:
    browser = Browser()
    browser.force_login(who)
    return browser


def made(browser: Browser, **changes: str):
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    return browser.post("/toegangssleutels/", {"naam": "ECD", "verloopt_op": last, **changes})


def test_a_key_is_shown_once_and_works(worker):
    browser = browser_of(worker)
    (text,) = KEY.findall(made(browser).content.decode())
    assert Software(None, text).get("/sleutel").status_code == 200
    again = browser.get("/toegangssleutels/").content.decode()
    assert not KEY.findall(again)
    assert Toegangssleutel.objects.get().begin in again


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (365, True), (366, False)])
def test_the_last_day_lies_within_a_year(worker, days, allowed):
    response = made(browser_of(worker), verloopt_op=(timezone.localdate() + timedelta(days=days)).isoformat())
    assert response.status_code == (200 if allowed else 422)
    assert Toegangssleutel.objects.exists() is allowed
    assert ("hoogstens een jaar vooruit" in response.content.decode().lower()) or allowed


@pytest.mark.parametrize("wrong", [{"naam": ""}, {"verloopt_op": "x"}, {"partij": "999999"}])
def test_what_is_filled_in_wrongly_makes_no_key(worker, wrong):
    response = made(browser_of(worker), **wrong)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Toegangssleutel.objects.exists()


def test_a_party_of_others_is_not_in_the_list(worker):
    assert made(browser_of(worker), partij=str(own(HOUTEN).pk)).status_code == 422


def test_nobody_has_more_than_twenty_that_work(worker):
    browser = browser_of(worker)
    assert [made(browser).status_code for _ in range(21)] == [200] * 20 + [422]
    Toegangssleutel.objects.filter(pk=Toegangssleutel.objects.earliest("pk").pk).update(ingetrokken_op=timezone.now())
    assert made(browser).status_code == 200


def test_ones_own_key_is_taken_back_and_anothers_is_not(worker):
    mine, other = key_of(worker), key_of(gebruiker(Rol.TOEGANG, own(DIEMEN)))
    browser = browser_of(worker)
    for each in (mine, other):
        assert browser.post("/toegangssleutels/", {"intrekken": str(each.sleutel.pk)}).status_code == 302
    assert [each.get("/sleutel").status_code for each in (mine, other)] == [401, 200]
    assert "ingetrokken" in browser.get("/toegangssleutels/").content.decode()


def test_a_manager_sees_and_takes_back_what_reaches_the_own_parties(worker):
    manager = browser_of(gebruiker(Rol.BEHEERDER, own(DIEMEN)))
    there = gebruiker(Rol.BACKOFFICE, own(HOUTEN))
    both = gebruiker(Rol.BACKOFFICE, own(DIEMEN), "beide")
    both.mandaten.create(rol=Rol.BACKOFFICE, party=own(HOUTEN))
    here, foreign, wide = key_of(worker), key_of(there), key_of(both)
    narrow = key_of(both, own(HOUTEN))
    page = manager.get("/beheer/toegangssleutels/").content.decode()
    shown = [each.sleutel.begin in page for each in (here, foreign, wide, narrow)]
    assert shown == [True, False, True, False]
    for each, status in ((here, 302), (wide, 302), (foreign, 404), (narrow, 404)):
        assert manager.post(f"/beheer/toegangssleutels/{each.sleutel.pk}/intrekken/").status_code == status
    assert [each.get("/sleutel").status_code for each in (here, wide, foreign, narrow)] == [401, 401, 200, 200]
    assert Toegangssleutel.objects.get(pk=here.sleutel.pk).ingetrokken_door == "beheerder.0384"


def test_taking_back_twice_changes_nothing(worker):
    mine, browser = key_of(worker), browser_of(worker)
    browser.post("/toegangssleutels/", {"intrekken": str(mine.sleutel.pk)})
    first = Toegangssleutel.objects.get().ingetrokken_op
    browser.post("/toegangssleutels/", {"intrekken": str(mine.sleutel.pk)})
    assert Toegangssleutel.objects.get().ingetrokken_op == first
