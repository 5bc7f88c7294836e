"""The pages of a provider that claims: deliveries, the check beforehand, sending, what is open, and mending a line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from gebied import AANBIEDER, BSN, DIEMEN, HOUTEN, NOW, OTHER_BSN, deliver, granted, named, own, person, signed_in

import builders as b
from ketenwerk.claims.openstaand import Geboekt, openstaand
from ketenwerk.messages.describe.dutch import amount
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import read
from ketenwerk.process import leveren
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import afspraken, archive, declaratiestand
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel, Gesprek, Levering, Toewijzingversie
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.sheets.writing import Kop, Tabel, write
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

TARIEF = 6150
MOST_QUERIES = 30


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&amp;", "&").replace("&#x27;", "'").split())


def hidden(response, name: str) -> list[str]:
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())


@contextmanager
def few_queries() -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    every = [each["sql"] for each in asked.captured_queries]
    real = [sql for sql in every if not re.match("(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)", sql)]
    assert len(real) <= MOST_QUERIES, "\n".join(each[:150] for each in real)


def agree(party, gemeente: str = DIEMEN, tarief: int = TARIEF) -> None:
    base = {"wet": "jw", "gemeente": gemeente, "aanbieder": AANBIEDER, "categorie": "45", "code": "45A04", "eenheid": "04"}
    regel = Afspraak(**base, variant="inspanning", tarief=tarief, van=date(2020, 1, 1))
    afspraken.take_over(Afspraken([regel]), [party], NOW, "test")


def assigned(party, bsn: str = BSN, nummer: int = 300201, gemeente: str = DIEMEN, **changes):
    base = {"omvang": b.omvang(20), "einddatum": date(2026, 10, 31)}
    row = deliver(named(granted(bsn, nummer, None, **{**base, **changes}), f"T{nummer}", afzender=gemeente))
    assert row.verdict == "accepted", archive.findings(row)
    return Toewijzingversie.objects.filter(party=party, nummer=nummer, dossier__gesprek__gemeente=gemeente).latest(
        "toewijzingsdatum"
    )


def delivered(party, *days: date, minuten: int = 60, bsn: str = BSN, nummer: int = 300201, gemeente: str = DIEMEN) -> None:
    rows = [Rijlevering("", day, bsn, nummer, "minuten", minuten, gemeente=gemeente) for day in days]
    leveren.typed(rows, party, NOW, NOW.date(), "Test")


def april(*days: int) -> list[date]:
    return [date(2026, 4, day) for day in days]


@pytest.fixture
def office():
    """A provider with one client at Diemen, an agreement, and somebody who claims."""
    party = own(AANBIEDER)
    agree(party)
    versie = assigned(party)
    return SimpleNamespace(party=party, versie=versie, browser=signed_in(person(Rol.ZORGADMINISTRATEUR, party)))


def page_of(office) -> str:
    return f"/declareren/{Gesprek.objects.get(party=office.party, gemeente=DIEMEN).pk}/"


def send_all(office, maand: str = "2026-04"):
    page = office.browser.get(f"/declareren/?maand={maand}")
    sent = {"maand": maand, "partij": office.party.pk, "zegel": hidden(page, "zegel")}
    return office.browser.post("/declareren/indienen/", sent), sent


def answer(row: Archiefbericht, *rejected: int) -> Declaratie:
    """The municipality's 325 on a claim, that rejects the lines at these places."""
    report = check(archive.payload(row))
    found = tuple(
        Finding(rule="TR308", level=3, code="9308", path=f"/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[{n}]")
        for n in rejected
    )
    made = reply(msgspec.structs.replace(report, findings=found), identificatie=f"A{row.pk.hex[:8]}", dagtekening=NOW.date())
    assert made is not None
    kept = deliver(made)
    assert kept.verdict == "accepted", archive.findings(kept)
    return Declaratie.objects.get(bericht=row)


# Deliveries


def test_an_empty_list_says_what_comes_here(office):
    page = words(office.browser.get("/leveringen/?maand=2020-01"))
    assert "Geen toewijzingen in deze maand" in page


def test_the_list_says_per_assignment_what_was_delivered(office):
    delivered(office.party, *april(7, 14), minuten=90)
    with few_queries():
        page = office.browser.get("/leveringen/?maand=2026-04")
    said = words(page)
    assert "180 minuten (3:00 uur)" in said
    assert "2 te declareren" in said
    assert BSN not in page.content.decode()
    assert "niets ingevuld" in words(office.browser.get("/leveringen/?maand=2026-05"))
    assert "Niets gevonden" in words(office.browser.get("/leveringen/?maand=2026-04&stand=leeg"))


