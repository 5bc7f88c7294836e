"""Keeps claims and their lines, and what the 325 says of them. Lines are written in bulk, never one object at a time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from ketenwerk.ledger.declaraties import AFGEWEZEN, CREDIT, OPEN, TOEGEKEND, Uitkomst, lijn_naam, lines
from ketenwerk.standard import m323
from ketenwerk.standard.basis import TotaalBedragMetDC

from . import regelsommen
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

_TOUCHED: Final = f"SELECT DISTINCT toewijzing FROM {_TABLE} WHERE gesprek_id = %s AND {{among}}"  # noqa: S608  names from the models alone


def signed(total: TotaalBedragMetDC) -> int:
    """A total in eurocents, with sign."""
    return -total.totaal_bedrag if total.debet_credit in CREDIT else total.totaal_bedrag


def day_of(row: Archiefbericht) -> date:
    """The day of a message: that of its receipt, or of old the one that it says itself."""
    of_old = row.source == Bron.IMPORT and row.dispatched_at
    return timezone.localdate(row.dispatched_at if of_old else row.received_at)


def enter(
    row: Archiefbericht,
    gesprek: Gesprek,
    bericht: m323.Bericht,
    outcome: Uitkomst | None = None,
    clienten: Mapping[str, Any] | None = None,
) -> Declaratie:
    """Keeps a claim, with its lines, and what became of them where that is known.

    One that was rejected as a whole keeps no lines. `clienten` are the ids of its clients by BSN (`clients.ids_of`), where they
    were looked up already.
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
        _insert(made, bericht, outcome, clienten)
        regelsommen.add(made)
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
        regelsommen.again(declaratie.gesprek, {prestatie.toewijzing_nummer for _, prestatie in lines(bericht)})
    elif not settled:
        _settle(declaratie, bericht, outcome)
    if not settled:
        _credited(declaratie.gesprek, bericht)


def throw_away(gesprek: Gesprek) -> None:
    """Empties the claims of a conversation, to be made again from the archive."""
    Declaratie.objects.filter(gesprek=gesprek).delete()
    regelsommen.throw_away(gesprek)


def _settle(declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst) -> None:
    rejected = [
        (place, prestatie, outcome.codes[name])
        for place, (name, prestatie) in enumerate((lijn_naam(bsn, prestatie), prestatie) for bsn, prestatie in lines(bericht))
        if name in outcome.codes
    ]
    with connection.cursor() as cursor:
        cursor.execute(_GRANT, [TOEGEKEND, declaratie.pk])
        if rejected:
            cursor.executemany(_REJECT, [(AFGEWEZEN, " ".join(codes), declaratie.pk, place) for place, _, codes in rejected])
    regelsommen.again(declaratie.gesprek, {prestatie.toewijzing_nummer for _, prestatie, _ in rejected})


def _credited(gesprek: Gesprek, bericht: m323.Bericht) -> None:
    """Says of each line that this claim credits whether a credit on it stands."""
    named = (prestatie.product_referentie.vorig_referentie_nummer for _, prestatie in lines(bericht))
    credited = {referentie for referentie in named if referentie}
    if not credited:
        return
    condition, listed = among("referentie", credited)
    with connection.cursor() as cursor:
        cursor.execute(_CREDITED.format(among=condition), [AFGEWEZEN, gesprek.pk, listed])
        cursor.execute(_TOUCHED.format(among=condition), [gesprek.pk, listed])
        touched = {nummer for (nummer,) in cursor.fetchall()}
    regelsommen.again(gesprek, touched)


def _insert(declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst | None, clienten: Mapping[str, Any] | None) -> None:
    if clienten is None:
        clienten = ids_of(declaratie.party_id, [client.bsn for client in bericht.declaratie.clienten])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(_COPY) as copy:
                for row in _rows(declaratie, bericht, outcome, clienten, _Same()):
                    copy.write_row(row)
        else:
            cursor.executemany(_INSERT, _rows(declaratie, bericht, outcome, clienten, _Written()))


class _Written(dict[date, Any]):
    """A date as SQLite keeps it: text. A claim has many lines and few dates."""

    def __missing__(self, day: date) -> str:
        self[day] = text = day.isoformat()
        return text


class _Same(dict[date, Any]):
    """A date as PostgreSQL takes it: as it is."""

    def __missing__(self, day: date) -> date:
        self[day] = day
        return day


def _rows(
    declaratie: Declaratie, bericht: m323.Bericht, outcome: Uitkomst | None, clienten: Mapping[str, Any], dates: dict[date, Any]
) -> Iterator[tuple[Any, ...]]:
    party, gesprek, own = declaratie.party_id, declaratie.gesprek_id, declaratie.pk
    wrong = {name.referentie for name in outcome.codes} if outcome else set()
    place = 0
    for client in bericht.declaratie.clienten:
        bsn = client.bsn
        known = clienten.get(bsn)
        for line in client.prestaties:
            named, periode, bedrag = line.product_referentie, line.product_periode, line.ingediend_bedrag
            codes: tuple[str, ...] = ()
            if outcome is not None and named.referentie_nummer in wrong:
                codes = outcome.codes.get(lijn_naam(bsn, line), ())
            yield (
                own, party, gesprek, known, place, named.referentie_nummer, named.vorig_referentie_nummer or "",
                line.toewijzing_nummer, line.product_categorie, line.product_code, dates[periode.begindatum],
                dates[periode.einddatum], line.geleverd_volume, line.eenheid, line.product_tarief, bedrag.bedrag,
                bedrag.debet_credit not in CREDIT, OPEN if outcome is None else AFGEWEZEN if codes else TOEGEKEND, False,
                " ".join(codes),
            )  # fmt: skip
            place += 1
