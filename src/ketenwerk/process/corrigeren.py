"""Corrections of lines that we claimed: a rejected line anew, a granted one credited or replaced, each in a claim of its own."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.claims import correctie
from ketenwerk.claims.ingediend import Staat, referentie
from ketenwerk.claims.lijn import Handeling, Lijn
from ketenwerk.claims.periode import Periode, productperiode
from ketenwerk.claims.prijs import volume_van
from ketenwerk.claims.reden import Belet, Weglating
from ketenwerk.claims.regels import LARGEST, Basis
from ketenwerk.ledger.declaraties import Grondslag, Regel
from ketenwerk.register import declaratiestand, leveringen
from ketenwerk.register.gekozen import chosen
from ketenwerk.register.models import Archiefbericht, Gesprek, Levering
from ketenwerk.register.nummers import Nummers

from .declareerplan import NIETS, Plan, basis_van, bsns_of, latest_period, leveringen_van
from .indienen import Rejected, made_of, sent


class Prevented(ValueError):
    """It cannot be corrected like this; `reden` says why."""

    def __init__(self, reden: Belet | Weglating) -> None:
        super().__init__(str(reden))
        self.reden = reden


class Gezien(msgspec.Struct, frozen=True):
    """A line that may be corrected, with what the assignment and the agreements say now (E189).

    `nieuw` is the line in its place, as it would be for what was delivered; why there can be none where it is a reason.
    """

    gesprek: Gesprek
    regel: Regel
    ingediend: Sequence[Regel]
    grondslag: Grondslag | None
    nieuw: Lijn | Weglating
    belet: Belet | None
    basis: Basis

    @property
    def is_afgewezen(self) -> bool:
        return self.regel.staat == Staat.AFGEWEZEN


def looked(gesprek: Gesprek, bericht: Archiefbericht, nummer: str, toewijzing: int, op: date) -> Gezien | None:
    """A line of one of our claims, and what can be done with it; None where there is no such line."""
    ingediend = declaratiestand.standing(gesprek, [toewijzing])
    own = bericht.pk.hex
    regel = next((each for each in ingediend if referentie(each.prestatie) == nummer and each.bericht == own), None)
    if regel is None:
        return None
    versies = leveringen.assigned(gesprek.party, [toewijzing])
    bsns = bsns_of({versie.client for versie in versies})
    mine = [each for each in versies if each.gesprek == gesprek.pk and bsns.get(each.client) == regel.bsn]
    grondslag = mine[-1].grondslag if mine else None
    grondslagen = {(regel.bsn, toewijzing): grondslag} if grondslag else {}
    keuzes = chosen([gesprek.pk], [toewijzing]).get(gesprek.pk, {})
    known = {(bsns[client], number): each for (client, number), each in keuzes.items() if client in bsns}
    basis = basis_van(gesprek, grondslagen, op, ingediend, known)
    rows = list(leveringen.of_line(gesprek.pk, nummer))
    belet = correctie.belet_opnieuw(regel) if regel.staat == Staat.AFGEWEZEN else correctie.belet_crediteren(regel)
    return Gezien(gesprek, regel, ingediend, grondslag, _new_line(regel, grondslag, basis, rows), belet, basis)


def with_volume(gezien: Gezien, volume: int) -> Lijn | Weglating:
    """The line in its place with another volume, in the unit that it is claimed in."""
    nieuw = gezien.nieuw
    if isinstance(nieuw, Weglating):
        return nieuw
    if volume <= 0:
        return Weglating.GEEN_HOEVEELHEID
    product, on = (nieuw.categorie, nieuw.code), nieuw.periode.begin
    found = gezien.basis.prijs(nieuw.bsn, nieuw.toewijzing_nummer, product, nieuw.eenheid, on, in_minuten=False)
    if isinstance(found, Weglating):
        return found
    bedrag = found.bedrag(volume)
    if max(volume, bedrag) > LARGEST:
        return Weglating.TE_GROOT
    return msgspec.structs.replace(nieuw, volume=volume, bedrag=bedrag)


def act(gezien: Gezien, nieuw: Lijn | None) -> Handeling:
    """What is to be sent: the new line of a rejected one, or the credit of a granted one with the line in its place."""
    if gezien.is_afgewezen:
        if nieuw is None:
            raise Prevented(Belet.AFGEWEZEN)
        found = correctie.opnieuw(gezien.regel, gezien.ingediend, nieuw)
    else:
        found = correctie.crediteren(gezien.regel, gezien.ingediend, nieuw)
    if isinstance(found, Belet):
        raise Prevented(found)
    return found


def correct(gezien: Gezien, volume: int | None, now: datetime) -> Archiefbericht:
    """Sends a correction; `volume` None takes a granted line back and puts nothing in its place.

    Looks again at what can be done, within the lock on the numbers: a second click finds the line corrected. Raises Prevented
    and Rejected.
    """
    prestatie, gesprek = gezien.regel.prestatie, gezien.gesprek
    with transaction.atomic():
        nummers = Nummers(gesprek.party)
        bericht = Archiefbericht.objects.get(pk=gezien.regel.bericht)
        op = timezone.localdate(now)
        again = looked(gesprek, bericht, referentie(prestatie), prestatie.toewijzing_nummer, op)
        if again is None:
            raise Rejected([])
        nieuw = with_volume(again, volume) if volume is not None else None
        if isinstance(nieuw, Weglating):
            raise Prevented(nieuw)
        handeling = act(again, nieuw)
        (row,) = sent(list(made_of(_plan(again, handeling, now), nummers)), gesprek.party, nummers, now)
        if nieuw is None:
            leveringen.withdrawn(gesprek.pk, referentie(prestatie))
        return row


def _plan(gezien: Gezien, handeling: Handeling, now: datetime) -> Plan:
    uitkomst = msgspec.structs.replace(NIETS, handelingen=(handeling,))
    return Plan(gezien.gesprek, timezone.localdate(now), uitkomst, latest_period(gezien.gesprek.pk))


def _new_line(regel: Regel, grondslag: Grondslag | None, basis: Basis, rows: list[Levering]) -> Lijn | Weglating:
    """The line as the assignment and the agreements make it now, for the deliveries of the old one, else for its volume."""
    prestatie = regel.prestatie
    if grondslag is None:
        return Weglating.GEEN_TOEWIJZING
    periode = productperiode(prestatie.product_periode.begindatum, grondslag.ingangsdatum, grondslag.einddatum)
    if periode is None:
        return Weglating.BUITEN_TOEWIJZING
    if periode.eind > basis.op:
        return Weglating.LOOPT_NOG
    product = grondslag.categorie or prestatie.product_categorie, grondslag.code or prestatie.product_code
    return _priced(regel, product, periode, grondslag.eenheid, basis, rows)


def _priced(
    regel: Regel, product: tuple[str, str], periode: Periode, eenheid: str | None, basis: Basis, rows: list[Levering]
) -> Lijn | Weglating:
    prestatie = regel.prestatie
    in_minuten = prestatie.eenheid == "01" and eenheid == "04"
    found = basis.prijs(regel.bsn, prestatie.toewijzing_nummer, product, eenheid, periode.begin, in_minuten=in_minuten)
    if isinstance(found, Weglating):
        return found
    same = prestatie.eenheid == found.eenheid
    if not (rows or same):
        return Weglating.ANDERE_EENHEID
    volume = volume_van((row.hoeveelheid for row in rows), found.eenheid) if rows else prestatie.geleverd_volume
    categorie, code = product
    return Lijn(
        bsn=regel.bsn,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        categorie=categorie,
        code=code,
        periode=periode,
        volume=volume,
        eenheid=found.eenheid,
        tarief=found.regeltarief,
        bedrag=found.bedrag(volume),
        leveringen=tuple(leveringen_van(rows, {row.client_id: regel.bsn for row in rows}, free=False)),
    )
