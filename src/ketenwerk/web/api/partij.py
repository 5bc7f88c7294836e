"""For which own party a question is."""

from typing import Annotated

from ninja import Field, Schema

from ketenwerk.register.models import EigenPartij

from ..roles import Daad
from ..scope import Scope
from .probleem import Fout, Probleem

HIGHEST = 2**31

Partij = Annotated[
    int | None,
    Field(None, ge=1, le=HIGHEST, description="Ons nummer van uw partij, uit GET /sleutel. Nodig als de sleutel er meer heeft."),
]


class PartijVraag(Schema):
    """Bij de vraag om iets te doen: voor welke eigen partij."""

    partij: Partij


def chosen(scope: Scope, daad: Daad, key: int | None) -> EigenPartij:
    """The party that was asked for, or the only one. Raises Http404 for one that is not in scope, else Probleem."""
    if key is not None:
        return scope.eigen(key, daad)
    mine = scope.parties(daad)
    if len(mine) == 1:
        return mine[0]
    text = "Deze sleutel geldt voor meer partijen. Neem het nummer over uit GET /sleutel."
    raise Probleem("ongeldig", "Er is niets gedaan: `partij` ontbreekt.", [Fout(text, "partij", "query")])


def several(scope: Scope, daad: Daad, key: int | None) -> list[EigenPartij]:
    """The party that was asked for, or all of them. Raises Http404 for one that is not in scope."""
    return scope.parties(daad) if key is None else [scope.eigen(key, daad)]
