"""Product lists in the database: each as it was taken over last, with all its versions in time (E021). Earlier ones stay."""

from datetime import datetime

import msgspec

from ketenwerk.protocol.productlijst import Productlijst
from ketenwerk.standard.types import Wet

from .models import Lijstversie


def keep(lijst: Productlijst, now: datetime, door: str) -> bool:
    """Keeps a list in place of the one with its name and law; says whether it was another one than stood there."""
    if newest(lijst.naam, lijst.wet) == lijst:
        return False
    Lijstversie.objects.create(naam=lijst.naam, wet=lijst.wet, at=now, door=door, inhoud=msgspec.to_builtins(lijst))
    return True


def newest(naam: str, wet: Wet) -> Productlijst | None:
    """The list with this name under this law, as it was taken over last."""
    row = Lijstversie.objects.filter(naam=naam, wet=wet).order_by("-at", "-pk").first()
    return _built(row) if row else None


def all_lists() -> list[Productlijst]:
    """Every list as it was taken over last, by law and name."""
    last = {(row.wet, row.naam): row for row in Lijstversie.objects.order_by("wet", "naam", "at", "pk")}
    return [_built(row) for row in last.values()]


def _built(row: Lijstversie) -> Productlijst:
    return msgspec.convert(row.inhoud, Productlijst)
