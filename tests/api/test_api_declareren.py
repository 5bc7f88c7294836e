"""Months to sending, claims and their lines, open money, assignments and payments, each as the pages have them."""

from datetime import date
from typing import Any

import pytest
import zorgmaand as z
from aanroep import problem, software
from declaratiegebied import assigned, claimed
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from gebied import AANBIEDER, BSN, own

import builders as b
from ketenwerk.process import declareerplan
from ketenwerk.register import betalingen
from ketenwerk.register import openstaand as register
from ketenwerk.register.betalingen import EigenRekening
from ketenwerk.register.models import Archiefbericht, Declaratie
from ketenwerk.web.models import Indiening, Inzage
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db
AT = "/declaratiemaanden/2026-04/0384"


@pytest.fixture
def provider():
    party = z.own(AANBIEDER)
    z.agree(party)
    z.assign()
    z.deliver(party, [z.rij(date(2026, 4, 7), 90), z.rij(date(2026, 4, 14), 60)])
    return party


@pytest.fixture
def asking(provider):
    return software(Rol.ZORGADMINISTRATEUR, provider)


def sent() -> int:
    return Archiefbericht.objects.filter(number="323").count()


def submit(asking, zegel: str, **more: Any) -> Any:
    return asking.post(f"{AT}/indienen", {"zegel": zegel, **more})


# Months


def test_the_months_say_what_waits_and_what_was_sent(asking, provider):
    (april,) = asking.get("/declaratiemaanden").json()["maanden"]
    assert (april["maand"], april["open_leveringen"], april["clienten"], april["declaraties"]) == ("2026-04", 2, 1, 0)
    z.send(provider)
    (april,) = asking.get("/declaratiemaanden").json()["maanden"]
    assert (april["open_leveringen"], april["declaraties"], april["ingediend"]) == (0, 1, 18450)


def test_the_plan_is_that_of_the_page(asking, provider):
    z.deliver(provider, [z.rij(date(2021, 2, 1), 30)])
    (plan,) = declareerplan.plans(provider, z.APRIL, timezone.localdate())
    found = asking.get(AT).json()
    assert (found["zegel"], found["bedrag"], found["kan"]) == (plan.zegel, plan.bedrag, True)
    assert [each["uitkomst"] for each in found["regels"]] == ["toegekend"]
    assert [(each["datum"], each["reden"]) for each in found["buiten_regels"]] == [
        ("2021-02-01", "Op deze dag geldt de toewijzing niet.")
    ]
    (city,) = asking.get("/declaratiemaanden/2026-04").json()["gemeenten"]
    assert (city["gemeente"], city["bedrag"], city["regels"], city["buiten_regels"]) == ("0384", plan.bedrag, 1, 1)


def test_looking_sends_nothing(asking):
    asking.get(AT)
    assert sent() == 0


def test_a_line_that_would_be_rejected_says_why_and_is_left_out_on_demand(asking, provider):
    """1230 minutes are 21 hours, in a month where twenty are assigned."""
    z.deliver(provider, [z.rij(date(2026, 4, 20), 1080)])
    found = asking.get(AT).json()
    (line,) = found["regels"]
    assert (line["uitkomst"], found["kan"]) == ("afgewezen", False)
    assert "TR321" in {each["regel"] for each in line["bevindingen"]}
    refused = problem(submit(asking, found["zegel"]))
    assert refused["type"] == "/api/v1/#afgewezen"
    assert sent() == 0
    left = asking.get(f"{AT}?zonder={line['merk']}").json()
    assert [each["uitkomst"] for each in left["regels"]] == ["overgeslagen"]
    good = submit(asking, found["zegel"], alleen_goede=True).json()
    assert (good["declaraties"], good["achtergebleven"]) == ([], 1)


def test_a_minute_less_is_twenty_hours_and_granted(asking, provider):
    z.deliver(provider, [z.rij(date(2026, 4, 20), 1079)])
    assert [each["uitkomst"] for each in asking.get(AT).json()["regels"]] == ["toegekend"]


def test_where_nothing_waits_there_is_no_plan_and_where_nobody_is_nothing(asking, provider):
    z.send(provider)
    assert asking.get(AT).json()["regels"] == []
    assert problem(asking.get("/declaratiemaanden/2026-04/0321"))["status"] == 404
    assert problem(asking.get("/declaratiemaanden/2026-13"))["status"] == 422


