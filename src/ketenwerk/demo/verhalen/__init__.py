"""The stories in the order in which they are told: what goes well, what practice gets wrong, what cannot be read."""

from ketenwerk.demo.verhalen import (
    afwijzing,
    bijzonder,
    budget,
    fout_declaratie,
    fout_levering,
    fout_toewijzing,
    fout_verzoek,
    gegevens,
    lopend,
    onderbreking,
    onleesbaar,
    verloop,
    wijziging,
)
from ketenwerk.demo.verhalen.stap import Stap, Verhaal

__all__ = ["VERHALEN", "Stap", "Verhaal"]

VERHALEN: tuple[tuple[str, str, Verhaal], ...] = (
    ("jeugdhulp", "Jeugdhulp van verzoek tot stop", verloop.jeugdhulp),
    ("ondersteuning", "Begeleiding van verzoek tot stop", verloop.ondersteuning),
    ("meer-jeugdhulp", "Meer uren jeugdhulp", wijziging.meer_jeugdhulp),
    ("meer-ondersteuning", "Meer uren begeleiding", wijziging.meer_ondersteuning),
    ("woonplaatsbeginsel", "Een andere gemeente is verantwoordelijk", afwijzing.woonplaatsbeginsel),
    ("geen-contract", "Geen contract voor dit product", afwijzing.geen_contract),
    ("dubbel-verzoek", "Twee keer hetzelfde verzoek", afwijzing.dubbel_verzoek),
    ("lopend-jeugd", "Hulp die loopt, elke maand gedeclareerd", lopend.jeugdhulp),
    ("lopend-wmo", "Hulp die loopt, elke maand gedeclareerd", lopend.ondersteuning),
    ("tijdelijke-stop", "Een tijdelijke stop", onderbreking.tijdelijke_stop),
    ("verkeerde-start", "Een start op de verkeerde toewijzing", onderbreking.verkeerde_start),
    ("verkeerde-toewijzing", "Een toewijzing die moet worden hersteld", onderbreking.verkeerde_toewijzing),
    ("crisis", "Opvang bij crisis", bijzonder.crisis),
    ("hulpmiddelen", "Een rolstoel en kussens", bijzonder.hulpmiddelen),
    ("budget", "Een budget in euro's", budget.budget),
    ("tolk", "Een cliënt met een tolk", gegevens.met_tolk),
    ("voogdij", "Een kind onder voogdij", gegevens.onder_voogdij),
    ("fout-toewijzing-jeugd", "Fouten in een toewijzing", fout_toewijzing.jeugdwet),
    ("fout-toewijzing-wmo", "Fouten in een toewijzing", fout_toewijzing.wmo),
    ("fout-verzoek-jeugd", "Fouten in een verzoek of antwoord", fout_verzoek.jeugdwet),
    ("fout-verzoek-wmo", "Fouten in een verzoek of antwoord", fout_verzoek.wmo),
    ("fout-levering-jeugd", "Fouten in een start of stop", fout_levering.jeugdwet),
    ("fout-levering-wmo", "Fouten in een start of stop", fout_levering.wmo),
    ("fout-declaratie-jeugd", "Fouten in een declaratie", fout_declaratie.jeugdwet),
    ("fout-declaratie-wmo", "Fouten in een declaratie", fout_declaratie.wmo),
    ("onleesbaar-jeugd", "Geweigerde bestanden", onleesbaar.jeugdwet),
    ("onleesbaar-wmo", "Geweigerde bestanden", onleesbaar.wmo),
)
"""Short name (in file names), title, and the story itself."""
