"""The lines of a claim in a table: what was asked, what became of it, and what was decided on it here."""

from collections.abc import Mapping

import msgspec
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ketenwerk.messages.describe import masked_bsn
from ketenwerk.messages.describe.dutch import amount, period
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.process.nakijken import Besluit, Voorstel
from ketenwerk.register import clients
from ketenwerk.register.models import Declaratie, Declaratieregel
from ketenwerk.standard.basis import Product
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .paging import Page
from .product import product_words
from .states import State

ALL, REJECTED, GRANTED, CREDIT, HELD = "", "afgewezen", "toegekend", "credit", "vastgehouden"


class Code(msgspec.Struct, frozen=True):
    code: str
    meaning: str


class LineRow(msgspec.Struct, frozen=True):
    """`nummer` counts from 1, `positie` from 0. `bsn` is masked, "" where its client is unknown. `note` is our own decision."""

    positie: int
    nummer: int
    referentie: str
    bsn: str
    bsn_end: str
    product: str
    toewijzing: str
    period: str
    volume: str
    tarief: str
    bedrag: str
    credit: bool
    state: State
    codes: tuple[Code, ...]
    note: str


class Tab(msgspec.Struct, frozen=True):
    """A part of the lines; `count` is None where it is not known without counting them."""

    key: str
    name: str
    count: int | None


def tabs(declaratie: Declaratie, voorstel: Voorstel | None, held: int) -> list[Tab]:
    """The parts that the lines can be shown in. With a proposal: what the 325 would do with them."""
    rejected = len(voorstel.codes) if voorstel else declaratie.afgewezen_regels
    names = (_("Af te wijzen"), _("Toe te kennen")) if voorstel else (_("Afgewezen"), _("Toegekend"))
    found = [Tab(ALL, _("Alle regels"), declaratie.regels)]
    if voorstel or declaratie.antwoord_id:
        found += [Tab(REJECTED, names[0], rejected), Tab(GRANTED, names[1], declaratie.regels - rejected)]
    if held:
        found.append(Tab(HELD, _("Vastgehouden"), held))
    return [*found, Tab(CREDIT, _("Credit"), None)]


def chosen(
    declaratie: Declaratie, shown: str, voorstel: Voorstel | None, besluiten: Mapping[int, Besluit]
) -> QuerySet[Declaratieregel] | list[int]:
    """The lines of one part: rows by a column, or places where it is only proposed and stands in no column."""
    rows = declaratie.regel_rijen.order_by("positie")
    if shown == CREDIT:
        return rows.filter(debet=False)
    if shown == HELD:
        return sorted(positie for positie, besluit in besluiten.items() if besluit.vast)
    if shown in (REJECTED, GRANTED) and voorstel is not None:
        rejected = voorstel.codes
        return sorted(rejected) if shown == REJECTED else [n for n in range(declaratie.regels) if n not in rejected]
    return rows.filter(staat=shown) if shown in (REJECTED, GRANTED) else rows


def on_page(declaratie: Declaratie, found: QuerySet[Declaratieregel] | list[int], page: Page) -> QuerySet[Declaratieregel]:
    """The lines of one page, with their clients."""
    part = slice(page.start, page.start + page.size)
    if isinstance(found, list):
        return declaratie.regel_rijen.filter(positie__in=found[part]).order_by("positie").select_related("client")
    return found.select_related("client")[part]


def line_row(regel: Declaratieregel, wet: Wet, voorstel: Voorstel | None, besluit: Besluit | None) -> LineRow:
    """A line in words; it comes with its `client`."""
    bsn = clients.bsn_of(regel.client) if regel.client else ""
    codes = voorstel.codes.get(regel.positie, ()) if voorstel else tuple(regel.codes.split())
    return LineRow(
        positie=regel.positie,
        nummer=regel.positie + 1,
        referentie=regel.referentie,
        bsn=masked_bsn(bsn) if bsn else "",
        bsn_end=bsn[-4:],
        product=product_words(Product(categorie=regel.categorie, code=regel.code), wet),
        toewijzing=str(regel.toewijzing),
        period=period(regel.begindatum, regel.einddatum),
        volume=quantity(regel.volume, regel.eenheid),
        tarief=amount(regel.tarief) if regel.tarief is not None else "",
        bedrag=amount(regel.bedrag if regel.debet else -regel.bedrag),
        credit=not regel.debet,
        state=line_state(regel, voorstel, besluit),
        codes=tuple(Code(code, codelist("WJ001").meaning(code) or _("Onbekende retourcode")) for code in codes),
        note=note(besluit),
    )


def line_state(regel: Declaratieregel, voorstel: Voorstel | None, besluit: Besluit | None) -> State:
    if regel.staat == Declaratieregel.Staat.AFGEWEZEN:
        return State("refused", _("afgewezen"))
    if regel.staat == Declaratieregel.Staat.TOEGEKEND:
        return State("done", _("toegekend, later gecrediteerd") if regel.gecrediteerd else _("toegekend"))
    if besluit is not None and besluit.vast:
        return State("waiting", _("vastgehouden"))
    if voorstel is None:
        return State("waiting", _("wacht op antwoord"))
    if regel.positie in voorstel.codes:
        return State("refused", _("zelf afgewezen") if besluit else _("afwijzen"))
    return State("done", _("toekennen"))


def note(besluit: Besluit | None) -> str:
    """Our own reason or question; what the provider does not see."""
    if besluit is None or not besluit.toelichting:
        return ""
    return (_("Vraag: %(tekst)s") if besluit.vast else _("Reden: %(tekst)s")) % {"tekst": besluit.toelichting}
