"""The part of a claim that one of its lines is judged in, out of the register: the message itself is not read.

A claim may hold thousands of lines, and only those on the same assignment or under the same reference matter to a line.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

import msgspec
from django.db import connection

from ketenwerk.claims.periode import maand
from ketenwerk.rules.reply import STANDARD_VERSIONS
from ketenwerk.standard import m323
from ketenwerk.standard.basis import (
    BedragMetDC,
    BerichtIdentificatie,
    GeslotenPeriode,
    HeaderVanAanbieder,
    Referentie,
    TotaalBedragMetDC,
    XsdVersie,
)
from ketenwerk.standard.release import MESSAGES

from .clients import bsn_of
from .models import Declaratie, Declaratieregel

Lines = Iterable[tuple[str, m323.Prestatie]]
NOBODY: Final = ""
"""Stands for the Bsn of a client that the register did not know; it keeps none of those."""
_REGEL: Final = Declaratieregel._meta.db_table
_PLACE: Final = f"""
    SELECT COUNT(*), MAX(positie), MAX(CASE WHEN client_id IS NULL AND vorige IS NULL AND positie > 0 THEN 1 ELSE 0 END)
    FROM (
        SELECT positie, client_id, LAG(client_id) OVER (ORDER BY positie) AS vorige FROM {_REGEL}
        WHERE declaratie_id = %s AND positie <= %s
    ) AS regels
    WHERE positie = 0 OR client_id IS NULL OR vorige IS NULL OR client_id <> vorige
"""  # noqa: S608  names from the models alone

_FOUND: Final = f"SELECT id FROM {_REGEL} WHERE gesprek_id = %s AND declaratie_id + 0 = %s AND "  # noqa: S608  names from the models alone
# There are few lines on one assignment and many in one claim: the sum keeps SQLite from looking through the claim. The index on
# `vorig` is found only when its condition is asked in the very words that made it.
_AROUND: Final = " UNION ".join(
    _FOUND + found for found in ("toewijzing = %s", "referentie IN (%s, %s)", "vorig IN (%s, %s) AND NOT (vorig = '')")
)


class Deel(msgspec.Struct, frozen=True):
    """The claim with some of its lines, and which of those (`prestatie`, the very object) was asked for; `rij` is its row.

    `onbekend`: the register did not know the client of one of them, so that its Bsn is NOBODY.
    """

    bericht: m323.Bericht
    prestatie: m323.Prestatie
    rij: Declaratieregel
    onbekend: bool


def around(declaratie: Declaratie, positie: int) -> Deel:
    """The lines that matter to the one at this position (from 0): on its assignment, or with its reference.

    Three queries. The claim comes with its `gesprek` and `bericht`. Raises IndexError for a line that is not there, as in a claim
    that was rejected as a whole.
    """
    own = declaratie.regel_rijen.filter(positie=positie).first()
    if own is None:
        raise IndexError(positie)
    rows = _rows(declaratie, own)
    prestaties = {row.pk: _prestatie(row) for row in rows}
    bsns = {client.pk: bsn_of(client) for client in {row.client.pk: row.client for row in rows if row.client}.values()}
    lines = [(bsns[row.client_id] if row.client_id else NOBODY, prestaties[row.pk]) for row in rows]
    return Deel(_bericht(declaratie, lines), prestaties[own.pk], own, any(row.client_id is None for row in rows))


def plaats(declaratie: Declaratie, positie: int) -> tuple[int, int] | None:
    """The place of a line: the number of its client in the message and its own within that, both from 1.

    None where the register cannot tell: two lines in a row are of clients that it does not know.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [declaratie.pk, positie])
        client, first, unclear = cursor.fetchone()
    return None if unclear or not client else (client, positie - first + 1)


def _rows(declaratie: Declaratie, own: Declaratieregel) -> list[Declaratieregel]:
    """In the order of the message."""
    names, where = (own.referentie, own.vorig or own.referentie), (own.gesprek_id, declaratie.pk)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [*where, own.toewijzing, *where, *names, *where, *names])
        keys = [key for (key,) in cursor.fetchall()]
    return sorted(Declaratieregel.objects.filter(pk__in=keys).select_related("client"), key=lambda row: row.positie)


def _prestatie(row: Declaratieregel) -> m323.Prestatie:
    return m323.Prestatie(
        product_referentie=Referentie(referentie_nummer=row.referentie, vorig_referentie_nummer=row.vorig or None),
        toewijzing_nummer=row.toewijzing,
        product_categorie=row.categorie,
        product_code=row.code,
        product_periode=GeslotenPeriode(begindatum=row.begindatum, einddatum=row.einddatum),
        geleverd_volume=row.volume,
        eenheid=row.eenheid,
        product_tarief=row.tarief,
        ingediend_bedrag=BedragMetDC(bedrag=row.bedrag, debet_credit="D" if row.debet else "C"),
    )


def _bericht(declaratie: Declaratie, lines: Lines) -> m323.Bericht:
    """What the register keeps of the rest of the claim; what it does not keep no rule beside a register asks for."""
    message, own = MESSAGES[declaratie.bericht.type_name], declaratie.bericht
    begin, eind = maand(declaratie.periode)
    total = TotaalBedragMetDC(totaal_bedrag=abs(declaratie.ingediend), debet_credit="C" if declaratie.ingediend < 0 else "D")
    return m323.Bericht(
        header=HeaderVanAanbieder(
            bericht_code=message.code,
            bericht_versie=message.version[0],
            bericht_subversie=message.version[1],
            afzender=declaratie.gesprek.aanbieder,
            ontvanger=declaratie.gesprek.gemeente,
            bericht_identificatie=BerichtIdentificatie(identificatie=own.identificatie, dagtekening=declaratie.dagtekening),
            xsd_versie=XsdVersie(
                basisschema_xsd_versie=STANDARD_VERSIONS.basisschema, bericht_xsd_versie=STANDARD_VERSIONS.bericht
            ),
        ),
        declaratie=m323.Declaratie(
            declaratie_nummer=declaratie.nummer,
            declaratie_periode=GeslotenPeriode(begindatum=begin, einddatum=eind),
            declaratie_dagtekening=declaratie.dagtekening,
            totaal_ingediend_bedrag=total,
            clienten=tuple(
                m323.Client(bsn=bsn, prestaties=tuple(prestatie for _, prestatie in own_lines))
                for bsn, own_lines in groupby(lines, key=lambda line: line[0])
            ),
        ),
    )
