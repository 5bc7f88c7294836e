"""The party scope of a user: the one place from which pages get rows. What is not in it does not exist for that user."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ketenwerk.register.models import (
    Archiefbericht,
    Betaalbatch,
    Client,
    Contactmoment,
    Declaratie,
    Dossier,
    EigenPartij,
    Gesprek,
    Invoer,
    Levering,
    Relatie,
    Toewijzingversie,
    Zending,
)

from .models import Gebruiker, Inbreng, Inzage, Mandaat, Toegangssleutel
from .roles import MAY, OF_SIDE, WRITES, Daad, Rol, side

_LARGE = [f"{of}{column}" for of in ("", "heenbericht__", "answers__") for column in ("payload", "judgement", "kern", "changes")]
_CLAIM_LARGE = [f"{of}__{column}" for of in ("bericht", "antwoord") for column in ("payload", "judgement", "kern", "changes")]
OfParty = Betaalbatch | Contactmoment | Gesprek | Invoer | Levering | Toewijzingversie
Row = TypeVar("Row", Betaalbatch, Contactmoment, Gesprek, Invoer, Levering, Toewijzingversie)
PartyKey = int | None
"""Number of an own party; None stands for what is addressed to no party of ours."""


class Scope:
    """What one user may do, for which parties; through a key of access at most what that leaves. Asks the database once."""

    def __init__(self, gebruiker: Gebruiker, sleutel: Toegangssleutel | None = None) -> None:
        self.gebruiker = gebruiker
        self._alleen = sleutel.party_id if sleutel else None
        self._leest = bool(sleutel and sleutel.alleen_lezen)

    @cached_property
    def _mandaten(self) -> list[Mandaat]:
        rows = self.gebruiker.mandaten.select_related("party")
        return list(rows.filter(party=self._alleen) if self._alleen else rows)

    @cached_property
    def _parties(self) -> Mapping[Daad, frozenset[PartyKey]]:
        open_to = [daad for daad in Daad if not (self._leest and daad in WRITES)]
        held = {daad: frozenset(each.party_id for each in self._mandaten if _allows(each, daad)) for daad in open_to}
        return {daad: held.get(daad, frozenset()) for daad in Daad}

    @cached_property
    def own(self) -> list[EigenPartij]:
        """The parties that this user works for."""
        found = {mandaat.party_id: mandaat.party for mandaat in self._mandaten if mandaat.party is not None}
        return sorted(found.values(), key=lambda party: (party.code, party.wet))

    @cached_property
    def roles(self) -> list[Rol]:
        held = {mandaat.rol for mandaat in self._mandaten}
        return [rol for rol in Rol if rol in held]

    def may(self, daad: Daad) -> bool:
        """Whether this user may do it for any party."""
        return bool(self._parties[daad])

    def may_for(self, daad: Daad, party_id: PartyKey) -> bool:
        return party_id in self._parties[daad]

    def berichten(self, daad: Daad) -> QuerySet[Archiefbericht]:
        """The messages of these parties. Who brought in a message for nobody of ours sees that one and the reply to it."""
        mine = Q(party_id__in=self._numbers(daad))
        if self.may_for(daad, None):
            mine |= Q(party=None)
        elif self.may(daad):
            brought = Inbreng.objects.filter(gebruiker=self.gebruiker).values("bericht")
            mine |= Q(party=None) & (Q(pk__in=brought) | Q(answers__in=brought))
        return Archiefbericht.objects.filter(mine)

    def covers(self, row: Archiefbericht, daad: Daad) -> bool:
        """Whether this user may do it with a message that is in scope for another deed."""
        if row.party_id is not None or self.may_for(daad, None):
            return self.may_for(daad, row.party_id)
        brought = Q(bericht=row) | Q(bericht__antwoord=row)
        return self.may(daad) and Inbreng.objects.filter(brought, gebruiker=self.gebruiker).exists()

    def reads(self, party_id: PartyKey) -> bool:
        """Whether a message of this party, that stands in a list for this user, may be opened too."""
        if party_id is not None or self.may_for(Daad.LIJST, None):
            return self.may_for(Daad.BERICHT, party_id)
        return self.may(Daad.BERICHT)

    def elsewhere(self, daad: Daad) -> frozenset[tuple[str, str]]:
        """Law and code of the parties of this installation for which this user may not do it."""
        others = EigenPartij.objects.exclude(pk__in=self._numbers(daad))
        return frozenset(others.values_list("wet", "code"))

    def clienten(self) -> QuerySet[Client]:
        return Client.objects.filter(party_id__in=self._numbers(Daad.CLIENT))

    def dossiers(self) -> QuerySet[Dossier]:
        return Dossier.objects.filter(party_id__in=self._numbers(Daad.CLIENT))

    def parties(self, daad: Daad) -> list[EigenPartij]:
        """The own parties for which this user may do it."""
        return [party for party in self.own if self.may_for(daad, party.pk)]

    def row(self, model: type[Row], key: int | UUID, daad: Daad) -> Row:
        """A row of an own party. Raises Http404 for what is not in scope, and records that it was tried."""
        rows = model._default_manager.select_related("party")
        found = rows.filter(pk=key, party_id__in=self._numbers(daad)).first()
        if found is None:
            self._refuse(rows.filter(pk=key).first())
            raise Http404
        return found

    def eigen(self, key: int, daad: Daad) -> EigenPartij:
        """One own party. Raises Http404 for what is not in scope, and records that it was tried."""
        found = next((party for party in self.parties(daad) if party.pk == key), None)
        if found is None:
            other = EigenPartij.objects.filter(pk=key).first()
            if other is not None:
                Inzage.objects.create(gebruiker=self.gebruiker, party=other, at=timezone.now(), daad=Inzage.Daad.GEWEIGERD)
            raise Http404
        return found

    def relaties(self, daad: Daad) -> QuerySet[Relatie]:
        """The parties that these own parties deal with."""
        return Relatie.objects.filter(party_id__in=self._numbers(daad))

    def declaraties(self, daad: Daad) -> QuerySet[Declaratie]:
        """The claims that these parties received or sent."""
        return Declaratie.objects.filter(party_id__in=self._numbers(daad))

    def inzages(self) -> QuerySet[Inzage]:
        rows = Inzage.objects.filter(party_id__in=self._numbers(Daad.INZAGE))
        return rows | Inzage.objects.filter(party=None) if self.may_for(Daad.INZAGE, None) else rows

    def sleutels(self) -> QuerySet[Toegangssleutel]:
        """The keys of access that reach a party for which this user may see that."""
        mine = self._numbers(Daad.SLEUTELS)
        reach = Q(party__in=mine) | Q(party=None, gebruiker__mandaten__party__in=mine)
        if self.may_for(Daad.SLEUTELS, None):
            reach |= Q(party=None, gebruiker__mandaten__party=None)
        return Toegangssleutel.objects.filter(reach).distinct()

    def sleutel(self, key: int) -> Toegangssleutel:
        """A key that this user may take back. Raises Http404 for what is not in scope, and records that it was tried."""
        found = self.sleutels().filter(pk=key).first()
        if found is None:
            other = Toegangssleutel.objects.filter(pk=key).first()
            if other is not None:
                Inzage.objects.create(
                    gebruiker=self.gebruiker, party_id=other.party_id, at=timezone.now(), daad=Inzage.Daad.GEWEIGERD
                )
            raise Http404
        return found

    def zending(self, key: UUID) -> Zending | None:
        """An upload, for who made it: the names of what was left out are nobody else's business."""
        return Zending.objects.filter(pk=key, berichten__inbreng__gebruiker=self.gebruiker).distinct().first()

    def bericht(self, key: UUID, daad: Daad) -> Archiefbericht:
        """One message without its bytes. Raises Http404 for what is not in scope, and records that it was tried."""
        rows = self.berichten(daad).select_related("heenbericht", "answers", "dossier").defer(*_LARGE)
        found = rows.filter(pk=key).first()
        if found is None:
            self._refuse(Archiefbericht.objects.filter(pk=key).only("party_id").first())
            raise Http404
        return found

    def client(self, key: UUID) -> Client:
        """One client. Raises Http404 for what is not in scope, and records that it was tried (E284)."""
        found = self.clienten().select_related("party").filter(pk=key).first()
        if found is None:
            self._refuse(Client.objects.filter(pk=key).only("party_id").first())
            raise Http404
        return found

    def declaratie(self, key: UUID, daad: Daad) -> Declaratie:
        """One claim, by the message that it came in, with its conversation, message and answer without their bytes.

        Raises Http404 for what is not in scope, and records that it was tried.
        """
        rows = self.declaraties(daad).select_related("party", "gesprek__party", "bericht", "antwoord").defer(*_CLAIM_LARGE)
        found = rows.filter(bericht=key).first()
        if found is None:
            self._refuse(Archiefbericht.objects.filter(pk=key).only("party_id").first())
            raise Http404
        return found

    def relatie(self, key: int, daad: Daad) -> Relatie:
        """One party that an own party deals with. Raises Http404 for what is not in scope, and records that it was tried."""
        found = self.relaties(daad).select_related("party").filter(pk=key).first()
        if found is None:
            self._refuse(Relatie.objects.filter(pk=key).first())
            raise Http404
        return found

    def saw(
        self,
        daad: Inzage.Daad,
        *,
        bericht: Archiefbericht | None = None,
        client: Client | None = None,
        relatie: Relatie | OfParty | None = None,
    ) -> Inzage:
        """Records that this user saw personal data (E285)."""
        of = bericht or client or relatie
        party_id = of.party_id if of else None
        return Inzage.objects.create(
            gebruiker=self.gebruiker, party_id=party_id, at=timezone.now(), daad=daad, bericht=bericht, client=client
        )

    def exported(self, parties: Iterable[int]) -> None:
        """Records that this user took a list with whole BSNs of these own parties away."""
        now = timezone.now()
        Inzage.objects.bulk_create(
            Inzage(gebruiker=self.gebruiker, party_id=each, at=now, daad=Inzage.Daad.EXPORT) for each in sorted(set(parties))
        )

    def _numbers(self, daad: Daad) -> list[int]:
        return [party_id for party_id in self._parties[daad] if party_id is not None]

    def _refuse(self, row: Archiefbericht | Client | Relatie | OfParty | None) -> None:
        if isinstance(row, Archiefbericht):
            self.saw(Inzage.Daad.GEWEIGERD, bericht=row)
        elif isinstance(row, Client):
            self.saw(Inzage.Daad.GEWEIGERD, client=row)
        elif row is not None:
            self.saw(Inzage.Daad.GEWEIGERD, relatie=row)


def _allows(mandaat: Mandaat, daad: Daad) -> bool:
    """Whether a mandate allows it: its role does, and its party is on the side of the chain where that exists."""
    where = OF_SIDE.get(daad)
    fits = where is None or (mandaat.party is not None and side(mandaat.party.code) == where)
    return fits and daad in MAY[Rol(mandaat.rol)]
