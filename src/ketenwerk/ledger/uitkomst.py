"""How a request ended: granted or refused, at once or after it was looked into. There is no fifth way (E115)."""

from enum import StrEnum
from typing import Final

from ketenwerk.standard.codelists import codelist

from .facts import Verzoek

_ONDERZOEK: Final = codelist("WJ760").where("onderzoek")


class Uitkomst(StrEnum):
    TOEGEKEND = "toegekend"
    TOEGEKEND_NA_ONDERZOEK = "toegekend na onderzoek"
    AFGEWEZEN = "afgewezen"
    AFGEWEZEN_NA_ONDERZOEK = "afgewezen na onderzoek"


def outcome(verzoek: Verzoek) -> Uitkomst | None:
    """How a request ended; None while it waits for an answer or is being looked into."""
    investigated = not _ONDERZOEK.isdisjoint(verzoek.antwoorden)
    match verzoek.staat:
        case "toegekend":
            return Uitkomst.TOEGEKEND_NA_ONDERZOEK if investigated else Uitkomst.TOEGEKEND
        case "afgewezen":
            return Uitkomst.AFGEWEZEN_NA_ONDERZOEK if investigated else Uitkomst.AFGEWEZEN
        case _:
            return None