def test_a_week_is_typed_and_a_second_click_adds_nothing(office):
    address = f"/leveringen/{office.versie.pk}/?maand=2026-04&week=2026-04-07"
    page = office.browser.get(address)
    sent = {name: hidden(page, name)[0] for name in ("formulier", "week", "maand")}
    sent |= {"eenheid": "uren", "dag-2026-04-07": "1:30", "dag-2026-04-09": "0,5"}
    for _ in range(2):
        assert office.browser.post(f"/leveringen/{office.versie.pk}/", sent).status_code == 302
    rows = Levering.objects.order_by("datum").values_list("datum", "hoeveelheid", "eenheid")
    assert list(rows) == [(date(2026, 4, 7), 90, "01"), (date(2026, 4, 9), 30, "01")]


def test_a_wrong_day_keeps_nothing_and_says_so_at_the_day(office):
    sent = {"formulier": "0" * 32, "week": "2026-04-07", "eenheid": "uren", "dag-2026-04-07": "1", "dag-2026-04-08": "veel"}
    page = office.browser.post(f"/leveringen/{office.versie.pk}/", sent)
    assert page.status_code == 422
    assert "“veel” is geen hoeveelheid" in words(page)
    assert 'value="veel"' in page.content.decode()
    assert not Levering.objects.exists()


def test_what_no_line_ever_claimed_can_be_taken_out_and_the_rest_not(office):
    delivered(office.party, *april(7))
    response, _ = send_all(office)
    assert response.status_code == 200
    delivered(office.party, *april(8))
    claimed, loose = Levering.objects.order_by("datum")
    for row in (claimed, loose):
        office.browser.post(f"/leveringen/{office.versie.pk}/weghalen/", {"levering": row.pk, "maand": "2026-04"})
    assert list(Levering.objects.values_list("pk", flat=True)) == [claimed.pk]


def sheet(*rows, head=("datum", "bsn", "toewijzing", "hoeveelheid", "eenheid")) -> SimpleUploadedFile:
    return SimpleUploadedFile("april.xlsx", write([Tabel("Leveringen", [Kop(each) for each in head], rows)]))


def test_a_file_is_looked_at_first_and_taken_over_as_a_whole_once(office):
    rows = [(date(2026, 4, 7), BSN, 300201, "1,5", "uren"), ("2026-04-08", BSN, 300201, 45, "minuten")]
    for new, known in ((2, 0), (0, 2)):
        page = office.browser.post("/leveringen/inlezen/", {"bestand": sheet(*rows), "partij": office.party.pk}, follow=True)
        said = words(page)
        assert f"{new} nieuwe leveringen" in said
        assert ("stonden er al" in said) is bool(known)
        before = Levering.objects.count()
        address = page.redirect_chain[-1][0]
        office.browser.post(address)
        assert Levering.objects.count() == before + new
        assert office.browser.post(address).status_code == 422, "done with"
    assert sorted(Levering.objects.values_list("hoeveelheid", flat=True)) == [45, 90]


def test_a_file_with_faults_is_not_taken_over_and_names_each_cell(office):
    rows = [("2026-04-07", BSN, 300201, 60, "minuten"), ("31-2-2026", "12", 300201, 60, "weken")]
    page = office.browser.post("/leveringen/inlezen/", {"bestand": sheet(*rows), "partij": office.party.pk})
    said = words(page)
    assert page.status_code == 422
    for place in ("rij 3 datum", "rij 3 bsn Deze rij wordt niet overgenomen: dit is geen BSN.", "rij 3 eenheid"):
        assert place in said
    assert not Levering.objects.exists()


@pytest.mark.eis("E190")
def test_a_row_beside_no_assignment_is_refused_when_it_is_looked_at(office):
    rows = [("2026-04-07", BSN, 300201, 60, "minuten"), ("2026-04-07", OTHER_BSN, 300201, 60, "minuten")]
    page = office.browser.post("/leveringen/inlezen/", {"bestand": sheet(*rows), "partij": office.party.pk}, follow=True)
    assert page.status_code == 422
    assert "deze cliënt heeft geen toewijzing" in words(page)
    office.browser.post(page.redirect_chain[-1][0])
    assert not Levering.objects.exists()
    assert OTHER_BSN not in page.content.decode()


@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_the_empty_file_can_be_filled_in(office, vorm):
    data = office.browser.get(f"/leveringen/leeg.{vorm}").content
    with pytest.raises(leveren.Onleesbaar, match="heeft geen leveringen"):
        leveren.read(f"leeg.{vorm}", data)
    assert office.browser.get("/leveringen/leeg.exe").status_code == 404


