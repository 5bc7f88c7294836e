"""Facts as rows and back: which table each belongs in, what is searched in it, and the whole fact encrypted."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.db import connection

from ketenwerk.ledger import facts
from ketenwerk.ledger.facts import StartSleutel, StopSleutel, Versie
from ketenwerk.standard import m315, m317

from .crypto import keyring
from .models import Dossier, Feit, Start, Stop, Toewijzingversie, Verzoek
from .queries import as_uuid

Fact = Versie | facts.Verzoek | facts.Start | facts.Stop
TABLES: tuple[type[Feit], ...] = (Toewijzingversie, Verzoek, Start, Stop)
_ASKED: Mapping[str, Any] = {"315": m315.AangevraagdProduct, "317": m317.Verzoek}


class _Verzoek(msgspec.Struct, frozen=True):
    """A request whose product is still text: its own type number says how to read it."""

    referentie: str
    soort: str
    dagtekening: date
    bericht: str
    staat: str
    gevraagd: msgspec.Raw
    antwoorden: tuple[str, ...] = ()


def keyed(dossier: facts.Dossier) -> dict[type[Feit], dict[str, Fact]]:
    """All facts of a dossier by table and key."""
    return {
        Toewijzingversie: {
            _version_key(versie): versie for toewijzing in dossier.toewijzingen.values() for versie in toewijzing.versies
        },
        Verzoek: dict(dossier.verzoeken),
        Start: {_start_key(sleutel): start for sleutel, start in dossier.starts.items()},
        Stop: {_stop_key(sleutel): stop for sleutel, stop in dossier.stops.items()},
    }


def columns(fact: Fact) -> dict[str, Any]:
    """What a row shows besides its key and the encrypted fact."""
    match fact:
        case Versie(product):
            day, time = fact.order
            omvang = product.omvang
            return {
                "nummer": product.toewijzing_nummer,
                "toewijzingsdatum": day,
                "toewijzingstijd": time,
                "ingangsdatum": product.ingangsdatum,
                "einddatum": product.einddatum,
                "categorie": (product.product.categorie if product.product else None) or "",
                "code": (product.product.code if product.product else None) or "",
                "referentie": product.referentie_aanbieder or "",
                "volume": omvang.volume if omvang else None,
                "eenheid": omvang.eenheid if omvang else "",
                "frequentie": omvang.frequentie if omvang else "",
                "budget": product.budget,
                "reden_wijziging": product.reden_wijziging or "",
            }
        case facts.Verzoek():
            return {
                "referentie": fact.referentie,
                "soort": fact.soort,
                "dagtekening": fact.dagtekening,
                "staat": fact.staat,
            }
        case facts.Start(sleutel):
            return {"toewijzing": sleutel.toewijzing_nummer, "begindatum": sleutel.begindatum}
        case facts.Stop(sleutel):
            return {
                "toewijzing": sleutel.start.toewijzing_nummer,
                "begindatum": sleutel.start.begindatum,
                "einddatum": sleutel.einddatum,
                "reden": sleutel.reden_beeindiging,
            }


def encoded(fact: Fact) -> bytes:
    return msgspec.json.encode(fact)


def versie(data: bytes) -> Versie:
    return msgspec.json.decode(data, type=Versie)


def verzoek(data: bytes) -> facts.Verzoek:
    raw = msgspec.json.decode(data, type=_Verzoek)
    asked = msgspec.json.decode(raw.gevraagd, type=_ASKED[raw.soort])
    return facts.Verzoek(**{**msgspec.structs.asdict(raw), "gevraagd": asked})


def start(data: bytes) -> facts.Start:
    return msgspec.json.decode(data, type=facts.Start)


def stop(data: bytes) -> facts.Stop:
    return msgspec.json.decode(data, type=facts.Stop)


_READERS: tuple[Callable[[bytes], Any], ...] = (versie, verzoek, start, stop)


def of(row: Dossier) -> tuple[list[Versie], list[facts.Verzoek], list[facts.Start], list[facts.Stop]]:
    """All facts of a dossier, in one query; those of one table in the order of their keys."""
    ring = keyring()
    found: tuple[list[Any], ...] = ([], [], [], [])
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [row.pk] * len(TABLES))
        for place, pk, key_id, feit in cursor.fetchall():
            bound = TABLES[place].bound(as_uuid(pk), "feit")
            found[place].append(_READERS[place](ring.open(bytes(feit), bound, key_id)))
    return found  # type: ignore[return-value]  one list per table


_ALL = " UNION ALL ".join(
    f"SELECT {place} AS place, id, key_id, feit, sleutel FROM {table._meta.db_table} WHERE dossier_id = %s"  # noqa: S608  names from the models alone
    for place, table in enumerate(TABLES)
)
_ALL = f"SELECT place, id, key_id, feit FROM ({_ALL}) AS feiten ORDER BY place, sleutel"  # noqa: S608  names from the models alone


def _version_key(versie: Versie) -> str:
    day, time = versie.order
    return _text(versie.product.toewijzing_nummer, day, time)


def _start_key(sleutel: StartSleutel) -> str:
    return _text(*sleutel)


def _stop_key(sleutel: StopSleutel) -> str:
    return _text(*sleutel.start, sleutel.einddatum, sleutel.reden_beeindiging)


def _text(*parts: object) -> str:
    """JSON, so that an absent element differs from every present one (IV096)."""
    return json.dumps([None if part is None else str(part) for part in parts], separators=(",", ":"))
