"""Messages by the API: brought in by the way of every message, looked at as on the page, checked without being kept."""

from typing import Any

import pytest
from aanroep import problem, software
from django.core.files.uploadedfile import SimpleUploadedFile
from gebied import AANBIEDER, BSN, HOUTEN, OTHER_BSN, asked, at_provider, claims, named, own

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.register.models import Archiefbericht, Gesprek
from ketenwerk.web.models import Inbreng, Inzage
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db
XML = "application/xml"
MAY = b.periode("2026-05-01", "2026-05-31")


@pytest.fixture
def office():
    return own()


@pytest.fixture
def asking(office):
    return software(Rol.BACKOFFICE, office)


def bring(asking, data: bytes) -> dict[str, Any]:
    response = asking.post("/berichten", data, XML)
    assert response.status_code == 202, response.content
    return response.json()


def test_a_message_goes_through_the_pipeline_and_is_answered(asking):
    (kept,) = bring(asking, write(asked()))["berichten"]
    assert (kept["soort"], kept["oordeel"], kept["verwerkt"], kept["opnieuw"]) == ("JW315", "goed", True, False)
    reply = asking.get(f"/berichten/{kept['antwoord']}").json()
    assert (reply["soort"], reply["richting"], reply["antwoord_op"]) == ("JW316", "uit", kept["id"])
    assert Inbreng.objects.get(bericht=kept["id"]).gebruiker == asking.sleutel.gebruiker


def test_brought_twice_says_so(asking):
    data = write(asked())
    first, again = bring(asking, data)["berichten"][0], bring(asking, data)["berichten"][0]
    assert (first["opnieuw"], again["opnieuw"], again["dubbel_van"]) == (False, True, first["id"])


def test_files_come_together_and_what_is_left_out_is_named(asking):
    files = [SimpleUploadedFile("goed.xml", write(asked())), SimpleUploadedFile("leeg.xml", b"")]
    response = asking.browser.post("/api/v1/berichten", {"bestand": files}, headers={"Authorization": f"Bearer {asking.text}"})
    assert response.status_code == 202
    found = response.json()
    assert [each["soort"] for each in found["berichten"]] == ["JW315"]
    assert [each["naam"] for each in found["overgeslagen"]] == ["leeg.xml"]


@pytest.mark.parametrize("data", [b"", "other"])
def test_what_is_not_kept_is_refused_with_the_reason(asking, data):
    own(HOUTEN)
    body = write(asked(OTHER_BSN, HOUTEN, "V9", "VOT9")) if data == "other" else data
    refused = problem(asking.post("/berichten", body, XML))
    assert (refused["status"], refused["fouten"][0]["veld"]) == (422, "bestand")
    assert not Archiefbericht.objects.exists()


def test_a_message_that_is_refused_is_kept_and_says_why(asking, office):
    (kept,) = bring(asking, b"<geen bericht>")["berichten"]
    shown = asking.get(f"/berichten/{kept['id']}").json()
    assert (shown["oordeel"], shown["lijst"][0]["niveau"]) == ("geweigerd", 1)


def test_findings_are_covered_and_looking_is_written_down(asking):
    wrong = write(asked()).replace(BSN.encode(), b"999990018")
    (kept,) = bring(asking, wrong)["berichten"]
    response = asking.get(f"/berichten/{kept['id']}")
    assert response.json()["bevindingen"] == len(response.json()["lijst"]) > 0
    assert b"999990018" not in response.content
    assert Inzage.objects.filter(daad="gelezen", bericht=kept["id"]).count() == 1


def test_the_xml_is_as_it_came_and_that_is_written_down(asking):
    data = write(asked())
    (kept,) = bring(asking, data)["berichten"]
    response = asking.get(f"/berichten/{kept['id']}/xml")
    assert (response.content, response.headers["Content-Type"]) == (data, XML)
    assert Inzage.objects.filter(daad="bericht", bericht=kept["id"]).count() == 1


def test_who_may_read_but_not_in_full_gets_no_xml(asking, office):
    (kept,) = bring(asking, write(asked()))["berichten"]
    reading = software(Rol.CONTROLLER, office)
    assert reading.get(f"/berichten/{kept['id']}").status_code == 200
    assert problem(reading.get(f"/berichten/{kept['id']}/xml"))["status"] == 403


def test_the_list_is_narrowed_and_comes_in_parts(asking):
    for n in range(3):
        bring(asking, write(named(asked(referentie=f"VOT{n}"), f"V{n}")))
    first = asking.get("/berichten?soort=315&aantal=2").json()
    rest = asking.get(first["volgende"].removeprefix("/api/v1")).json()
    assert [len(part["berichten"]) for part in (first, rest)] == [2, 1]
    assert asking.get("/berichten?soort=323").json()["berichten"] == []
    by_verdict = [asking.get(f"/berichten?oordeel={each}&richting=in").json()["berichten"] for each in ("goed", "afgekeurd")]
    assert [len(each) for each in by_verdict] == [1, 2]  # asked three times for the same
    assert len(asking.get("/berichten?richting=uit").json()["berichten"]) == 3
    assert asking.get("/berichten?van=2099-01-01").json()["berichten"] == []


# Checking


def check(asking, data: bytes) -> dict[str, Any]:
    before = Archiefbericht.objects.count(), Gesprek.objects.count()
    response = asking.post("/berichten/controle", data, XML)
    assert response.status_code == 200, response.content
    assert (Archiefbericht.objects.count(), Gesprek.objects.count()) == before
    return response.json()


def test_a_check_keeps_nothing_and_finds_what_stands_in_the_message(asking):
    assert check(asking, write(asked()))["oordeel"] == "goed"
    wrong = check(asking, write(b.bericht307("jw", b.stop("jw", einddatum=b.dag("2019-01-01")))))
    assert (wrong["oordeel"], [each["regel"] for each in wrong["bevindingen"]]) == ("afgekeurd", ["TR018"])
    assert check(asking, b"niets")["oordeel"] == "geweigerd"


def test_who_sends_it_sees_what_the_receiver_would_find(asking):
    """A claim on an assignment that nobody gave: only beside the register that shows."""
    party = own(AANBIEDER)
    data = write(claims(BSN))
    assert (check(asking, data)["niveaus"], check(asking, data)["oordeel"]) == ([1, 2], "goed")
    sender = software(Rol.ZORGADMINISTRATEUR, party)
    found = check(sender, data)
    assert (found["niveaus"], found["oordeel"]) == ([1, 2, 3, 4], "afgekeurd")
    assert found["bevindingen"][0]["niveau"] in (3, 4)


def test_who_may_not_see_clients_checks_no_further_than_the_message(asking):
    happened = at_provider(AANBIEDER, BSN)
    manager = software(Rol.BEHEERDER, happened.party)
    assert check(manager, write(claims(BSN)))["niveaus"] == [1, 2]


def test_the_same_message_once_more_is_found_to_be_sent_already(asking):
    """TR056; under another name it would have been right."""
    happened = at_provider(AANBIEDER, BSN)
    sender = software(Rol.ZORGADMINISTRATEUR, happened.party)
    assert "TR056" in {each["regel"] for each in check(sender, write(claims(BSN)))["bevindingen"]}
    line = b.prestatie("jw", product_referentie=b.referentie("RN9"), product_periode=MAY)
    other = b.bericht323("jw", b.client323(line, bsn=BSN), declaratie_nummer="DN9", declaratie_periode=MAY)
    assert "TR056" not in {each["regel"] for each in check(sender, write(named(other, "D9")))["bevindingen"]}
