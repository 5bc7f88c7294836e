"""The filters above the list of messages."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from ketenwerk.register.models import Archiefbericht
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import KINDS

_MOST_NAMES = 50


def _numbers() -> list[tuple[str, str]]:
    return [("", str(_("Alle soorten")))] + [(number, f"{kind.title} ({number})") for number, kind in KINDS.items()]


class Filter(forms.Form):
    """Every field may be empty; a value that is no choice counts as empty, because filters come from typed addresses too."""

    q = forms.CharField(label=_("Afzender of ontvanger"), required=False, max_length=60)
    wet = forms.ChoiceField(
        label=_("Wet"), required=False, choices=[("", _("Beide wetten")), ("jw", _("Jeugdwet (iJw)")), ("wmo", _("Wmo (iWmo)"))]
    )
    soort = forms.ChoiceField(label=_("Soort bericht"), required=False, choices=_numbers)
    zending = forms.UUIDField(required=False, widget=forms.HiddenInput)

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
    def in_use(self) -> bool:
        return any(self.value(name) for name in ("q", "wet", "soort", "zending"))

    def narrow(self, rows: QuerySet[Archiefbericht]) -> QuerySet[Archiefbericht]:
        if self.value("wet"):
            rows = rows.filter(wet=self.value("wet"))
        if self.value("soort"):
            rows = rows.filter(number=self.value("soort"))
        if self.value("zending"):
            rows = rows.filter(zending_id=self.value("zending"))
        if self.value("q"):
            rows = rows.filter(_party(str(self.value("q")).strip()))
        return rows


def _party(words: str) -> Q:
    """Messages from or to a code that begins so, or a municipality whose name holds these words."""
    found = Q(sender__startswith=words) | Q(receiver__startswith=words)
    lowered = words.lower()
    named = [row.code for row in codelist("CBS").rows.values() if lowered in row.betekenis.lower()]
    if named:
        named = named[:_MOST_NAMES]
        found |= Q(sender__in=named) | Q(receiver__in=named)
    return found
