"""What a message is found by is read from its bytes, however they are written, and stands beside it as soon as it is kept."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from builders import (
    BSN,
    OTHER_BSN,
    afgewezen,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht323,
    bericht325,
    client323,
    client325,
    dag,
    message_of,
    prestatie,
    referentie,
    start,
    stop,
    toegewezen,
)
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.register import kenmerken, parties, rotate
from ketenwerk.register.crypto import keyring
from ketenwerk.register.models import Archiefbericht
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def name_of(bericht: Any) -> str:
    return str(bericht.header.bericht_identificatie.identificatie)


def test_a_message_of_one_client() -> None:
    bericht = bericht301("jw", toegewezen("jw", toewijzing_nummer=77, referentie_aanbieder="VOT 1"))
    found = kenmerken.read_from(write(bericht))
    assert (found.identificatie, found.bsns) == (name_of(bericht), (BSN,))
    assert found.verwijzingen == ("77", "VOT 1")
    assert found.codes == ()


def test_a_claim_names_all_its_clients_lines_and_assignments() -> None:
    lines = [prestatie("jw", product_referentie=referentie(f"RN{place}"), toewijzing_nummer=place) for place in (1, 2)]
    found = kenmerken.read_from(write(bericht323("jw", client323(lines[0]), client323(lines[1], bsn=OTHER_BSN))))
    assert found.bsns == (BSN, OTHER_BSN)
    assert {"1", "2", "RN1", "RN2", "DN001"} <= set(found.verwijzingen)


def test_an_answer_names_the_claim_that_it_answers_and_its_codes() -> None:
    bericht = bericht325("jw", client325(afgewezen("jw")))
    found = kenmerken.read_from(write(bericht))
    assert found.identificatie == name_of(bericht)
    assert bericht.header.declaratie_identificatie.identificatie in (*found.verwijzingen, found.identificatie)
    assert found.codes


def test_a_return_message_has_the_name_of_what_it_returns_and_one_of_its_own() -> None:
    bericht = bericht307("jw", stop("jw", einddatum=dag("2019-01-01")))
    made = reply(check(bericht), identificatie="EIGEN1", dagtekening=dag("2026-11-24"))
    assert made is not None
    found = kenmerken.read_from(write(made))
    assert (found.identificatie, found.codes) == (name_of(bericht), ("0001",))
    assert "EIGEN1" in found.verwijzingen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<BSN>", b"<BSN xml:space='default' >"),
        (b"<BSN>", b"<BSN\n>\n  "),
        (b"<BSN>", b"<BSN><!-- cli\xc3\xabnt -->"),
        (b"<BSN>" + BSN.encode(), b"<BSN><![CDATA[" + BSN.encode() + b"]]>"),
        (b"<BSN>9", b"<BSN>&#57;"),
    ],
)
def test_the_way_it_is_written_makes_no_difference(before: bytes, after: bytes) -> None:
    data = write(bericht305("jw"))
    tag = next(part for part in (b"<Bsn>", b"<jw305:Bsn>") if part in data)
    changed = data.replace(before.replace(b"<BSN>", tag), after.replace(b"<BSN", tag[:-1]), 1)
    assert changed != data
    assert kenmerken.read_from(changed) == kenmerken.read_from(data)
    utf16 = data.decode().replace("UTF-8", "UTF-16").replace("utf-8", "utf-16").encode("utf-16")
    assert kenmerken.read_from(utf16).bsns == (BSN,)


def test_what_is_only_in_a_comment_is_no_mark() -> None:
    data = write(bericht305("jw")).replace(b"</Bericht>", b"<!-- <Bsn>" + OTHER_BSN.encode() + b"</Bsn> --></Bericht>")
    data = data if OTHER_BSN.encode() in data else data + b"<!-- <Bsn>" + OTHER_BSN.encode() + b"</Bsn> -->"
    assert kenmerken.read_from(data).bsns == (BSN,)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"\x00\xff" * 40, b"<Bsn>", b"<!--", b"<?xml version='1.0'?><!-- <Bsn>1"])
def test_what_is_no_message_has_no_marks(data: bytes) -> None:
    assert kenmerken.read_from(data) == kenmerken.Gevonden()


def test_what_is_cut_off_is_found_by_what_came() -> None:
    data = write(bericht305("jw"))
    assert kenmerken.read_from(data[: data.index(BSN.encode()) + 30]).bsns == (BSN,)
    assert kenmerken.read_from(b"<!-- x -->" + data[: data.index(BSN.encode()) + 30]).bsns == (BSN,)


def test_names_that_are_too_long_and_numbers_that_are_none_are_left_out() -> None:
    data = write(bericht315("jw"))
    assert kenmerken.read_from(data.replace(BSN.encode(), b"99999001")).bsns == ("099999001",)
    assert kenmerken.read_from(data.replace(BSN.encode(), b"9999900190")).bsns == ()
    name = name_of(bericht315("jw")).encode()
    assert kenmerken.read_from(data.replace(b">" + name + b"<", b">" + b"x" * 20 + b"<")).identificatie == "x" * 20
    assert kenmerken.read_from(data.replace(b">" + name + b"<", b">" + b"x" * 21 + b"<")).identificatie == ""


@pytest.mark.django_db
class TestKept:
    """The marks in the database."""

    @pytest.fixture(autouse=True)
    def _own(self, key_file: Path) -> None:
        parties.add_own("jw", "0384", NOW)

    def take(self, data: bytes) -> Archiefbericht:
        return intake.receive(data, "b.xml", "keten", NOW).bericht

    def test_a_refused_message_and_one_that_waits_have_their_marks(self) -> None:
        refused = self.take(write(bericht305("jw")).replace(b"StatusAanlevering>1<", b"StatusAanlevering>7<"))
        waiting = intake.take_in(write(bericht315("jw")), "b.xml", "keten", NOW).row
        assert (refused.verdict, waiting.verdict) == ("refused", "waiting")
        assert {refused, waiting} == set(Archiefbericht.objects.filter(bsn_hash__in=keyring().hashes(BSN)))
        assert refused.kenmerken.filter(soort="code").exists()

    def test_what_was_found_and_what_we_answered_are_marks(self) -> None:
        self.take(write(bericht315("jw")))
        again = self.take(write(bericht315("jw")))
        assert {"TR056", "9056"} <= set(again.kenmerken.filter(soort="code").values_list("waarde", flat=True))
        assert "9056" in again.antwoord.kenmerken.filter(soort="code").values_list("waarde", flat=True)

    def test_a_claim_keeps_its_clients_beside_it_and_no_number_in_the_clear(self) -> None:
        claim = bericht323("jw", client323(prestatie("jw")), client323(prestatie("jw"), bsn=OTHER_BSN))
        row = self.take(write(claim))
        hashes = {keyring().hashed(bsn) for bsn in (BSN, OTHER_BSN)}
        assert set(row.kenmerken.filter(soort="bsn").values_list("waarde", flat=True)) == hashes
        assert row.bsn_hash == ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM register_kenmerk")
            assert not any(bsn in repr(each) for each in cursor.fetchall() for bsn in (BSN, OTHER_BSN))

    def test_all_stay_findable_under_a_new_key(self) -> None:
        one = self.take(write(bericht305("jw", start("jw"))))
        several = self.take(write(bericht323("jw", client323(prestatie("jw")), client323(prestatie("jw"), bsn=OTHER_BSN))))
        old = keyring().hashed(BSN)
        rotate.new_key()
        assert sum(rotate.rotate()) > 0
        rotate.forget_unused()
        (new,) = keyring().hashes(BSN)
        assert new != old
        assert one in Archiefbericht.objects.filter(bsn_hash=new)
        assert several in Archiefbericht.objects.filter(kenmerken__soort="bsn", kenmerken__waarde=new)
        assert not Archiefbericht.objects.filter(kenmerken__waarde=old).exists()


def test_every_message_says_its_name() -> None:
    for bericht in (bericht301("wmo"), bericht305("wmo"), bericht307("wmo"), bericht315("wmo"), bericht323("wmo")):
        assert kenmerken.read_from(write(bericht)).identificatie == name_of(bericht), message_of(bericht).name