# Claiming


def test_one_card_per_municipality_and_one_button_for_all(office):
    agree(office.party, HOUTEN)
    assigned(office.party, OTHER_BSN, 300301, HOUTEN)
    delivered(office.party, *april(7, 14))
    delivered(office.party, *april(9), bsn=OTHER_BSN, nummer=300301, gemeente=HOUTEN)
    with few_queries():
        page = office.browser.get("/declareren/?maand=2026-04")
    said = words(page)
    assert "2 regels voor 2 gemeenten" in said
    assert amount(2 * TARIEF) in said
    assert "Te declareren: 2 regels, € 184,50." in said
    response, sent = send_all(office)
    assert sorted(Declaratie.objects.values_list("gesprek__gemeente", "ingediend")) == [(HOUTEN, TARIEF), (DIEMEN, 2 * TARIEF)]
    assert words(response).count("ingediend Declaratie D") == 2
    # The same button in another tab, and the same page again: nothing goes twice.
    again = office.browser.post("/declareren/indienen/", sent)
    assert words(again).count("Niets verstuurd") == 2
    assert Declaratie.objects.count() == 2
    assert "Niets te declareren" in words(office.browser.get("/declareren/?maand=2026-04"))


def test_looking_beforehand_leaves_no_trace(office):
    delivered(office.party, *april(7))
    before = Archiefbericht.objects.count()
    with few_queries():
        page = office.browser.get(f"{page_of(office)}?maand=2026-04")
    assert "1 regel wordt toegekend" in words(page)
    assert (Archiefbericht.objects.count(), Declaratie.objects.count()) == (before, 0)
    assert Levering.objects.get().open


def test_a_line_that_would_be_rejected_is_left_out_with_one_click(office):
    """Twenty hours a month were assigned; of the one client twenty-one were delivered, of the other one."""
    assigned(office.party, OTHER_BSN, 300202)
    delivered(office.party, *april(*range(1, 22)))
    delivered(office.party, *april(7), bsn=OTHER_BSN, nummer=300202)
    address = f"{page_of(office)}?maand=2026-04"
    page = office.browser.get(address)
    said = words(page)
    assert "1 regel wordt toegekend" in said
    assert "1 regel wordt afgewezen" in said
    assert "TR321" in said
    assert 'type="submit" disabled' in page.content.decode()
    refused = office.browser.post(f"{page_of(office)}indienen/", {"maand": "2026-04", "zegel": hidden(page, "zegel")})
    assert refused.status_code == 422
    assert not Declaratie.objects.exists()

    less = re.search(r'href="([^"]*zonder=[^"]*)"', page.content.decode())
    assert less is not None
    without = office.browser.get(less[1].replace("&amp;", "&"))
    assert "Nu weggelaten 1" in words(without)
    sent = {"maand": "2026-04", "zegel": hidden(without, "zegel"), "zonder": hidden(without, "zonder")}
    assert office.browser.post(f"{page_of(office)}indienen/", sent).status_code == 200
    assert Declaratie.objects.get().ingediend == TARIEF
    assert Levering.objects.filter(open=True).count() == 21
    assert BSN not in less[1]


def test_the_button_for_all_sends_what_is_good_and_says_what_stayed(office):
    assigned(office.party, OTHER_BSN, 300202)
    delivered(office.party, *april(*range(1, 22)))
    delivered(office.party, *april(7), bsn=OTHER_BSN, nummer=300202)
    response, _ = send_all(office)
    assert "1 regel bleef staan, want die zou worden afgewezen." in words(response)
    assert Declaratie.objects.get().ingediend == TARIEF


@pytest.mark.eis("E191")
def test_deliveries_in_no_line_are_listed_with_a_warning_before_sending(office):
    delivered(office.party, *april(7))
    delivered(office.party, date(2026, 3, 31))
    assert "1 levering staat in geen regel" in words(office.browser.get("/declareren/?maand=2026-04"))
    page = words(office.browser.get(f"{page_of(office)}?maand=2026-04"))
    assert "Let op: 1 levering gaat niet mee." in page
    assert "dinsdag 31 maart Op deze dag geldt de toewijzing niet. Vraag de gemeente om een verlenging." in page
    Levering.objects.filter(datum=date(2026, 3, 31)).delete()
    calm = words(office.browser.get(f"{page_of(office)}?maand=2026-04"))
    assert "Let op" not in calm
    assert "Alles wat u leverde, staat in een regel of is al gedeclareerd." in calm


