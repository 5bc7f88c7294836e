"""Agreements in the database: taken over from a file, given out as one, and asked for one conversation.

Every own party keeps its own: a row is kept for each own party that it concerns. What a file says of one municipality and one
provider (or of one municipality and every provider) holds from the first day that it names for these two. What stood there ends
the day before; what ended earlier stays. So the claims of old months can be judged, whether a file tells the past again or not,
and a file about one provider leaves the others alone. Rows that lost their place stay too, with the day on which they lost it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

import msgspec
from django.db import connection, transaction
from django.db.models import QuerySet

from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.periode import ends

from . import relaties
from .models import Afspraakrij, Archiefbericht, EigenPartij, Gesprek, NietToegepast, Overname
from .rows import insert

COLUMNS: Final = ("wet", "gemeente", "aanbieder", "categorie", "code", "eenheid", "van", "tot")
_ORDER: Final = ("wet", "gemeente", "aanbieder", "categorie", "code", "eenheid", "van", "pk")
_GEMEENTECODE: Final = 4
_AGREED: Final = f"""
    SELECT id, {", ".join(COLUMNS)}, rest FROM {Afspraakrij._meta.db_table}
    WHERE party_id = %s AND gemeente = %s AND aanbieder IN (%s, '') AND vervangen_door_id IS NULL
