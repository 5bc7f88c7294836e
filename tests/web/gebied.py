"""A small region with history for the tests of scope, clients and trajects: two municipalities and two providers of our own.

What happened at Diemen and 65656055 happened in the same way at Houten and 65656056, with other clients.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.test import Client as Browser

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process import acts, contact, intake, leveren
from ketenwerk.register import parties, relaties
from ketenwerk.register.models import (
    Archiefbericht,
    Betaalbatch,
    Client,
    Contactmoment,
    Declaratie,
    EigenPartij,
    Gesprek,
    Invoer,
    Relatie,
    Toewijzingversie,
)
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet
from ketenwerk.web import sleutels
from ketenwerk.web.models import Gebruiker, Mandaat, Toegangssleutel
from ketenwerk.web.roles import Rol

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DIEMEN, HOUTEN = b.GEMEENTE, "0321"
AANBIEDER, OTHER_AANBIEDER, THIRD_AANBIEDER = b.AANBIEDER, "65656056", "65656057"
BSN, OTHER_BSN, THIRD_BSN, FOURTH_BSN = "999990019", "999990020", "999990081", "999990093"


def own(code: str = DIEMEN, wet: Wet = "jw") -> EigenPartij:
    return parties.add_own(wet, code, NOW)


def named(bericht: Bericht, identificatie: str, **header: Any) -> Bericht:
    """The message under another Identificatie, and with other elements in its header."""
    kenmerk = msgspec.structs.replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    changed = msgspec.structs.replace(bericht.header, bericht_identificatie=kenmerk, **header)
    return msgspec.structs.replace(bericht, header=changed)


def deliver(bericht: Bericht, now: datetime = NOW) -> Archiefbericht:
    """A message that comes in through the chain."""
    return intake.receive(write(bericht), "b.xml", "keten", now).bericht


def send(bericht: Bericht, party: EigenPartij, now: datetime = NOW) -> Archiefbericht:
    """A message that we make, and the approval that its receiver sends back."""
    outcome = acts.submit(bericht, party, now)
    assert outcome.bericht is not None, outcome.report.findings
    approval = reply(check(write(bericht)), identificatie="R1", dagtekening=now.date())
    assert approval is not None
    deliver(approval, now)
    return outcome.bericht


def asked(bsn: str = BSN, ontvanger: str = DIEMEN, identificatie: str = "V1", referentie: str = "VOT1") -> Bericht:
    request = b.bericht315("jw", b.aangevraagd("jw", referentie_aanbieder=referentie), bsn=bsn)
    return named(request, identificatie, ontvanger=ontvanger)


def granted(bsn: str = BSN, nummer: int = 300201, referentie: str | None = "VOT1", **changes: Any) -> Bericht:
    product = b.toegewezen("jw", toewijzing_nummer=nummer, referentie_aanbieder=referentie, **changes)
    return named(b.bericht301("jw", product, bsn=bsn), f"T{nummer}")


class Happened(msgspec.Struct):
    """A message, a client and a claim of one party, and a provider that it deals with."""

    party: EigenPartij
    bericht: UUID
    client: UUID
    other: str
    relatie: int
    declaratie: UUID

    @property
    def traject(self) -> str:
        return f"/trajecten/{self.client}/{self.other}/45A04/"

    @property
    def gesprek(self) -> int:
        return Gesprek.objects.filter(party=self.party).earliest("pk").pk

    @property
    def betaalbatch(self) -> UUID:
        """A payment order of this party."""
        row = Betaalbatch(party=self.party, nummer=1, at=NOW, door="Test", totaal=100, aantal=1)
        row.vervalt_tot = row.uitvoering = NOW.date()
        row.seal("bestand", b"<Document/>")
        row.seal("opdrachten", b"[]")
        return (Betaalbatch.objects.filter(party=self.party).first() or _kept(row)).pk

    @property
    def contact(self) -> UUID:
        """A question about the claim of this party."""
        declaratie = Declaratie.objects.get(bericht=self.declaratie)
        if not Contactmoment.objects.filter(party=self.party).exists():
            contact.ask(declaratie, "Klopt dit?", NOW, "Test")
        return Contactmoment.objects.get(party=self.party).pk

    @property
    def toewijzing(self) -> UUID:
        """The first assignment; where there is none, a name of none."""
        row = Toewijzingversie.objects.filter(party=self.party).order_by("nummer").first()
        return row.pk if row else UUID(int=1)

    @property
    def invoer(self) -> UUID:
        """A file with one delivery, that somebody looks at."""
        row = Invoer.objects.filter(party=self.party).first()
        data = b"datum,bsn,toewijzing,hoeveelheid,eenheid\r\n2026-04-07,999990019,300201,1,uren\r\n"
        return (row or leveren.bring("april.csv", data, self.party, NOW, "Test")).pk

    @property
    def sleutel(self) -> int:
        """A key of access of somebody who works for this party."""
        row = Toegangssleutel.objects.filter(party=self.party).first()
        if row is None:
            of = person(Rol.AUDITOR, self.party, f"software.{self.party.code}")
            row, _ = sleutels.make(of, "Koppeling", NOW.date(), NOW, self.party, alleen_lezen=True)
        return row.pk


def _kept(row: Betaalbatch) -> Betaalbatch:
    row.save(force_insert=True)
    return row


def at_municipality(code: str, bsn: str) -> Happened:
    """A provider asked, and the request stands open; it claimed too, and that waits for somebody to look at it."""
    party = own(code)
    party.kijkt_na = True
    party.save()
    row = deliver(asked(bsn, code))
    assert row.verdict == "accepted"
    declaratie = deliver(claims(bsn, ontvanger=code))
    return Happened(party, row.pk, Client.objects.get(party=party).pk, AANBIEDER, met(party), declaratie.pk)


def claims(bsn: str, **header: Any) -> Bericht:
    """A claim of one line on assignment 300201."""
    return named(b.bericht323("jw", b.client323(b.prestatie("jw"), bsn=bsn)), "D1", **header)


def at_provider(code: str, bsn: str) -> Happened:
    """A municipality assigned, and it was claimed."""
    party = own(code)
    row = deliver(named(granted(bsn, referentie=None), "T1", ontvanger=code))
    assert row.verdict == "accepted"
    declaratie = acts.submit(claims(bsn, afzender=code), party, NOW).bericht
    assert declaratie is not None
    return Happened(party, row.pk, Client.objects.get(party=party).pk, DIEMEN, met(party), declaratie.pk)


def met(party: EigenPartij, code: str = THIRD_AANBIEDER) -> int:
    """A provider that this party deals with."""
    relaties.meet(party, [code])
    return Relatie.objects.get(party=party, code=code).pk


def whole_story(party: EigenPartij) -> Archiefbericht:
    """Asked, granted, begun and stopped for a while, all at Diemen. Gives the request."""
    request = deliver(asked())
    send(granted(), party)
    deliver(named(b.bericht305("jw"), "S1"))
    deliver(named(b.bericht307("jw", b.stop("jw", reden_beeindiging="20")), "P1"))
    return request


def person(rol: Rol, party: EigenPartij | None, naam: str = "") -> Gebruiker:
    gebruiker = Gebruiker.objects.make(naam or f"{rol.value}.{party.code if party else 'los'}", rol.label)
    Mandaat.objects.create(gebruiker=gebruiker, rol=rol, party=party)
    return gebruiker


def signed_in(gebruiker: Gebruiker) -> Browser:
    browser = Browser()
    browser.force_login(gebruiker)
    return browser
