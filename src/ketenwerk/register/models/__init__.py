"""The tables: the archive, the parties, and what follows from the archive (the projection)."""

from .archief import Archiefbericht, Bron, Inzage, Oordeel, Richting, Voorval, Zending
from .dossier import Client, Dossier, Feit, Start, Stop, Toewijzingversie, Verzoek, Verzonden
from .partijen import EigenPartij, Gesprek
from .verzegeld import Verzegeld

__all__ = [
    "Archiefbericht",
    "Bron",
    "Client",
    "Dossier",
    "EigenPartij",
    "Feit",
    "Gesprek",
    "Inzage",
    "Oordeel",
    "Richting",
    "Start",
    "Stop",
    "Toewijzingversie",
    "Verzegeld",
    "Verzoek",
    "Verzonden",
    "Voorval",
    "Zending",
]
