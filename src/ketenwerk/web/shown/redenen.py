"""Why something is not claimed, or not corrected, in words: what follows, why, and what to do now."""

from collections.abc import Mapping
from typing import Final

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ketenwerk.claims.reden import Belet, Weglating


class Reden(msgspec.Struct, frozen=True):
    """`why` is what stands in the way; `now` what to do."""

    why: str | Promise
    now: str | Promise


WEGGELATEN: Final[Mapping[Weglating, Reden]] = {
    Weglating.GEEN_TOEWIJZING: Reden(_("Er is geen toewijzing met dit nummer."), _("Wacht op de toewijzing (301).")),
    Weglating.ANDERE_CLIENT: Reden(
        _("De toewijzing is van een andere cliënt."), _("Voer de levering in op de juiste toewijzing.")
    ),
    Weglating.TOEWIJZING_VERWIJDERD: Reden(_("De gemeente trok de toewijzing in."), _("Stem af met de gemeente.")),
    Weglating.BUITEN_TOEWIJZING: Reden(_("Op deze dag geldt de toewijzing niet."), _("Vraag de gemeente om een verlenging.")),
    Weglating.ANDER_PRODUCT: Reden(_("Dit product is niet toegewezen."), _("Haal de levering weg en voer haar juist in.")),
    Weglating.AFWEZIG: Reden(_("De cliënt was afwezig, en meer afwezigheid is niet afgesproken."), _("U hoeft niets te doen.")),
    Weglating.GEEN_HOEVEELHEID: Reden(_("De hoeveelheid is nul."), _("Vul in wat u leverde.")),
    Weglating.VOOR_2021: Reden(_("Zorg van voor 2021 past niet in dit bericht."), _("Stem af met de gemeente.")),
    Weglating.TE_LANG_GELEDEN: Reden(_("De periode eindigde meer dan vijf jaar geleden."), _("Stem af met de gemeente.")),
    Weglating.LOOPT_NOG: Reden(_("De productperiode loopt nog."), _("Declareer na het einde van de periode.")),
    Weglating.GEEN_AFSPRAAK: Reden(
        _("Er is geen tarief afgesproken voor dit product."), _("Neem de afspraken met de gemeente over.")
    ),
    Weglating.ANDERE_EENHEID: Reden(
        _("De eenheid past niet bij de toewijzing of de afspraak."), _("Vergelijk toewijzing, afspraak en levering.")
    ),
    Weglating.EENHEID_ONBEPAALD: Reden(
        _("De toewijzing noemt geen eenheid en er zijn er meer afgesproken."), _("Stem de eenheid af met de gemeente.")
    ),
    Weglating.NIET_PER_CLIENT: Reden(_("Dit product declareert u niet per cliënt."), _("U hoeft niets te doen.")),
    Weglating.ALLEEN_REGISTRATIE: Reden(_("Dit product is alleen registratie."), _("U hoeft niets te doen.")),
    Weglating.TARIEF_ONBEPAALD: Reden(
        _("Afgesproken is alleen een hoogste tarief."), _("Leg bij de leveringen van de cliënt uw tarief vast.")
    ),
    Weglating.TARIEF_TE_HOOG: Reden(
        _("Uw tarief is hoger dan dat van het werkelijke product."), _("Verlaag het tarief bij de leveringen van de cliënt.")
    ),
    Weglating.TE_GROOT: Reden(_("Het bedrag past niet in één regel."), _("Controleer de hoeveelheid.")),
    Weglating.WACHT_OP_ANTWOORD: Reden(_("Een eerdere regel wacht op antwoord."), _("Wacht op het antwoord (325).")),
    Weglating.NIET_HERLEIDBAAR: Reden(
        _("De toegekende regel volgt niet uit uw leveringen."), _("Corrigeer die regel bij de verstuurde declaratie.")
    ),
    Weglating.NIHIL: Reden(_("De toegekende regel is nul euro."), _("Stem af met de gemeente.")),
    Weglating.VERANDERT_NIETS: Reden(_("De toegekende regel blijft gelijk, door de afronding."), _("U hoeft niets te doen.")),
}

BELETTEN: Final[Mapping[Belet, Reden]] = {
    Belet.OPEN: Reden(_("De regel wacht op antwoord."), _("Wacht op het antwoord (325).")),
    Belet.AFGEWEZEN: Reden(_("De regel is afgewezen en krijgt geen credit."), _("Dien haar opnieuw in.")),
    Belet.TOEGEKEND: Reden(_("De regel is toegekend."), _("Crediteer haar eerst.")),
    Belet.GECREDITEERD: Reden(_("De regel is al gecrediteerd."), _("Een tweede credit kan niet.")),
    Belet.CREDIT: Reden(_("De regel is zelf een credit."), _("Corrigeer de regel die zij terugneemt.")),
    Belet.NIHIL: Reden(_("De regel is nul euro."), _("Stem af met de gemeente.")),
    Belet.STAAT_AL: Reden(_("Er staat al een regel voor hetzelfde."), _("Corrigeer die andere regel.")),
}


def reden(of: Weglating | Belet) -> Reden:
    """The words for one of both kinds."""
    return WEGGELATEN[of] if isinstance(of, Weglating) else BELETTEN[of]
