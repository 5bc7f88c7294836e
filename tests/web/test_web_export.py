"""Lists as files: the rows of the page and no other, whole BSNs only for who may see them, and no text that runs as a formula."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from gebied import (
    AANBIEDER,
    BSN,
    DIEMEN,
    HOUTEN,
    OTHER_BSN,
    THIRD_BSN,
    Happened,
    at_municipality,
    at_provider,
    own,
    person,
    signed_in,
)

from ketenwerk.register.models import Client, Declaratie
from ketenwerk.sheets.reading import first
from ketenwerk.web.exporting import Lijst, download
from ketenwerk.web.models import Inzage
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

FILES = {
    "/berichten/berichten": Rol.BACKOFFICE,
    "/clienten/clienten": Rol.BACKOFFICE,
    "/declaraties/declaraties": Rol.BACKOFFICE,
    "/aanbieders/aanbieders": Rol.BEHEERDER,
    "/inzage/inzagen": Rol.BEHEERDER,
    "/betalingen/open": Rol.CONTROLLER,
    "/betalingen/batches": Rol.CONTROLLER,
    "/betalingen/opdracht": Rol.CONTROLLER,
}
OF_PROVIDER = ("/leveringen/leveringen", "/openstaand/openstaand", "/declaraties/declaraties", "/clienten/clienten")


@pytest.fixture
def diemen() -> Happened:
    at_municipality(HOUTEN, OTHER_BSN)
    return at_municipality(DIEMEN, BSN)


def content(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(browser: Browser, address: str) -> list[list[str]]:
    """The file, which must say the same in both forms."""
    path, _, asked = address.partition("?")
    data = content(browser.get(f"{path}.csv?{asked}"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = first(content(browser.get(f"{path}.xlsx?{asked}")))
    assert [number for number, _ in sheet.rijen] == list(range(1, len(rows) + 1))
    for plain, (_, cells) in zip(rows, sheet.rijen, strict=True):
        assert [same(cell) for cell in plain] == [same(cell) for cell in [*cells, *[""] * (len(plain) - len(cells))]]
    return rows


def same(cell: str) -> str:
    """Money has a comma in CSV; a moment has its seconds in a spreadsheet."""
    number = cell.replace(",", ".")
    if re.fullmatch(r"-?[0-9]+\.[0-9]{1,2}", number):
        return f"{float(number):.2f}".removesuffix(".00")
    return cell[:16] if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ", cell) else cell


@pytest.mark.parametrize("address", FILES)
def test_each_list_is_a_file_in_both_forms(diemen: Happened, address: str) -> None:
    browser = signed_in(person(FILES[address], diemen.party))
    rows = table(browser, address)
    assert len(rows[0]) >= 4
    assert browser.get(f"{address}.pdf").status_code == 404
    named = browser.get(f"{address}.csv").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', named)
    assert BSN not in named


def test_the_lists_of_a_provider_are_files_too() -> None:
    browser = signed_in(person(Rol.ZORGADMINISTRATEUR, at_provider(AANBIEDER, THIRD_BSN).party))
    for address in OF_PROVIDER:
        assert len(table(browser, address)) >= 2, address


def test_a_file_holds_the_own_party_alone(diemen: Happened) -> None:
    browser = signed_in(person(Rol.BACKOFFICE, diemen.party))
    for address in ("/berichten/berichten", "/clienten/clienten", "/declaraties/declaraties"):
        text = content(browser.get(f"{address}.csv")).decode()
        assert DIEMEN in text
        assert HOUTEN not in text
        assert OTHER_BSN not in text


def test_a_file_has_the_filters_of_its_page(diemen: Happened) -> None:
    browser = signed_in(person(Rol.BACKOFFICE, diemen.party))
    every = table(browser, "/berichten/berichten")
    claims = table(browser, "/berichten/berichten?soort=323")
    assert {row[0] for row in claims[1:]} == {"JW323"}
    assert len(claims) < len(every)
    assert len(table(browser, "/berichten/berichten?soort=317")) == 1
    number = Declaratie.objects.filter(party=diemen.party).get().nummer
    assert len(table(browser, f"/declaraties/declaraties?nummer={number}")) == 2
    assert len(table(browser, "/declaraties/declaraties?nummer=NIET")) == 1
    page = browser.get("/?soort=323&blad=1").content.decode()
    assert 'href="/berichten/berichten.xlsx?soort=323"' in page


def test_whole_numbers_of_persons_go_along_only_for_who_may_see_them(diemen: Happened) -> None:
    full = table(signed_in(person(Rol.BACKOFFICE, diemen.party)), "/clienten/clienten")
    assert [row[0] for row in full[1:]] == [BSN]
    covered = table(signed_in(person(Rol.AUDITOR, diemen.party)), "/clienten/clienten")
    assert BSN not in str(covered)
    assert BSN[-4:] in covered[1][0]


def test_a_role_elsewhere_does_not_uncover_here(diemen: Happened) -> None:
    houten = own(HOUTEN)
    gebruiker = person(Rol.AUDITOR, diemen.party)
    gebruiker.mandaten.create(rol=Rol.BACKOFFICE, party=houten)
    text = content(signed_in(gebruiker).get("/clienten/clienten.csv")).decode()
    assert OTHER_BSN in text
    assert BSN not in text


def test_a_list_with_numbers_that_was_taken_away_is_noted_once_and_one_without_is_not(diemen: Happened) -> None:
    content(signed_in(person(Rol.BACKOFFICE, diemen.party)).get("/clienten/clienten.csv"))
    content(signed_in(person(Rol.AUDITOR, diemen.party)).get("/clienten/clienten.csv"))
    noted = Inzage.objects.filter(daad=Inzage.Daad.EXPORT)
    assert [(each.gebruiker.naam, each.party_id) for each in noted] == [(noted[0].gebruiker.naam, diemen.party.pk)]
    assert noted[0].gebruiker.mandaten.get().rol == Rol.BACKOFFICE


def test_the_archive_names_no_client_and_no_file(diemen: Happened) -> None:
    text = content(signed_in(person(Rol.BACKOFFICE, diemen.party)).get("/berichten/berichten.csv")).decode()
    assert BSN not in text
    assert "b.xml" not in text


def test_lines_of_a_claim_are_a_file_in_both_forms(diemen: Happened) -> None:
    browser = signed_in(person(Rol.BACKOFFICE, diemen.party))
    rows = table(browser, f"/declaraties/{diemen.declaratie}/regels")
    assert len(rows) == 1 + Declaratie.objects.get(bericht=diemen.declaratie).regels
    assert BSN not in str(rows)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@sum", "\t=1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    made = Lijst("proef", ["a"], [[text]])
    assert content(download(made, "csv")).decode("utf-8-sig").splitlines()[1].strip('"').startswith("'")
    assert first(content(download(made, "xlsx"))).rijen[1] == (2, [text])


def test_a_longer_list_takes_more_queries_by_the_part_and_not_by_the_row(diemen: Happened) -> None:
    browser = signed_in(person(Rol.AUDITOR, diemen.party))
    content(browser.get("/clienten/clienten.csv"))
    with CaptureQueriesContext(connection) as few:
        content(browser.get("/clienten/clienten.csv"))
    for number in range(20):
        row = Client(party=diemen.party, bsn_hash=f"{number}")
        row.seal("bsn", f"{number:09d}".encode())
        row.save()
    with CaptureQueriesContext(connection) as more:
        assert len(content(browser.get("/clienten/clienten.csv")).splitlines()) == 22
    assert len(more) == len(few)
