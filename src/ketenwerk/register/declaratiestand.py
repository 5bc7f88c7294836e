"""What a claim or its answer is judged beside, from the database: a fixed number of queries, however many lines it has.

The same as `ledger.declaratieboek` gives for the same history.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Max

from ketenwerk.claims.volume import telbaar, telgroep
from ketenwerk.ledger.declaraties import (
    AFGEWEZEN,
    Antwoordstand,
    Antwoordvraag,
    Declaratiestand,
    Declaratievraag,
    Grondslag,
    LijnSleutel,
    ProductSleutel,
    Regel,
    Som,
)
from ketenwerk.ledger.levering import VOLGENS_PLAN
from ketenwerk.messages.read import read
from ketenwerk.standard import m323
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Referentie

from . import archive, regelsommen
from .clients import ids_of
from .crypto import keyring
from .lists import among
from .models import Client, Declaratie, Declaratieregel, Dossier, Gesprek, Start, Stop, Toewijzingversie
from .queries import as_uuid

QUERIES: Final = 9
"""The most that one claim costs, whoever asks: conversations, number, period, clients, assignments, sums, debits, references and
credits."""

LAST: Final = 2**62
"""Beyond every claim."""
_REGEL: Final = Declaratieregel._meta.db_table
_ASSIGNED: Final = f"""
    SELECT d.client_id, v.nummer, v.categorie, v.code, {{day}},
        v.volume, NULLIF(v.eenheid, ''), NULLIF(v.frequentie, ''), v.budget, v.reden_wijziging
    FROM {Toewijzingversie._meta.db_table} v JOIN {Dossier._meta.db_table} d ON d.id = v.dossier_id
    WHERE d.gesprek_id = %s AND {{among}} ORDER BY v.toewijzingsdatum, v.toewijzingstijd
"""  # noqa: S608  names from the models alone
# Whether a line was credited before a claim: the credits of that claim itself, and of what came after it, say nothing to it.
_CREDITED: Final = f"""(r.gecrediteerd AND EXISTS (
        SELECT 1 FROM {_REGEL} c WHERE c.gesprek_id = r.gesprek_id AND c.vorig = r.referentie AND NOT (c.vorig = '')
        AND NOT c.debet AND c.staat <> '{AFGEWEZEN}' AND c.declaratie_id < %s
    ))"""  # noqa: S608  names from the models alone
_SUMS: Final = f"""
    SELECT toewijzing, categorie, code, eenheid, SUM(volume), SUM(bedrag) FROM {_REGEL} r
    WHERE gesprek_id = %s AND {{among}} AND debet AND NOT {{credited}} AND staat <> %s AND declaratie_id < %s
    GROUP BY toewijzing, categorie, code, eenheid
"""  # noqa: S608  names from the models alone
_DEBETS: Final = f"""
    SELECT toewijzing, categorie, code, begindatum, einddatum, referentie FROM {_REGEL} r
    WHERE gesprek_id = %s AND {{among}} AND {{begin}} AND debet AND NOT {{credited}} AND staat <> %s AND declaratie_id < %s
    ORDER BY id
"""  # noqa: S608  names from the models alone
_DELIVERY: Final = f"""
    SELECT DISTINCT f.toewijzing FROM {{table}} f JOIN {Dossier._meta.db_table} d ON d.id = f.dossier_id
    WHERE d.gesprek_id = %s AND {{among}}
"""  # noqa: S608  names from the models alone
_USED: Final = f"SELECT referentie FROM {_REGEL} WHERE {{gesprekken}} AND {{among}} AND declaratie_id < %s"  # noqa: S608  names from the models alone
_COLUMNS: Final = (
    "r.client_id, r.referentie, r.vorig, r.toewijzing, r.categorie, r.code, r.begindatum, r.einddatum, r.volume, r.eenheid, "
    "r.tarief, r.bedrag, r.debet, r.staat"
)
_LINES: Final = f"""
    SELECT {_COLUMNS}, {{credited}}, d.bericht_id, k.key_id, k.bsn
    FROM {_REGEL} r JOIN {Declaratie._meta.db_table} d ON d.id = r.declaratie_id
    LEFT JOIN {Client._meta.db_table} k ON k.id = r.client_id
    WHERE r.gesprek_id = %s AND {{among}} AND r.declaratie_id < %s ORDER BY r.id
