"""Keeps claims and their lines, and what the 325 says of them. Lines are written in bulk, never one object at a time."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from ketenwerk.ledger.declaraties import AFGEWEZEN, CREDIT, OPEN, TOEGEKEND, Uitkomst, lijn_naam, lines
from ketenwerk.standard import m323
from ketenwerk.standard.basis import TotaalBedragMetDC

from .clients import ids_of
from .lists import among
from .models import Archiefbericht, Bron, Declaratie, Declaratieregel, Gesprek

_TABLE: Final = Declaratieregel._meta.db_table
_COLUMNS: Final = (
    "declaratie_id", "party_id", "gesprek_id", "client_id", "positie", "referentie", "vorig", "toewijzing", "categorie", "code",
    "begindatum", "einddatum", "volume", "eenheid", "tarief", "bedrag", "debet", "staat", "gecrediteerd", "codes",
)  # fmt: skip
_INSERT: Final = f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608  names from the models alone
_COPY: Final = f"COPY {_TABLE} ({', '.join(_COLUMNS)}) FROM STDIN"
_GRANT: Final = f"UPDATE {_TABLE} SET staat = %s, codes = '' WHERE declaratie_id = %s"  # noqa: S608  names from the models alone
_REJECT: Final = f"UPDATE {_TABLE} SET staat = %s, codes = %s WHERE declaratie_id = %s AND positie = %s"  # noqa: S608  names from the models alone
_CREDITED: Final = f"""
    UPDATE {_TABLE} SET gecrediteerd = EXISTS (
        SELECT 1 FROM {_TABLE} c WHERE c.gesprek_id = {_TABLE}.gesprek_id AND c.vorig = {_TABLE}.referentie AND NOT (c.vorig = '')
        AND NOT c.debet AND c.staat <> %s
    ) WHERE gesprek_id = %s AND {{among}}
"""  # noqa: S608  names from the models alone


def signed(total: TotaalBedragMetDC) -> int:
    """A total in eurocents, with sign."""
    return -total.totaal_bedrag if total.debet_credit in CREDIT else total.totaal_bedrag


def day_of(row: Archiefbericht) -> date:
    """The day of a message: that of its receipt, or of old the one that it says itself."""
    of_old = row.source == Bron.IMPORT and row.dispatched_at
    return timezone.localdate(row.dispatched_at if of_old else row.received_at)


def enter(row: Archiefbericht, gesprek: Gesprek, bericht: m323.Bericht, outcome: Uitkomst | None = None) -> Declaratie:
    """Keeps a claim, with its lines, and what became of them where that is known.

    One that was rejected as a whole keeps no lines.
    """
    declaratie = bericht.declaratie
    made = Declaratie.objects.create(
        party_id=gesprek.party_id,
        gesprek=gesprek,
        bericht=row,
        nummer=declaratie.declaratie_nummer,
        periode=declaratie.declaratie_periode.begindatum,
        dagtekening=bericht.header.bericht_identificatie.dagtekening,
        gelezen_op=day_of(row),
        ingediend=signed(declaratie.totaal_ingediend_bedrag),
        regels=sum(len(client.prestaties) for client in declaratie.clienten),
    )
    if outcome is None or not outcome.geheel_afgewezen:
        _insert(made, bericht, outcome)
        _credited(gesprek, bericht)
    return made


def answered(
    declaratie: Declaratie,
    bericht: m323.Bericht,
    outcome: Uitkomst,
    toegekend: int,
    antwoord: Archiefbericht,
    *,
    settled: bool = False,
) -> None:
    """Records what a 325 says of a claim. `settled`: its lines were entered with this outcome already."""
    whole = outcome.geheel_afgewezen
    declaratie.staat = Declaratie.Staat.AFGEWEZEN if whole else Declaratie.Staat.BEANTWOORD
    declaratie.antwoord, declaratie.beantwoord_op, declaratie.toegekend = antwoord, day_of(antwoord), toegekend
    declaratie.afgewezen_regels = declaratie.regels if whole else len(outcome.codes)
    declaratie.save(update_fields=["staat", "antwoord", "beantwoord_op", "toegekend", "afgewezen_regels"])
    if whole:
        declaratie.regel_rijen.all().delete()
    elif not settled:
        _settle(declaratie, bericht, outcome)
    if not settled:
        _credited(declaratie.gesprek, bericht)


def throw_away(gesprek: Gesprek) -> None:
    """Empties the claims of a conversation, to be made again from the archive."""
    Declaratie.objects.filter(gesprek=gesprek).delete()


def _settle(declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst) -> None:
    rejected = [
        (AFGEWEZEN, " ".join(outcome.codes[name]), declaratie.pk, place)
        for place, name in enumerate(lijn_naam(bsn, prestatie) for bsn, prestatie in lines(bericht))
        if name in outcome.codes
    ]
    with connection.cursor() as cursor:
        cursor.execute(_GRANT, [TOEGEKEND, declaratie.pk])
        if rejected:
            cursor.executemany(_REJECT, rejected)


def _credited(gesprek: Gesprek, bericht: m323.Bericht) -> None:
    """Says of each line that this claim credits whether a credit on it stands."""
    named = (prestatie.product_referentie.vorig_referentie_nummer for _, prestatie in lines(bericht))
    credited = {referentie for referentie in named if referentie}
    if credited:
        condition, listed = among("referentie", credited)
        with connection.cursor() as cursor:
            cursor.execute(_CREDITED.format(among=condition), [AFGEWEZEN, gesprek.pk, listed])


def _insert(declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst | None) -> None:
    clients = ids_of(declaratie.party_id, [client.bsn for client in bericht.declaratie.clienten])
    rows = _rows(declaratie, bericht, outcome, clients)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(_COPY) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_INSERT, _as_text(rows))


def _rows(
    declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst | None, clients: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    fixed = declaratie.pk, declaratie.party_id, declaratie.gesprek_id
    for place, (bsn, line) in enumerate(lines(bericht)):
        named, periode, bedrag = line.product_referentie, line.product_periode, line.ingediend_bedrag
        codes: tuple[str, ...] = ()
        staat = OPEN
        if outcome is not None:
            codes = outcome.codes.get(lijn_naam(bsn, line), ()) if outcome.codes else ()
            staat = AFGEWEZEN if codes or outcome.geheel_afgewezen else TOEGEKEND
        yield (
            *fixed,
            clients.get(bsn),
            place,
            named.referentie_nummer,
            named.vorig_referentie_nummer or "",
            line.toewijzing_nummer,
            line.product_categorie,
            line.product_code,
            periode.begindatum,
            periode.einddatum,
            line.geleverd_volume,
            line.eenheid,
            line.product_tarief,
            bedrag.bedrag,
            bedrag.debet_credit not in CREDIT,
            staat,
            False,
            " ".join(codes),
        )


def _as_text(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """SQLite keeps a date as text."""
    begin, end = _COLUMNS.index("begindatum"), _COLUMNS.index("einddatum") + 1
    for row in rows:
        yield (*row[:begin], *(day.isoformat() for day in row[begin:end]), *row[end:])
