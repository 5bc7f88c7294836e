"""Claim messages: per municipality and law one 323 per DeclaratiePeriode (E169, OP280), with its totals and numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from ketenwerk.standard import m323
from ketenwerk.standard.basis import BerichtIdentificatie, GeslotenPeriode, HeaderVanAanbieder, TotaalBedragMetDC, XsdVersie
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

from .ingediend import referentie
from .levering import Levering
from .lijn import CREDIT, DEBET, Handeling, Lijn
from .periode import Periode, maand

REGELS_PER_BERICHT: Final = 10_000
"""So many of the longest lines stay well below the 25 MB of a message (IB003)."""


class Gesprek(Protocol):
    """A municipality and a provider under one law."""

    @property
    def wet(self) -> Wet: ...
    @property
    def gemeente(self) -> str: ...
    @property
    def aanbieder(self) -> str: ...


G = TypeVar("G", bound=Gesprek)


class Nummering(NamedTuple):
    """Gives the next number of each kind, unique for the provider under the law, over all its earlier messages.

    `bericht`: Identificatie (at most 12 characters, TR056). `declaratie`: DeclaratieNummer (at most 12 letters and digits, TR333,
    CS319). `regel`: ReferentieNummer (at most 20 characters, TR314).
    """

    bericht: Callable[[], str]
    declaratie: Callable[[], str]
    regel: Callable[[], str]


class Opgesteld(msgspec.Struct, Generic[G], frozen=True):
    """A claim to be sent. `leveringen` are the deliveries that each of its debits claims, by ReferentieNummer."""

    gesprek: G
    bericht: m323.Bericht
    leveringen: dict[str, tuple[Levering, ...]]


class Opmaak(NamedTuple):
    """What all claims made at once share. `op` is their Dagtekening; `per_bericht` the most lines in one message."""

    op: date
    nummering: Nummering
    xsd_versie: XsdVersie
    per_bericht: int = REGELS_PER_BERICHT


def opstellen(werk: Mapping[G, Sequence[Handeling]], laatste: Mapping[G, date], opmaak: Opmaak) -> Iterator[Opgesteld[G]]:
    """The claims for what is to be done, in the order in which they must be sent.

    `laatste` holds per conversation a day of the latest DeclaratiePeriode that was not rejected, answered or not; without one any
    month may be the first. Raises ValueError where two debits would stand for the same (TR389), or a line would be taken back
    twice (TR390).
    """
    for gesprek, handelingen in werk.items():
        _refuse_doubles(handelingen)
        by_period: defaultdict[Periode, list[Handeling]] = defaultdict(list)
        for handeling in handelingen:
            by_period[declaratieperiode(handeling, laatste.get(gesprek))].append(handeling)
        for periode in sorted(by_period):
            for part in _parts(sorted(by_period[periode], key=_place), opmaak.per_bericht):
                yield _claim(gesprek, periode, part, opmaak)


def declaratieperiode(handeling: Handeling, laatste: date | None) -> Periode:
    """The month of care, or the latest month claimed where that is later: claims never go back (TR318, TR319, IV090, C-06)."""
    own = max(lijn.periode.begin for lijn in handeling.lijnen)
    return maand(own if laatste is None else max(own, laatste))


def _refuse_doubles(handelingen: Iterable[Handeling]) -> None:
    keys = [lijn.vorig or lijn.sleutel[1:] for handeling in handelingen for lijn in handeling.lijnen]
    if len(set(keys)) < len(keys):
        raise ValueError("a line is claimed or taken back twice")


def _place(handeling: Handeling) -> tuple[str, int, Periode, str]:
    first = handeling.lijnen[0]
    return first.bsn, first.toewijzing_nummer, first.periode, first.code


def _parts(handelingen: Iterable[Handeling], most: int) -> Iterator[list[Handeling]]:
    """In parts of at most so many lines; what is done together stays together (IV086)."""
    part: list[Handeling] = []
    count = 0
    for handeling in handelingen:
        lines = len(handeling.lijnen)
        if part and count + lines > most:
            yield part
            part, count = [], 0
        part.append(handeling)
        count += lines
    if part:
        yield part


def _claim(gesprek: G, periode: Periode, handelingen: Sequence[Handeling], opmaak: Opmaak) -> Opgesteld[G]:
    lijnen = [lijn for handeling in handelingen for lijn in handeling.lijnen]
    numbered = [(lijn, lijn.prestatie(opmaak.nummering.regel())) for lijn in lijnen]
    clienten = tuple(
        m323.Client(bsn=bsn, prestaties=tuple(prestatie for _, prestatie in lines))
        for bsn, lines in groupby(sorted(numbered, key=_client), key=_client)
    )
    declaratie = m323.Declaratie(
        declaratie_nummer=opmaak.nummering.declaratie(),
        declaratie_periode=GeslotenPeriode(begindatum=periode.begin, einddatum=periode.eind),
        declaratie_dagtekening=opmaak.op,
        totaal_ingediend_bedrag=_signed(sum(lijn.signed for lijn in lijnen)),
        clienten=clienten,
    )
    claimed = {referentie(prestatie): lijn.leveringen for lijn, prestatie in numbered if not lijn.is_credit}
    return Opgesteld(gesprek, m323.Bericht(header=_header(gesprek, opmaak), declaratie=declaratie), claimed)


def _client(numbered: tuple[Lijn, m323.Prestatie]) -> str:
    return numbered[0].bsn


def _signed(amount: int) -> TotaalBedragMetDC:
    """Nothing at all is debit (CS325)."""
    return TotaalBedragMetDC(totaal_bedrag=abs(amount), debet_credit=CREDIT if amount < 0 else DEBET)


def _header(gesprek: Gesprek, opmaak: Opmaak) -> HeaderVanAanbieder:
    message = MESSAGES[f"{gesprek.wet.upper()}323"]
    major, minor = message.version
    return HeaderVanAanbieder(
        bericht_code=message.code,
        bericht_versie=major,
        bericht_subversie=minor,
        afzender=gesprek.aanbieder,
        ontvanger=gesprek.gemeente,
        bericht_identificatie=BerichtIdentificatie(identificatie=opmaak.nummering.bericht(), dagtekening=opmaak.op),
        xsd_versie=opmaak.xsd_versie,
    )
