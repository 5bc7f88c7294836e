"""Long lists in parts: each part says at which address the next one is. What stands in it is our own numbers and codes."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Field, Schema

from .probleem import Fout, Probleem

MOST = 500
ROWS = 100
_T = TypeVar("_T")
_U = TypeVar("_U")

Aantal = Annotated[int, Field(ROWS, ge=1, le=MOST, description="Hoeveel rijen een deel hoogstens heeft.")]
Na = Annotated[
    str,
    Field("", max_length=60, pattern=r"^[A-Za-z0-9.:-]*$", description="Waar het deel begint. Neem dit over uit `volgende`."),
]


class Deel(Schema):
    """What every question for a list may hold."""

    aantal: Aantal
    na: Na


def geknipt(rows: Sequence[_T], aantal: int) -> tuple[Sequence[_T], _T | None]:
    """Of rows that were asked with one more than fits: those of this part, and the last of them when there are more."""
    return (rows[:aantal], rows[aantal - 1]) if len(rows) > aantal else (rows, None)


def volgende(request: HttpRequest, vraag: Deel, last: _T | None, name: Callable[[_T], object]) -> str | None:
    """The address of the next part: what was asked, with another begin. What is no part of the question is left out."""
    if last is None:
        return None
    asked = vraag.model_dump(mode="json", exclude={"na"}, exclude_defaults=True)
    return f"{request.path}?{urlencode({**asked, 'na': str(name(last))})}"


def begin(na: str, read: Callable[[str], _U]) -> _U | None:
    """Where a part begins; None for the first. Raises Probleem for what no `volgende` ever held."""
    if not na:
        return None
    try:
        return read(na)
    except (ValueError, OverflowError):
        text = "Dit deel is er niet. Neem `na` over uit `volgende`, of laat het weg."
        raise Probleem("ongeldig", "De lijst is niet gemaakt: `na` klopt niet.", [Fout(text, "na", "query")]) from None


def nummer(text: str) -> int:
    """A number of a row. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ValueError("no number")
    return int(text)
