"""An operation of the API: its address, the deed that it asks, its words and its example, kept together."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
from django.conf import settings
from ninja import NinjaAPI, Router

from ..roles import WRITES, Daad
from .toegang import Toegangssleutelcontrole

View = TypeVar("View", bound=Callable[..., Any])

VERSION: Final = "1.0"
ROUTER: Final = Router()
OPERATIES: Final[list["Operatie"]] = []


class Voorbeeld(msgspec.Struct, frozen=True):
    """A question and its answer, as somebody would see them. `adres` is what stands behind /api/v1; `vraag` the body."""

    adres: str
    antwoord: Any = None
    vraag: Any = None


class Operatie(msgspec.Struct, frozen=True):
    """What the page, the OpenAPI document and the tests know of an operation."""

    naam: str
    methode: str
    pad: str
    daad: Daad
    groep: str
    titel: str
    uitleg: str
    voorbeeld: Voorbeeld

    @property
    def schrijft(self) -> bool:
        return self.daad in WRITES


def operatie(
    methode: str,
    pad: str,
    daad: Daad,
    *,
    groep: str,
    titel: str,
    uitleg: str,
    voorbeeld: Voorbeeld,
    antwoord: Any,
    limiet: int | None = None,
    openapi: dict[str, Any] | None = None,
) -> Callable[[View], View]:
    """Makes a function an operation. `antwoord` is its schema, or schemas by status; `limiet` the bytes of its body."""

    def mark(view: View) -> View:
        naam = f"{view.__module__.rpartition('.')[2]}-{view.__name__}"
        OPERATIES.append(Operatie(naam, methode, pad, daad, groep, titel, uitleg, voorbeeld))
        register = ROUTER.api_operation(
            [methode],
            pad,
            auth=Toegangssleutelcontrole(daad, limiet or settings.KETENWERK_API_LIMIT),
            response=antwoord,
            operation_id=naam,
            summary=titel,
            description=uitleg,
            tags=[groep],
            openapi_extra=openapi,
        )
        return register(view)  # type: ignore[no-any-return]

    return mark


def new_api() -> NinjaAPI:
    """The API without addresses of its own for its document and pages: those are ours."""
    return NinjaAPI(title="ketenwerk", version=VERSION, docs_url=None, openapi_url=None, urls_namespace="api")