@pytest.mark.eis("E162")
def test_care_of_december_2020_says_to_agree_with_the_municipality(office):
    assigned(office.party, nummer=300299, ingangsdatum=date(2020, 12, 1), toewijzingsdatum=date(2020, 12, 1))
    delivered(office.party, date(2020, 12, 15), date(2021, 12, 1), nummer=300299)
    page = words(office.browser.get(f"{page_of(office)}?maand=2026-04"))
    assert "dinsdag 15 december Zorg van voor 2021 past niet in dit bericht. Stem af met de gemeente." in page
    assert "1 – 31 december 2021" in page


# What is open, and mending


@pytest.fixture
def claimed(office):
    """Two lines were claimed over April, and nothing was answered yet."""
    assigned(office.party, nummer=300202)
    delivered(office.party, *april(7, 14))
    delivered(office.party, *april(9), nummer=300202)
    send_all(office)
    return Archiefbericht.objects.get(number="323")


def test_money_that_is_open_per_municipality_as_the_claim_rules_count_it(office, claimed):
    with few_queries():
        page = words(office.browser.get("/openstaand/"))
    gesprek = Gesprek.objects.get(party=office.party)
    lines = declaratiestand.standing(gesprek, [300201, 300202])
    today = timezone.localdate()
    booked = [Geboekt(DIEMEN, Declaratie.objects.get().dagtekening, each.prestatie, each.staat) for each in lines]
    stand = openstaand(booked, today)[DIEMEN]
    assert (stand.open, stand.open_regels) == (3 * TARIEF, 2)
    assert f"Diemen ({DIEMEN}) {amount(stand.open)} 2 regels {stand.oudste} dagen" in page
    answer(claimed, 1)
    assert f"Diemen ({DIEMEN}) € 0,00 0 regels – {amount(TARIEF)} {amount(2 * TARIEF)}" in words(
        office.browser.get("/openstaand/")
    )


@pytest.mark.parametrize(
    ("days", "said"), [(30, ""), (31, "31 tot 60 dagen"), (60, "31 tot 60 dagen"), (91, "langer dan 90 dagen")]
)
def test_what_is_open_for_long_is_told_by_age(office, claimed, days, said):
    Declaratie.objects.update(dagtekening=timezone.localdate() - timedelta(days=days))
    page = words(office.browser.get("/openstaand/"))
    shown = re.findall(r"\d+ tot \d+ dagen|langer dan \d+ dagen", page)
    assert shown == ([said] if said else [])
    assert f"{amount(3 * TARIEF)} {said}".strip() in page


def test_a_figure_leads_to_the_claims_behind_it(office, claimed):
    answer(claimed, 1)
    page = office.browser.get("/openstaand/").content.decode()
    (there,) = re.findall(r'href="(/declaraties/\?stand=regels-afgewezen[^"]*)"', page)
    number = Declaratie.objects.get().nummer
    assert number in words(office.browser.get(there.replace("&amp;", "&")))
    Declaratie.objects.update(afgewezen_regels=0)
    assert number not in words(office.browser.get(there.replace("&amp;", "&")))


def test_a_sent_claim_shows_each_line_with_its_codes_in_words(office, claimed):
    address = f"/ingediend/{claimed.pk}/"
    assert "Corrigeren" not in words(office.browser.get(address))
    answer(claimed, 1)
    with few_queries():
        page = words(office.browser.get(address))
    assert re.search(r"afgewezen 9308 · \S+.* Herstellen", page)
    assert "Corrigeren" in page
    assert "Afgewezen regels dient u opnieuw in" in page or "Te laat: afgewezen regels" in page
    only = words(office.browser.get(f"{address}?stand=toegekend"))
    assert "Herstellen" not in only


@pytest.mark.eis("E189")
def test_a_new_line_comes_from_the_assignment_and_only_its_volume_is_asked(office, claimed):
    answer(claimed, 1)
    page = office.browser.get(f"/ingediend/{claimed.pk}/0/")
    fresh = page.content.decode().partition("Nieuwe regel")[2]
    said = words(SimpleNamespace(content=fresh.encode()))
    for fact in ("Toewijzing 300201", "45A04", "1 – 30 april 2026", amount(TARIEF)):
        assert fact in said
    names = re.findall(r'<input(?! type="hidden")[^>]* name="([^"]*)"', fresh)
    assert names == ["volume"]
    assert 'value="2"' in fresh


