"""The addresses of the API. Each asks for a key, whatever session a browser sends along; what is no address is a problem too."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from ..access import KEY, asks
from . import (  # noqa: F401  each makes its operations
    berichten,
    betalingen,
    clienten,
    declaraties,
    fouten,
    inbrengen,
    indienen,
    leveringen,
    maanden,
    openstaand,
    probleem,
    sleutel,
)  # fmt: skip
from .json_lezer import Lezer
from .operatie import OPERATIES, ROUTER, new_api

API: Final = new_api()
API.parser = Lezer()
API.add_router("", ROUTER)
fouten.handle(API)

__all__ = ["API", "OPERATIES", "patterns"]
_NO_METHOD: Final = 405


def guarded(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view of the library as one of ours: its permission is that of a key, and its refusals are problems."""

    @csrf_exempt  # a session opens nothing here, so a form of another site gains nothing
    @asks(KEY)
    @sensitive_variables()
    def operation(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        return fouten.no_method(response.headers["Allow"]) if response.status_code == _NO_METHOD else response

    return operation


@csrf_exempt
@asks(KEY)
def nothing(request: HttpRequest) -> HttpResponse:
    return probleem.niet_gevonden()


def patterns() -> list[URLPattern]:
    """One for each path, with the name of its first operation; and last one for all that is no path."""
    found, _, _ = API.urls
    views = [each for each in found if isinstance(each, URLPattern) and each.name != "api-root"]
    return [
        *(path(f"api/v1/{each.pattern}", guarded(each.callback), name=f"api-{each.name}") for each in views),
        re_path(r"^api/v1/.+$", nothing, name="api-onbekend"),
    ]
