"""A claim in a list: who, which month, how much, and until when its answer may wait."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ketenwerk.messages.describe.dutch import amount, capital, day, month
from ketenwerk.protocol.werkdagen import declaratie_uiterlijk, werkdagen_tot
from ketenwerk.register.models import Declaratie, Regelbesluit

from .parties import of_law, short
from .states import State


class ClaimRow(msgspec.Struct, frozen=True):
    """Amounts in words. `ours` says that a party of ours sent it, and `other` is the one on the other side."""

    key: UUID
    nummer: str
    periode: str
    own: str
    other: str
    law: str
    ours: bool
    ontvangen: date
    ingediend: str
    toegekend: str
    regels: int
    afgewezen: int | None
    held: int
    state: State
    term: str


def claim_rows(declaraties: Iterable[Declaratie], today: date) -> list[ClaimRow]:
    """One query more for all of them: the lines that are held for a question."""
    rows = list(declaraties)
    held = _held([each.bericht_id for each in rows if each.staat == Declaratie.Staat.OPEN])
    return [claim_row(each, today, held) for each in rows]


def claim_row(declaratie: Declaratie, today: date, held: Mapping[UUID, int]) -> ClaimRow:
    ours = is_ours(declaratie)
    gesprek = declaratie.gesprek
    answered = declaratie.staat != Declaratie.Staat.OPEN
    return ClaimRow(
        key=declaratie.bericht_id,
        nummer=declaratie.nummer,
        periode=capital(month(declaratie.periode)),
        own=short(declaratie.party.code),
        other=short(gesprek.gemeente if ours else gesprek.aanbieder),
        law=of_law(gesprek.wet),
        ours=ours,
        ontvangen=declaratie.gelezen_op,
        ingediend=amount(declaratie.ingediend),
        toegekend=amount(declaratie.toegekend) if declaratie.toegekend is not None else "",
        regels=declaratie.regels,
        afgewezen=declaratie.afgewezen_regels if answered else None,
        held=held.get(declaratie.bericht_id, 0),
        state=claim_state(declaratie, today),
        term=term(declaratie, today),
    )


def is_ours(declaratie: Declaratie) -> bool:
    """Whether a provider of ours sent it."""
    return declaratie.party.code == declaratie.gesprek.aanbieder


def claim_state(declaratie: Declaratie, today: date) -> State:
    if declaratie.staat == Declaratie.Staat.AFGEWEZEN:
        return State("refused", _("als geheel afgewezen"))
    if declaratie.staat == Declaratie.Staat.BEANTWOORD:
        return State("done", _("beantwoord"))
    left = werkdagen_tot(today, declaratie_uiterlijk(declaratie.gelezen_op))
    if left < 0:
        return State("late", _("antwoord is te laat"))
    return State("due", _("vandaag de laatste dag")) if left == 0 else State("waiting", _("wacht op antwoord"))


def term(declaratie: Declaratie, today: date) -> str:
    """Until when the answer may wait (E192), or when it was given."""
    due = declaratie_uiterlijk(declaratie.gelezen_op)
    if declaratie.beantwoord_op:
        return _("325 van %(dag)s") % {"dag": day(declaratie.beantwoord_op)}
    left = werkdagen_tot(today, due)
    if left < 0:
        words = ngettext("%(n)s werkdag te laat", "%(n)s werkdagen te laat", -left) % {"n": -left}
    else:
        words = ngettext("nog %(n)s werkdag", "nog %(n)s werkdagen", left) % {"n": left}
    return _("325 uiterlijk %(dag)s, %(over)s") % {"dag": day(due), "over": words}


def _held(keys: list[UUID]) -> dict[UUID, int]:
    if not keys:
        return {}
    rows = Regelbesluit.objects.filter(bericht__in=keys, ingetrokken_op=None, soort=Regelbesluit.Soort.VASTHOUDEN)
    return dict(rows.values_list("bericht").annotate(Count("pk")).order_by())
