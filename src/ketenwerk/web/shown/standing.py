"""Where a traject stands: who has the move, in words."""

from datetime import date

from django.utils.translation import gettext as _

from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.levering import state
from ketenwerk.ledger.machines import OPEN
from ketenwerk.ledger.toewijzing import is_actual

from .nextstep import NextStep
from .parties import party
from .traject import Traject


def standing(traject: Traject, dossier: Dossier, today: date) -> NextStep:
    """Who has the move. A request that is open goes before everything; then a delivery that has not begun, or not ended."""
    gemeente, aanbieder = party(dossier.gesprek.gemeente), party(dossier.gesprek.aanbieder)
    asked = [verzoek for verzoek in traject.verzoeken if verzoek.staat in OPEN]
    if asked:
        text = _("Verzoek %(referentie)s wacht op antwoord.") % {"referentie": asked[-1].referentie}
        return NextStep(_("Nu aan zet: %(who)s") % {"who": gemeente}, text, waiting=True)
    states = [state(dossier, start.sleutel) for start in traject.starts]
    if "geleverd" in states:
        return NextStep(_("De hulp loopt"), _("Er is een start gemeld en geen stop."), waiting=True)
    if "tijdelijk gestopt" in states:
        text = _("De hulp is tijdelijk gestopt. De aanbieder meldt dat de hulp weer begint, of dat die eindigt.")
        return NextStep(_("Nu aan zet: %(who)s") % {"who": aanbieder}, text, waiting=True)
    if states:
        return NextStep(_("De hulp is gestopt"), _("Elke start heeft een stop."), waiting=True)
    wet = dossier.gesprek.wet
    if any(is_actual(toewijzing.actueel, wet, today) for toewijzing in traject.toewijzingen):
        text = _("De hulp is toegewezen en nog niet begonnen. De aanbieder meldt de start.")
        return NextStep(_("Nu aan zet: %(who)s") % {"who": aanbieder}, text, waiting=True)
    if traject.toewijzingen:
        return NextStep(
            _("Er loopt niets"), _("De toewijzing is afgelopen of verwijderd. Er is geen start gemeld."), waiting=True
        )
    return NextStep(_("Er loopt niets"), _("Het verzoek is afgewezen. Er is niets toegewezen."), waiting=True)