"""  # noqa: S608  names from the models alone


def stand(
    gesprek: Gesprek, vraag: Declaratievraag, *, before: int = LAST, clienten: Mapping[str, Any] | None = None
) -> Declaratiestand:
    """What is known beside a claim. `before` is the row of a claim that is judged again: what came after it is not known yet.

    `clienten` are the ids of its clients by BSN, where they were looked up already.
    """
    ids = ids_of(gesprek.party_id, vraag.bsns) if clienten is None else clienten
    grondslagen = _grondslagen(gesprek, {pk: bsn for bsn, pk in ids.items()})
    latest = Declaratie.objects.filter(gesprek=gesprek).exclude(staat=Declaratie.Staat.AFGEWEZEN).filter(pk__lt=before)
    claimed = _conversations(gesprek)
    products = _sums(gesprek, vraag.nummers, before)
    credits = {regel.prestatie.product_referentie.referentie_nummer: regel for regel in _lines(gesprek, vraag.vorige, before)}
    return Declaratiestand(
        clienten=frozenset(bsn for bsn, _ in grondslagen),
        grondslagen={key: each for key, each in grondslagen.items() if key[1] in vraag.nummers},
        referenties=_used(claimed, vraag.referenties, before),
        nummer_bekend=_number_is_used(claimed, vraag.nummer, before),
        laatste_periode=latest.aggregate(Max("periode"))["periode__max"],
        debetten=_debets(gesprek, vraag, before),
        vorige=credits,
        sommen=_summed(products),
        producten=products,
    )


def antwoordstand(gesprek: Gesprek, vraag: Antwoordvraag) -> Antwoordstand:
    """What is known beside a 325: the claim that it names, and the lines that it returns."""
    named = Declaratie.objects.filter(gesprek=gesprek, bericht__identificatie=vraag.identificatie, dagtekening=vraag.dagtekening)
    # Of several under one name (the others were rejected as a whole) the one that waits, else the last.
    rows = sorted(named.select_related("bericht"), key=lambda row: (row.staat == Declaratie.Staat.OPEN, row.pk))
    row = rows[-1] if rows else None
    bericht = read(archive.payload(row.bericht)) if row else None
    assert bericht is None or isinstance(bericht, m323.Bericht)
    numbered = Declaratie.objects.filter(gesprek=gesprek, nummer=vraag.nummer).exclude(staat=Declaratie.Staat.AFGEWEZEN)
    return Antwoordstand(
        declaratie=bericht,
        bericht=row.bericht_id.hex if row else "",
        regels={
            regel.prestatie.product_referentie.referentie_nummer: regel for regel in _lines(gesprek, vraag.referenties, LAST)
        },
        nummer_bekend=bool(vraag.nummer) and numbered.exists(),
        beantwoord=row is not None and row.staat != Declaratie.Staat.OPEN,
    )


def standing(gesprek: Gesprek, nummers: Iterable[int]) -> list[Regel]:
    """The lines that stand on these assignments or did (TR385, and the calculation of a line), in the order they came."""
    condition, listed = among("r.toewijzing", set(nummers))
    return _regels(_rows(_LINES.format(among=condition, credited="r.gecrediteerd"), [gesprek.pk, listed, LAST]))


def standing_in(gesprek: Gesprek, nummers: Iterable[int], begin: date, eind: date) -> list[Regel]:
    """Of these the lines of product periods that begin within these days, both included; what came before is not read."""
    condition, listed = among("r.toewijzing", set(nummers))
    sql = _LINES.format(among=f"{condition} AND r.begindatum BETWEEN %s AND %s", credited="r.gecrediteerd")
    return _regels(_rows(sql, [gesprek.pk, listed, begin, eind, LAST]))


def delivery(gesprek: Gesprek, nummers: Collection[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Of these assignments, those with a start, and those with a stop that went as planned (E200)."""
    condition, listed = among("f.toewijzing", nummers)
    started = _rows(_DELIVERY.format(table=Start._meta.db_table, among=condition), [gesprek.pk, listed])
    reasons, planned = among("f.reden", VOLGENS_PLAN[gesprek.fact.wet])
    stops = _DELIVERY.format(table=Stop._meta.db_table, among=f"{condition} AND {reasons}")
    stopped = _rows(stops, [gesprek.pk, listed, planned])
    return frozenset(nummer for (nummer,) in started), frozenset(nummer for (nummer,) in stopped)


def _conversations(gesprek: Gesprek) -> list[int]:
    """A provider numbers its claims for all municipalities together (TR314, TR333); a municipality sees only what it received."""
    if gesprek.party.code != gesprek.aanbieder:
        return [gesprek.pk]
    return list(Gesprek.objects.filter(party_id=gesprek.party_id).values_list("pk", flat=True))


def _number_is_used(gesprekken: list[int], nummer: str, before: int) -> bool:
    used = Declaratie.objects.filter(gesprek__in=gesprekken, nummer=nummer).exclude(staat=Declaratie.Staat.AFGEWEZEN)
    return used.filter(pk__lt=before).exists()


def _grondslagen(gesprek: Gesprek, clienten: dict[Any, str]) -> dict[tuple[str, int], Grondslag]:
    """The actual version of every assignment of these clients: the last in order, so the newest goes over the others (IV013)."""
    found: dict[tuple[str, int], Grondslag] = {}
    if not clienten:
        return found
    condition, listed = among("d.client_id", clienten)
    dates = _Dates()
    for client, nummer, categorie, code, begin, end, *omvang, budget, reden in _rows(
        _ASSIGNED.format(among=condition, day=_days("v.ingangsdatum", "v.einddatum")), [gesprek.pk, listed]
    ):
        found[clienten[client], nummer] = Grondslag(
            nummer, categorie or None, code or None, dates[begin], dates[end], *omvang, budget, reden or None
        )
    return found


class _Dates(dict[Any, Any]):
    """What the database gives for a date, as a date: SQLite keeps it as text. There are few of them in many rows."""

    def __missing__(self, value: Any) -> date | None:
        self[value] = day = _day(value) if value else None
        return day


