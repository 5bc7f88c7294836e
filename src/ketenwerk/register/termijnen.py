"""Terms of claiming and the claim calendar of an own party, and the care that waits beside them (E165 to E168)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Min
from django.db.models.functions import TruncMonth
from django.utils import timezone

from ketenwerk.claims.termijn import Aanvang, Kalendermaand, Termijn
from ketenwerk.protocol.kalenderbestand import Kalenderregel

from .models import Declaratietermijnrij, EigenPartij, Kalenderrij, Levering, Toewijzingversie
from .queries import as_uuid

_TOGETHER = 10_000


class Wachtend(NamedTuple):
    """Deliveries of one assignment in one month that no line claims. `maand` is its first day, `aantal` how many they are."""

    gesprek: int
    gemeente: str
    client: uuid.UUID
    toewijzing: int
    categorie: str
    maand: date
    aantal: int


def terms(party: EigenPartij) -> list[Termijn]:
    """What a party agreed on about when to claim."""
    rows = Declaratietermijnrij.objects.filter(party=party).order_by("ander", "categorie", "van", "pk")
    return [
        Termijn(vanaf=Aanvang(row.vanaf), dagen=row.dagen, van=row.van, ander=row.ander, categorie=row.categorie) for row in rows
    ]


def keep_term(party: EigenPartij, termijn: Termijn, now: datetime, door: str) -> None:
    """Keeps a term; one for the same, from the same day, takes the place of the one that was there."""
    same = Declaratietermijnrij.objects.filter(party=party, ander=termijn.ander, categorie=termijn.categorie, van=termijn.van)
    late = Aanvang.TOEWIJZING.value
    same = same.filter(vanaf=late) if termijn.vanaf is Aanvang.TOEWIJZING else same.exclude(vanaf=late)
    said = {"vanaf": termijn.vanaf.value, "dagen": termijn.dagen, "at": now, "door": door}
    if not same.update(**said):
        Declaratietermijnrij.objects.create(
            party=party, ander=termijn.ander, categorie=termijn.categorie, van=termijn.van, **said
        )


def calendar(party: EigenPartij) -> list[Kalenderregel]:
    """All that is known of the calendars, in the order of municipality and month."""
    rows = Kalenderrij.objects.filter(party=party).order_by("gemeente", "periode")
    wet = "jw" if party.wet == "jw" else "wmo"
    return [
        Kalenderregel(
            wet=wet,  # type: ignore[arg-type]
            gemeente=row.gemeente,
            periode=row.periode,
            indienen=row.indienen,
            verwerking=row.verwerking,
            betaling=row.betaling,
        )
        for row in rows
    ]


def calendar_of(party: EigenPartij) -> dict[tuple[str, date], Kalendermaand]:
    """The same by municipality and month."""
    return {
        (each.gemeente, each.periode): Kalendermaand(
            periode=each.periode, indienen=each.indienen, verwerking=each.verwerking, betaling=each.betaling
        )
        for each in calendar(party)
    }


def keep_calendar(party: EigenPartij, regels: Sequence[Kalenderregel], now: datetime, door: str) -> int:
    """Keeps these periods, each in place of what stood for it; says how many. Periods that are not among them stay."""
    rows = [
        Kalenderrij(
            party=party,
            gemeente=each.gemeente,
            periode=each.periode,
            indienen=each.indienen,
            verwerking=each.verwerking,
            betaling=each.betaling,
            at=now,
            door=door,
        )
        for each in regels
    ]
    Kalenderrij.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["party", "gemeente", "periode"],
        update_fields=["indienen", "verwerking", "betaling", "at", "door"],
    )
    return len(rows)


def waiting(party: EigenPartij) -> list[Wachtend]:
    """What was delivered and is in no line that stands, per assignment and month. One query over what is open."""
    rows = (
        Levering.objects.filter(party=party, open=True)
        .order_by()
        .annotate(maand=TruncMonth("datum"))
        .values_list("gesprek_id", "gesprek__gemeente", "client_id", "toewijzing", "categorie", "maand")
        .annotate(Count("pk"))
    )
    return [Wachtend(gesprek, gemeente, as_uuid(client), *rest) for gesprek, gemeente, client, *rest in rows]


def waiting_months(party: EigenPartij) -> list[tuple[int, str, date, int]]:
    """The same by month alone, in order: conversation, municipality, month and how much. Where no term asks for more."""
    rows = Levering.objects.filter(party=party, open=True).annotate(maand=TruncMonth("datum"))
    counted = rows.values_list("gesprek_id", "gesprek__gemeente", "maand").annotate(Count("pk"))
    return list(counted.order_by("maand", "gesprek__gemeente"))


def received(party: EigenPartij, rows: Iterable[Wachtend]) -> Mapping[tuple[int, uuid.UUID, int], date]:
    """When the first version of each of these assignments came in, by conversation, client and number."""
    nummers = sorted({row.toewijzing for row in rows})
    found: dict[tuple[int, uuid.UUID, int], date] = {}
    for start in range(0, len(nummers), _TOGETHER):
        versies: Any = Toewijzingversie.objects.filter(party=party, nummer__in=nummers[start : start + _TOGETHER]).order_by()
        columns = versies.values_list("dossier__gesprek_id", "dossier__client_id", "nummer")
        for gesprek, client, nummer, moment in columns.annotate(Min("bericht__received_at")):
            found[gesprek, as_uuid(client), nummer] = timezone.localdate(moment)
    return found
