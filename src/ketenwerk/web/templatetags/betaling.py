"""When the money of a claim may be expected, for the page of who claimed."""

from datetime import date

from django import template

from ketenwerk.register import betalingen
from ketenwerk.register.models import Declaratie

register = template.Library()


@register.inclusion_tag("ketenwerk/_betaling_verwacht.html")
def betaling_verwacht(declaratie: Declaratie) -> dict[str, date | None]:
    """A fact for a list of facts: the last day on which payment is in time; nothing where nothing is to be paid. One query."""
    return {"expected": betalingen.expected([declaratie]).get(declaratie.pk)}