def test_the_same_question_to_send_sends_once_and_answers_the_same(asking):
    zegel = asking.get(AT).json()["zegel"]
    first, again = submit(asking, zegel).json(), submit(asking, zegel).json()
    assert (first["herhaling"], again["herhaling"]) == (False, True)
    assert first["declaraties"] == again["declaraties"]
    assert first["declaraties"][0]["ingediend"] == 18450
    assert sent() == 1


def test_another_mark_than_was_seen_sends_nothing(asking, provider):
    zegel = asking.get(AT).json()["zegel"]
    z.deliver(provider, [z.rij(date(2026, 4, 21), 30)])
    refused = problem(submit(asking, zegel))
    assert (refused["status"], refused["type"]) == (409, "/api/v1/#gewijzigd")
    assert (sent(), Indiening.objects.count()) == (0, 0)


def test_what_was_sent_on_a_page_is_no_answer_to_another(asking, provider):
    """Sent by hand with the same mark: the API never sent it, so it does not say that it did."""
    zegel = asking.get(AT).json()["zegel"]
    z.send(provider)
    assert problem(submit(asking, zegel))["status"] == 409


def test_sent_and_freed_again_the_same_mark_is_sent_anew():
    """Once the whole claim was rejected its deliveries wait again, with the very same lines: that is no repetition."""
    gemeente, provider = z.own(b.GEMEENTE), z.own(AANBIEDER)
    z.agree(gemeente, provider)
    z.assign(gemeente)
    z.deliver(provider, [z.rij(date(2026, 4, 7), 90)])
    asking = software(Rol.ZORGADMINISTRATEUR, provider)
    zegel = asking.get(AT).json()["zegel"]
    (first,) = submit(asking, zegel).json()["declaraties"]
    # The municipality holds another claim under this number, from before: then nothing of this one is judged (TR333).
    other = b.client323(b.prestatie("jw", product_referentie=b.referentie("OUD1"), toewijzing_nummer=300202), bsn=b.OTHER_BSN)
    z.bring(b.bericht323("jw", other, declaratie_nummer=first["nummer"]))
    (answered,) = z.bring(Archiefbericht.objects.get(pk=first["id"]))
    assert answered.antwoord is not None
    z.bring(answered.antwoord)
    assert asking.get(f"/declaraties/{first['id']}").json()["stand"] == "afgewezen"
    assert asking.get(AT).json()["zegel"] == zegel
    second, third = submit(asking, zegel).json(), submit(asking, zegel).json()
    assert (second["herhaling"], third["herhaling"]) == (False, True)
    assert second["declaraties"] == third["declaraties"] != [first]


# Claims


@pytest.fixture
def office():
    party = own()
    assigned(party)
    return party


def test_claims_are_listed_by_state_period_and_law(office):
    answered = claimed(office, "D1")
    asking = software(Rol.CONTROLLER, office)

    def numbers(question: str) -> list[str]:
        return [each["nummer"] for each in asking.get(f"/declaraties?{question}").json()["declaraties"]]

    assert numbers("stand=beantwoord&periode=2026-04&wet=jw") == ["D1"]
    assert numbers("periode=2026-05") == numbers("wet=wmo") == numbers("stand=open") == []
    one = asking.get(f"/declaraties/{answered.bericht_id}").json()
    assert (one["ingediend"], one["toegekend"], one["regels"], one["afgewezen_regels"]) == (15000, 5000, 3, 2)
    assert Inzage.objects.filter(daad="gelezen", bericht=answered.bericht).count() == 1


def test_claims_come_in_parts_newest_first(office):
    for n in range(5):
        claimed(office, f"D{n}")
    asking, found, path = software(Rol.CONTROLLER, office), [], "/declaraties?aantal=2"
    while path:
        part = asking.get(path.removeprefix("/api/v1")).json()
        found += [each["nummer"] for each in part["declaraties"]]
        path = part["volgende"]
    assert found == ["D4", "D3", "D2", "D1", "D0"]


