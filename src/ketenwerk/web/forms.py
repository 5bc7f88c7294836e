"""The filters above the list of messages."""

import re
from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from ketenwerk.register.models import Archiefbericht, Richting, Voorval
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import KINDS

from .marks import bearing

_MOST_NAMES = 50
_CODE = re.compile(r"[0-9]{1,8}")
_VISIBLE = ("q", "wet", "soort", "richting", "stand", "van", "tot", "kenmerk")
KEPT = ("soort", "wet", "richting", "stand", "van", "tot", "oordeel")
"""The filters that stay when somebody searches for something else."""


def _numbers() -> list[tuple[str, str]]:
    return [("", str(_("Alle soorten")))] + [(number, f"{kind.title} ({number})") for number, kind in KINDS.items()]


_DIRECTIONS = [("", _("Ontvangen en verstuurd")), ("in", _("Ontvangen")), ("uit", _("Hier gemaakt, ook antwoorden"))]
_STATES = [
    ("", _("Elke stand")),
    ("wacht", _("Wacht op beoordeling")),
    ("te-sturen", _("Wacht op verzending")),
    ("verstuurd", _("Verstuurd")),
    ("vervallen", _("Telt niet meer")),
]


class Filter(forms.Form):
    """Every field may be empty; a value that is no choice counts as empty, because filters come from typed addresses too."""

    soort = forms.ChoiceField(label=_("Soort bericht"), required=False, choices=_numbers)
    wet = forms.ChoiceField(
        label=_("Wet"), required=False, choices=[("", _("Beide wetten")), ("jw", _("Jeugdwet (iJw)")), ("wmo", _("Wmo (iWmo)"))]
    )
    q = forms.CharField(label=_("Afzender of ontvanger"), required=False, max_length=60)
    kenmerk = forms.CharField(label=_("Referentie, nummer of code"), required=False, max_length=20)
    richting = forms.ChoiceField(label=_("Richting"), required=False, choices=_DIRECTIONS)
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=_STATES)
    van = forms.DateField(label=_("Vanaf"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    tot = forms.DateField(label=_("Tot en met"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    zending = forms.UUIDField(required=False, widget=forms.HiddenInput)
    client = forms.UUIDField(required=False, widget=forms.HiddenInput)
    bsn = forms.UUIDField(required=False, widget=forms.HiddenInput)  # the name of a search, never a number

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].help_text = lazystr(_("AGB-code, gemeentecode of naam van de gemeente"))
        for name, field in self.fields.items():
            css = "kw-select" if isinstance(field, forms.ChoiceField) else "kw-input"
            field.widget.attrs.update({"class": css, "id": f"filter-{name}"})
        self.is_valid()

    def value(self, name: str) -> object:
        return getattr(self, "cleaned_data", {}).get(name) or ""

    @property
    def searching(self) -> bool:
        """Whether a visible field narrows the list."""
        return any(self.value(name) for name in _VISIBLE)

    @property
    def in_use(self) -> bool:
        return self.searching or any(self.value(name) for name in ("zending", "client", "bsn"))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Name and value, as typed, of the filters that go along with a search."""
        return [
            (name, str(self.data[name])) for name in KEPT if name in self.data and (self.value(name) or name not in self.fields)
        ]

    @property
    def opened(self) -> bool:
        """Whether one of the fields that are folded away is in use."""
        return any(self.value(name) for name in ("richting", "stand", "van", "tot", "kenmerk"))

    def narrow(self, rows: QuerySet[Archiefbericht]) -> QuerySet[Archiefbericht]:
        rows = rows.filter(_direction(str(self.value("richting"))), _state(str(self.value("stand"))))
        for name, column in (("wet", "wet"), ("soort", "number"), ("zending", "zending_id"), ("client", "dossier__client_id")):
            if self.value(name):
                rows = rows.filter(**{column: self.value(name)})
        if self.value("q"):
            rows = rows.filter(party_like(str(self.value("q")).strip()))
        if self.value("kenmerk"):
            rows = rows.filter(bearing(str(self.value("kenmerk")).strip()))
        return self._within(rows)

    def _within(self, rows: QuerySet[Archiefbericht]) -> QuerySet[Archiefbericht]:
        """By the day on which a message travelled: of an old one that was read in later, its own day."""
        first, last = self.value("van"), self.value("tot")
        if first or last:
            rows = rows.alias(travelled=Coalesce("dispatched_at", "received_at"))
        if first:
            rows = rows.filter(travelled__gte=_midnight(first))
        if last:
            rows = rows.filter(travelled__lt=_midnight(last) + timedelta(days=1))
        return rows


def _midnight(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))  # type: ignore[arg-type]


def _direction(asked: str) -> Q:
    """Unless asked otherwise a reply that we made stands in the row of the message that it answers, not in one of its own."""
    return Q(direction=asked) if asked else Q(direction=Richting.IN) | Q(answers=None)


def _state(asked: str) -> Q:
    match asked:
        case "wacht":
            return Q(direction=Richting.IN, processed_at=None)
        case "te-sturen":
            return Q(to_send=True, sent_at=None) | Q(antwoord__to_send=True, antwoord__sent_at=None)
        case "verstuurd":
            return Q(sent_at__isnull=False) | Q(antwoord__sent_at__isnull=False)
        case "vervallen":
            return Q(Exists(Voorval.objects.filter(bericht=OuterRef("pk"), soort=Voorval.Soort.VERVALLEN)))
    return Q()


def party_like(words: str) -> Q:
    """Messages from or to a code that begins so, or a municipality whose name holds these words."""
    found = _code_from("sender", words) | _code_from("receiver", words) if _CODE.fullmatch(words) else Q(pk__in=())
    lowered = words.lower()
    named = [row.code for row in codelist("CBS").rows.values() if lowered in row.betekenis.lower()]
    if named:
        named = named[:_MOST_NAMES]
        found |= Q(sender__in=named) | Q(receiver__in=named)
    return found


def _code_from(column: str, digits: str) -> Q:
    """As a range, which an index can answer; digits stand in their order in every alphabet."""
    after = str(int(digits) + 1).zfill(len(digits))
    found = Q(**{f"{column}__gte": digits})
    return found if len(after) > len(digits) else found & Q(**{f"{column}__lt": after})
