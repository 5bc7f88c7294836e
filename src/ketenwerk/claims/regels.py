"""From deliveries to claim lines: one per client, assignment, product and product period (E170), and why the rest is in none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from ketenwerk.standard.types import Wet

from .afwezigheid import Verdeeld, verdeeld
from .ingediend import Ingediend, Sleutel, Staat, is_staand, referentie, sleutel
from .levering import Afgesproken, Afspraak, Gekozen, Grondslag, Levering
from .lijn import Handeling, Lijn, credit_van
from .plaats import Plaats, Plaatsing
from .prijs import Prijs, prijs, prijs_gekozen, volume_van
from .reden import Weglating

LARGEST = 99_999_999
"""The most that GeleverdVolume, ProductTarief and IngediendBedrag hold."""


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What lines are made from, all of one conversation of a municipality and a provider under one law.

    `grondslagen` by Bsn and ToewijzingNummer. `afgesproken` is asked for the first day of a product period. `ingediend` are the
    lines claimed before on these assignments. `op` is the day that the claim will be dated. `in_minuten` claims hours in minutes.
    """

    wet: Wet
    grondslagen: Mapping[tuple[str, int], Grondslag]
    afgesproken: Afgesproken
    ingediend: Sequence[Ingediend] = ()
    op: date
    in_minuten: bool = False
    gekozen: Mapping[tuple[str, int], Sequence[Gekozen]] = {}

    def prijs(
        self, bsn: str, toewijzing: int, product: tuple[str, str], eenheid: str | None, on: date, *, in_minuten: bool
    ) -> Prijs | Weglating:
        """What was agreed for a product on the first day of its period; below an agreed most what was chosen (E223)."""
        agreed = self.afgesproken(product, on)
        found = prijs(eenheid, agreed, in_minuten=in_minuten)
        fitting = [each for each in self.gekozen.get((bsn, toewijzing), ()) if each.van <= on]
        if found is not Weglating.TARIEF_ONBEPAALD or not fitting:
            return found
        newest = max(fitting, key=lambda each: each.van)
        real = self.afgesproken(newest.product, on)
        return prijs_gekozen(eenheid, agreed, newest.tarief, real, in_minuten=in_minuten)


class Weggelaten(NamedTuple):
    """A delivery that is in no new line, and why (E191). `regel` is the line that stands in its way, where one does."""

    levering: Levering
    reden: Weglating
    regel: str | None = None


class Uitkomst(msgspec.Struct, frozen=True):
    """What came of deliveries: what to claim, what was left out, and what stands in an earlier line and stays there.

    Every delivery is in exactly one of the three.
    """

    handelingen: tuple[Handeling, ...]
    weggelaten: tuple[Weggelaten, ...]
    al_gedeclareerd: tuple[Levering, ...]


class _Beletsel(NamedTuple):
    reden: Weglating
    regel: str | None = None


def regels(leveringen: Iterable[Levering], basis: Basis) -> Uitkomst:
    """The lines of these deliveries: of all that is not claimed yet, and of what was claimed in lines for the same.

    A late delivery for what a granted line stands for gives a credit of that line and a new one with the new sum. That needs the
    deliveries that were claimed in it; for what an open line stands for it waits. What was claimed in a line that was rejected or
    credited since is claimed anew.
    """
    bouw = _Bouw(basis)
    vrij, geclaimd = bouw.split(leveringen)
    made: list[Handeling] = []
    left: list[Weggelaten] = []
    groups: dict[Sleutel, tuple[Plaats, list[Levering]]] = {}
    for levering in vrij:
        plaats = bouw.plaats(levering)
        if isinstance(plaats, Weglating):
            left.append(Weggelaten(levering, plaats))
        else:
            groups.setdefault(plaats.sleutel, (plaats, []))[1].append(levering)
    for plaats, group in groups.values():
        nieuw, absent = bouw.declarabel(plaats, group, geclaimd)
        left += (Weggelaten(levering, Weglating.AFWEZIG) for levering in absent)
        if not nieuw:
            continue
        found = bouw.handeling(plaats, nieuw, geclaimd)
        if isinstance(found, _Beletsel):
            left += (Weggelaten(levering, *found) for levering in nieuw)
        else:
            made.append(found)
    replaced = {handeling.credit.vorig for handeling in made if handeling.credit}
    fixed = (levering for nummer, held in geclaimd.items() if nummer not in replaced for levering in held)
    return Uitkomst(tuple(made), tuple(left), tuple(fixed))


