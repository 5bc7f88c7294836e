"""What is missing in or wrong with a provider form (E006, E009, E010, E012, E013).

No text quotes an answer, for that may be personal.
"""

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Final

from .aanbiederformulier import Formulier, Zorglocatie
from .bankrekening import Bankrekening, RekeningStaat
from .bezwaar import Bezwaar
from .periode import is_reversed
from .velden import EENMALIG, PER_LOCATIE, Veld
from .vormen import VORMEN


class Bijlage(Enum):
    """What is sent along with the form."""

    EIGEN_VERKLARING = "eigen verklaring"
    BANKAFSCHRIFT = "kopie bankafschrift"


_NEDERLAND: Final = frozenset({"", "nl", "nederland"})
_WITHOUT: Final = {
    "agb": "Zorg van deze aanbieder wordt niet vergoed: de AGB-code ontbreekt. Vul de AGB-code in.",
    "kvk_moeder": "Het formulier wordt niet bewaard: het KvK-nummer van de moedermaatschappij ontbreekt. Vul het in.",
}


def objections(formulier: Formulier, bijlagen: Collection[Bijlage] = (), *, offers_dyslexia: bool = False) -> tuple[Bezwaar, ...]:
    """Everything that is wrong. `offers_dyslexia`: a product for dyslexia is agreed with the provider."""
    return (*_fields(formulier), *_together(formulier, bijlagen, offers_dyslexia))


def _fields(formulier: Formulier) -> Iterator[Bezwaar]:
    for veld in EENMALIG.values():
        if veld.is_asked(formulier):
            yield from _field(veld, formulier, veld.key(), _is_dutch(veld, formulier))
    for number, locatie in enumerate(formulier.locaties, start=1):
        for veld in PER_LOCATIE.values():
            yield from _field(veld, locatie, veld.key(number), True)


def _field(veld: Veld, of: Formulier | Zorglocatie, key: str, dutch: bool) -> Iterator[Bezwaar]:
    answer = veld.answer(of)
    if answer in ("", None):
        if veld.leeg == "blokkeert":
            missing = f"Het formulier wordt niet bewaard. Nog leeg is “{veld.vraag}”. Vul het veld in."
            yield Bezwaar(key, _WITHOUT.get(key, missing))
        elif veld.leeg == "waarschuwt":
            yield Bezwaar(key, f"Het formulier is nog niet volledig. Nog leeg is “{veld.vraag}”.", blokkeert=False)
    elif isinstance(answer, str) and veld.soort in VORMEN and (veld.soort != "postcode" or dutch):
        vorm = VORMEN[veld.soort]
        if not vorm.past(answer):
            refused = "Het formulier wordt niet bewaard" if vorm.blokkeert else "Dit antwoord klopt waarschijnlijk niet"
            yield Bezwaar(key, f"{refused}: {vorm.eis}. Verbeter het veld.", vorm.blokkeert)


def _is_dutch(veld: Veld, formulier: Formulier) -> bool:
    """Whether a postal code of this field has the Dutch form: that of an address without a country, or in the Netherlands."""
    part = getattr(formulier, veld.sleutel.partition(".")[0], None)
    return getattr(part, "land", "").lower() in _NEDERLAND


def _together(formulier: Formulier, bijlagen: Collection[Bijlage], offers_dyslexia: bool) -> Iterator[Bezwaar]:
    """What only several answers together, or an answer and an attachment, can show."""
    start, end = formulier.contract_start, formulier.contract_eind
    if start and end and end < start:
        yield Bezwaar("contract_eind", "Het formulier wordt niet bewaard: het contract eindigt voor het begint.")
    if offers_dyslexia and not (formulier.kd or formulier.nrd):
        tekst = "De kwaliteit van de dyslexiezorg is niet aangetoond: KD en NRD ontbreken. Vul een van beide nummers in."
        yield Bezwaar("kd", tekst, blokkeert=False)
    if formulier.eigen_verklaring and Bijlage.EIGEN_VERKLARING not in bijlagen:
        tekst = "De Eigen Verklaring is niet ontvangen, terwijl u ja antwoordt. Voeg het formulier toe."
        yield Bezwaar("eigen_verklaring", tekst, blokkeert=False)
    for number, locatie in enumerate(formulier.locaties, start=1):
        if is_reversed(locatie):
            tekst = "Het formulier wordt niet bewaard: de locatie sluit voor zij opent. Pas een datum aan."
            yield Bezwaar(f"locatie[{number}].sluiting", tekst)
    rekening = account(formulier, bijlagen)
    if rekening.staat is RekeningStaat.WACHT_OP_AFSCHRIFT:
        tekst = f"Op deze rekening wordt nog niet betaald: zij {rekening.staat}. Voeg de kopie toe."
        yield Bezwaar("iban", tekst, blokkeert=False)


def account(formulier: Formulier, bijlagen: Collection[Bijlage], known: Bankrekening | None = None) -> Bankrekening:
    """The account as the form reports it, beside the one that is known of the provider already."""
    before = known or Bankrekening()
    if not formulier.iban:
        return before
    return before.report(formulier.iban, Bijlage.BANKAFSCHRIFT.value if Bijlage.BANKAFSCHRIFT in bijlagen else "")
