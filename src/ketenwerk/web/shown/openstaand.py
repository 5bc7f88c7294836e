"""What a provider waits for at one municipality: how much, how long, and where the claims behind each figure are."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ketenwerk.messages.describe.dutch import amount, day
from ketenwerk.protocol.werkdagen import declaratie_uiterlijk
from ketenwerk.register.models import Declaratie
from ketenwerk.register.openstaand import AGES, Gemeentestand

from ..declaratiefilter import REJECTED_LINES
from .parties import short


def gemeente_row(row: Gemeentestand, wet: str, today: date) -> dict[str, Any]:
    """Amounts as written; `open_cents` in eurocents with sign; `ages` says what is open for more than the first 30 days."""
    due = declaratie_uiterlijk(row.gelezen) if row.gelezen else None
    return {
        "gemeente": short(row.gemeente),
        "open_cents": row.open,
        "open": amount(row.open),
        "open_regels": row.open_regels,
        "ages": list(_older(row)),
        "toegekend": amount(row.toegekend),
        "toegekend_at": _claims(row.gemeente, wet, Declaratie.Staat.BEANTWOORD.value),
        "afgewezen": amount(row.afgewezen),
        "afgewezen_at": _claims(row.gemeente, wet, REJECTED_LINES),
        "age": (today - row.oudste).days if row.oudste else None,
        "due": day(due) if due else "",
        "late": due is not None and due < today,
    }


def _older(row: Gemeentestand) -> Iterator[str]:
    words = [
        *(_("%(from)s tot %(to)s dagen") % {"from": younger + 1, "to": older} for younger, older in pairwise(AGES)),
        _("langer dan %(days)s dagen") % {"days": AGES[-1]},
    ]
    for said, cents in zip(words, row.leeftijden[1:], strict=True):
        if cents:
            yield f"{amount(cents)} {said}"


def _claims(gemeente: str, wet: str, stand: str) -> str:
    return f"{reverse('declaraties')}?{urlencode({'stand': stand, 'ander': gemeente, 'wet': wet})}"
