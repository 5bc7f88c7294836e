"""The tariff that a provider asks on one assignment where only a most was agreed (E223)."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ketenwerk.claims.prijs import Prijs, prijs_gekozen
from ketenwerk.messages.describe import masked_bsn
from ketenwerk.messages.describe.dutch import amount, day
from ketenwerk.process import declareerplan
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.kolom import Ongeldig
from ketenwerk.protocol.leveringbestand import quantity
from ketenwerk.register import clients, gekozen
from ketenwerk.register.gekozen import Keuze
from ketenwerk.register.models import Toewijzingversie

from ..access import Request, asks
from ..maanden import chosen_month
from ..models import Inzage
from ..roles import Daad

_INPUT = {"class": "kw-input kw-input--short", "autocomplete": "off"}
_MISSING = {
    "required": _("Niet bewaard: de datum ontbreekt of bestaat niet. Vul een datum in."),
    "invalid": _("Niet bewaard: deze datum bestaat niet. Vul een datum in."),
}


class Tariefvorm(forms.Form):
    """What was really delivered, at which tariff, and whether the statement was signed."""

    product = forms.ChoiceField(
        label=_("Werkelijk geleverd product"),
        widget=forms.Select({"class": "kw-select"}),
        help_text=_("Dit blijft bij u en gaat niet mee in het bericht."),
        error_messages={name: _("Niet bewaard: kies een product uit de lijst.") for name in ("required", "invalid_choice")},
    )
    tarief = forms.CharField(
        label=_("Uw tarief in euro"),
        max_length=12,
        widget=forms.TextInput({**_INPUT, "inputmode": "decimal"}),
        error_messages={"required": _("Niet bewaard: het tarief ontbreekt. Vul het in.")},
    )
    van = forms.DateField(
        label=_("Voor productperioden vanaf"),
        widget=forms.DateInput({"type": "date", "class": "kw-input"}, format="%Y-%m-%d"),
        error_messages=_MISSING,
    )
    verklaring = forms.DateField(
        label=_("Privacyverklaring ondertekend op"),
        required=False,
        help_text=_("De verklaring bewaart u zelf. U stuurt haar niet mee."),
        widget=forms.DateInput({"type": "date", "class": "kw-input"}, format="%Y-%m-%d"),
        error_messages=_MISSING,
    )

    def __init__(self, data: Any, afspraken: list[Afspraak], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["product"].choices = [  # type: ignore[attr-defined]
            (f"{each.categorie}-{each.code}", f"{each.categorie} {each.code}")
            for each in {each.product: each for each in afspraken if each.per_client and not each.maximum_tarief}.values()
        ]

    def clean_tarief(self) -> int:
        try:
            return quantity(self.cleaned_data["tarief"].strip(), "euro")
        except Ongeldig as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean_verklaring(self) -> date | None:
        signed: date | None = self.cleaned_data["verklaring"]
        if signed and signed > timezone.localdate():
            raise forms.ValidationError(_("Niet bewaard: deze dag moet nog komen. Verbeter de datum."))
        return signed

    @property
    def keuze(self) -> Keuze:
        said = self.cleaned_data
        categorie, _dash, code = said["product"].partition("-")
        return Keuze(van=said["van"], categorie=categorie, code=code, tarief=said["tarief"], verklaring=said["verklaring"])


@asks(Daad.LEVERING)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def tarief(request: Request, key: UUID) -> HttpResponse:
    """Shows what was chosen on one assignment, and keeps another choice for who may claim."""
    versie = request.scope.row(Toewijzingversie, key, Daad.DECLAREREN if request.method == "POST" else Daad.LEVERING)
    held = declareerplan.afspraken_van(versie.dossier.gesprek)
    fact, period = versie.dossier.gesprek.fact, chosen_month(request)
    agreed = list(held.producten(fact.wet, fact.gemeente, fact.aanbieder, period.eind))
    vorm = Tariefvorm(request.POST or None, agreed, initial={"van": period.begin})
    if request.method == "POST" and vorm.is_valid():
        refused = _refused(versie, held, vorm.keuze)
        if not refused:
            now, who = timezone.now(), request.scope.gebruiker.naam
            gekozen.keep(versie.dossier, versie.nummer, vorm.keuze, now, who)
            return redirect("levering-tarief", key=key)
        vorm.add_error("tarief", refused)
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.CLIENT, client=versie.dossier.client)
    return render(request, "ketenwerk/levering_tarief.html", _context(request, versie, vorm), status=_status(request))


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200


def _context(request: Request, versie: Toewijzingversie, vorm: Tariefvorm) -> dict[str, object]:
    bsn = clients.bsn_of(versie.dossier.client)
    rows = gekozen.of_assignment(versie.dossier.gesprek, versie.dossier.client_id, versie.nummer)
    return {
        "versie": versie,
        "nummer": str(versie.nummer),
        "bsn": masked_bsn(bsn),
        "bsn_end": bsn[-4:],
        "form": vorm,
        "rows": [
            {
                "from": day(each.van),
                "product": f"{each.categorie} {each.code}",
                "tarief": amount(each.tarief),
                "signed": day(each.verklaring) if each.verklaring else "",
            }
            for each in reversed(rows)
        ],
        "unsigned": bool(rows) and rows[-1].verklaring is None,
        "may_claim": request.scope.may_for(Daad.DECLAREREN, versie.party_id),
    }


def _refused(versie: Toewijzingversie, held: Afspraken, keuze: Keuze) -> str:
    """Why this tariff cannot be asked; "" when it can. Agreements change, so claiming looks again."""
    fact = versie.dossier.gesprek.fact
    agreed = [
        each
        for each in held.producten(fact.wet, fact.gemeente, fact.aanbieder, keuze.van)
        if versie.categorie in ("", each.categorie) and versie.code in ("", each.code)
    ]
    real = held.product(fact.wet, fact.gemeente, fact.aanbieder, (keuze.categorie, keuze.code), keuze.van)
    found = prijs_gekozen(versie.eenheid or None, agreed, keuze.tarief, real, in_minuten=False)
    if isinstance(found, Prijs):
        return ""
    free = prijs_gekozen(versie.eenheid or None, agreed, 0, real, in_minuten=False)
    if isinstance(free, Prijs):
        return str(_("Niet bewaard: het tarief is hoger dan afgesproken voor dit product. Verlaag het tarief."))
    return str(_("Niet bewaard: dit product heeft dan geen tarief in deze eenheid. Kies een ander product of een andere dag."))
