"""What is known of the claims in one conversation: what may be claimed on each assignment, and the lines claimed before.

A claim is about many clients, so it is judged beside its whole conversation and not beside one dossier. What a line becomes is
said by the 325: all it returns is rejected, all else is granted (IV087, IV088).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

import msgspec

from ketenwerk.claims.omvang import Omvang, is_huishoudelijk
from ketenwerk.claims.volume import telbaar, telgroep
from ketenwerk.standard import m301, m323, m325
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

CREDIT: Final = codelist("COD043").where("credit")
GEEN_OPMERKING: Final = frozenset({"0200", "8001"})
"""Return codes that reject nothing: no remark, and all granted."""

OPEN, TOEGEKEND, AFGEWEZEN = "open", "toegekend", "afgewezen"
"""States of a line: not answered, granted, rejected."""


class Grondslag(msgspec.Struct, frozen=True, gc=False):
    """What the actual version of an assignment allows to be claimed; the attributes are those of ToegewezenProduct.

    `volume` in `eenheid` (eurocents for 83) per `frequentie`, all three None without Omvang; `budget` in eurocents.
    """

    nummer: int
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    reden_wijziging: str | None

    @classmethod
    def of(cls, product: m301.ToegewezenProduct) -> "Grondslag":
        named, omvang = product.product, product.omvang
        return cls(
            product.toewijzing_nummer,
            named.categorie if named else None,
            named.code if named else None,
            product.ingangsdatum,
            product.einddatum,
            omvang.volume if omvang else None,
            omvang.eenheid if omvang else None,
            omvang.frequentie if omvang else None,
            product.budget,
            product.reden_wijziging,
        )

    def omvang(self, wet: Wet) -> Omvang | None:
        """What sets the maxima of TR321 and TR322; None where nothing does."""
        if self.volume is None or self.eenheid is None or self.frequentie is None:
            return None
        huishoudelijk = is_huishoudelijk(wet, self.categorie, self.frequentie)
        return Omvang(self.volume, self.eenheid, self.frequentie, self.ingangsdatum, self.einddatum, huishoudelijk)


class ProductSleutel(NamedTuple):
    """One product on one assignment: an assignment without a code may have several."""

    toewijzing_nummer: int
    categorie: str
    code: str


class LijnSleutel(NamedTuple):
    """What one debit line stands for: there is at most one (TR389)."""

    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    eind: date


class Som(msgspec.Struct, frozen=True, gc=False):
    """What stands on an assignment: volumes per group of units that can be added (hours in minutes), `bedrag` in eurocents.

    An assignment may change its unit: what was claimed in another one cannot be set against what it holds now.
    """

    volumes: dict[str, int] = {}
    bedrag: int = 0

    def volume_in(self, eenheid: str) -> int:
        """The volume in units that can be added to this one, as `telbaar` counts it."""
        return self.volumes.get(telgroep(eenheid), 0)

    def plus(self, prestatie: m323.Prestatie, sign: int = 1) -> "Som":
        return self.plus_volume(prestatie.geleverd_volume, prestatie.eenheid, prestatie.ingediend_bedrag.bedrag, sign)

    def plus_volume(self, volume: int, eenheid: str, bedrag: int, sign: int = 1) -> "Som":
        groep = telgroep(eenheid)
        total = self.volumes.get(groep, 0) + sign * telbaar(volume, eenheid)
        return Som({**self.volumes, groep: total}, self.bedrag + sign * bedrag)

    def and_also(self, other: "Som") -> "Som":
        groups = self.volumes.keys() | other.volumes.keys()
        volumes = {groep: self.volumes.get(groep, 0) + other.volumes.get(groep, 0) for groep in groups}
        return Som(volumes, self.bedrag + other.bedrag)


class Regel(msgspec.Struct, frozen=True, gc=False):
    """A line of an earlier claim. `gecrediteerd` where a credit on it was not rejected; `bericht` is the id of its 323."""

    bsn: str
    prestatie: m323.Prestatie
    staat: str
    bericht: str
    gecrediteerd: bool = False

    @property
    def staand(self) -> bool:
        """A debit that counts: not rejected and not credited."""
        return self.staat != AFGEWEZEN and not self.gecrediteerd and is_debet(self.prestatie)


class Declaratievraag(NamedTuple):
    """What must be looked up to judge a claim, all of one conversation."""

    nummer: str
    bsns: frozenset[str]
    nummers: frozenset[int]
    referenties: frozenset[str]
    vorige: frozenset[str]
    begindata: frozenset[date]


class Declaratiestand(msgspec.Struct, frozen=True):
    """All that the rules may ask beside a claim.

    `clienten`: of the clients in it, those that have any assignment (TR304). `grondslagen` by Bsn and number. `referenties`: of
    those in it, the ones used before (TR314). `laatste_periode`: first day of the latest DeclaratiePeriode accepted (TR318).
    `debetten`: standing debits by what they stand for (TR389). `vorige`: the lines that credits in it name. `sommen`: what
    stands on each assignment, `producten`: on each product of it.

    `gestart` and `gestopt`: of the assignments in it, those with a start, and those with a stop that went as planned. Asked only
    where parties agreed on it (E200), for by itself a line is never judged beside a start or stop (OP364).
    """

    clienten: frozenset[str] = frozenset()
    grondslagen: dict[tuple[str, int], Grondslag] = {}
    referenties: frozenset[str] = frozenset()
    nummer_bekend: bool = False
    laatste_periode: date | None = None
    debetten: dict[LijnSleutel, str] = {}
    vorige: dict[str, Regel] = {}
    sommen: dict[int, Som] = {}
    producten: dict[ProductSleutel, Som] = {}
    gestart: frozenset[int] = frozenset()
    gestopt: frozenset[int] = frozenset()


class Antwoordvraag(NamedTuple):
    """What must be looked up to judge a 325: the claim that it answers, and the lines that it returns."""

    identificatie: str
    dagtekening: date
    nummer: str
    referenties: frozenset[str]


class Antwoordstand(msgspec.Struct, frozen=True):
    """All that a provider may ask beside a 325: the claim it names, and by ReferentieNummer the lines that it returns."""

    declaratie: m323.Bericht | None = None
    bericht: str = ""
    regels: dict[str, Regel] = {}
    nummer_bekend: bool = False
    beantwoord: bool = False


class LijnNaam(NamedTuple):
    """What names a line within its claim (TR101)."""

    bsn: str
    referentie: str
    vorig: str | None


class Uitkomst(msgspec.Struct, frozen=True):
    """What a 325 says of its claim: rejected as a whole (it counts as not sent, OP286), or some of its lines."""

    geheel_afgewezen: bool
    codes: dict[LijnNaam, tuple[str, ...]] = {}
    """The return codes of each rejected line: those of its client, and its own (0233 where only the client is wrong)."""

    def staat(self, naam: LijnNaam) -> str:
        return AFGEWEZEN if self.geheel_afgewezen or naam in self.codes else TOEGEKEND


def uitkomst(antwoord: m325.Bericht) -> Uitkomst:
    """What a 325 says: rejected as a whole when its header or its DeclaratieAntwoord does, and else what it returns."""
    body = antwoord.declaratie_antwoord
    if body is None or _rejects(antwoord.header.retour_codes) or _rejects(body.retour_codes):
        return Uitkomst(True)
    return Uitkomst(
        False,
        {
            lijn_naam(client.bsn, prestatie): (*_rejecting(client.retour_codes), *prestatie.retour_codes)
            for client in body.clienten
            for prestatie in client.prestaties
        },
    )


def lijn_naam(bsn: str, prestatie: m323.Prestatie) -> LijnNaam:
    named = prestatie.product_referentie
    return LijnNaam(bsn, named.referentie_nummer, named.vorig_referentie_nummer)


def is_debet(prestatie: m323.Prestatie) -> bool:
    return prestatie.ingediend_bedrag.debet_credit not in CREDIT


def lijn_sleutel(prestatie: m323.Prestatie) -> LijnSleutel:
    periode = prestatie.product_periode
    return LijnSleutel(
        prestatie.toewijzing_nummer, prestatie.product_categorie, prestatie.product_code, periode.begindatum, periode.einddatum
    )


def lines(bericht: m323.Bericht) -> Iterator[tuple[str, m323.Prestatie]]:
    """All lines of a claim, each with its Bsn, in the order of the message."""
    for client in bericht.declaratie.clienten:
        for prestatie in client.prestaties:
            yield client.bsn, prestatie


def claim_question(bericht: m323.Bericht) -> Declaratievraag:
    """What must be looked up to judge this claim."""
    own = [prestatie for client in bericht.declaratie.clienten for prestatie in client.prestaties]
    named = [prestatie.product_referentie for prestatie in own]
    return Declaratievraag(
        nummer=bericht.declaratie.declaratie_nummer,
        bsns=frozenset([client.bsn for client in bericht.declaratie.clienten]),
        nummers=frozenset([prestatie.toewijzing_nummer for prestatie in own]),
        referenties=frozenset([each.referentie_nummer for each in named]),
        vorige=frozenset([each.vorig_referentie_nummer for each in named if each.vorig_referentie_nummer]),
        begindata=frozenset([prestatie.product_periode.begindatum for prestatie in own]),
    )


def answer_question(bericht: m325.Bericht) -> Antwoordvraag:
    """What must be looked up to judge this 325."""
    named, body = bericht.header.declaratie_identificatie, bericht.declaratie_antwoord
    returned = (prestatie for client in body.clienten for prestatie in client.prestaties) if body else ()
    return Antwoordvraag(
        named.identificatie,
        named.dagtekening,
        body.declaratie_nummer if body else "",
        frozenset(prestatie.product_referentie.referentie_nummer for prestatie in returned),
    )


def summed(regels: Iterable[Regel]) -> dict[int, Som]:
    """What stands on each assignment: debits that were not rejected and not credited."""
    found: dict[int, Som] = {}
    for regel in regels:
        if regel.staand:
            nummer = regel.prestatie.toewijzing_nummer
            found[nummer] = found.get(nummer, Som()).plus(regel.prestatie)
    return found


def product_sleutel(prestatie: m323.Prestatie) -> ProductSleutel:
    return ProductSleutel(prestatie.toewijzing_nummer, prestatie.product_categorie, prestatie.product_code)


def summed_per_product(regels: Iterable[Regel]) -> dict[ProductSleutel, Som]:
    """The same for each product on it."""
    found: dict[ProductSleutel, Som] = {}
    for regel in regels:
        if regel.staand:
            sleutel = product_sleutel(regel.prestatie)
            found[sleutel] = found.get(sleutel, Som()).plus(regel.prestatie)
    return found


def _rejects(codes: tuple[str, ...]) -> bool:
    return bool(_rejecting(codes))


def _rejecting(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in GEEN_OPMERKING)
