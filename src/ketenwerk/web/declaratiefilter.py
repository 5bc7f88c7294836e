"""The filters, the order and the search of the list of claims."""

import re
from datetime import date, timedelta

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ketenwerk.protocol.werkdagen import DECLARATIE_BEANTWOORDEN, declaratie_uiterlijk
from ketenwerk.register.models import Declaratie
from ketenwerk.standard.codelists import codelist

LATE = "te-laat"
REJECTED_LINES = "regels-afgewezen"
_MOST_NAMES = 50
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_STATES = [
    ("", _("Elke stand")),
    (Declaratie.Staat.OPEN.value, _("Wacht op antwoord")),
    (LATE, _("Antwoord is te laat")),
    (Declaratie.Staat.BEANTWOORD.value, _("Beantwoord")),
    (REJECTED_LINES, _("Met afgewezen regels")),
    (Declaratie.Staat.AFGEWEZEN.value, _("Als geheel afgewezen")),
]
ORDERS = {
    "ontvangen": ("gelezen_op", "bericht__sequence"),
    "nummer": ("nummer", "bericht__sequence"),
    "periode": ("periode", "gelezen_op", "bericht__sequence"),
    "ingediend": ("ingediend", "bericht__sequence"),
    "toegekend": ("toegekend", "bericht__sequence"),
    "afgewezen": ("afgewezen_regels", "bericht__sequence"),
}
_NEWEST = "-ontvangen"


class DeclaratieFilter(forms.Form):
    """Every field may be empty; a value that is no choice counts as empty, because filters come from typed addresses too."""

    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=_STATES)
    periode = forms.CharField(
        label=_("Declaratieperiode"),
        required=False,
        max_length=7,
        widget=forms.TextInput({"type": "month", "placeholder": "jjjj-mm"}),
    )
    ander = forms.CharField(label=_("Aanbieder of gemeente"), required=False, max_length=60)
    wet = forms.ChoiceField(
        label=_("Wet"), required=False, choices=[("", _("Beide wetten")), ("jw", _("Jeugdwet")), ("wmo", _("Wmo"))]
    )
    nummer = forms.CharField(label=_("Declaratienummer"), required=False, max_length=12)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            css = "kw-select" if isinstance(field, forms.ChoiceField) else "kw-input"
            field.widget.attrs.update({"class": css, "id": f"filter-{name}"})
        self.is_valid()

    def value(self, name: str) -> str:
        return str(getattr(self, "cleaned_data", {}).get(name) or "").strip()

    @property
    def in_use(self) -> bool:
        return any(self.value(name) for name in self.fields)

    def narrow(self, rows: QuerySet[Declaratie], today: date) -> QuerySet[Declaratie]:
        stand = self.value("stand")
        if stand == LATE:
            rows = rows.filter(staat=Declaratie.Staat.OPEN, gelezen_op__lte=last_late(today))
        elif stand == REJECTED_LINES:
            rows = rows.filter(staat=Declaratie.Staat.BEANTWOORD, afgewezen_regels__gt=0)
        elif stand:
            rows = rows.filter(staat=stand)
        if month := _month(self.value("periode")):
            rows = rows.filter(periode=month)
        if self.value("wet"):
            rows = rows.filter(party__wet=self.value("wet"))
        if self.value("nummer"):
            rows = rows.filter(nummer__istartswith=self.value("nummer"))
        return rows.filter(_other(self.value("ander"))) if self.value("ander") else rows


def ordered(rows: QuerySet[Declaratie], asked: str) -> QuerySet[Declaratie]:
    """In the order that was asked for; what has no value yet stands last."""
    order = asked if asked.removeprefix("-") in ORDERS else _NEWEST
    down = order.startswith("-")
    columns = (F(name) for name in ORDERS[order.removeprefix("-")])
    return rows.order_by(*(each.desc(nulls_last=True) if down else each.asc(nulls_last=True) for each in columns))


def chosen_order(asked: str) -> str:
    return asked if asked.removeprefix("-") in ORDERS else _NEWEST


def last_late(today: date) -> date:
    """The last day of receipt of which the term for the answer has passed."""
    day = today - timedelta(days=DECLARATIE_BEANTWOORDEN)
    while declaratie_uiterlijk(day) >= today:
        day -= timedelta(days=1)
    return day


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _other(words: str) -> Q:
    """The provider or municipality with a code that begins so, or a municipality whose name holds these words."""
    lowered = words.lower()
    named = [row.code for row in codelist("CBS").rows.values() if lowered in row.betekenis.lower()][:_MOST_NAMES]
    found = Q(gesprek__gemeente__in=named)
    if words.isascii() and words.isdigit():
        found |= Q(gesprek__aanbieder__startswith=words) | Q(gesprek__gemeente__startswith=words)
    return found
