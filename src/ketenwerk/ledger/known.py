"""What a rule may know besides the message: `Known`, and the question from which it is loaded.

A register (in memory, in a database) answers one `Vraag` in a fixed, small number of queries. Rules never query.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import msgspec

from ketenwerk.standard import m301, m315, m317, m319, m323, m325
from ketenwerk.standard.basis import Bericht, Product
from ketenwerk.standard.release import KINDS, MessageType
from ketenwerk.standard.types import Wet

from .declaraties import Antwoordstand, Antwoordvraag, Declaratiestand, Declaratievraag, answer_question, claim_question
from .facts import Dossier, Gesprek


class Vraag(msgspec.Struct, frozen=True):
    """What must be looked up to judge one message.

    `bsn` is "" where the message names no client (319): then `referenties` leads to the dossier. `nummers` are the assignment
    numbers whose use elsewhere matters (301); `retour_op` is the BerichtCode of the message that a return message answers, which
    has the same sender and Identificatie (IV028). `declaratie` stands there for a claim (323), `antwoord` for its answer (325).
    """

    gesprek: Gesprek
    afzender: str
    bericht_code: str
    identificatie: str
    bsn: str = ""
    referenties: frozenset[str] = frozenset()
    nummers: frozenset[int] = frozenset()
    retour_op: str = ""
    declaratie: Declaratievraag | None = None
    antwoord: Antwoordvraag | None = None


class Elders(msgspec.Struct, frozen=True):
    """An assignment number that this municipality gave out under this law to another client or provider (TR332)."""

    bsn: str
    aanbieder: str
    product: Product | None
    ingangsdatum: date


class Verzonden(msgspec.Struct, frozen=True):
    """A message that a return message answers: its id in the archive, its type number, its state of `machines.VERZENDING`."""

    bericht: str
    soort: str
    staat: str


class Afspraak(Protocol):
    """One product that municipality and provider agreed on."""

    @property
    def categorie(self) -> str: ...

    @property
    def code(self) -> str: ...

    @property
    def variant(self) -> str:
        """How it is delivered: a task has no assignment number (IV096)."""

    @property
    def eenheid(self) -> str:
        """The unit of the tariff."""

    @property
    def tarief(self) -> int | None:
        """Eurocents per unit; None for money, for a task paid as a whole, and where a maximum follows from the category."""

    @property
    def stuktarief(self) -> int | None:
        """Eurocents per claimed unit: half the tariff where it is claimed in halves."""

    @property
    def van(self) -> date:
        """The first day on which it holds."""

    @property
    def tot(self) -> date | None:
        """The last day on which it holds; None is open."""

    @property
    def alleen_registratie(self) -> bool:
        """Whether it is delivered and reported, but never claimed (E218)."""

    @property
    def maximum_tarief(self) -> bool:
        """Whether the tariff is the most that may be claimed, and not the only one (E223)."""

    @property
    def helften(self) -> bool:
        """Whether it is claimed in two equal pieces, after the start and after the stop (E200)."""


class Afspraken(Protocol):
    """What municipalities and providers agreed on: all that the rules need of it."""

    def producten(self, wet: Wet, gemeente: str, aanbieder: str, on: date) -> Sequence[Afspraak]:
        """The products that hold between these two on that day; none when no agreement is known."""


class Known(msgspec.Struct, frozen=True):
    """Everything the rules of levels 3 and 4 may ask about one message.

    `identificatie_bekend`: an earlier message of this type by this sender that was not rejected has the same Identificatie
    (TR056, C-14).
    `referenties_bekend`: of the references in this message, those that this provider used before under this law (TR347).
    `afspraken`: None where no agreements were given; a rule that needs them is silent then (TR381).
    `declaraties` holds what a claim is judged beside, `antwoord_op` what a 325 is; both are empty for every other message.
    `onderaannemer`: the provider of this conversation is kept as a subcontractor, who claims nothing here (E202).
    """

    vandaag: date
    dossier: Dossier
    identificatie_bekend: bool = False
    referenties_bekend: frozenset[str] = frozenset()
    elders: dict[int, Elders] = {}
    heenbericht: Verzonden | None = None
    afspraken: Afspraken | None = None
    declaraties: Declaratiestand = Declaratiestand()
    antwoord_op: Antwoordstand = Antwoordstand()
    onderaannemer: bool = False


def conversation(bericht: Bericht, message: MessageType) -> Gesprek:
    """The conversation that a message belongs to. A return message keeps the header of what it returns (IV028)."""
    header = bericht.header
    sender = KINDS[message.answers].sender if message.answers and message.number != "325" else message.sender
    gemeente, aanbieder = (header.afzender, header.ontvanger) if sender == "gemeente" else (header.ontvanger, header.afzender)
    return Gesprek(message.wet, gemeente, aanbieder)


def question(bericht: Bericht, message: MessageType) -> Vraag:
    """What must be looked up to judge this message."""
    header = bericht.header
    identificatie = header.bericht_identificatie.identificatie
    asked = Vraag(conversation(bericht, message), header.afzender, header.bericht_code, identificatie)
    if hasattr(header, "identificatie_retour"):
        return msgspec.structs.replace(asked, retour_op=_answered_code(message))
    if isinstance(bericht, m323.Bericht):
        return msgspec.structs.replace(asked, declaratie=claim_question(bericht))
    if isinstance(bericht, m325.Bericht):
        return msgspec.structs.replace(asked, antwoord=answer_question(bericht))
    return msgspec.structs.replace(
        asked, bsn=_bsn(bericht), referenties=frozenset(_references(bericht)), nummers=frozenset(_numbers(bericht))
    )


def _answered_code(message: MessageType) -> str:
    kind = KINDS[message.answers]
    return kind.jw if message.wet == "jw" else kind.wmo


def _bsn(bericht: Bericht) -> str:
    client = getattr(bericht, "client", None)
    return client.bsn if client else ""


def _references(bericht: Bericht) -> list[str]:
    match bericht:
        case m301.Bericht():
            products = bericht.client.toegewezen_producten
            return [product.referentie_aanbieder for product in products if product.referentie_aanbieder]
        case m315.Bericht():
            return [product.referentie_aanbieder for product in bericht.client.aangevraagde_producten]
        case m317.Bericht():
            return [bericht.client.verzoek.referentie_aanbieder]
        case m319.Bericht():
            return [bericht.antwoord.referentie_aanbieder]
    return []


def _numbers(bericht: Bericht) -> list[int]:
    if isinstance(bericht, m301.Bericht):
        return [product.toewijzing_nummer for product in bericht.client.toegewezen_producten]
    return []
