"""What is filled in about when to claim: a term, and a row of the claim calendar. Objections say what follows and what to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ketenwerk.claims.termijn import Aanvang
from ketenwerk.protocol.vormen import fits

from .dagveld import day_field

_MOST_DAYS = 366


def _code(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput({"class": "kw-input kw-input--short", "autocomplete": "off", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class Termijnvorm(forms.Form):
    """A term of claiming, for one other side and category or for all of them."""

    prefix = "termijn"
    vanaf = forms.ChoiceField(
        label=_("Uiterlijk"),
        choices=[
            (Aanvang.MAAND.value, _("laatste dag van de maand erna")),
            (Aanvang.PERIODE.value, _("dagen na het einde van de maand")),
            (Aanvang.TOEWIJZING.value, _("dagen na ontvangst van een late toewijzing")),
        ],
        widget=forms.Select({"class": "kw-select"}),
        error_messages={name: _("Niet bewaard: kies een termijn uit de lijst.") for name in ("required", "invalid_choice")},
    )
    dagen = forms.IntegerField(
        label=_("Dagen"),
        required=False,
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=_("Bij de laatste dag van de maand blijft dit leeg."),
        widget=forms.NumberInput({"class": "kw-input kw-input--short"}),
        error_messages={
            name: _("Niet bewaard: het aantal dagen klopt niet. Kies 1 tot en met 366.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    ander = _code(_("Gemeentecode of AGB-code"), 8, help_text=_("Leeg: voor iedereen."))
    categorie = _code(_("Productcategorie"), 2, help_text=_("Leeg: voor elk product."))
    van = day_field(_("Voor hulp vanaf"))

    def clean_ander(self) -> str:
        code = str(self.cleaned_data["ander"])
        if code and not (fits("agb", code) or fits("gemeentecode", code)):
            text = _("Niet bewaard: de code heeft vier of acht cijfers. Verbeter het veld, of maak het leeg.")
            raise forms.ValidationError(text)
        return code

    def clean_categorie(self) -> str:
        code = str(self.cleaned_data["categorie"])
        if code and not (len(code) == 2 and code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("Niet bewaard: een categorie is twee cijfers. Verbeter het veld, of maak het leeg."))
        return code

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("vanaf") == Aanvang.MAAND.value:
            said["dagen"] = 0
        elif "vanaf" in said and not said.get("dagen") and "dagen" not in self.errors:
            self.add_error("dagen", _("Niet bewaard: het aantal dagen ontbreekt. Kies 1 tot en met 366."))
        return said


class Kalendervorm(forms.Form):
    """One period of the claim calendar."""

    prefix = "kalender"
    gemeente = _code(_("Gemeentecode"), 4)
    periode = forms.DateField(
        label=_("Declaratieperiode"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput({"type": "month", "class": "kw-input"}, format="%Y-%m"),
        error_messages={
            name: _("Niet bewaard: de maand ontbreekt of bestaat niet. Schrijf de maand als jjjj-mm.")
            for name in ("required", "invalid")
        },
    )
    indienen = day_field(_("Indienen tot en met"))
    verwerking = day_field(_("Verwerking"), required=False, help_text=_("Mag leeg blijven."))
    betaling = day_field(_("Betaling"), required=False, help_text=_("Mag leeg blijven."))

    def clean_gemeente(self) -> str:
        code = str(self.cleaned_data["gemeente"])
        if not fits("gemeentecode", code):
            raise forms.ValidationError(_("Niet bewaard: de gemeentecode is vier cijfers. Verbeter het veld."))
        return code
