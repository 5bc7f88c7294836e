"""Signing in and out, one's own password, and the choice of a role in the demonstration."""

from django import forms
from django.contrib.auth import login, logout, password_validation, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from .. import demo_accounts
from ..access import EVERYBODY, SIGNED_IN, asks, before_change
from ..models import Gebruiker
from ..roles import COMES_FOR, Rol
from ..signin import Locked, checked

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_WRONG = _("Naam en wachtwoord horen niet bij elkaar.")
_WRONG_NOW = _("Controleer beide en probeer het opnieuw.")
_LOCKED = _("U kunt nu niet inloggen. Er is te vaak een verkeerd wachtwoord ingevuld.")
_LOCKED_NOW = _("Wacht 15 minuten en probeer het dan opnieuw.")
_UNPROCESSABLE, _TOO_MANY = 422, 429


class Aanmelden(forms.Form):
    naam = forms.CharField(max_length=60)
    wachtwoord = forms.CharField(max_length=200, strip=False)


@asks(EVERYBODY)
@sensitive_post_parameters("wachtwoord")
@require_http_methods(["GET", "HEAD", "POST"])
def inloggen(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _sign_in_page(request)
    given = Aanmelden(request.POST)
    if not given.is_valid():
        return _sign_in_page(request, _WRONG, _WRONG_NOW, _UNPROCESSABLE)
    try:
        gebruiker = checked(request, given.cleaned_data["naam"], given.cleaned_data["wachtwoord"], timezone.now())
    except Locked:
        return _sign_in_page(request, _LOCKED, _LOCKED_NOW, _TOO_MANY)
    if gebruiker is None:
        return _sign_in_page(request, _WRONG, _WRONG_NOW, _UNPROCESSABLE)
    login(request, gebruiker, _BACKEND)
    return redirect(_onward(request))


@asks(EVERYBODY)
@require_POST
def rol_kiezen(request: HttpRequest) -> HttpResponse:
    """Signs in with a role of the demonstration. Elsewhere this page does not exist."""
    chosen = request.POST.get("rol", "")
    if not demo_accounts.offered(request) or chosen not in Rol.values:
        raise Http404
    login(request, demo_accounts.account(Rol(chosen)), _BACKEND)
    return redirect(_onward(request))


@asks(SIGNED_IN)
@before_change
@require_POST
def uitloggen(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("inloggen")


@asks(SIGNED_IN)
@before_change
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """One's own password. Every other session of this user ends."""
    gebruiker = request.user
    assert isinstance(gebruiker, Gebruiker)
    problems: list[str] = []
    if request.method == "POST":
        problems = _problems(request, gebruiker)
        if not problems:
            gebruiker.set_password(request.POST["nieuw"])
            gebruiker.moet_wijzigen = False
            gebruiker.save(update_fields=["password", "moet_wijzigen"])
            update_session_auth_hash(request, gebruiker)
            return redirect("lijst")
    status = _UNPROCESSABLE if problems else 200
    context = {"problems": problems, "must": gebruiker.moet_wijzigen}
    return render(request, "ketenwerk/wachtwoord.html", context, status=status)


def _problems(request: HttpRequest, gebruiker: Gebruiker) -> list[str]:
    old, new, again = (request.POST.get(name, "") for name in ("oud", "nieuw", "herhaald"))
    if not gebruiker.check_password(old):
        return [str(_("Het huidige wachtwoord klopt niet."))]
    if new != again:
        return [str(_("Het nieuwe wachtwoord is twee keer verschillend ingevuld."))]
    if new == old:
        return [str(_("Het nieuwe wachtwoord is hetzelfde als het oude."))]
    try:
        password_validation.validate_password(new, gebruiker)
    except forms.ValidationError as error:
        return list(error.messages)
    return []


def _sign_in_page(request: HttpRequest, problem: object = "", now: object = "", status: int = 200) -> HttpResponse:
    roles = []
    if demo_accounts.offered(request):
        roles = [{"value": rol.value, "label": rol.label, "for": COMES_FOR[rol]} for rol in Rol]
    context = {
        "next": _asked(request),
        "naam": request.POST.get("naam", "")[:60] if status == _UNPROCESSABLE else "",
        "problem": problem,
        "now": now,
        "roles": roles,
    }
    return render(request, "ketenwerk/inloggen.html", context, status=status)


def _asked(request: HttpRequest) -> str:
    return (request.POST.get("next") or request.GET.get("next") or "")[:200]


def _onward(request: HttpRequest) -> str:
    """The page that was asked for, when it is one of ours."""
    asked = _asked(request)
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
