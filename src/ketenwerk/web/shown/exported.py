"""The lists of the pages as rows of a file. Numbers and days stay numbers and days, so that a spreadsheet can work with them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ketenwerk.messages.describe import masked_bsn
from ketenwerk.process.nakijken import Besluit, Voorstel
from ketenwerk.protocol.werkdagen import declaratie_uiterlijk
from ketenwerk.register import clients
from ketenwerk.register.models import Archiefbericht, Client, Declaratie, Declaratieregel, Richting
from ketenwerk.register.openstaand import Gemeentestand

from ..exporting import Lijst
from ..models import Inzage
from .client import ClientRow
from .csvregels import Euro, euro
from .declaratieregels import line_state
from .declaraties import claim_state
from .leveringen import AssignmentRow
from .parties import short
from .relatie import RelatieRow
from .rows import sending

Row = tuple[object, ...]


def bsn_of(client: Client, *, full: bool) -> str:
    """The number, or only its end for who may not see it."""
    bsn = clients.bsn_of(client)
    return bsn if full else masked_bsn(bsn)


def claims(rows: Iterable[Declaratie], today: date) -> Lijst:
    """Claims. They name no client."""
    head = (
        "declaratienummer", "partij", "aanbieder", "gemeente", "wet", "declaratieperiode", "ontvangen", "antwoord uiterlijk",
        "beantwoord", "stand", "regels", "afgewezen regels", "ingediend", "toegekend",
    )  # fmt: skip
    return Lijst("declaraties", head, (_claim(row, today) for row in rows))


def lines(
    naam: str, rows: Iterable[Declaratieregel], voorstel: Voorstel | None = None, besluiten: Mapping[int, Besluit] | None = None
) -> Lijst:
    """The lines of a claim with what became of them, or of one that waits with what was proposed and decided.

    They name no client: the reference tells which line it is.
    """
    head = (
        "regel", "referentie", "vorige referentie", "toewijzing", "productcategorie", "productcode", "begin", "eind", "volume",
        "eenheid", "tarief", "bedrag", "uitkomst", "retourcodes",
    )  # fmt: skip
    known = besluiten or {}
    return Lijst(naam, head, (_line(row, voorstel, known.get(row.positie)) for row in rows))


def messages(rows: Iterable[Archiefbericht]) -> Lijst:
    """The archive: no name of a file and nothing that was found, for those may be personal."""
    head = (
        "bericht", "van", "naar", "wet", "oordeel", "bevindingen", "antwoord", "verzending", "moment", "bron", "nummer"
    )  # fmt: skip
    return Lijst("berichten", head, map(_message, rows))


def people(rows: Iterable[tuple[Client, ClientRow]], full: Callable[[int], bool]) -> Lijst:
    """Clients; `full` says of which own parties the whole BSN may be seen."""
    head = ("bsn", "geboortejaar", "wet", "partij", "gemeenten", "aanbieders", "laatste bericht")
    return Lijst("clienten", head, (_person(client, row, full=full(client.party_id)) for client, row in rows))


def assignments(rows: Iterable[tuple[Client, AssignmentRow]], maand: str, *, full: bool) -> Lijst:
    """What was delivered in a month, by assignment."""
    head = ("bsn", "gemeente", "product", "toewijzing", "geldig", "toegewezen", "geleverd", "stand")
    made = (
        (
            bsn_of(client, full=full),
            row.gemeente,
            row.product,
            row.nummer,
            row.period,
            row.assigned,
            row.delivered,
            row.state.words,
        )
        for client, row in rows
    )
    return Lijst(f"leveringen-{maand}", head, made)


def open_money(rows: Iterable[Gemeentestand], today: date) -> Lijst:
    """What is waited for, by municipality."""
    head = ("gemeente", "code", "open", "open regels", "dagen oudste", "antwoord uiterlijk", "toegekend", "afgewezen")
    return Lijst("openstaand", head, (_open(row, today) for row in rows))


def partners(rows: Iterable[RelatieRow]) -> Lijst:
    head = ("partij", "code", "soort", "telefoon", "eigen partij")
    return Lijst("partijen", head, ((row.title, row.code, row.soort, row.telefoon, row.own) for row in rows))


def views(rows: Iterable[Inzage]) -> Lijst:
    """Who saw what, by our own numbers."""
    head = ("wie", "wat", "bericht", "nummer", "partij", "moment")
    return Lijst("inzagen", head, map(_view, rows))


def _claim(row: Declaratie, today: date) -> Row:
    return (
        row.nummer,
        row.party.code,
        row.gesprek.aanbieder,
        row.gesprek.gemeente,
        row.gesprek.wet,
        f"{row.periode:%Y-%m}",
        row.gelezen_op,
        declaratie_uiterlijk(row.gelezen_op),
        row.beantwoord_op,
        claim_state(row, today).words,
        row.regels,
        row.afgewezen_regels,
        Euro(row.ingediend),
        euro(row.toegekend),
    )


def _line(line: Declaratieregel, voorstel: Voorstel | None, besluit: Besluit | None) -> Row:
    codes = line.codes if voorstel is None else " ".join(voorstel.codes.get(line.positie, ()))
    return (
        line.positie + 1,
        line.referentie,
        line.vorig,
        str(line.toewijzing),
        line.categorie,
        line.code,
        line.begindatum,
        line.einddatum,
        line.volume,
        line.eenheid,
        euro(line.tarief),
        Euro(line.bedrag if line.debet else -line.bedrag),
        line.get_staat_display() if voorstel is None else line_state(line, voorstel, besluit).words,
        codes,
    )


def _message(row: Archiefbericht) -> Row:
    answer = row.antwoord if hasattr(row, "antwoord") else None
    made = row.direction == Richting.UIT
    return (
        row.type_name,
        row.sender,
        row.receiver,
        row.wet,
        row.get_verdict_display(),
        row.findings_count,
        answer.type_name if answer else None,
        sending(row if made else answer),
        row.dispatched_at or row.received_at,
        row.get_source_display(),
        str(row.pk),
    )


def _person(client: Client, row: ClientRow, *, full: bool) -> Row:
    return (
        bsn_of(client, full=full),
        row.born,
        row.law,
        client.party.code,
        ", ".join(row.gemeenten),
        ", ".join(row.aanbieders),
        row.last,
    )


def _open(row: Gemeentestand, today: date) -> Row:
    return (
        short(row.gemeente),
        row.gemeente,
        Euro(row.open),
        row.open_regels,
        (today - row.oudste).days if row.oudste else None,
        declaratie_uiterlijk(row.gelezen) if row.gelezen else None,
        Euro(row.toegekend),
        Euro(row.afgewezen),
    )


def _view(row: Inzage) -> Row:
    return (
        row.gebruiker.weergave,
        row.get_daad_display(),
        row.bericht.type_name if row.bericht else None,
        str(row.bericht_id or row.client_id or ""),
        row.party.code if row.party else None,
        row.at,
    )
