"""The head of one claim: who, which month, its figures, its messages and the term of its answer."""

from collections.abc import Mapping
from datetime import date

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.messages.describe.dutch import amount, day, month
from ketenwerk.process.nakijken import Besluit, Voorstel
from ketenwerk.register.models import Declaratie
from ketenwerk.rules.lijncodes import lijn_codes
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .declaraties import claim_state, is_ours, term
from .parties import of_law, party


class Problem(msgspec.Struct, frozen=True):
    """Consequence and cause, and what to do now."""

    why: str
    now: str


class Choice(msgspec.Struct, frozen=True):
    code: str
    meaning: str


def choices(wet: Wet) -> list[Choice]:
    """The return codes that a line can be refused with."""
    return [Choice(code, codelist("WJ001").meaning(code) or code) for code in lijn_codes(wet)]


def head(declaratie: Declaratie, voorstel: Voorstel | None, besluiten: Mapping[int, Besluit], today: date) -> dict[str, object]:
    """What the page of a claim, of its lines and of its answer begin with."""
    gesprek, ours = declaratie.gesprek, is_ours(declaratie)
    other = gesprek.gemeente if ours else gesprek.aanbieder
    return {
        "claim": declaratie,
        "ours": ours,
        "title": _title(declaratie, other, ours=ours),
        "other": party(other),
        "own": party(declaratie.party.code),
        "law": of_law(gesprek.wet),
        "day": day(declaratie.gelezen_op),
        "state": claim_state(declaratie, today),
        "term": term(declaratie, today),
        "figures": _figures(declaratie, voorstel),
        "held": sum(each.vast for each in besluiten.values()) if voorstel else 0,
        "proposed": voorstel is not None,
        "judged_at": None if voorstel is None or voorstel.actueel else voorstel.at,
        "unjudged": voorstel is None and not ours and declaratie.staat == Declaratie.Staat.OPEN,
        "whole": voorstel.geheel_afgewezen if voorstel else declaratie.staat == Declaratie.Staat.AFGEWEZEN,
    }


def _title(declaratie: Declaratie, other: str, *, ours: bool) -> str:
    words = _("Declaratie %(maand)s aan %(ander)s") if ours else _("Declaratie %(maand)s van %(ander)s")
    return words % {"maand": month(declaratie.periode), "ander": party(other)}


def _figures(declaratie: Declaratie, voorstel: Voorstel | None) -> dict[str, object]:
    """Amounts in words and counts of lines; "" for what is not known yet."""
    if voorstel:
        granted, rejected = voorstel.cijfers.toegekend, voorstel.cijfers.afgewezen_regels
    else:
        granted, rejected = declaratie.toegekend, declaratie.afgewezen_regels
    known = granted is not None
    return {
        "asked": amount(declaratie.ingediend),
        "granted": amount(granted) if granted is not None else "",
        "rejected": amount(declaratie.ingediend - granted) if granted is not None else "",
        "lines": declaratie.regels,
        "rejected_lines": rejected if known else None,
        "granted_lines": declaratie.regels - rejected if known else None,
    }
