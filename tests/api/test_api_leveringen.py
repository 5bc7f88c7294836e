"""Deliveries by the API: twice is once, a wrong row keeps no other out, and they become the claim that a spreadsheet gives."""

import json
import logging
from datetime import date
from typing import Any

import pytest
import zorgmaand as z
from aanroep import problem, software
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from gebied import AANBIEDER, OTHER_AANBIEDER, THIRD_BSN, at_provider

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.process import leveren
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Client, Levering
from ketenwerk.web.api import leveringen
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    party = z.own(AANBIEDER)
    z.agree(party)
    z.assign()
    return party


@pytest.fixture
def asking(provider):
    return software(Rol.ZORGADMINISTRATEUR, provider)


def row(number: int = 1, **changes: Any) -> dict[str, Any]:
    base = {"kenmerk": f"K{number}", "datum": "2026-04-07", "bsn": b.BSN, "toewijzing": z.NUMMER, "minuten": 60}
    return {name: value for name, value in {**base, **changes}.items() if value is not None}


def hand_over(asking, *rows: Any, **more: Any) -> dict[str, Any]:
    response = asking.post("/leveringen", {"leveringen": list(rows), **more})
    assert response.status_code == 200, response.content
    return response.json()


def faults(outcome: dict[str, Any]) -> list[str]:
    return [each["veld"] for each in outcome["fouten"] if each["blokkeert"]]


def test_sent_twice_is_kept_once(asking):
    first, again = hand_over(asking, row(1), row(2)), hand_over(asking, row(1), row(2), row(3))
    assert (first["nieuw"], first["bekend"]) == (2, 0)
    assert (again["nieuw"], again["bekend"]) == (1, 2)
    assert [each["id"] for each in again["uitkomsten"][:2]] == [each["id"] for each in first["uitkomsten"]]
    assert Levering.objects.count() == 3


def test_the_same_mark_twice_in_one_go_is_one_delivery(asking):
    outcome = hand_over(asking, row(1), row(1))
    assert [each["status"] for each in outcome["uitkomsten"]] == ["nieuw", "bekend"]
    assert Levering.objects.count() == 1


def test_the_same_mark_with_another_content_is_refused(asking):
    hand_over(asking, row(1))
    (outcome,) = hand_over(asking, row(1, minuten=61))["uitkomsten"]
    assert (outcome["status"], faults(outcome)) == ("geweigerd", ["kenmerk"])
    assert Levering.objects.get().hoeveelheid == 60


