"""Why something is not claimed, as codes; the sentences for people stand where they are shown."""

from enum import StrEnum


class Weglating(StrEnum):
    """Why a delivery is in no new line (E190, E191)."""

    GEEN_TOEWIJZING = "geen toewijzing"
    ANDERE_CLIENT = "toewijzing van een andere client"
    TOEWIJZING_VERWIJDERD = "toewijzing verwijderd"
    BUITEN_TOEWIJZING = "buiten de toewijzing"
    ANDER_PRODUCT = "ander product dan toegewezen"
    AFWEZIG = "afwezig zonder afspraak"
    """The client was absent, more than parties agreed that may be claimed (E185)."""
    GEEN_HOEVEELHEID = "geen hoeveelheid"
    VOOR_2021 = "voor 2021"
    """No 323 exists for it (CS100, E162)."""
    TE_LANG_GELEDEN = "te lang geleden"
    """Its product period ended more than five years ago (TR335)."""
    LOOPT_NOG = "productperiode loopt nog"
    """A claim is dated on or after the end of what it claims (TR134, TR137)."""
    GEEN_AFSPRAAK = "geen afspraak"
    ANDERE_EENHEID = "afspraak in een andere eenheid"
    EENHEID_ONBEPAALD = "eenheid onbepaald"
    """Nothing was assigned per unit, and the agreements name several."""
    NIET_PER_CLIENT = "niet per client te declareren"
    TARIEF_ONBEPAALD = "tarief onbepaald"
    """The agreement names the most that may be asked, and not what it costs (E223)."""
    TE_GROOT = "te groot voor een regel"
    """More than the elements of a message hold."""
    WACHT_OP_ANTWOORD = "regel wacht op antwoord"
    """There is a line for the same that was not answered yet: only after its 325 can it be credited (IV085)."""
    NIET_HERLEIDBAAR = "staande regel niet te herleiden"
    """There is a granted line for the same, and the deliveries that were claimed in it do not add up to it."""
    NIHIL = "staande regel is nul euro"
    """There is a granted line of nothing for the same: a credit of nothing cannot be written (CS325, CD060)."""
    VERANDERT_NIETS = "regel blijft gelijk"
    """The granted line for the same already stands at the sum, because of how it is rounded (IV079)."""


class Belet(StrEnum):
    """Why a line cannot be credited or claimed anew (E196)."""

    OPEN = "wacht op antwoord"
    AFGEWEZEN = "afgewezen"
    """A rejected line is never credited: it is claimed anew."""
    TOEGEKEND = "toegekend"
    """A granted line is not claimed anew: it is credited first."""
    GECREDITEERD = "al gecrediteerd"
    CREDIT = "is zelf een credit"
    NIHIL = "regel is nul euro"
    """Nothing at all is written as debit (CS325), and a debit takes nothing back (CD060)."""
    STAAT_AL = "er staat al een regel voor hetzelfde"