def _sums(gesprek: Gesprek, nummers: Collection[int], before: int) -> dict[ProductSleutel, Som]:
    rows = regelsommen.of(gesprek, nummers) if before == LAST else _added_up(gesprek, nummers, before)
    found: dict[ProductSleutel, Som] = {}
    for nummer, categorie, code, eenheid, volume, bedrag in rows:
        key = ProductSleutel(nummer, categorie, code)
        known = found.get(key)
        own = Som({telgroep(eenheid): telbaar(int(volume), eenheid)}, int(bedrag))
        found[key] = known.and_also(own) if known else own
    return found


def _added_up(gesprek: Gesprek, nummers: Collection[int], before: int) -> list[tuple[Any, ...]]:
    """What stood before a claim that is judged again, from the lines themselves."""
    condition, listed = among("toewijzing", nummers)
    credited, own = _credited(before)
    return _rows(_SUMS.format(among=condition, credited=credited), [gesprek.pk, listed, *own, AFGEWEZEN, before])


def _summed(products: dict[ProductSleutel, Som]) -> dict[int, Som]:
    found: dict[int, Som] = {}
    for key, som in products.items():
        known = found.get(key.toewijzing_nummer)
        found[key.toewijzing_nummer] = known.and_also(som) if known else som
    return found


def _debets(gesprek: Gesprek, vraag: Declaratievraag, before: int) -> dict[LijnSleutel, str]:
    numbers, listed = among("toewijzing", vraag.nummers)
    begin, days = among("begindatum", vraag.begindata)
    credited, own = _credited(before)
    sql = _DEBETS.format(among=numbers, begin=begin, credited=credited)
    rows = _rows(sql, [gesprek.pk, listed, days, *own, AFGEWEZEN, before])
    return {
        LijnSleutel(nummer, categorie, code, _day(first), _day(last)): referentie
        for nummer, categorie, code, first, last, referentie in rows
    }


def _used(gesprekken: list[int], referenties: Collection[str], before: int) -> frozenset[str]:
    conversations, own = among("gesprek_id", gesprekken)
    condition, listed = among("referentie", referenties)
    sql = _USED.format(gesprekken=conversations, among=condition)
    return frozenset(referentie for (referentie,) in _rows(sql, [own, listed, before]))


def _credited(before: int) -> tuple[str, list[int]]:
    """SQL that asks whether a line was credited before this claim, and its parameters."""
    return ("r.gecrediteerd", []) if before == LAST else (_CREDITED, [before])


def _lines(gesprek: Gesprek, referenties: frozenset[str], before: int) -> list[Regel]:
    """The line under each of these references that was not rejected, else the first: a number is used once (TR314)."""
    if not referenties:
        return []
    condition, listed = among("r.referentie", referenties)
    found: dict[str, Regel] = {}
    credited, own = _credited(before)
    regels = _regels(_rows(_LINES.format(among=condition, credited=credited), [*own, gesprek.pk, listed, before]))
    for regel in sorted(regels, key=lambda regel: regel.staat == AFGEWEZEN):
        found.setdefault(regel.prestatie.product_referentie.referentie_nummer, regel)
    return list(found.values())


def _regels(rows: Sequence[tuple[Any, ...]]) -> list[Regel]:
    ring = keyring()
    # One client has many lines, and opening its BSN is what costs.
    sealed = {row[0]: row[-2:] for row in rows if row[0] is not None}
    bsns = {
        client: ring.open(bytes(bsn), Client.bound(as_uuid(client), "bsn"), key_id).decode()
        for client, (key_id, bsn) in sealed.items()
    }
    return [_regel(row[:-2], bsns) for row in rows]


def _regel(row: tuple[Any, ...], bsns: dict[Any, str]) -> Regel:
    (
        client, referentie, vorig, nummer, categorie, code, begin, end, volume, eenheid, tarief, bedrag, debet, staat, credited,
        bericht,
    ) = row  # fmt: skip
    prestatie = m323.Prestatie(
        product_referentie=Referentie(referentie_nummer=referentie, vorig_referentie_nummer=vorig or None),
        toewijzing_nummer=nummer,
        product_categorie=categorie,
        product_code=code,
        product_periode=GeslotenPeriode(begindatum=_day(begin), einddatum=_day(end)),
        geleverd_volume=volume,
        eenheid=eenheid,
        product_tarief=tarief,
        ingediend_bedrag=BedragMetDC(bedrag=bedrag, debet_credit="D" if debet else "C"),
    )
    return Regel(bsns.get(client, ""), prestatie, staat, _hex(bericht), bool(credited))


def _hex(value: Any) -> str:
    """The id of a message as text, as the ledger writes it."""
    return str(value).replace("-", "")


def _days(*columns: str) -> str:
    """Dates as SQLite keeps them: it would have each of thousands read through a function of Django's."""
    if connection.vendor == "postgresql":
        return ", ".join(columns)
    return ", ".join(f"{column} || ''" for column in columns)


def _day(value: Any) -> date:
    """SQLite keeps a date as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
