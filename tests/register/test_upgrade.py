"""A database of an earlier version goes forward with all that is in it, and what is in it can be found afterwards."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from builders import AANBIEDER, BSN, GEMEENTE, OTHER_BSN, bericht301, bericht315, bericht323, client323, prestatie, toegewezen
from ketenwerk.ledger.facts import Versie
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.write import write
from ketenwerk.register.crypto import KeyProblem, keyring, new_key
from ketenwerk.register.models import Archiefbericht, Toewijzingversie

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FINDING = Finding(rule="TR347", level=3, code="9347", path="/Bericht")


@pytest.fixture(autouse=True)
def _forward_again() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def back_to(name: str) -> Any:
    """The models as they were at that migration, in a database that is there again."""
    MigrationExecutor(connection).migrate([("register", name)])
    return MigrationExecutor(connection).loader.project_state([("register", name)]).apps


def forward() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def kept(model: Any, data: bytes, place: int, **more: Any) -> Any:
    """A row as an earlier version wrote it, its encrypted columns bound to it."""
    pk, ring = uuid.uuid4(), keyring()
    clear = {"kern": b"{}", "judgement": msgspec.json.encode([FINDING] if place == 1 else []), "payload": data}
    sealed = {name: ring.seal(text, f"register_archiefbericht/{pk}/{name}") for name, text in clear.items()}
    row = {"received_at": NOW, "direction": "in", "verdict": "accepted", "size": len(data), "sha256": "x", "source": "upload"}
    return model.objects.create(id=pk, key_id=ring.active, **{**row, **sealed, **more})


def filled(count: int = 3) -> list[Any]:
    """A database of version 0002: a request, a claim of two clients, what is no message, and an assignment of the register."""
    old = back_to("0002_register")
    archief = old.get_model("register", "Archiefbericht")
    claim = bericht323("jw", client323(prestatie("jw")), client323(prestatie("jw"), bsn=OTHER_BSN))
    contents = [write(bericht315("jw")), write(claim), b"%PDF-1.4"]
    rows = [
        kept(archief, contents[place % 3], place, sequence=place + 1, processed_at=NOW, processed_nr=place + 1)
        for place in range(count)
    ]
    party = old.get_model("register", "EigenPartij").objects.create(wet="jw", code=GEMEENTE, since=NOW)
    gesprek = old.get_model("register", "Gesprek").objects.create(party=party, wet="jw", gemeente=GEMEENTE, aanbieder=AANBIEDER)
    ring = keyring()
    client = old.get_model("register", "Client").objects.create(
        party=party, key_id=ring.active, bsn_hash=ring.hashed(BSN), bsn=b"x"
    )
    dossier = old.get_model("register", "Dossier").objects.create(party=party, gesprek=gesprek, client=client)
    for place, referentie in enumerate(("VOT1", None)):
        product = toegewezen("jw", referentie_aanbieder=referentie)
        pk, feit = uuid.uuid4(), msgspec.json.encode(Versie(product, rows[0].pk.hex))
        old.get_model("register", "Toewijzingversie").objects.create(
            id=pk, key_id=ring.active, party=party, dossier=dossier, bericht=rows[0], sleutel=str(place),
            nummer=product.toewijzing_nummer, toewijzingsdatum=product.toewijzingsdatum, toewijzingstijd="12:00",
            ingangsdatum=product.ingangsdatum, feit=ring.seal(feit, f"register_toewijzingversie/{pk}/feit"),
        )  # fmt: skip
    return rows


def marks(row: Any) -> set[tuple[str, str]]:
    return set(Archiefbericht.objects.get(pk=row.pk).kenmerken.values_list("soort", "waarde"))


def test_an_archive_of_the_first_version_goes_forward() -> None:
    old = back_to("0001_initial").get_model("register", "Archiefbericht")
    for place in range(3):
        kept(old, b"c%d" % place, place)
    forward()
    rows = list(Archiefbericht.objects.order_by("sequence"))
    assert sorted(row.sequence for row in rows) == [1, 2, 3]
    assert all((row.counts, row.processed_at) == (False, NOW) for row in rows)
    assert {row.opened("payload") for row in rows} == {b"c0", b"c1", b"c2"}
    assert {(row.opened("kern"), row.changes) for row in rows} == {(b"{}", None)}


def test_what_was_kept_before_can_be_found_afterwards() -> None:
    request, claim, nothing = filled()
    forward()
    hashed = keyring().hashed
    row = Archiefbericht.objects.get(bsn_hash=hashed(BSN))
    assert (row.pk, row.identificatie) == (request.pk, bericht315("jw").header.bericht_identificatie.identificatie)
    assert any(soort == "verwijzing" for soort, _ in marks(request))
    several = {("bsn", hashed(BSN)), ("bsn", hashed(OTHER_BSN)), ("code", "TR347"), ("code", "9347")}
    assert several <= marks(claim)
    assert Archiefbericht.objects.get(pk=claim.pk).bsn_hash == ""
    assert marks(nothing) == set()
    assert sorted(Toewijzingversie.objects.values_list("referentie", flat=True)) == ["", "VOT1"]


def test_all_are_found_when_there_are_more_than_are_read_at_a_time() -> None:
    filled(450)
    forward()
    assert Archiefbericht.objects.filter(bsn_hash=keyring().hashed(BSN)).count() == 150


def test_a_damaged_message_does_not_stop_the_upgrade_and_a_lacking_key_does(key_file: Any) -> None:
    request, claim, _ = filled()
    type(request).objects.filter(pk=request.pk).update(payload=b"beschadigd")
    key = key_file.read_text()
    key_file.write_text(new_key() + "\n")
    with pytest.raises(KeyProblem, match="ontbreekt"):
        forward()
    key_file.write_text(key)
    forward()
    assert marks(request) == set()
    assert ("code", "TR347") in marks(claim)


def test_a_message_with_an_assignment_is_found_by_what_it_names() -> None:
    old = back_to("0002_register")
    row = kept(old.get_model("register", "Archiefbericht"), write(bericht301("jw", toegewezen("jw", toewijzing_nummer=77))), 0,
               sequence=1, processed_at=NOW, processed_nr=1)  # fmt: skip
    forward()
    assert ("verwijzing", "77") in marks(row)
