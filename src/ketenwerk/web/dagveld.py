"""The field of a day in a form that keeps something. Its objections say what follows and what to do."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

_SAID: Final = {
    "required": _("Niet bewaard: de datum ontbreekt of bestaat niet. Vul een datum in."),
    "invalid": _("Niet bewaard: deze datum bestaat niet. Vul een datum in."),
}


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date", "class": "kw-input"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_SAID, **more)