def test_the_lines_by_outcome_and_in_parts(office):
    claim = claimed(office)
    asking = software(Rol.CONTROLLER, office)
    at = f"/declaraties/{claim.bericht_id}/regels"
    first = asking.get(f"{at}?aantal=2").json()
    rest = asking.get(first["volgende"].removeprefix("/api/v1")).json()
    assert [each["positie"] for each in first["regels"] + rest["regels"]] == [0, 1, 2]
    assert rest["volgende"] is None
    rejected = asking.get(f"{at}?uitkomst=afgewezen").json()["regels"]
    assert [each["referentie"] for each in rejected] == ["L2", "L3"]
    assert all(each["retourcodes"] for each in rejected)
    assert all(isinstance(each["bedrag"], int) for each in first["regels"])
    assert BSN.encode() not in asking.get(at).content


def test_the_calculation_is_that_of_the_page(office, client):
    claim = claimed(office)
    asking = software(Rol.CONTROLLER, office)
    client.force_login(asking.sleutel.gebruiker)
    at = f"/declaraties/{claim.bericht_id}/regels/0/berekening"
    assert asking.get(at).content == client.get(f"{at}.json").content
    assert problem(asking.get(at.replace("/0/", "/3/")))["status"] == 404
    assert problem(asking.get(at.replace("/0/", f"/{10**12}/")))["status"] == 404


# Open money, assignments, payments


def test_open_money_by_municipality_and_age(asking, provider):
    z.send(provider)
    row = Declaratie.objects.get()
    for days, place in ((0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3)):
        day = date.fromordinal(row.dagtekening.toordinal() + days)
        (found,) = register.standing(provider, day)
        assert [n for n, each in enumerate(found.leeftijden) if each] == [place], days
    said = asking.get("/openstaand").json()
    assert (said["open"], said["gemeenten"][0]["open_regels"]) == (18450, 1)
    assert sum(each["bedrag"] for each in said["gemeenten"][0]["leeftijden"]) == 18450


def test_assignments_that_hold_on_a_day(asking):
    def numbers(question: str) -> list[int]:
        return [each["nummer"] for each in asking.get(f"/toewijzingen?{question}").json()["toewijzingen"]]

    begin, _end = _period(asking)
    assert numbers(f"van={begin}") == [z.NUMMER]
    assert numbers(f"van={date.fromordinal(begin.toordinal() - 1)}") == []
    assert numbers(f"van={begin}&gemeente=0321") == []


def _period(asking) -> tuple[date, Any]:
    row = asking.get("/toewijzingen?van=2026-04-01").json()["toewijzingen"][0]
    return date.fromisoformat(row["ingangsdatum"]), row["einddatum"]


def test_a_client_is_found_by_a_bsn_in_the_body_and_that_is_written_down(asking, provider):
    found = asking.post("/clienten/zoek", {"bsn": BSN}).json()["clienten"]
    assert [each["partij"] for each in found] == [provider.pk]
    assert Inzage.objects.filter(daad="client", client=found[0]["id"]).count() == 1
    shown = asking.get(f"/toewijzingen?client={found[0]['id']}&van=2026-04-01").json()["toewijzingen"]
    assert [each["nummer"] for each in shown] == [z.NUMMER]
    assert asking.post("/clienten/zoek", {"bsn": b.OTHER_BSN}).json()["clienten"] == []
    assert problem(asking.post("/clienten/zoek", {"bsn": "12345"}))["status"] == 422


def test_payments_wait_by_provider(office):
    asking = software(Rol.CONTROLLER, office)
    claim = claimed(office)
    assert asking.get("/betalingen").json()["betaalt_hier"] is False
    account = EigenRekening(naam="Gemeente", iban="NL91ABNA0417164300", vanaf=date(2020, 1, 1))
    betalingen.keep_own_account(office, account, z.NA_APRIL, "test")
    found = asking.get("/betalingen").json()
    assert [(each["declaratie"], each["bedrag"]) for each in found["posten"]] == [(str(claim.bericht_id), 5000)]
    assert (found["aantal"], found["bedrag"]) == (1, 5000)
    assert asking.get("/betalingen?aanbieder=65656099").json()["posten"] == []
    assert b"NL91" not in asking.get("/betalingen").content


LISTS = (
    "/leveringen", "/declaratiemaanden", "/declaratiemaanden/2026-04", AT, "/declaraties", "/openstaand", "/toewijzingen",
    "/berichten", "/sleutel",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_every_list_costs_at_most_thirty_queries(asking, path):
    with CaptureQueriesContext(connection) as asked:
        assert asking.get(path).status_code == 200
    assert len(asked) <= 30
