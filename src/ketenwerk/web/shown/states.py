"""The states of the ledger as a shape and a word."""

from datetime import date

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.ledger.facts import Verzoek
from ketenwerk.ledger.toewijzing import is_deleted
from ketenwerk.ledger.uitkomst import Uitkomst, outcome
from ketenwerk.messages.describe.dutch import day
from ketenwerk.standard import m301
from ketenwerk.standard.types import Wet


class State(msgspec.Struct, frozen=True):
    """`shape` is one of the shapes of the style sheet."""

    shape: str
    words: str


def request_state(verzoek: Verzoek) -> State:
    """How it ended, or what it waits for."""
    ended = {
        Uitkomst.TOEGEKEND: State("done", _("toegekend")),
        Uitkomst.TOEGEKEND_NA_ONDERZOEK: State("done", _("toegekend na onderzoek")),
        Uitkomst.AFGEWEZEN: State("refused", _("afgewezen")),
        Uitkomst.AFGEWEZEN_NA_ONDERZOEK: State("refused", _("afgewezen na onderzoek")),
    }
    reached = outcome(verzoek)
    if reached is not None:
        return ended[reached]
    return State("waiting", _("in onderzoek") if verzoek.staat == "in onderzoek" else _("wacht op antwoord"))


def delivery_state(staat: str) -> State:
    """Of `ledger.machines.LEVERING`."""
    return {
        "niet gestart": State("none", _("niet begonnen")),
        "geleverd": State("done", _("hulp loopt")),
        "tijdelijk gestopt": State("waiting", _("tijdelijk gestopt")),
        "definitief gestopt": State("none", _("gestopt")),
    }[staat]


def assignment_state(product: m301.ToegewezenProduct, wet: Wet, today: date) -> State:
    """Of the version that holds now."""
    if is_deleted(product, wet):
        return State("none", _("verwijderd"))
    if product.ingangsdatum > today:
        return State("waiting", _("begint op %(dag)s") % {"dag": day(product.ingangsdatum)})
    if product.einddatum and product.einddatum < today:
        return State("none", _("afgelopen"))
    return State("done", _("loopt"))
