"""What a provider of ours may claim now: its deliveries beside its assignments, its agreements and the lines that stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any, Final, NamedTuple, cast

import msgspec
from django.db.models import Max, QuerySet

from ketenwerk.claims.ingediend import is_staand, referentie
from ketenwerk.claims.levering import Gekozen, Levering
from ketenwerk.claims.lijn import Handeling, Lijn
from ketenwerk.claims.periode import maand
from ketenwerk.claims.reden import Weglating
from ketenwerk.claims.regels import Basis, Uitkomst, Weggelaten, regels
from ketenwerk.claims.volume import MINUUT, UUR
from ketenwerk.ledger.declaraties import Grondslag, Regel
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.register import afspraken, clients, declaratiestand, leveringen
from ketenwerk.register.crypto import keyring
from ketenwerk.register.gekozen import Keuze, chosen
from ketenwerk.register.models import Client, Declaratie, EigenPartij, Gesprek
from ketenwerk.register.models import Levering as Rij

_AROUND: Final = timedelta(days=7)
"""Output per week is claimed in the month of its Sunday (E181)."""
_KEY_LENGTH: Final = 20
_ASKED: Final = (
    "pk", "gesprek_id", "client_id", "toewijzing", "categorie", "code", "datum", "hoeveelheid", "eenheid", "afwezig",
    "referentie",
)  # fmt: skip
_TOGETHER: Final = 10_000

NIETS: Final = Uitkomst((), (), ())
Toegewezen = Mapping[tuple[str, int], Grondslag]
"""What assignments allow, by BSN and number."""
Keuzes = Mapping[tuple[str, int], Sequence[Keuze]]
"""What was chosen below an agreed most, by BSN and number, oldest first."""


class Plan(msgspec.Struct, frozen=True):
    """What may be claimed now in one conversation. `laatste` is a day of the latest DeclaratiePeriode, None without one."""

    gesprek: Gesprek
    op: date
    uitkomst: Uitkomst
    laatste: date | None
    overgeslagen: tuple[Handeling, ...] = ()
    """What somebody left out: it stays to be claimed."""
    zonder_verklaring: int = 0
    """Lines at a chosen tariff for which no statement of the parents was noted (E223): a warning."""

    @property
    def lijnen(self) -> tuple[Lijn, ...]:
        return tuple(lijn for handeling in self.uitkomst.handelingen for lijn in handeling.lijnen)

    @property
    def bedrag(self) -> int:
        """In eurocents, with sign."""
        return sum(lijn.signed for lijn in self.lijnen)

    @property
    def zegel(self) -> str:
        """A keyed mark of exactly these lines."""
        return keyring().hashed(f"{self.gesprek.pk}|{msgspec.json.encode(self.lijnen).decode()}")


def merk(handeling: Handeling) -> str:
    """A keyed name of what is done, fit for an address: it tells nothing of anybody."""
    key = handeling.lijnen[-1].sleutel
    return keyring().hashed("|".join(str(part) for part in key))[:_KEY_LENGTH]


def plans(
    party: EigenPartij,
    until: date,
    op: date,
    *,
    gesprekken: Collection[int] | None = None,
    zonder: Collection[str] = (),
) -> list[Plan]:
    """What may be claimed of all that was delivered up to and with a day, per municipality in the order of their codes.

    `zonder` are marks of what is left out. Two queries per conversation, and six for all together.
    """
    asked = leveringen.to_claim(party, until)
    if gesprekken is not None:
        asked = asked.filter(gesprek__in=gesprekken)
    rows: Iterable[Rij] = _plain(asked)
    by_gesprek = {key: list(group) for key, group in groupby(rows, key=lambda row: row.gesprek_id)}
    found = list(Gesprek.objects.filter(pk__in=by_gesprek).select_related("party").order_by("gemeente"))
    latest = _latest(list(by_gesprek))
    bsns = bsns_of({row.client_id for group in by_gesprek.values() for row in group})
    nummers = {row.toewijzing for group in by_gesprek.values() for row in group}
    versies = leveringen.assigned(party, nummers)
    assigned: dict[int, dict[tuple[str, int], Grondslag]] = {}
    for versie in versies:
        if versie.client in bsns:
            key = bsns[versie.client], versie.grondslag.nummer
            assigned.setdefault(versie.gesprek, {})[key] = versie.grondslag
    gekozen = chosen(by_gesprek, nummers) if by_gesprek else {}
    agreed = afspraken.agreed_in(found)
    made = []
    for each in found:
        key = each.pk
        beside = _Ernaast(assigned.get(key, {}), gekozen.get(key, {}), agreed.get(key) or Afspraken(()), latest.get(key))
        made.append(_without(_plan(each, by_gesprek[key], beside, bsns, op), zonder))
    return made


def leveringen_van(rows: Iterable[Rij], bsns: Mapping[Any, str], *, free: bool) -> list[Levering]:
    """Rows as the claim rules count them; `kenmerk` is the key of the row."""
    return [
        Levering(
            datum=row.datum,
            bsn=bsns[row.client_id],
            toewijzing_nummer=row.toewijzing,
            categorie=row.categorie,
            code=row.code,
            hoeveelheid=row.hoeveelheid,
            regel=None if free else row.referentie,
            kenmerk=str(row.pk),
            afwezig=row.afwezig,
        )
        for row in rows
    ]


def afspraken_van(gesprek: Gesprek) -> Afspraken:
    """What was agreed for a conversation."""
    return afspraken.agreed(gesprek) or Afspraken(())


def basis_van(
    gesprek: Gesprek,
    grondslagen: Toegewezen,
    op: date,
    ingediend: Sequence[Regel],
    gekozen: Keuzes,
    held: Afspraken | None = None,
) -> Basis:
    """What lines of a conversation are made from; without `held` what was agreed is asked for."""
    held, fact = held if held is not None else afspraken_van(gesprek), gesprek.fact
    return Basis(
        wet=fact.wet,
        grondslagen=grondslagen,
        # Many lines, few products and months.
        afgesproken=cache(lambda product, on: held.product(fact.wet, fact.gemeente, fact.aanbieder, product, on)),
        ingediend=ingediend,
        op=op,
        in_minuten=gesprek.party.uren_als_minuten,
        gekozen={
            key: [Gekozen(tarief=each.tarief, product=(each.categorie, each.code), van=each.van) for each in keuzes]
            for key, keuzes in gekozen.items()
        },
    )


def latest_period(gesprek: int) -> date | None:
    """A day of the latest DeclaratiePeriode that was not rejected as a whole."""
    return _latest([gesprek]).get(gesprek)


class _Ernaast(NamedTuple):
    """What the deliveries of one conversation are seen beside; `gekozen` by client and number."""

    grondslagen: Toegewezen
    gekozen: Mapping[tuple[Any, int], list[Keuze]]
    afspraken: Afspraken
    laatste: date | None


def _plan(gesprek: Gesprek, rows: list[Rij], beside: _Ernaast, bsns: Mapping[Any, str], op: date) -> Plan:
    nummers = {row.toewijzing for row in rows}
    first, last = maand(min(row.datum for row in rows)).begin - _AROUND, maand(max(row.datum for row in rows)).eind + _AROUND
    # A delivery is claimed in a product period around its day: lines of other months say nothing about it.
    ingediend = declaratiestand.standing_in(gesprek, nummers, maand(first).begin, maand(last).eind)
    standing = {referentie(regel.prestatie) for regel in ingediend if is_staand(regel)}
    held = [row for row in _plain(leveringen.held(gesprek.pk, nummers, first, last)) if row.referentie in standing]
    held = [row for row in held if row.client_id in bsns]
    given = [*leveringen_van(rows, bsns, free=True), *leveringen_van(held, bsns, free=False)]
    keuzes = {(bsns[client], nummer): each for (client, nummer), each in beside.gekozen.items() if client in bsns}
    uitkomst = regels(given, basis_van(gesprek, beside.grondslagen, op, ingediend, keuzes, beside.afspraken))
    uitkomst = _in_their_unit(uitkomst, {str(row.pk): row.eenheid for row in (*rows, *held)})
    return Plan(gesprek, op, uitkomst, beside.laatste, zonder_verklaring=_unsigned(uitkomst, keuzes))


def _plain(rows: QuerySet[Rij]) -> Iterable[Rij]:
    """Rows with what a plan looks at alone: making objects of thousands costs more than the plan."""
    return cast("Iterable[Rij]", rows.values_list(*_ASKED, named=True))


def _unsigned(uitkomst: Uitkomst, keuzes: Keuzes) -> int:
    """How many new lines stand on a choice without a statement."""
    count = 0
    for lijn in (each.debet for each in uitkomst.handelingen if each.debet):
        fitting = [each for each in keuzes.get((lijn.bsn, lijn.toewijzing_nummer), ()) if each.van <= lijn.periode.begin]
        count += bool(fitting) and fitting[-1].verklaring is None
    return count


def _in_their_unit(uitkomst: Uitkomst, units: Mapping[str, str]) -> Uitkomst:
    """Leaves out what was delivered in another unit than it would be claimed in: the assignment changed since."""
    fits: list[Handeling] = []
    left: list[Weggelaten] = []
    for handeling in uitkomst.handelingen:
        debet = handeling.debet
        assert debet is not None
        wanted = MINUUT if debet.eenheid == UUR else debet.eenheid
        if all(units[each.kenmerk or ""] == wanted for each in debet.leveringen):
            fits.append(handeling)
        else:
            left += [Weggelaten(each, Weglating.ANDERE_EENHEID) for each in debet.leveringen if each.regel is None]
    return msgspec.structs.replace(uitkomst, handelingen=tuple(fits), weggelaten=(*uitkomst.weggelaten, *left))


def _without(plan: Plan, zonder: Collection[str]) -> Plan:
    skipped = tuple(handeling for handeling in plan.uitkomst.handelingen if zonder and merk(handeling) in zonder)
    if not skipped:
        return plan
    rest = tuple(handeling for handeling in plan.uitkomst.handelingen if handeling not in skipped)
    uitkomst = msgspec.structs.replace(plan.uitkomst, handelingen=rest)
    return msgspec.structs.replace(plan, uitkomst=uitkomst, overgeslagen=skipped)


def _latest(gesprekken: list[int]) -> dict[int, date]:
    rows = Declaratie.objects.filter(gesprek__in=gesprekken).exclude(staat=Declaratie.Staat.AFGEWEZEN)
    return dict(rows.order_by().values_list("gesprek_id").annotate(Max("periode")))


def bsns_of(keys: Collection[Any]) -> dict[Any, str]:
    """The BSN of each of these clients."""
    listed = list(keys)
    parts = (listed[start : start + _TOGETHER] for start in range(0, len(listed), _TOGETHER))
    return {client.pk: clients.bsn_of(client) for part in parts for client in Client.objects.filter(pk__in=part)}