"""  # noqa: S608  names from the model alone
Parties: TypeAlias = tuple[str, str]


class Overgenomen(msgspec.Struct, frozen=True):
    """What taking over did, in rows: new ones, ones that now end earlier, ones that lost their place. Counted per own party."""

    nieuw: int = 0
    beeindigd: int = 0
    vervangen: int = 0

    def __add__(self, other: "Overgenomen") -> "Overgenomen":
        return Overgenomen(self.nieuw + other.nieuw, self.beeindigd + other.beeindigd, self.vervangen + other.vervangen)


class _Change(msgspec.Struct):
    """What one file does to what one own party keeps."""

    gone: list[int] = []
    come: list[Afspraak] = []
    counted: Overgenomen = Overgenomen()


def concerns(regel: Afspraak, party: EigenPartij) -> bool:
    """Whether an own party has to do with an agreement: as its municipality, its provider, or one of every provider."""
    if party.wet != regel.wet:
        return False
    if regel.aanbieder is None and len(party.code) != _GEMEENTECODE:
        return True
    return party.code in (regel.gemeente, regel.aanbieder)


def foreign(afspraken: Afspraken, parties: Iterable[EigenPartij]) -> list[Afspraak]:
    """The agreements that concern none of these parties, in their order."""
    parties = list(parties)
    return [regel for regel in afspraken.regels if not any(concerns(regel, party) for party in parties)]


@transaction.atomic
def take_over(afspraken: Afspraken, parties: Iterable[EigenPartij], now: datetime, door: str) -> Overgenomen:
    """Keeps the agreements for each of these parties that they concern, all or none.

    What is equal to what stands changes nothing. `door` names who did it. The agreements are free of faults: `afsprakenbestand`
    refuses others.
    """
    keys = [party.pk for party in parties]
    done = Overgenomen()
    # In order, so that two files at the same time wait for each other instead of for one another.
    for party in EigenPartij.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        done += _taken_over([regel for regel in afspraken.regels if concerns(regel, party)], party, now, door)
    return done


def kept(parties: Iterable[EigenPartij]) -> QuerySet[Afspraakrij]:
    """The rows that stand for these parties, in the order of a file."""
    return Afspraakrij.objects.filter(party__in=list(parties), vervangen_door=None).order_by(*_ORDER)


def export(parties: Iterable[EigenPartij]) -> Afspraken:
    """All agreements of these parties, in the order of a file, that of a municipality and a provider from one of these parties.

    Where both are ours that is the municipality, for it publishes; else the party that took a file over last.
    """
    rows = list(kept(parties).select_related("party"))
    teller: dict[tuple[str, str, str], tuple[bool, int, int]] = {}
    for row in rows:
        rank = row.party.code == row.gemeente, row.uit_id, row.party_id
        teller[_subject(row)] = max(rank, teller.get(_subject(row), rank))
    return Afspraken(value(row) for row in rows if row.party_id == teller[_subject(row)][2])


def agreed(gesprek: Gesprek) -> Afspraken | None:
    """What the party of a conversation agreed for it, in one query; None where nothing was agreed at any time."""
    with connection.cursor() as cursor:
        cursor.execute(_AGREED, [gesprek.party_id, gesprek.gemeente, gesprek.aanbieder])
        found = [_built(cells, msgspec.json.decode(rest)) for _, *cells, rest in sorted(cursor.fetchall())]
    return Afspraken(found) if found else None


def agreed_in(gesprekken: Sequence[Gesprek]) -> dict[int, Afspraken]:
    """The same for several conversations of one party, by their keys, in one query; those without any are left out."""
    rows: dict[tuple[str, str], list[Afspraakrij]] = {}
    parties = {each.party_id for each in gesprekken}
    standing = Afspraakrij.objects.filter(party__in=parties, vervangen_door=None)
    standing = standing.filter(gemeente__in={each.gemeente for each in gesprekken})
    for row in standing.filter(aanbieder__in={"", *(each.aanbieder for each in gesprekken)}).order_by("pk"):
        rows.setdefault((row.gemeente, row.aanbieder), []).append(row)
    found: dict[int, Afspraken] = {}
    for each in gesprekken:
        mine = [*rows.get((each.gemeente, each.aanbieder), ()), *rows.get((each.gemeente, ""), ())]
        if mine:
            found[each.pk] = Afspraken(value(row) for row in sorted(mine, key=lambda row: row.pk))
    return found


def note_unapplied(row: Archiefbericht, rules: Sequence[str]) -> None:
    """Keeps with a message that is saved which rules were silent, because no agreement was known when it was judged."""
    if rules:
        insert([NietToegepast(bericht=row, regels=" ".join(rules))])


def unapplied(row: Archiefbericht) -> list[str]:
    """The names of these rules; empty where every rule could be applied."""
    found = NietToegepast.objects.filter(bericht=row).first()
    return found.regels.split() if found else []


def value(row: Afspraakrij) -> Afspraak:
    """A row as the agreement that it is."""
    return _built([getattr(row, name) for name in COLUMNS], row.rest)


def _subject(row: Afspraakrij) -> tuple[str, str, str]:
    return row.wet, row.gemeente, row.aanbieder


def _values(rows: QuerySet[Afspraakrij]) -> list[Afspraak]:
    return [_built(cells, rest) for *cells, rest in rows.values_list(*COLUMNS, "rest")]


def _built(cells: Sequence[Any], rest: dict[str, Any]) -> Afspraak:
    known = dict(zip(COLUMNS, cells, strict=True))
    return msgspec.convert({**rest, **known, "aanbieder": known["aanbieder"] or None}, Afspraak)


def _taken_over(regels: list[Afspraak], party: EigenPartij, now: datetime, door: str) -> Overgenomen:
    groups: dict[Parties, list[Afspraak]] = {}
    for regel in regels:
        groups.setdefault((regel.gemeente, regel.aanbieder or ""), []).append(regel)
    standing: dict[Parties, list[tuple[int, Afspraak]]] = {parties: [] for parties in groups}
    for row in kept([party]).filter(gemeente__in={gemeente for gemeente, _ in groups}):
        if (row.gemeente, row.aanbieder) in standing:
            standing[row.gemeente, row.aanbieder].append((row.pk, value(row)))
    changes = [_change(standing[parties], group) for parties, group in groups.items()]
    counted = sum((change.counted for change in changes), Overgenomen())
    if counted != Overgenomen():
        _write(changes, party, Overname(party=party, at=now, door=door, **msgspec.structs.asdict(counted)))
    return counted


def _change(standing: list[tuple[int, Afspraak]], group: list[Afspraak]) -> _Change:
    """From the first day that the file names it holds alone; equal rows keep their place."""
    first = min(regel.van for regel in group)
    reached = [(pk, regel) for pk, regel in standing if ends(regel) >= first]
    cut = [msgspec.structs.replace(regel, tot=first - timedelta(days=1)) for _, regel in reached if regel.van < first]
    wanted = [*group, *cut]
    same = {regel for _, regel in reached} & set(wanted)
    gone = [pk for pk, regel in reached if regel not in same]
    ended = sum(regel not in same for regel in cut)
    come = [regel for regel in wanted if regel not in same]
    return _Change(gone, come, Overgenomen(len(come) - ended, ended, len(gone) - ended))


def _write(changes: list[_Change], party: EigenPartij, overname: Overname) -> None:
    overname.save(force_insert=True)
    gone = [pk for change in changes for pk in change.gone]
    come = [regel for change in changes for regel in change.come]
    for start in range(0, len(gone), 500):
        Afspraakrij.objects.filter(pk__in=gone[start : start + 500]).update(vervangen_door=overname)
    Afspraakrij.objects.bulk_create((_row(regel, party, overname) for regel in come), batch_size=500)
    relaties.meet(party, {_other(regel, party) for regel in come})


def _row(regel: Afspraak, party: EigenPartij, overname: Overname) -> Afspraakrij:
    rest = {name: cell for name, cell in msgspec.to_builtins(regel).items() if name not in COLUMNS}
    columns: dict[str, str | date | None] = {name: getattr(regel, name) for name in COLUMNS}
    columns["aanbieder"] = regel.aanbieder or ""
    return Afspraakrij(party=party, uit=overname, rest=rest, **columns)


def _other(regel: Afspraak, party: EigenPartij) -> str:
    """Code of the other side; "" where the agreement is with every provider."""
    return (regel.aanbieder or "") if party.code == regel.gemeente else regel.gemeente
