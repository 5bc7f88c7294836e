"""What is filled in about payment: our own account, and a term. Objections say what follows and what to do."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ketenwerk.claims.betaling import Aanvang
from ketenwerk.protocol.vormen import compact, fits

from .dagveld import day_field

_MOST_DAYS = 365


def _text(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput({"class": "kw-input", "autocomplete": "off"}), **more
    )


class Rekeningvorm(forms.Form):
    """The account from which a municipality pays."""

    naam = _text(
        _("Naam van de rekening"), 70, error_messages={"required": _("Niet bewaard: de naam ontbreekt. Vul de naam in.")}
    )
    iban = _text(_("Rekeningnummer (IBAN)"), 42, error_messages={"required": _("Niet bewaard: het IBAN ontbreekt. Vul het in.")})
    bic = _text(_("BIC van uw bank"), 11, required=False, help_text=_("Mag leeg blijven."))
    vanaf = day_field(_("Betalen wat is toegekend vanaf"), help_text=_("Wat eerder is toegekend, betaalt u buiten ketenwerk."))

    def clean_iban(self) -> str:
        iban = compact(self.cleaned_data["iban"])
        if not fits("iban", iban):
            raise forms.ValidationError(_("Niet bewaard: het rekeningnummer klopt niet. Neem het over van uw bankafschrift."))
        return iban

    def clean_bic(self) -> str:
        bic = compact(self.cleaned_data["bic"])
        if bic and not (len(bic) in (8, 11) and bic.isascii() and bic.isalnum() and bic[:6].isalpha()):
            raise forms.ValidationError(_("Niet bewaard: een BIC heeft 8 of 11 tekens. Verbeter het veld, of maak het leeg."))
        return bic


class Termijnvorm(forms.Form):
    """A payment term, for one other side or for all of them."""

    ander = _text(_("AGB-code of gemeentecode"), 8, required=False, help_text=_("Leeg: voor iedereen."))
    dagen = forms.IntegerField(
        label=_("Dagen"),
        min_value=0,
        max_value=_MOST_DAYS,
        widget=forms.NumberInput({"class": "kw-input kw-input--short"}),
        error_messages={
            name: _("Niet bewaard: het aantal dagen klopt niet. Kies 0 tot en met 365.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    vanaf = forms.ChoiceField(
        label=_("Telt vanaf"),
        choices=[(Aanvang.TOEKENNING.value, _("toekenning (325)")), (Aanvang.ONTVANGST.value, _("ontvangst (323)"))],
        widget=forms.Select({"class": "kw-select"}),
        error_messages={name: _("Niet bewaard: kies toekenning of ontvangst.") for name in ("required", "invalid_choice")},
    )
    van = day_field(_("Voor declaraties ontvangen vanaf"))

    def clean_ander(self) -> str:
        code = str(self.cleaned_data["ander"])
        if code and not (fits("agb", code) or fits("gemeentecode", code)):
            raise forms.ValidationError(
                _("Niet bewaard: de code heeft vier of acht cijfers. Verbeter het veld, of maak het leeg.")
            )
        return code


def asked_day(text: str | None, otherwise: date) -> date:
    """A day out of an address; what is no day counts as not asked."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
