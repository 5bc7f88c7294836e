"""For which own provider and which month a page about claiming is: as asked, else the first party and the month before."""

import re
from datetime import date
from typing import Final

from django.utils import timezone

from ketenwerk.claims.periode import DAY, Periode, maand
from ketenwerk.messages.describe.dutch import month
from ketenwerk.register.models import EigenPartij

from .access import Request
from .roles import Daad
from .shown.parties import of_law, party

_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


def chosen_month(request: Request) -> Periode:
    """The month of `maand` (2026-04); without one the last whole month."""
    match = _MONTH.fullmatch(request.GET.get("maand", "") or request.POST.get("maand", ""))
    if match:
        return maand(date(int(match[1]), int(match[2]), 1))
    return maand(timezone.localdate().replace(day=1) - DAY)


def chosen_party(request: Request, daad: Daad) -> EigenPartij | None:
    """The own provider of `partij`; without one, or with one that is not in scope, the first."""
    mine = request.scope.parties(daad)
    asked = request.GET.get("partij", "") or request.POST.get("partij", "")
    return next((each for each in mine if str(each.pk) == asked), mine[0] if mine else None)


def head(request: Request, daad: Daad, own: EigenPartij | None, period: Periode) -> dict[str, object]:
    """What every page about a month shows: the party, the month, and those before and after it."""
    mine = request.scope.parties(daad)
    return {
        "own": own,
        "own_key": str(own.pk) if own else "",
        "own_words": f"{party(own.code)}, {of_law(own.wet)}" if own else "",
        "parties": [{"key": str(each.pk), "name": f"{party(each.code)}, {of_law(each.wet)}"} for each in mine],
        "maand": f"{period.begin:%Y-%m}",
        "maand_words": month(period.begin),
        "vorige": f"{period.begin - DAY:%Y-%m}",
        "volgende": f"{period.eind + DAY:%Y-%m}",
        "may_claim": bool(own and request.scope.may_for(Daad.DECLAREREN, own.pk)),
    }
