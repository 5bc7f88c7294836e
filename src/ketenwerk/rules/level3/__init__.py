"""Level 3: what is judged beside everything exchanged before. Importing this package registers its rules."""

from . import (
    antwoord,
    declaratie,
    declaratie_omvang,
    declaratie_referentie,
    declaratie_tarief,
    declaratie_toewijzing,
    declaratieantwoord,
    kop,
    regie,
    retour,
    start,
    stop,
    toewijzing,
    verzoek,
    verzoek_stapeling,
    verzoek_wijziging,
)

__all__ = [
    "antwoord",
    "declaratie",
    "declaratie_omvang",
    "declaratie_referentie",
    "declaratie_tarief",
    "declaratie_toewijzing",
    "declaratieantwoord",
    "kop",
    "regie",
    "retour",
    "start",
    "stop",
    "toewijzing",
    "verzoek",
    "verzoek_stapeling",
    "verzoek_wijziging",
]