class _Bouw:
    """The making of lines; remembers where a delivery belongs, for that is asked more than once."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._plaatsing = Plaatsing(basis.wet, basis.grondslagen, basis.op)
        self._standing: defaultdict[Sleutel, list[Ingediend]] = defaultdict(list)
        self._fallen: set[str] = set()
        for regel in basis.ingediend:
            if is_staand(regel):
                self._standing[sleutel(regel.bsn, regel.prestatie)].append(regel)
            else:
                self._fallen.add(referentie(regel.prestatie))

    def split(self, leveringen: Iterable[Levering]) -> tuple[list[Levering], dict[str, list[Levering]]]:
        """What is free to be claimed, and the rest by the line it was claimed in. An unknown line may stand: never twice."""
        vrij: list[Levering] = []
        geclaimd: defaultdict[str, list[Levering]] = defaultdict(list)
        for levering in leveringen:
            if levering.regel is None or levering.regel in self._fallen:
                vrij.append(levering)
            else:
                geclaimd[levering.regel].append(levering)
        return vrij, geclaimd

    def plaats(self, levering: Levering) -> Plaats | Weglating:
        found = self._plaatsing.plaats(levering)
        if found is Weglating.VOOR_2021 and self._is_only_registered(levering):
            return Weglating.ALLEEN_REGISTRATIE
        return found

    def _is_only_registered(self, levering: Levering) -> bool:
        """Whether nothing of it was ever to be claimed: then nothing has to be arranged about old care either (E218)."""
        agreed = self._basis.afgesproken((levering.categorie, levering.code), levering.datum)
        return bool(agreed) and all(afspraak.alleen_registratie for afspraak in agreed)

    def declarabel(self, plaats: Plaats, nieuw: Sequence[Levering], geclaimd: Mapping[str, Sequence[Levering]]) -> Verdeeld:
        """New deliveries of one key without the absence that was not agreed."""
        if not any(levering.afwezig for levering in nieuw):
            return Verdeeld(list(nieuw), [])
        held = [each for regel in self._standing[plaats.sleutel] for each in geclaimd.get(referentie(regel.prestatie), ())]
        return verdeeld(nieuw, held, self._agreed(plaats))

    def handeling(
        self, plaats: Plaats, nieuw: Sequence[Levering], geclaimd: Mapping[str, Sequence[Levering]]
    ) -> Handeling | _Beletsel:
        """What to do with new deliveries of one key, beside the line that may stand for it."""
        standing = self._standing[plaats.sleutel]
        for regel in standing:
            if regel.staat == Staat.OPEN:
                return _Beletsel(Weglating.WACHT_OP_ANTWOORD, referentie(regel.prestatie))
        if standing:
            held = geclaimd.get(referentie(standing[0].prestatie), ())
            return self._replacement(plaats, nieuw, held, standing)
        debet = self._lijn(plaats, nieuw)
        return _Beletsel(debet) if isinstance(debet, Weglating) else Handeling(None, debet)

    def _replacement(
        self, plaats: Plaats, nieuw: Sequence[Levering], held: Sequence[Levering], standing: Sequence[Ingediend]
    ) -> Handeling | _Beletsel:
        old = standing[0]
        nummer = referentie(old.prestatie)
        if len(standing) > 1 or not self._explains(held, plaats, old):
            return _Beletsel(Weglating.NIET_HERLEIDBAAR, nummer)
        if not old.prestatie.ingediend_bedrag.bedrag:
            return _Beletsel(Weglating.NIHIL, nummer)
        debet = self._lijn(plaats, (*held, *nieuw))
        if isinstance(debet, Weglating):
            return _Beletsel(debet, nummer)
        credit = credit_van(old.bsn, old.prestatie)
        same = msgspec.structs.replace(debet, vorig=nummer, leveringen=()) == credit
        return _Beletsel(Weglating.VERANDERT_NIETS, nummer) if same else Handeling(credit, debet)

    def _explains(self, held: Sequence[Levering], plaats: Plaats, old: Ingediend) -> bool:
        """Whether these deliveries are what the line claimed, and would still be claimed as the same."""
        placed = [self.plaats(levering) for levering in held]
        if not placed or any(isinstance(each, Weglating) or each.sleutel != plaats.sleutel for each in placed):
            return False
        return volume_van((levering.hoeveelheid for levering in held), old.prestatie.eenheid) == old.prestatie.geleverd_volume

    def _agreed(self, plaats: Plaats) -> Sequence[Afspraak]:
        return self._basis.afgesproken((plaats.sleutel.categorie, plaats.sleutel.code), plaats.periode.begin)

    def _lijn(self, plaats: Plaats, leveringen: Sequence[Levering]) -> Lijn | Weglating:
        key = plaats.sleutel
        product, on = (key.categorie, key.code), plaats.periode.begin
        found = self._basis.prijs(key.bsn, key.toewijzing_nummer, product, plaats.eenheid, on, in_minuten=self._basis.in_minuten)
        if isinstance(found, Weglating):
            return found
        volume = volume_van((levering.hoeveelheid for levering in leveringen), found.eenheid)
        bedrag = found.bedrag(volume)
        if max(volume, bedrag) > LARGEST:
            return Weglating.TE_GROOT
        return Lijn(
            bsn=key.bsn,
            toewijzing_nummer=key.toewijzing_nummer,
            categorie=key.categorie,
            code=key.code,
            periode=plaats.periode,
            volume=volume,
            eenheid=found.eenheid,
            tarief=found.regeltarief,
            bedrag=bedrag,
            leveringen=tuple(leveringen),
        )
