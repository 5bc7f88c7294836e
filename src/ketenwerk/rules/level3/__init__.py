"""Level 3: what is judged beside everything exchanged before. Importing this package registers its rules."""

from . import antwoord, kop, regie, retour, start, stop, toewijzing, verzoek, verzoek_stapeling, verzoek_wijziging

__all__ = [
    "antwoord",
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
