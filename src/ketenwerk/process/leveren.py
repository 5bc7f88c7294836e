"""Deliveries that somebody brings in: looked at first, then kept as a whole or not at all, and never twice."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction

from ketenwerk.claims.plaats import BEGIN_323
from ketenwerk.claims.volume import UUR
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar, blocks
from ketenwerk.protocol.leveringbestand import EENHEDEN, Rijlevering
from ketenwerk.register import clients, leveringen
from ketenwerk.register.leveringen import Versie
from ketenwerk.register.models import EigenPartij, Invoer, Levering
from ketenwerk.sheets.leveringen import read

_KEPT_TO_LOOK: Final = timedelta(days=1)
_REFUSED: Final = "Deze rij wordt niet overgenomen:"
GIVEN: Final = "k:"
"""How the mark of a delivery begins that its sender named."""
_UNITS: Final = {soort: units for soort, _, units in EENHEDEN.values()}


class Voorbeeld(msgspec.Struct, frozen=True):
    """What taking over would do: the new deliveries, how many are kept already, and what is wrong or worth a look."""

    nieuw: tuple[Levering, ...]
    bekend: int
    bezwaren: tuple[Bezwaar, ...]

    @property
    def kan(self) -> bool:
        return not blocks(self.bezwaren)


def bring(name: str, data: bytes, party: EigenPartij, now: datetime, door: str) -> Invoer:
    """Keeps a file, encrypted, until somebody looked at what it would do. Raises Onleesbaar with all its faults."""
    read(name, data)
    _forget(party, now)
    invoer = Invoer(party=party, at=now, door=door[:80])
    invoer.seal("naam", name[-100:].encode())
    invoer.seal("inhoud", data)
    invoer.save(force_insert=True)
    return invoer


def preview(invoer: Invoer, today: date) -> Voorbeeld:
    """What a file that was brought would do now. Raises Onleesbaar for one that is done with."""
    if invoer.inhoud is None:
        raise Onleesbaar([Bezwaar("", "Dit bestand is al overgenomen. Kies een nieuw bestand.")])
    rows = read(invoer.opened("naam").decode(), invoer.opened("inhoud"))
    return matched(rows, invoer, today)


def take_over(key: UUID, party: EigenPartij, today: date) -> int:
    """Keeps the deliveries of a file that was looked at; says how many are new. Raises Onleesbaar, and then keeps nothing."""
    with transaction.atomic():
        invoer = Invoer.objects.select_for_update(no_key=True).select_related(None).get(pk=key, party=party)
        found = preview(invoer, today)
        if not found.kan:
            raise Onleesbaar(found.bezwaren)
        kept = leveringen.keep(found.nieuw)
        invoer.inhoud = None
        invoer.save(update_fields=["inhoud"])
        return kept


def typed(rows: Sequence[Rijlevering], party: EigenPartij, now: datetime, today: date, door: str) -> int:
    """Keeps deliveries that were typed; says how many are new. Raises Onleesbaar with all faults, and then keeps nothing."""
    with transaction.atomic():
        invoer = Invoer(party=party, at=now, door=door[:80])
        invoer.seal("naam", b"")
        found = matched(rows, invoer, today)
        if not found.kan:
            raise Onleesbaar(found.bezwaren)
        if not found.nieuw:
            return 0
        invoer.save(force_insert=True)
        return leveringen.keep(found.nieuw)


def matched(rows: Sequence[Rijlevering], invoer: Invoer, today: date) -> Voorbeeld:
    """These rows beside the assignments that the party knows."""
    party = invoer.party
    known = clients.ids_of(party.pk, {row.bsn for row in rows})
    by_client = {bsn: leveringen.as_key(pk) for bsn, pk in known.items()}
    found: defaultdict[tuple[UUID, int], list[Versie]] = defaultdict(list)
    for versie in leveringen.assigned(party, {row.toewijzing for row in rows}):
        found[versie.client, versie.grondslag.nummer].append(versie)
    bezwaren: list[Bezwaar] = []
    made: list[tuple[Rijlevering, Levering]] = []
    seen: Counter[str] = Counter()
    for row in rows:
        versie = _assignment(row, by_client.get(row.bsn), found)
        wrong = [versie] if isinstance(versie, Bezwaar) else list(_wrong(row, versie, today))
        bezwaren += wrong
        if not isinstance(versie, Bezwaar) and not blocks(wrong):
            made.append((row, _levering(row, versie, invoer, seen)))
    return _beside_known(made, party, bezwaren)


def _beside_known(made: list[tuple[Rijlevering, Levering]], party: EigenPartij, bezwaren: list[Bezwaar]) -> Voorbeeld:
    kept = leveringen.known_marks(party, [levering.kenmerk for _, levering in made])
    nieuw: dict[str, Levering] = {}
    bekend = 0
    for row, levering in made:
        same = kept.get(levering.kenmerk) or nieuw.get(levering.kenmerk)
        if same is None:
            nieuw[levering.kenmerk] = levering
        elif _content(same) == _content(levering):
            bekend += 1
        else:
            text = f"{_REFUSED} dit kenmerk heeft al een andere levering. Geef haar een eigen kenmerk."
            bezwaren.append(Bezwaar("kenmerk", text, plaats=row.plaats))
    return Voorbeeld(tuple(nieuw.values()), bekend, tuple(bezwaren))


def _assignment(row: Rijlevering, client: UUID | None, found: dict[tuple[UUID, int], list[Versie]]) -> Versie | Bezwaar:
    """The one assignment that a row is about; claiming is possible only once it is given (E190)."""
    if client is None:
        text = f"{_REFUSED} deze cliënt heeft geen toewijzing. Controleer het BSN, of wacht op de toewijzing."
        return Bezwaar("bsn", text, plaats=row.plaats)
    versies = found.get((client, row.toewijzing), [])
    at = [versie for versie in versies if row.gemeente in ("", versie.gemeente)]
    if not at:
        text = f"{_REFUSED} deze cliënt heeft deze toewijzing niet. Controleer het nummer, of wacht op de toewijzing."
        return Bezwaar("toewijzing", text, plaats=row.plaats)
    if len(at) > 1:
        text = f"{_REFUSED} twee gemeenten gaven dit nummer. Vul de kolom gemeente in."
        return Bezwaar("gemeente", text, plaats=row.plaats)
    return at[0]


def _wrong(row: Rijlevering, versie: Versie, today: date) -> Iterable[Bezwaar]:
    held = versie.grondslag
    if row.datum > today:
        yield Bezwaar("datum", f"{_REFUSED} deze dag moet nog komen. Verbeter de datum.", plaats=row.plaats)
    elif row.datum < BEGIN_323:
        text = "Deze levering komt niet in een declaratie: zij is van voor 2021. Stem af met de gemeente."
        yield Bezwaar("datum", text, blokkeert=False, plaats=row.plaats)
    elif not (held.ingangsdatum <= row.datum and (held.einddatum is None or row.datum <= held.einddatum)):
        text = "Deze levering komt nog niet in een declaratie: op die dag geldt de toewijzing niet. Vraag een verlenging."
        yield Bezwaar("datum", text, blokkeert=False, plaats=row.plaats)
    if row.product and held.code not in (None, row.product):
        yield Bezwaar("product", f"{_REFUSED} toegewezen is product {held.code}. Verbeter de code.", plaats=row.plaats)
    if row.categorie and held.categorie not in (None, row.categorie):
        yield Bezwaar("categorie", f"{_REFUSED} toegewezen is categorie {held.categorie}. Verbeter haar.", plaats=row.plaats)
    if not (held.code or row.product):
        yield Bezwaar("product", f"{_REFUSED} de toewijzing laat het product open. Vul de kolom in.", plaats=row.plaats)
    if not (held.categorie or row.categorie):
        yield Bezwaar("categorie", f"{_REFUSED} de toewijzing laat de categorie open. Vul de kolom in.", plaats=row.plaats)
    if held.eenheid and _kept_in(held.eenheid) not in _UNITS[row.soort]:
        wanted = next(soort for soort, units in _UNITS.items() if _kept_in(held.eenheid) in units)
        yield Bezwaar("eenheid", f"{_REFUSED} toegewezen is in {wanted}. Verbeter de eenheid.", plaats=row.plaats)


def _levering(row: Rijlevering, versie: Versie, invoer: Invoer, seen: Counter[str]) -> Levering:
    held = versie.grondslag
    made = Levering(
        party_id=invoer.party_id,
        gesprek_id=versie.gesprek,
        client_id=versie.client,
        invoer=invoer,
        toewijzing=held.nummer,
        categorie=held.categorie or row.categorie,
        code=held.code or row.product,
        datum=row.datum,
        hoeveelheid=row.hoeveelheid,
        afwezig=row.afwezig,
        eenheid=_kept_in(held.eenheid) if held.eenheid else _UNITS[row.soort][0],
    )
    # The mark of a row is what somebody else's software wrote, so only what it comes to is kept.
    made.kenmerk = mark_of(row.kenmerk) if row.kenmerk else _mark(made, seen)
    return made


def _mark(levering: Levering, seen: Counter[str]) -> str:
    """What tells a row without a mark of its own from another: its content, and how many equal rows went before it."""
    text = "|".join(str(part) for part in (*_content(levering), levering.eenheid))
    seen[text] += 1
    return f"h:{_hashed(f'{text}|{seen[text]}')}"


def mark_of(kenmerk: str) -> str:
    """What is kept of the mark that a sender gives a delivery."""
    return f"{GIVEN}{_hashed(kenmerk)}"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:48]


def _content(levering: Levering) -> tuple[Any, ...]:
    """What makes a delivery the same; the key of its client is ours and says nothing of who it is."""
    return (
        levering.gesprek_id,
        levering.client_id,
        levering.toewijzing,
        levering.categorie,
        levering.code,
        levering.datum,
        levering.hoeveelheid,
        # Only where it says something, so that what was kept before absence was asked for keeps its mark.
        *(("afwezig",) if levering.afwezig else ()),
    )


def _kept_in(eenheid: str) -> str:
    """The unit in which deliveries are kept of what was assigned in that unit: hours in minutes."""
    return "01" if eenheid == UUR else eenheid


def _forget(party: EigenPartij, now: datetime) -> None:
    """Files that somebody looked at and left."""
    Invoer.objects.filter(party=party, inhoud__isnull=False, at__lt=now - _KEPT_TO_LOOK).delete()
