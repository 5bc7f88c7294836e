"""Uploading: what is taken in, what is not and why, and where one goes from there."""

import zipfile
from uuid import UUID

import pytest
from pieces import assignment, good, no_xml, refused, rejected, start, zipped

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Zending

pytestmark = pytest.mark.django_db

MIB = 1024 * 1024


def kept() -> list[Archiefbericht]:
    return list(Archiefbericht.objects.filter(direction="in").order_by("received_at"))


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_one_message_leads_to_its_page(upload):
    response = upload(("stop.xml", good()))
    (row,) = kept()
    assert response.status_code == 302
    assert response.url == f"/berichten/{row.pk}/"
    assert archive.payload(row) == good()


def test_with_htmx_the_browser_is_told_where_to_go(upload):
    response = upload(("stop.xml", good()), HX_Request="true")
    assert response.status_code == 204
    assert response["HX-Redirect"] == f"/berichten/{kept()[0].pk}/"


def test_many_files_lead_to_a_list_with_a_summary(upload, client):
    response = upload(("a.xml", good()), ("b.xml", rejected()), ("c.xml", refused()), ("d.xml", start()))
    zending = Zending.objects.get()
    assert response.url == f"/?zending={zending.pk}"
    page = words(client.get(response.url))
    assert "4 berichten: 2 goed, 1 afgekeurd, 1 geweigerd" in page
    assert page.count('<tr role="row">') == 5


def test_a_zip_is_opened_and_its_folders_are_ignored(upload):
    names = ["map/stop.xml", "map/diep/start.xml", "../../etc/passwd.xml"]
    upload(("berichten.zip", zipped(zip(names, [good(), start(), assignment()], strict=True))))
    assert sorted(archive.kern(row).name for row in kept()) == ["passwd.xml", "start.xml", "stop.xml"]


def test_a_zip_is_known_by_its_content_not_by_its_name(upload):
    upload(("berichten.xml", zipped([("stop.xml", good()), ("start.xml", start())])))
    assert len(kept()) == 2


def test_what_is_no_xml_in_a_zip_is_named_and_left_out(upload, client):
    junk = [
        ("stop.xml", good()),
        ("lees mij.txt", b"hallo"),
        ("leeg.xml", b""),
        ("__MACOSX/._stop.xml", b"x"),
        (".DS_Store", b"x"),
    ]
    response = upload(("berichten.zip", zipped(junk)))
    assert len(kept()) == 1
    page = words(client.get(response.url))
    assert "<strong>lees mij.txt</strong> is niet opgenomen. De naam eindigt niet op .xml." in page
    assert "<strong>leeg.xml</strong> is niet opgenomen. Het bestand is leeg." in page
    assert "MACOSX" not in page
    assert "DS_Store" not in page


def test_binary_is_kept_as_a_refused_message(upload):
    upload(("factuur.xml", no_xml()))
    assert [row.verdict for row in kept()] == ["refused"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("leeg.xml", b"", "Het bestand is leeg."),
        ("zip.zip", zipped([]), "Het bestand is leeg."),
        ("te groot.xml", b"<a>" + b" " * (25 * MIB), "groter dan 25 MB"),
        ("kapot.zip", zipped([("a.xml", good())])[:-30], "beschadigd"),
        ("half.zip", b"PK\x03\x04 dit is geen zip", "beschadigd"),
        ("in.zip", zipped([("a.xml", good()), ("b.zip", zipped([("c.xml", good())]))]), "nog een zip"),
        ("veel.zip", zipped((f"{n}.xml", b"<a/>") for n in range(501)), "meer dan 500 bestanden"),
        ("bom.zip", zipped([("a.xml", b"\0" * (101 * MIB))]), "groter dan 100 MB"),
    ],
    ids=["empty", "empty zip", "26 MB", "cut zip", "no zip", "nested", "too many", "bomb"],
)
def test_what_is_not_taken_in_says_why_and_what_now(upload, name, data, why):
    response = upload((name, data))
    page = words(response)
    assert response.status_code == 422
    assert f"<strong>{name}</strong> is niet opgenomen." in page
    assert why in page
    assert "Wat nu:" in page
    assert 'aria-invalid="true"' in page
    assert not kept()


def test_a_zip_with_a_password_is_refused(upload):
    data = bytearray(zipped([("a.xml", good())]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    response = upload(("geheim.zip", bytes(data)))
    assert response.status_code == 422
    assert "wachtwoord" in words(response)
    assert not kept()


def test_a_zip_that_lies_about_its_size_is_stopped_while_it_unpacks(upload, settings):
    settings.KETENWERK_ZIP_LIMIT = 3 * MIB
    data = bytearray(zipped([("a.xml", b"\0" * (8 * MIB))]))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")
    response = upload(("leugen.zip", bytes(data)))
    assert response.status_code == 422
    assert not kept()


def test_stored_zips_are_bounded_too(upload, settings):
    settings.KETENWERK_ZIP_LIMIT = MIB
    response = upload(("b.zip", zipped([("a.xml", b"x" * MIB), ("b.xml", b"x")], zipfile.ZIP_STORED)))
    assert response.status_code == 422
    assert "groter dan 100 MB" in words(response)


def test_no_file_chosen(upload):
    response = upload()
    assert response.status_code == 422
    assert "Er is geen bestand gekozen." in words(response)


def test_what_is_right_is_kept_beside_what_is_not(upload, client):
    response = upload(("goed.xml", good()), ("leeg.xml", b""))
    assert len(kept()) == 1
    assert "1 bericht: 1 goed" in words(client.get(response.url))
    assert "<strong>leeg.xml</strong> is niet opgenomen." in words(client.get(response.url))


def test_the_same_file_twice_is_marked(upload, client):
    upload(("a.xml", good()))
    upload(("b.xml", good()))
    assert words(client.get("/")).count("eerder ontvangen") == 1
    second = Archiefbericht.objects.get(duplicate_of__isnull=False)
    assert "Hetzelfde bestand is al ontvangen" in words(client.get(f"/berichten/{second.pk}/"))


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, settings):
    settings.KETENWERK_BODY_LIMIT = 1000
    response = client.post("/uploaden/", data=b"x" * 1001, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 413
    assert "De upload is te groot" in words(response)


def test_more_than_500_files_at_once_get_a_page_of_their_own(upload):
    response = upload(*((f"{n}.xml", b"<a/>") for n in range(501)))
    assert response.status_code == 400
    assert "hoogstens 500 bestanden" in words(response)
    assert not kept()


def test_without_the_token_of_the_form_nothing_is_kept(client):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/uploaden/", {})
    assert response.status_code == 403
    assert "Uw opdracht is niet uitgevoerd" in words(response)


def test_the_address_of_the_upload_leads_back_to_the_list(client):
    assert client.get("/uploaden/").url == "/"


def test_an_unknown_or_malformed_upload_number_shows_the_list(client, receive):
    receive(good())
    assert client.get(f"/?zending={UUID(int=1)}").status_code == 200
    assert client.get("/?zending=zomaar").status_code == 200
