"""Why a file was not taken in, in words: the consequence first, then what now."""

import msgspec
from django.utils.translation import gettext_lazy as _

from . import upload


class Reason(msgspec.Struct, frozen=True):
    why: str
    now: str


REASONS = {
    upload.EMPTY: Reason(_("Het bestand is leeg."), _("Maak het bericht opnieuw in uw eigen systeem.")),
    upload.TOO_LARGE: Reason(
        _("Het bericht is groter dan 25 MB. Meer past niet in één bericht (IB003)."),
        _("Splits het bericht in uw eigen systeem en upload de delen."),
    ),
    upload.NOT_XML: Reason(_("De naam eindigt niet op .xml."), _("Upload het bestand los als het toch een bericht is.")),
    upload.TOO_MANY: Reason(_("In de zip zitten meer dan 500 bestanden."), _("Verdeel de berichten over meer zips.")),
    upload.ZIP_TOO_LARGE: Reason(_("Uitgepakt is de zip groter dan 100 MB."), _("Verdeel de berichten over meer zips.")),
    upload.NESTED: Reason(_("In de zip zit nog een zip."), _("Pak de binnenste zip eerst uit.")),
    upload.LOCKED: Reason(_("De zip heeft een wachtwoord."), _("Maak een zip zonder wachtwoord.")),
    upload.FOREIGN: Reason(
        _("Het bericht is voor een partij waarvoor u niet werkt."),
        _("Geef het bericht aan een collega die voor die partij werkt."),
    ),
    upload.BROKEN: Reason(_("De zip is beschadigd of van een onbekende soort."), _("Maak de zip opnieuw.")),
}

NOTHING_CHOSEN = Reason(_("Er is geen bestand gekozen."), _("Kies een XML-bestand of een zip, en klik dan op Controleren."))
