"""Claims on the pages: the list, one claim, one line with its calculation, and what a municipality decides before it answers."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from declaratiegebied import assigned, claim, claimed, line, looking
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from gebied import AANBIEDER, BSN, DIEMEN, NOW, OTHER_BSN, deliver, granted, named, own, person, signed_in

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.process import acts, nakijken
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Client, Declaratie, EigenPartij, Regelbesluit
from ketenwerk.standard import m325
from ketenwerk.web.declaratiefilter import last_late
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def diemen() -> EigenPartij:
    party = own(DIEMEN)
    assigned(party)
    return party


@pytest.fixture
def office(diemen):
    return signed_in(person(Rol.BACKOFFICE, diemen))


def text(response) -> str:
    return " ".join(response.content.decode().split())


# The list


def test_the_list_shows_amounts_and_the_answer(diemen, office):
    claimed(diemen)
    page = text(office.get("/declaraties/"))
    for words in ("D1", "65656055", "April 2026", "€ 150,00", "€ 50,00", "2 <span", "van 3", "beantwoord", "325 van"):
        assert words in page, words


def test_what_waits_shows_until_when_its_answer_may_wait(diemen, office):
    declaratie = claimed(looking(diemen))
    Declaratie.objects.filter(pk=declaratie.pk).update(gelezen_op=timezone.localdate())
    page = text(office.get("/declaraties/"))
    assert "wacht op antwoord" in page
    assert "nog 10 werkdagen" in page


@pytest.mark.eis("E192", "E193")
def test_received_on_the_first_of_october_with_one_line_of_three_rejected(diemen, office):
    """Lines of 100.00, 200.00 and 50.00; the second has no assignment. Answered on or before 15 October: 350.00, 150.00, one."""
    year = {"ingangsdatum": b.dag("2024-01-01"), "einddatum": b.dag("2024-12-31"), "toewijzingsdatum": b.dag("2024-01-02")}
    for nummer in (400, 401):
        sent = named(granted(nummer=nummer, referentie=None, omvang=b.omvang(100), **year), f"T{nummer}")
        assert acts.submit(sent, looking(diemen), NOW).bericht is not None
    month = {"product_periode": b.periode("2024-09-01", "2024-09-30")}
    asked = [(400, 8), (999, 16), (401, 4)]
    made = [
        b.prestatie(
            "jw",
            product_referentie=b.referentie(f"S{nummer}"),
            toewijzing_nummer=nummer,
            geleverd_volume=hours,
            ingediend_bedrag=b.bedrag(hours * 1250),
            **month,
        )
        for nummer, hours in asked
    ]
    period = {"declaratie_nummer": "S31", "declaratie_periode": b.periode("2024-09-01", "2024-09-30")}
    message = named(b.bericht323("jw", b.client323(*made), dagtekening="2024-10-01", **period), "S31")
    key = deliver(message, datetime(2024, 10, 1, 9, 0, tzinfo=UTC)).pk

    page = text(office.get("/declaraties/"))
    assert "325 uiterlijk 15 oktober 2024" in page
    assert "antwoord is te laat" in page
    preview = text(office.get(f"/declaraties/{key}/versturen/"))
    assert "De 325 kent € 150,00 toe en wijst € 200,00 af" in preview
    assert office.post(f"/declaraties/{key}/versturen/", {"gezien": "15000/1"}).status_code == 302
    antwoord = read(archive.payload(Archiefbericht.objects.get(answers=key))).declaratie_antwoord
    assert antwoord.totaal_ingediend_bedrag == b.totaal(35000)
    assert antwoord.totaal_toegekend_bedrag == b.totaal(15000)
    (client,) = antwoord.clienten
    assert [(each.product_referentie.referentie_nummer, each.retour_codes) for each in client.prestaties] == [("S999", ("9338",))]
    # All or nothing: no line says how much of it was granted.
    assert not [name for name in m325.Prestatie.__struct_fields__ if "toegekend" in name]


def test_late_is_the_day_after_the_term():
    assert last_late(date(2024, 10, 15)) == date(2024, 9, 30)
    assert last_late(date(2024, 10, 16)) == date(2024, 10, 1)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", {"D1", "D2"}),
        ("stand=beantwoord", {"D1", "D2"}),
        ("stand=open", set()),
        ("stand=te-laat", set()),
        ("stand=zeepbel", {"D1", "D2"}),
        ("periode=2026-04", {"D1"}),
        ("periode=2026-13", {"D1", "D2"}),
        ("ander=6565", {"D1", "D2"}),
        ("ander=7", set()),
        ("wet=jw", {"D1", "D2"}),
        ("wet=wmo", set()),
        ("nummer=d2", {"D2"}),
        ("nummer=2", set()),
    ],
)
def test_filters(diemen, office, question, found):
    claimed(diemen)
    claimed(diemen, "D2", line("L9", "2026-05"), month="2026-05")
    page = text(office.get(f"/declaraties/?{question}"))
    assert {nummer for nummer in ("D1", "D2") if f">{nummer}</a>" in page} == found


@pytest.mark.parametrize(("order", "first"), [("ingediend", "D2"), ("-ingediend", "D1"), ("nummer", "D1"), ("-nummer", "D2")])
def test_order(diemen, office, order, first):
    claimed(diemen)
    claimed(diemen, "D2", line("L9", "2026-05"), month="2026-05")
    page = text(office.get(f"/declaraties/?volgorde={order}"))
    assert sorted(("D1", "D2"), key=lambda nummer: page.index(f">{nummer}</a>"))[0] == first


def test_the_list_as_a_file(diemen, office):
    claimed(diemen)
    response = office.get("/declaraties/declaraties.csv")
    head, row = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    found = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (found["declaratienummer"], found["ingediend"], found["toegekend"], found["regels"]) == ("D1", "150,00", "50,00", "3")


def test_a_number_that_looks_like_a_formula_is_no_formula(diemen, office):
    declaratie = claimed(diemen)
    Declaratie.objects.filter(pk=declaratie.pk).update(nummer="=1+1")
    assert b"\n'=1+1;" in b"".join(office.get("/declaraties/declaraties.csv").streaming_content)


def test_an_empty_list_says_what_would_stand_there(office):
    assert "Nog geen declaraties" in text(office.get("/declaraties/"))
    assert "Geen declaraties gevonden" in text(office.get("/declaraties/?nummer=X"))


def test_a_provider_sees_what_it_sent():
    party = own(AANBIEDER)
    deliver(granted_to_provider())
    sent = send_claim(party)
    page = text(signed_in(person(Rol.ZORGADMINISTRATEUR, party)).get("/declaraties/"))
    assert "Wat u declareerde" in page
    assert "Diemen (0384)" in page
    shown = text(signed_in(person(Rol.VRIJGEVESTIGDE, party)).get(f"/declaraties/{sent.pk}/"))
    assert "nog niet ontvangen" in shown
    assert "325 versturen" not in shown
    line_page = text(signed_in(person(Rol.AUDITOR, party)).get(f"/declaraties/{sent.pk}/regels/0/"))
    assert "Hoogstens in deze periode" in line_page


def granted_to_provider():
    return named(granted(referentie=None), "T1", ontvanger=AANBIEDER)


def send_claim(party: EigenPartij) -> Archiefbericht:
    outcome = acts.submit(claim("D1", line("L1")), party, NOW)
    assert outcome.bericht is not None, outcome.report.findings
    return outcome.bericht


# One claim


def test_a_claim_with_its_messages_and_parts(diemen, office):
    key = claimed(diemen).bericht_id
    page = text(office.get(f"/declaraties/{key}/"))
    antwoord = Archiefbericht.objects.get(answers=key)
    for words in (f"/berichten/{key}/", f"/berichten/{antwoord.pk}/", "€ 150,00", "€ 50,00", "€ 100,00", "0019", "9340", "9338"):
        assert words in page, words
    assert BSN not in page


@pytest.mark.parametrize(
    ("part", "shown"),
    [("", {"L1", "L2", "L3"}), ("afgewezen", {"L2", "L3"}), ("toegekend", {"L1"}), ("credit", set()), ("x", {"L1", "L2", "L3"})],
)
@pytest.mark.parametrize("waits", [False, True])
def test_parts_of_the_lines(diemen, office, part, shown, waits):
    key = claimed(looking(diemen) if waits else diemen).bericht_id
    page = text(office.get(f"/declaraties/{key}/?toon={part}"))
    assert {name for name in ("L1", "L2", "L3") if f">{name}</a>" in page} == shown


def test_credits_are_a_part(diemen, office):
    claimed(diemen, "D1", line("L1"))
    key = claimed(diemen, "D2", line("L2", vorig="L1"), line("L3", volume=3)).bericht_id
    page = text(office.get(f"/declaraties/{key}/?toon=credit"))
    assert ">L2</a>" in page
    assert ">L3</a>" not in page
    assert "€ -50,00" in page


def test_a_claim_that_was_rejected_as_a_whole_has_no_lines(diemen, office):
    claimed(diemen, "D1", line("L1", "2026-05"), month="2026-05")
    key = claimed(diemen, "D2", line("L2")).bericht_id
    page = text(office.get(f"/declaraties/{key}/"))
    assert "als geheel afgewezen" in page
    assert "Geen regels beoordeeld" in page
    assert office.get(f"/declaraties/{key}/regels/0/").status_code == 404


def test_the_lines_as_a_file_name_no_client(diemen, office):
    key = claimed(diemen).bericht_id
    data = b"".join(office.get(f"/declaraties/{key}/regels.csv").streaming_content).decode()
    assert "L2;;300201;45;99999;2026-04-01;2026-04-30;4;04;12,50;50,00;afgewezen;9340" in data
    assert BSN not in data


def test_many_lines_turn_by_page_and_cost_the_same(diemen, office):
    few = claimed(diemen, "D1", line("L1")).bericht_id
    many = claimed(diemen, "D2", *(line(f"M{n}", "2026-05", toewijzing_nummer=900 + n) for n in range(120)), month="2026-05")
    counts = []
    for key in (few, many.bericht_id):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = text(office.get(f"/declaraties/{key}/?blad=2"))
        counts.append(len(queries))
    assert ">M50</a>" in page
    assert ">M49</a>" not in page
    assert max(counts) <= 30
    assert counts[1] <= counts[0] + 1


# One line


def test_a_line_shows_its_calculation_and_both_values(diemen, office):
    key = claimed(diemen, "D1", line("L1", volume=5)).bericht_id
    page = text(office.get(f"/declaraties/{key}/regels/0/"))
    for words in (
        "Productperiode",
        "Hoogstens in deze periode",
        "Per maand geldt hoogstens 4 uur",
        "1 uur te veel",
        "klopt niet",
    ):
        assert words in page, words
    assert "TR321" in page
    assert "Wat nu:" in page
    assert BSN not in page


def test_used_so_far_links_to_the_earlier_claims(diemen, office):
    first = claimed(diemen, "D1", line("L1")).bericht_id
    second = claimed(diemen, "D2", line("L2", "2026-05"), month="2026-05").bericht_id
    page = text(office.get(f"/declaraties/{second}/regels/0/"))
    assert f'href="/declaraties/{first}/regels/0/"' in page
    assert f'href="/declaraties/{first}/">D1</a>' in page
    assert f"/declaraties/{second}/regels/0/" not in text(office.get(f"/declaraties/{first}/regels/0/")).replace("json", "")


def test_an_assignment_that_changed_is_said(diemen, office):
    key = claimed(diemen, "D1", line("L1")).bericht_id
    assert "sindsdien gewijzigd" not in text(office.get(f"/declaraties/{key}/regels/0/"))
    more = granted(referentie=None, omvang=b.omvang(9), toewijzingsdatum=b.dag("2026-07-01"), reden_wijziging="12")
    assert acts.submit(named(more, "T2"), diemen, NOW).bericht is not None
    page = text(office.get(f"/declaraties/{key}/regels/0/"))
    assert "De toewijzing is sindsdien gewijzigd" in page
    assert "hoogstens 4 uur" in page


def test_the_calculation_as_json(diemen, office):
    key = claimed(diemen, "D1", line("L1", volume=5)).bericht_id
    response = office.get(f"/declaraties/{key}/regels/0/berekening.json")
    said = msgspec.json.decode(response.content)
    assert said["in_periode"]["te_veel"] == 1
    assert said["uitkomst"]["bevindingen"][0]["regel"] == "TR321"
    assert BSN.encode() not in response.content


def test_a_line_or_claim_that_is_not_there(diemen, office):
    declaratie = claimed(diemen)
    assert office.get(f"/declaraties/{declaratie.bericht_id}/regels/3/").status_code == 404
    other = Archiefbericht.objects.filter(number="301").first()
    assert office.get(f"/declaraties/{other.pk}/").status_code == 404


def test_a_line_of_nobody_known_still_opens(diemen, office):
    key = claimed(diemen, "D1", line("L1"), bsn=OTHER_BSN).bericht_id
    page = text(office.get(f"/declaraties/{key}/regels/0/"))
    assert "niet bekend" in page


# Looking before the answer


def test_refuse_hold_release_and_send(diemen, office):
    key = claimed(looking(diemen)).bericht_id
    to = f"/declaraties/{key}/besluit/"
    assert "Toe te kennen" in text(office.get(f"/declaraties/{key}/"))

    held = office.post(to, {"regel": ["0"], "daad": "vasthouden", "toelichting": "Wie was erbij?"})
    assert held.status_code == 302
    assert "Vraag: Wie was erbij?" in text(office.get(f"/declaraties/{key}/"))
    assert "1 regel vastgehouden" in text(office.get("/declaraties/"))
    preview = text(office.get(f"/declaraties/{key}/versturen/"))
    assert "1 regel is vastgehouden" in preview
    assert "325 versturen</button>" not in preview
    refused = office.post(f"/declaraties/{key}/versturen/", {"gezien": "5000/2"})
    assert refused.status_code == 409
    assert Declaratie.objects.get().staat == "open"

    office.post(to, {"regel": ["0"], "daad": "vrijgeven"})
    office.post(to, {"regel": ["0"], "daad": "weigeren", "code": "9321", "toelichting": "Geen urenstaat"})
    page = text(office.get(f"/declaraties/{key}/versturen/"))
    assert "kent € 0,00 toe en wijst € 150,00 af" in page
    sent = office.post(f"/declaraties/{key}/versturen/", {"gezien": "0/3"})
    assert sent.status_code == 302
    declaratie = Declaratie.objects.get()
    assert (declaratie.staat, declaratie.toegekend, declaratie.afgewezen_regels) == ("beantwoord", 0, 3)
    line_page = text(office.get(f"/declaraties/{key}/regels/0/"))
    assert "Geen urenstaat" in line_page
    assert "De gemeente wijst deze regel af" in line_page
    assert "Deze berekening wijkt af" not in line_page


def test_what_changed_since_the_preview_is_not_sent(diemen, office):
    declaratie = claimed(looking(diemen))
    nakijken.decide(declaratie, [0], nakijken.Besluit("weigeren", "9321", "", NOW, "x"))
    response = office.post(f"/declaraties/{declaratie.bericht_id}/versturen/", {"gezien": "5000/2"})
    assert response.status_code == 409
    assert "de uitkomst veranderde terwijl u keek" in text(response)
    assert Declaratie.objects.get().staat == "open"


def test_an_older_claim_goes_first(diemen, office):
    looking(diemen)
    first = claimed(diemen, "D1", line("L1"))
    second = claimed(diemen, "D2", line("L2", "2026-05"), month="2026-05")
    page = text(office.get(f"/declaraties/{second.bericht_id}/versturen/"))
    assert "Beantwoord eerst declaratie D1." in page
    assert f'href="/declaraties/{first.bericht_id}/"' in page
    assert office.post(f"/declaraties/{second.bericht_id}/versturen/", {"gezien": "5000/0"}).status_code == 409
    assert set(Declaratie.objects.values_list("staat", flat=True)) == {"open"}


def test_what_was_answered_is_not_answered_again(diemen, office):
    key = claimed(looking(diemen)).bericht_id
    assert office.post(f"/declaraties/{key}/versturen/", {"gezien": "5000/2"}).status_code == 302
    again = office.post(f"/declaraties/{key}/versturen/", {"gezien": "5000/2"})
    assert again.status_code == 409
    assert "deze declaratie is al beantwoord" in text(again)
    late = office.post(f"/declaraties/{key}/besluit/", {"regel": ["0"], "daad": "vasthouden", "toelichting": "?"})
    assert late.status_code == 422
    assert Archiefbericht.objects.filter(number="325").count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"daad": "weigeren", "code": "9321"}, "u koos geen regel"),
        ({"regel": ["0"], "daad": "weigeren"}, "kies een retourcode"),
        ({"regel": ["0"], "daad": "weigeren", "code": "0001"}, "deze regel of retourcode bestaat niet"),
        ({"regel": ["7"], "daad": "weigeren", "code": "9321"}, "deze regel of retourcode bestaat niet"),
        ({"regel": ["x", "-1"], "daad": "weigeren", "code": "9321"}, "u koos geen regel"),
        ({"regel": ["0"], "daad": "vasthouden", "toelichting": "  "}, "de vraag ontbreekt"),
        ({"regel": ["0"], "daad": "vasthouden", "toelichting": "x" * 1001}, "de tekst is te lang"),
        ({"regel": ["0"], "daad": "wissen", "toelichting": "x"}, "deze handeling bestaat niet"),
    ],
)
def test_what_cannot_be_decided_says_why(diemen, office, sent, words):
    key = claimed(looking(diemen)).bericht_id
    response = office.post(f"/declaraties/{key}/besluit/", sent)
    assert response.status_code == 422
    assert words in text(response)
    assert not Regelbesluit.objects.exists()


def test_who_may_not_answer_sees_no_form(diemen):
    key = claimed(looking(diemen)).bericht_id
    for rol in (Rol.CONTROLLER, Rol.AUDITOR):
        page = text(signed_in(person(rol, diemen)).get(f"/declaraties/{key}/"))
        assert "Toe te kennen" in page
        assert "/besluit/" not in page
        assert "/versturen/" not in page


# Who looks first


def test_the_manager_switches_looking_first_on_and_off(diemen):
    browser = signed_in(person(Rol.BEHEERDER, diemen))
    assert "direct beantwoorden" in text(browser.get("/partijen/"))
    for answer, looks in (("ja", True), ("nee", False)):
        assert browser.post(f"/partijen/{diemen.pk}/nakijken/", {"nakijken": answer}).status_code == 302
        diemen.refresh_from_db()
        assert diemen.kijkt_na is looks
    browser.post(f"/partijen/{diemen.pk}/nakijken/", {"nakijken": "ja"})
    assert claimed(diemen).staat == "open"


def test_a_provider_has_nothing_to_look_at():
    party = own(AANBIEDER)
    response = signed_in(person(Rol.BEHEERDER, party)).post(f"/partijen/{party.pk}/nakijken/", {"nakijken": "ja"})
    assert response.status_code == 422
    assert "een aanbieder beantwoordt geen declaraties" in text(response)
    party.refresh_from_db()
    assert not party.kijkt_na


# The traject


def used_row(name: str, *values: str) -> str:
    return f'<th scope="row">{name}</th>' + "".join(f'<td class="kw-num">{value}</td>' for value in values)


def test_the_traject_shows_what_was_claimed_against_what_was_assigned(diemen):
    claimed(diemen, "D1", line("L1", volume=3))
    second = claimed(diemen, "D2", line("L2", "2026-05", volume=5), line("L3", toewijzing_nummer=999), month="2026-05")
    claimed(diemen, "D3", line("L4", "2026-05", volume=4), month="2026-05")
    row = Client.objects.get()
    page = text(signed_in(person(Rol.BACKOFFICE, diemen)).get(f"/trajecten/{row.pk}/{AANBIEDER}/45A04/"))
    for words in (
        "Gedeclareerd: € 37,50",
        "declaratie D1, 3 uur over 1 – 30 april 2026",
        "Gedeclareerd op toewijzing 300201",
        used_row("April 2026", "3 uur", "4 uur", "€ 37,50"),
        used_row("Mei 2026", "4 uur", "4 uur", "€ 50,00"),
        used_row("Samen", "7 uur", "36 uur", "€ 87,50"),
    ):
        assert words in page, words
    assert f"/berichten/{second.bericht_id}/" in page
    assert "declaratie D2, 5 uur" in page  # rejected, so on the time line alone
    toegang = text(signed_in(person(Rol.TOEGANG, diemen)).get(f"/trajecten/{row.pk}/{AANBIEDER}/45A04/"))
    assert "/declaraties/" not in toegang
    assert "€ 87,50" in toegang


def test_what_was_credited_counts_no_more_on_the_traject(diemen):
    claimed(diemen, "D1", line("L1"))
    claimed(diemen, "D2", line("L2", vorig="L1"))
    row = Client.objects.get()
    page = text(signed_in(person(Rol.BACKOFFICE, diemen)).get(f"/trajecten/{row.pk}/{AANBIEDER}/45A04/"))
    assert "Gecrediteerd: € 50,00" in page
    assert "Gedeclareerd op toewijzing" not in page


def test_a_shorter_assignment_shows_more_than_may(diemen):
    """Lines that were right when they came, beside a version that came later."""
    claimed(diemen, "D1", line("L1"))
    less = granted(referentie=None, omvang=b.omvang(2), toewijzingsdatum=b.dag("2026-07-01"), reden_wijziging="12")
    assert acts.submit(named(less, "T2"), diemen, NOW).bericht is not None
    row = Client.objects.get()
    page = text(signed_in(person(Rol.BACKOFFICE, diemen)).get(f"/trajecten/{row.pk}/{AANBIEDER}/45A04/"))
    assert '<span class="kw-state kw-state--late">4 uur</span></td><td class="kw-num">2 uur</td>' in page