WRONG = {
    "no object": ("niets", [""]),
    "another field": (row(1, opmerking="x"), ["opmerking"]),
    "no mark": (row(1, kenmerk=None), ["kenmerk"]),
    "no day": (row(1, datum="2026-02-30"), ["datum"]),
    "a day to come": (row(1, datum="2099-01-01"), ["datum"]),
    "no BSN": (row(1, bsn="12"), ["bsn"]),
    "nobody": (row(1, bsn=None), ["bsn"]),
    "a client that is unknown": (row(1, bsn=None, client="00000000-0000-4000-8000-000000000001"), ["client"]),
    "BSN and client": (row(1, client="00000000-0000-4000-8000-000000000001"), ["bsn"]),
    "another's BSN": (row(1, bsn=b.OTHER_BSN), ["bsn"]),
    "another assignment": (row(1, toewijzing=999), ["toewijzing"]),
    "no assignment, no product": (row(1, toewijzing=None), ["toewijzing"]),
    "a product not assigned": (row(1, toewijzing=None, product="45A99"), ["toewijzing"]),
    "another product": (row(1, product="45A99"), ["product"]),
    "no amount": (row(1, minuten=None), ["minuten"]),
    "two amounts": (row(1, stuks=1), ["minuten"]),
    "nothing": (row(1, minuten=0), ["minuten"]),
    "half a minute": (row(1, minuten=1.5), ["minuten"]),
    "a text": (row(1, minuten="60"), ["minuten"]),
    "too much": (row(1, minuten=10**12), ["minuten"]),
    "another unit": (row(1, minuten=None, stuks=1), ["eenheid"]),
    "a sign that is none": (row(1, gemeente="03\x004"), ["gemeente"]),
    "a list": (row(1, product=["45A04"]), ["product"]),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_row_is_named_and_keeps_no_other_out(asking, name):
    wrong, fields = WRONG[name]
    found = hand_over(asking, row(8), wrong, row(9))
    assert [each["status"] for each in found["uitkomsten"]] == ["nieuw", "geweigerd", "nieuw"]
    assert (found["uitkomsten"][1]["index"], faults(found["uitkomsten"][1])) == (1, fields)
    assert Levering.objects.count() == 2


def test_only_looking_keeps_nothing(asking):
    found = hand_over(asking, row(1), row(2, minuten=0), alleen_controleren=True)
    assert (found["bewaard"], found["nieuw"], found["geweigerd"]) == (False, 1, 1)
    assert found["uitkomsten"][0]["id"] is None
    assert not Levering.objects.exists()


def test_a_client_by_our_number_and_an_assignment_by_product(asking):
    client = Client.objects.get()
    hand_over(asking, row(1, bsn=None, client=str(client.pk)), row(2, toewijzing=None, product="45A04", datum="2026-04-08"))
    assert {each.toewijzing for each in Levering.objects.all()} == {z.NUMMER}
    assert {each.client_id for each in Levering.objects.all()} == {client.pk}


def test_two_assignments_that_fit_are_not_chosen_between(asking):
    z.assign(nummer=300299)
    (outcome,) = hand_over(asking, row(1, toewijzing=None, product="45A04"))["uitkomsten"]
    assert faults(outcome) == ["toewijzing"]


def test_before_the_assignment_begins_no_product_finds_it_and_its_number_warns(asking):
    by_product, by_number = hand_over(
        asking, row(1, toewijzing=None, product="45A04", datum="2021-02-01"), row(2, datum="2021-02-01")
    )["uitkomsten"]
    assert faults(by_product) == ["toewijzing"]
    assert by_number["status"] == "nieuw"
    assert [each["blokkeert"] for each in by_number["fouten"]] == [False]


def test_a_client_of_another_party_is_nobody(asking):
    other = at_provider(OTHER_AANBIEDER, THIRD_BSN)
    (outcome,) = hand_over(asking, row(1, bsn=None, client=str(other.client)))["uitkomsten"]
    assert faults(outcome) == ["client"]


def test_absence_is_kept_as_such(asking):
    there, absent = hand_over(asking, row(1), row(2, afwezig=True))["uitkomsten"]
    assert {each.pk: each.afwezig for each in Levering.objects.all()} == {there["id"]: False, absent["id"]: True}


# Changing and taking out


def kept(asking, number: int = 1, **changes: Any) -> int:
    return hand_over(asking, row(number, **changes))["uitkomsten"][0]["id"]


def change(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in row(1, **changes).items() if name != "kenmerk"}


def test_a_delivery_is_changed_under_its_own_number_and_mark(asking):
    key = kept(asking)
    response = asking.ask("PUT", f"/leveringen/{key}", change(minuten=75, datum="2026-04-08"))
    assert (response.status_code, response.json()["id"], response.json()["hoeveelheid"]) == (200, key, 75)
    again = hand_over(asking, row(1, minuten=75, datum="2026-04-08"))
    assert (again["bekend"], again["uitkomsten"][0]["id"]) == (1, key)


def test_a_wrong_change_changes_nothing(asking):
    key = kept(asking)
    refused = problem(asking.ask("PUT", f"/leveringen/{key}", change(toewijzing=999)))
    assert (refused["status"], refused["fouten"][0]["veld"]) == (422, "toewijzing")
    assert Levering.objects.get(pk=key).hoeveelheid == 60


def test_a_delivery_of_a_file_changes_into_what_the_mended_file_says(asking, provider):
    """It has no mark of its own: read once more, the mended file brings nothing new."""
    z.deliver(provider, [z.rij(date(2026, 4, 7), 60)])
    key = Levering.objects.get().pk
    assert asking.ask("PUT", f"/leveringen/{key}", change(minuten=90)).status_code == 200
    assert z.deliver(provider, [z.rij(date(2026, 4, 7), 90)]) == 0


def test_what_is_claimed_is_neither_changed_nor_taken_out(asking, provider):
    key = kept(asking)
    z.send(provider)
    for method, body in (("PUT", change(minuten=75)), ("DELETE", None)):
        assert problem(asking.ask(method, f"/leveringen/{key}", body))["status"] == 409
    assert Levering.objects.get(pk=key).hoeveelheid == 60


def test_what_is_not_claimed_is_taken_out_once(asking):
    key = kept(asking)
    assert asking.ask("DELETE", f"/leveringen/{key}").status_code == 204
    assert problem(asking.ask("DELETE", f"/leveringen/{key}"))["status"] == 404


# Looking


def test_the_list_comes_in_parts_and_holds_each_once(asking):
    hand_over(asking, *(row(n, datum=f"2026-04-{1 + n % 5:02}") for n in range(7)))
    found, path = [], "/leveringen?aantal=3&van=2026-04-01&tot=2026-04-30&stand=open"
    while path:
        part = asking.get(path.removeprefix("/api/v1")).json()
        assert len(part["leveringen"]) <= 3
        found += part["leveringen"]
        path = part["volgende"]
    assert len({each["id"] for each in found}) == len(found) == 7
    assert [each["datum"] for each in found] == sorted(each["datum"] for each in found)


def test_the_next_part_repeats_no_question_that_is_none(asking):
    hand_over(asking, row(1), row(2))
    following = asking.get(f"/leveringen?aantal=1&bsn={b.BSN}").json()["volgende"]
    assert b.BSN not in following


def test_the_list_names_no_bsn(asking):
    hand_over(asking, row(1))
    assert b.BSN.encode() not in asking.get("/leveringen").content


@pytest.mark.parametrize(
    "question", ["na=x", "na=2026-04-07", "stand=weg", "van=morgen", "aantal=0", "aantal=501", "gemeente=%00"]
)
def test_a_question_that_is_none_is_refused(asking, question):
    refused = problem(asking.get(f"/leveringen?{question}"))
    assert (refused["status"], refused["fouten"][0]["veld"]) == (422, question.partition("=")[0])


# The same story as the spreadsheet


def story(number: int) -> list[tuple[str, int]]:
    return [("2026-04-07", 90), ("2026-04-14", 60), ("2026-04-21", 45 + number)]


def sent_lines() -> list[Any]:
    claim = read(archive.payload(Archiefbericht.objects.get(number="323")))
    return [claim.declaratie.totaal_ingediend_bedrag, [each.prestaties for each in claim.declaratie.clienten]]


def by_api(asking) -> None:
    days = [row(n, datum=day, minuten=minutes) for n, (day, minutes) in enumerate(story(0))]
    hand_over(asking, *days)
    plan = asking.get("/declaratiemaanden/2026-04/0384").json()
    response = asking.post("/declaratiemaanden/2026-04/0384/indienen", {"zegel": plan["zegel"]})
    assert response.status_code == 200, response.content


def by_file(provider) -> None:
    lines = [f"{day},{b.BSN},{z.NUMMER},{minutes},minuten" for day, minutes in story(0)]
    data = "\r\n".join(["datum,bsn,toewijzing,hoeveelheid,eenheid", *lines, ""]).encode()
    invoer = leveren.bring("april.csv", data, provider, z.NA_APRIL, "Test")
    leveren.take_over(invoer.pk, provider, z.NA_APRIL.date())
    z.send(provider)


def test_by_api_and_by_spreadsheet_give_the_same_323(asking, provider):
    with transaction.atomic():
        by_file(provider)
        wanted = sent_lines()
        transaction.set_rollback(True)
    assert not Archiefbericht.objects.filter(number="323").exists()
    by_api(asking)
    assert sent_lines() == wanted
    assert wanted[0].totaal_bedrag == 3 * z.UUR  # 195 minutes are three hours


# Scale, and what is kept quiet


def test_five_thousand_cost_few_queries_more_than_five_hundred(asking):
    def cost(rows: int, start: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            found = hand_over(asking, *(row(start + n, datum=f"2026-04-{1 + n % 28:02}") for n in range(rows)))
        assert found["nieuw"] == rows
        return len(asked)

    small, large = cost(500, 0), cost(5_000, 1_000)
    assert small <= 20
    assert large - small <= 2 * 9  # two look-ups for each five hundred more


def test_more_than_that_is_refused_whole(asking):
    response = asking.post("/leveringen", {"leveringen": [row(n) for n in range(5_001)]})
    assert problem(response)["status"] == 422
    assert not Levering.objects.exists()


def test_nothing_personal_in_the_log(asking, monkeypatch, caplog):
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError(f"cannot write {b.BSN}")

    monkeypatch.setattr(leveringen.aanleveren, "hand_over", broken)
    with caplog.at_level(logging.DEBUG):
        response = asking.post("/leveringen", {"leveringen": [row(1)]})
    assert problem(response)["status"] == 500
    assert "RuntimeError" in caplog.text
    assert b.BSN not in caplog.text + response.content.decode()
    assert asking.text not in caplog.text


def test_amounts_are_whole_eurocents(asking):
    hand_over(asking, row(1, minuten=90))
    plan = asking.get("/declaratiemaanden/2026-04/0384")
    json.loads(plan.content, parse_float=lambda text: pytest.fail(f"no whole number: {text}"))
    assert plan.json()["bedrag"] == 2 * z.UUR
