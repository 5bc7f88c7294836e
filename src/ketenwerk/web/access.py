"""Who may open a page. Every view says what it asks for; one that says nothing is open to nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from .roles import Daad
from .scope import Scope

View = TypeVar("View", bound=Callable[..., HttpResponse])

EVERYBODY: Final = "everybody"
SIGNED_IN: Final = "signed in"
KEY: Final = "a key of access"

IDLE: Final = timedelta(minutes=60)
_NOTE_EVERY: Final = timedelta(minutes=5)  # so that a page does not write to the session each time
_SEEN: Final = "gezien"


def asks(what: Daad | str) -> Callable[[View], View]:
    """What a view asks of who opens it: a deed, `SIGNED_IN`, `EVERYBODY`, or `KEY` for what the API looks at itself."""

    def mark(view: View) -> View:
        view.asks = what  # type: ignore[attr-defined]
        return view

    return mark


class Request(HttpRequest):
    """A request that came through `Access`, of somebody who is signed in."""

    scope: Scope


class Access:
    """Sends who is not signed in to the page for that, and refuses what no mandate allows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _is_idle(request):
                logout(request)
            else:
                request.scope = Scope(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable[..., Any], _args: Any, _kwargs: Any) -> HttpResponse | None:
        asked = getattr(view, "asks", None)
        if asked in (EVERYBODY, KEY):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if request.user.moet_wijzigen and not getattr(view, "before_change", False):
            return redirect("wachtwoord")
        if asked == SIGNED_IN or (isinstance(asked, Daad) and request.scope.may(asked)):
            return None
        raise PermissionDenied


def before_change(view: View) -> View:
    """A page that may be used before a password that was given by another is changed."""
    view.before_change = True  # type: ignore[attr-defined]
    return view


def _is_idle(request: HttpRequest) -> bool:
    """Whether nothing was done for too long. Notes the time, now and then."""
    now = timezone.now().timestamp()
    seen = request.session.get(_SEEN, now)
    if now - seen > IDLE.total_seconds():
        return True
    if _SEEN not in request.session or now - seen > _NOTE_EVERY.total_seconds():
        request.session[_SEEN] = now
    return False


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Back to the page afterwards, when it was only looked at: a form that was sent is not sent again."""
    back = request.path if request.method in ("GET", "HEAD") else ""
    address = reverse("inloggen") + (f"?{urlencode({'next': back})}" if back and back != "/" else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
