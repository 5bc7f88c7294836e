"""Level 2: what can be judged from one message alone (return code 0001). Importing this package registers its rules."""

from . import (
    antwoord,
    bedragen,
    client,
    contact,
    dagtekening,
    declaratieantwoord,
    declaratieperiode,
    levering,
    looptijd,
    omvang,
    referenties,
    sleutels,
    stapeling,
    toewijzing,
    verwijzer,
    verzoek,
)

__all__ = [
    "antwoord",
    "bedragen",
    "client",
    "contact",
    "dagtekening",
    "declaratieantwoord",
    "declaratieperiode",
    "levering",
    "looptijd",
    "omvang",
    "referenties",
    "sleutels",
    "stapeling",
    "toewijzing",
    "verwijzer",
    "verzoek",
]