def test_a_rejected_line_is_claimed_anew_once(office, claimed):
    answer(claimed, 1)
    address = f"/ingediend/{claimed.pk}/0/"
    assert office.browser.post(address, {"volume": "2", "daad": "opnieuw"}).status_code == 302
    assert [row.ingediend for row in Declaratie.objects.order_by("pk")] == [3 * TARIEF, 2 * TARIEF]
    again = office.browser.post(address, {"volume": "2", "daad": "opnieuw"})
    assert again.status_code == 422
    assert "Er staat al een regel voor hetzelfde." in words(again)
    assert not Levering.objects.filter(open=True).exists()


@pytest.mark.eis("E196")
def test_a_granted_line_is_credited_once_and_a_rejected_one_never(office, claimed):
    answer(claimed, 1)
    rejected, good = f"/ingediend/{claimed.pk}/0/", f"/ingediend/{claimed.pk}/1/"
    assert "Alleen crediteren" not in words(office.browser.get(rejected))
    office.browser.post(rejected, {"daad": "crediteren"})
    assert not Declaratieregel.objects.filter(debet=False).exists()
    assert office.browser.post(good, {"daad": "crediteren"}).status_code == 302
    second = office.browser.post(good, {"daad": "crediteren"})
    assert second.status_code == 422
    assert "De regel is al gecrediteerd. Wat nu: Een tweede credit kan niet." in words(second)
    assert Declaratieregel.objects.filter(debet=False).count() == 1


def test_a_granted_line_gets_another_volume_in_one_message(office, claimed):
    answer(claimed)
    page = office.browser.post(f"/ingediend/{claimed.pk}/0/", {"volume": "1", "daad": "opnieuw"})
    row = Archiefbericht.objects.get(pk=page.url.split("/")[2])
    lines = [line for client in read(archive.payload(row)).declaratie.clienten for line in client.prestaties]
    assert [(line.ingediend_bedrag.debet_credit, line.ingediend_bedrag.bedrag) for line in lines] == [
        ("C", 2 * TARIEF),
        ("D", TARIEF),
    ]


def test_a_volume_above_what_may_be_is_refused_beforehand_with_its_rule(office, claimed):
    answer(claimed)
    page = office.browser.post(f"/ingediend/{claimed.pk}/0/", {"volume": "21", "daad": "opnieuw"})
    assert page.status_code == 422
    assert "TR321" in words(page)
    assert Declaratie.objects.count() == 1


def test_a_line_that_waits_cannot_be_corrected(office, claimed):
    page = words(office.browser.get(f"/ingediend/{claimed.pk}/0/"))
    assert "De regel wacht op antwoord." in page
    assert office.browser.post(f"/ingediend/{claimed.pk}/0/", {"daad": "crediteren"}).status_code == 422


def test_an_auditor_reads_and_finds_no_button(office, claimed):
    reader = signed_in(person(Rol.AUDITOR, office.party))
    for address in (
        "/leveringen/?maand=2026-04",
        f"/leveringen/{office.versie.pk}/",
        "/declareren/",
        f"/ingediend/{claimed.pk}/",
    ):
        page = reader.get(address)
        assert page.status_code == 200
        forms = set(re.findall(r'method="post" action="([^"]+)"', page.content.decode()))
        assert forms <= {"/uitloggen/", "/weergaven/"}, "a saved view is one's own"


@pytest.mark.eis("E197")
@pytest.mark.parametrize(("today", "late"), [(date(2024, 9, 30), False), (date(2024, 10, 31), False), (date(2024, 11, 1), True)])
def test_the_term_of_a_rejected_line_is_the_period_after_its_own(office, claimed, monkeypatch, today, late):
    answer(claimed, 1)
    Declaratie.objects.update(periode=date(2024, 9, 1))
    monkeypatch.setattr(timezone, "localdate", lambda *_: today)
    page = words(office.browser.get(f"/ingediend/{claimed.pk}/"))
    assert ("Te laat: afgewezen regels kon u tot en met declaratieperiode oktober 2024 opnieuw indienen." in page) is late
    assert ("Afgewezen regels dient u opnieuw in tot en met declaratieperiode oktober 2024." in page) is not late


@pytest.mark.eis("E198")
@pytest.mark.parametrize(("today", "late"), [(date(2024, 12, 15), False), (date(2024, 12, 16), True)])
def test_the_term_of_a_granted_line_is_two_months_after_it_was_granted(office, claimed, monkeypatch, today, late):
    answer(claimed)
    Declaratie.objects.update(beantwoord_op=date(2024, 10, 15))
    monkeypatch.setattr(timezone, "localdate", lambda *_: today)
    page = words(office.browser.get(f"/ingediend/{claimed.pk}/"))
    assert ("Toegekende regels corrigeert u tot en met 15 december 2024." in page) is not late
    assert ("Te laat: toegekende regels kon u tot en met 15 december 2024 corrigeren." in page) is late
