"""What is measured of claims in a register, as acts of `bench.acts`: months of claims, and the largest claim that may travel."""

import resource
from datetime import UTC, datetime
from time import process_time
from typing import Any

import msgspec
from lxml import etree

from ketenwerk.bench import maanden
from ketenwerk.bench.clock import best
from ketenwerk.bench.material import GEMEENTE
from ketenwerk.bench.opening import opened
from ketenwerk.messages.write import write

SOURCE = "keten"
PER_KILOBYTE = 1024


def months(lines: int, first: int, count: int) -> list[dict[str, float]]:
    """Claims of `count` months, each judged, answered and committed: seconds of the processor, and those of its floor."""
    from ketenwerk.process import intake, pipeline

    if not first:
        _assign(lines)
    found = []
    for number in range(first, first + count):
        data = write(maanden.claim(lines, number))
        floor = best({"floor": lambda data=data: etree.fromstring(data)}, 3)["floor"]
        intake.take_in(data, "meting.xml", SOURCE, _now())
        begin = process_time()
        row = pipeline.work_one(_now())
        assert row is not None
        found.append({"seconds": process_time() - begin, "floor": floor, "findings": row.findings_count})
    return found


def largest(lines: int) -> dict[str, float]:
    """One claim from its bytes to the 325 that is to be sent: megabytes that the process took at most, and lines granted."""
    from ketenwerk.process import intake, pipeline
    from ketenwerk.register.models import Declaratie

    _assign(lines)
    data = write(maanden.claim(lines, 0))
    intake.take_in(data, "meting.xml", SOURCE, _now())
    pipeline.work_one(_now())
    claim = Declaratie.objects.get()
    assert claim.antwoord is not None
    return {
        "bytes": len(data),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_KILOBYTE,
        "granted": claim.regels - claim.afgewezen_regels,
    }


def pages(lines: int, number: int) -> dict[str, dict[str, float]]:
    """The list of claims; of the last claim its last page, its rejected lines, the last of those and its message; one that waits.

    Takes in the claim of month `number`, which waits until somebody answers it.
    """
    from ketenwerk.register.models import Declaratie, EigenPartij

    claim = Declaratie.objects.order_by("-pk").exclude(antwoord=None).first()
    assert claim is not None
    own = f"/declaraties/{claim.bericht_id}/"
    rejected = claim.regel_rijen.filter(staat="afgewezen").order_by("-positie").first()
    assert rejected is not None
    EigenPartij.objects.update(kijkt_na=True)
    months(lines, number, 1)
    waiting = f"/declaraties/{Declaratie.objects.get(antwoord=None).bericht_id}/"
    return opened(
        {
            "declaraties": "/declaraties/",
            "declaratie": f"{own}?blad={claim.regels}",
            "afgewezen": f"{own}?toon=afgewezen&blad={claim.regels}",
            "regel": f"{own}regels/{rejected.positie}/",
            "wacht": waiting,
            "wacht_regel": f"{waiting}regels/{rejected.positie}/",
            "voorbeeld": f"{waiting}versturen/",
            "bericht": f"/berichten/{claim.bericht_id}/",
        }
    )


def provider_pages(lines: int) -> dict[str, dict[str, float]]:
    """The pages of a provider with a delivery to be claimed on each of so many assignments."""
    from ketenwerk.register.models import Toewijzingversie

    _deliver(lines, _assign(lines, maanden.AANBIEDER))
    versie = Toewijzingversie.objects.filter(party__code=maanden.AANBIEDER).order_by("-nummer").first()
    assert versie is not None
    asked = f"maand={maanden.FIRST:%Y-%m}"
    return opened(
        {
            "leveringen": f"/leveringen/?{asked}",
            "levering": f"/leveringen/{versie.pk}/?{asked}",
            "declareren": f"/declareren/?{asked}",
            "openstaand": "/openstaand/",
        },
        "zorgadministrateur",
    )


def _deliver(lines: int, gesprek: Any) -> None:
    from django.db import transaction

    from ketenwerk.register import clients, leveringen
    from ketenwerk.register.models import Invoer, Levering

    own = clients.ids_of(gesprek.party_id, [bsn for bsn, _ in maanden.assignments(lines)])
    with transaction.atomic():
        invoer = Invoer(party=gesprek.party, at=_now(), door="meting")
        invoer.seal("naam", b"")
        invoer.save(force_insert=True)
        rows = [
            Levering(
                party=gesprek.party, gesprek=gesprek, client_id=own[bsn], invoer=invoer, toewijzing=each.toewijzing_nummer,
                categorie=maanden.PRODUCT.categorie, code=maanden.PRODUCT.code or "", datum=maanden.FIRST, hoeveelheid=60,
                eenheid="01", kenmerk=f"meting-{each.toewijzing_nummer}",
            )
            for bsn, products in maanden.assignments(lines)
            for each in products
        ]  # fmt: skip
        leveringen.keep(rows)


def _assign(lines: int, own: str = GEMEENTE) -> Any:
    """Puts the assignments in the register of a party as their messages would have, for making thousands takes long.

    Gives the conversation.
    """
    from django.db import transaction

    from ketenwerk.ledger import facts
    from ketenwerk.protocol.afspraken import Afspraak, Afspraken
    from ketenwerk.register import afspraken, clients, parties, projection
    from ketenwerk.register.addressing import Address
    from ketenwerk.register.archive import make
    from ketenwerk.register.models import Bron, Gesprek
    from ketenwerk.standard.release import MESSAGES

    now = _now()
    party = parties.add_own("jw", own, now)
    gesprek, _ = Gesprek.objects.get_or_create(
        party=party, gemeente=GEMEENTE, aanbieder=maanden.AANBIEDER, defaults={"wet": "jw"}
    )
    agreed = Afspraak(
        wet="jw", gemeente=GEMEENTE, categorie="45", code="45A48", eenheid="04", variant="inspanning", tarief=maanden.TARIFF,
        van=maanden.FIRST,
    )  # fmt: skip
    afspraken.take_over(Afspraken([agreed]), [party], now, "meting")
    address = Address(MESSAGES["JW301"], GEMEENTE, maanden.AANBIEDER)
    with transaction.atomic():
        row = make(b"<meting/>", Bron.EIGEN, now, address=address, gesprek=gesprek)
        row.processed_at, row.counts = now, False
        row.save(force_insert=True)
        for bsn, products in maanden.assignments(lines):
            before = facts.Dossier(gesprek.fact, bsn)
            versies = {
                each.toewijzing_nummer: facts.Toewijzing(each.toewijzing_nummer, (facts.Versie(each, row.pk.hex),))
                for each in products
            }
            projection.store(clients.find_or_make(gesprek, bsn), before, msgspec.structs.replace(before, toewijzingen=versies))
    return gesprek


def _now() -> datetime:
    return datetime.now(UTC)
