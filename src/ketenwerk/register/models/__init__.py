"""The tables: the archive, the parties, and what follows from the archive (the projection)."""

from .afspraken import Afspraakrij, Lijstversie, NietToegepast, Overname
from .archief import Archiefbericht, Bron, Kenmerk, Oordeel, Richting, Voorval, Zending
from .betaling import Betaalbatch, Betaalregel, Betaalrekening, Betaaltermijnrij
from .contact import Contactmoment
from .declaratie import Declaratie, Declaratieregel, Regelsom
from .declaratietermijn import Declaratietermijnrij, Kalenderrij
from .dossier import Client, Dossier, Feit, Start, Stop, Toewijzingversie, Verzoek, Verzonden
from .gekozentarief import Gekozentarief
from .levering import Invoer, Levering, Teller
from .nakijken import Regelbesluit, Voorstel
from .partijen import EigenPartij, Gesprek
from .relaties import Opgave, Relatie
from .verzegeld import Verzegeld

__all__ = [
    "Afspraakrij",
    "Archiefbericht",
    "Betaalbatch",
    "Betaalregel",
    "Betaalrekening",
    "Betaaltermijnrij",
    "Bron",
    "Client",
    "Contactmoment",
    "Declaratie",
    "Declaratieregel",
    "Declaratietermijnrij",
    "Dossier",
    "EigenPartij",
    "Feit",
    "Gekozentarief",
    "Gesprek",
    "Invoer",
    "Kalenderrij",
    "Kenmerk",
    "Levering",
    "Lijstversie",
    "NietToegepast",
    "Oordeel",
    "Opgave",
    "Overname",
    "Regelbesluit",
    "Regelsom",
    "Relatie",
    "Richting",
    "Start",
    "Stop",
    "Teller",
    "Toewijzingversie",
    "Verzegeld",
    "Verzoek",
    "Verzonden",
    "Voorstel",
    "Voorval",
    "Zending",
]
