"""Whether the running sums of assignments are what their lines add up to, for any test that has claims in a database."""

from typing import Any

from django.db.models import Sum

from ketenwerk.register.models import Declaratieregel, Regelsom

KEY = ("gesprek_id", "toewijzing", "categorie", "code", "eenheid")


def kept() -> dict[tuple[Any, ...], tuple[int, int]]:
    """The sums as they are kept, by their key: volume and eurocents."""
    return {row[:5]: row[5:] for row in Regelsom.objects.values_list(*KEY, "volume", "bedrag")}


def added_up() -> dict[tuple[Any, ...], tuple[int, int]]:
    """The same, counted from the lines."""
    standing = Declaratieregel.objects.filter(debet=True, gecrediteerd=False).exclude(staat=Declaratieregel.Staat.AFGEWEZEN)
    return {
        row[:5]: row[5:]
        for row in standing.order_by().values(*KEY).annotate(v=Sum("volume"), b=Sum("bedrag")).values_list(*KEY, "v", "b")
    }
