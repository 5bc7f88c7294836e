"""What an accepted message changes: the one place that decides it. Database, in-memory register and rebuild all ask here."""

from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from typing import TypeAlias, TypeVar

import msgspec

from ketenwerk.standard import m301, m305, m307, m315, m317, m319
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist

from .facts import Dossier, Start, StartSleutel, Stop, StopSleutel, Toewijzing, Versie, Verzoek, start_key, stop_key
from .machines import VERZOEK

Regie = TypeVar("Regie", m305.StartProduct, m307.StopProduct)

_VERWIJDERT = codelist("COD467").where("verwijdert")
_ONDERZOEK = codelist("WJ760").where("onderzoek")


class VersieToegewezen(msgspec.Struct, frozen=True, tag=True):
    """A version of an assignment came in."""

    versie: Versie


class VerzoekGedaan(msgspec.Struct, frozen=True, tag=True):
    """A request was made."""

    verzoek: Verzoek


class VerzoekBeantwoord(msgspec.Struct, frozen=True, tag=True):
    """A 319 or a 301 answered a request: `event` of `machines.VERZOEK`; `antwoord` is the VerzoekAntwoord of a 319."""

    referentie: str
    event: str
    antwoord: str = ""


class StartGemeld(msgspec.Struct, frozen=True, tag=True):
    start: Start


class StartVerwijderd(msgspec.Struct, frozen=True, tag=True):
    sleutel: StartSleutel


class StopGemeld(msgspec.Struct, frozen=True, tag=True):
    stop: Stop


class StopVerwijderd(msgspec.Struct, frozen=True, tag=True):
    sleutel: StopSleutel


Change: TypeAlias = (
    VersieToegewezen | VerzoekGedaan | VerzoekBeantwoord | StartGemeld | StartVerwijderd | StopGemeld | StopVerwijderd
)


@singledispatch
def changes(bericht: Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    """The changes that an accepted message makes to the dossier it belongs to, in the order in which they are made.

    `bericht_id` is the id of the message in the archive. Return messages change no dossier: they say whether another message
    counts (`memory.Register`).
    """
    yield from ()


@changes.register
def _(bericht: m301.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    granted = set()
    for product in bericht.client.toegewezen_producten:
        versie = Versie(product, bericht_id)
        known = dossier.toewijzingen.get(product.toewijzing_nummer)
        # Sent again without change: both date and time are those already known (IV013).
        if known is None or all(versie.order != earlier.order for earlier in known.versies):
            yield VersieToegewezen(versie)
        referentie = product.referentie_aanbieder
        # One request for change is answered by several products at once; it is granted once (IV093).
        if referentie in dossier.verzoeken and referentie not in granted:
            granted.add(referentie)
            yield VerzoekBeantwoord(referentie, "toewijzing")


@changes.register
def _(bericht: m305.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    deleted, reported = _by_status(bericht.client.start_producten)
    for product in deleted:
        yield StartVerwijderd(start_key(product))
    for product in reported:
        yield StartGemeld(Start(start_key(product), product, bericht_id))


@changes.register
def _(bericht: m307.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    deleted, reported = _by_status(bericht.client.stop_producten)
    for product in deleted:
        yield StopVerwijderd(stop_key(product))
    for product in reported:
        yield StopGemeld(Stop(stop_key(product), product, bericht_id))


@changes.register
def _(bericht: m315.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    for product in bericht.client.aangevraagde_producten:
        yield VerzoekGedaan(_requested(product.referentie_aanbieder, "315", dagtekening, bericht_id, product))


@changes.register
def _(bericht: m317.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    verzoek = bericht.client.verzoek
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    yield VerzoekGedaan(_requested(verzoek.referentie_aanbieder, "317", dagtekening, bericht_id, verzoek))


@changes.register
def _(bericht: m319.Bericht, dossier: Dossier, bericht_id: str) -> Iterator[Change]:
    antwoord = bericht.antwoord
    # Its sender's counterpart may have approved what we hold wrong, or the request was taken out since: then it answers nothing.
    if antwoord.referentie_aanbieder not in dossier.verzoeken:
        return
    event = "onderzoek" if antwoord.verzoek_antwoord in _ONDERZOEK else "afwijzing"
    yield VerzoekBeantwoord(antwoord.referentie_aanbieder, event, antwoord.verzoek_antwoord)


def _requested(
    referentie: str, soort: str, dagtekening: date, bericht_id: str, gevraagd: m315.AangevraagdProduct | m317.Verzoek
) -> Verzoek:
    staat = VERZOEK.after(VERZOEK.begin, "verzoek")
    return Verzoek(referentie, soort, dagtekening, bericht_id, staat, gevraagd)


def _by_status(products: tuple[Regie, ...]) -> tuple[list[Regie], list[Regie]]:
    """Deletions and new deliveries: a deletion is handled before what replaces it (C-30)."""
    deleted = [product for product in products if product.status_aanlevering in _VERWIJDERT]
    reported = [product for product in products if product.status_aanlevering not in _VERWIJDERT]
    return deleted, reported


def after_deletions(bericht: Bericht, dossier: Dossier) -> Dossier:
    """The dossier after what this message deletes, before what it adds: against that its additions are judged (C-30)."""
    if not isinstance(bericht, m305.Bericht | m307.Bericht):
        return dossier
    for change in changes(bericht, dossier, ""):
        if isinstance(change, StartVerwijderd | StopVerwijderd):
            dossier = apply(dossier, change)
    return dossier


def apply(dossier: Dossier, change: Change) -> Dossier:
    """The dossier after one change."""
    match change:
        case VersieToegewezen(versie):
            return _with_version(dossier, versie)
        case VerzoekGedaan(verzoek):
            return msgspec.structs.replace(dossier, verzoeken={**dossier.verzoeken, verzoek.referentie: verzoek})
        case VerzoekBeantwoord(referentie, event, antwoord):
            return _answered(dossier, referentie, event, antwoord)
        case StartGemeld(start):
            return msgspec.structs.replace(dossier, starts={**dossier.starts, start.sleutel: start})
        case StartVerwijderd(sleutel):
            return msgspec.structs.replace(dossier, starts={k: v for k, v in dossier.starts.items() if k != sleutel})
        case StopGemeld(stop):
            return msgspec.structs.replace(dossier, stops={**dossier.stops, stop.sleutel: stop})
        case StopVerwijderd(sleutel):
            return msgspec.structs.replace(dossier, stops={k: v for k, v in dossier.stops.items() if k != sleutel})


def _with_version(dossier: Dossier, versie: Versie) -> Dossier:
    nummer = versie.product.toewijzing_nummer
    earlier = dossier.toewijzingen[nummer].versies if nummer in dossier.toewijzingen else ()
    versies = tuple(sorted((*earlier, versie), key=lambda each: each.order))
    return msgspec.structs.replace(dossier, toewijzingen={**dossier.toewijzingen, nummer: Toewijzing(nummer, versies)})


def _answered(dossier: Dossier, referentie: str, event: str, antwoord: str) -> Dossier:
    verzoek = dossier.verzoeken[referentie]
    answered = msgspec.structs.replace(
        verzoek,
        staat=VERZOEK.after(verzoek.staat, event),
        antwoorden=(*verzoek.antwoorden, antwoord) if antwoord else verzoek.antwoorden,
    )
    return msgspec.structs.replace(dossier, verzoeken={**dossier.verzoeken, referentie: answered})
