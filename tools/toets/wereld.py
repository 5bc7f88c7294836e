"""The messages of one story: a client who does not exist, one provider and one municipality, numbered as they are made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report
from ketenwerk.rules.reply import reply
from ketenwerk.standard import m301, m305, m307, m315, m317, m319
from ketenwerk.standard.basis import (
    Achternaam,
    Adres,
    Bericht,
    BerichtIdentificatie,
    Geboortedatum,
    HeaderVanAanbieder,
    HeaderVanGemeente,
    Huis,
    Omvang,
    Product,
    VerkorteNaam,
    Verwijzer,
    VolledigeNaam,
    XsdVersie,
)
from ketenwerk.standard.release import BY_CODE, MESSAGES
from ketenwerk.standard.types import Wet

CLIENT, ANDERE_CLIENT = "999990019", "999990020"
GEMEENTE, ANDERE_GEMEENTE = "0384", "1916"
AANBIEDER, ANDERE_AANBIEDER = "12345678", "98098883"
"""Codes that exist where the standard asks for one; what happens here says nothing about those who have them."""

TIJDELIJK, VOLGENS_PLAN = "20", "31"
VERWIJDEREN = "3"
_VERSIE = XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")
_PRODUCTEN: dict[Wet, dict[str, tuple[str, str]]] = {
    "jw": {"A": ("44", "44A01"), "A2": ("44", "44A02"), "B": ("45", "45A48")},
    "wmo": {"A": ("02", "02A03"), "A2": ("02", "02A04"), "B": ("07", "07A01")},
}


def dag(text: str) -> date:
    return date.fromisoformat(text)


def omvang(volume: int = 10, frequentie: str = "4") -> Omvang:
    """Hours, per month unless another frequency is given."""
    return Omvang(volume=volume, eenheid="04", frequentie=frequentie)


class Wereld:
    """Makes the messages of a story under one law. Each gets the next Identificatie, unless it is given one."""

    def __init__(
        self, wet: Wet, *, bsn: str = CLIENT, gemeente: str = GEMEENTE, aanbieder: str = AANBIEDER, letter: str = "B"
    ) -> None:
        self.wet: Wet = wet
        self.bsn = bsn
        self.gemeente = gemeente
        self.aanbieder = aanbieder
        self._letter = letter
        self._made = 0

    def product(self, naam: str) -> Product:
        """Product A, A2 (same category) or B."""
        categorie, code = _PRODUCTEN[self.wet][naam]
        return Product(categorie=categorie, code=code)

    # What the municipality sends

    def toewijzing(self, datum: str, *producten: m301.ToegewezenProduct, **kop: str) -> m301.Bericht:
        client = m301.Client(
            bsn=self.bsn,
            geboortedatum=self._geboren(),
            geslacht="2",
            naam=VolledigeNaam(geslachtsnaam=self._achternaam(), voorletters="M", naam_gebruik="1"),
            contactgegevens=(m301.Contact(soort="01", adres=_adres()),),
            toegewezen_producten=producten,
        )
        return m301.Bericht(header=self._van_gemeente("301", datum, **kop), client=client)

    def toegewezen(
        self, nummer: int, begin: str, einde: str | None, besluit: str, product: str | None = "A", **anders: Any
    ) -> m301.ToegewezenProduct:
        """One assignment; `besluit` is its Toewijzingsdatum."""
        base: dict[str, Any] = {
            "toewijzing_nummer": nummer,
            "product": self.product(product) if product else None,
            "toewijzingsdatum": dag(besluit),
            "toewijzingstijd": "10:00:00",
            "ingangsdatum": dag(begin),
            "einddatum": dag(einde) if einde else None,
            "omvang": omvang(),
        }
        return m301.ToegewezenProduct(**{**base, **anders})

    def antwoord(self, datum: str, referentie: str, antwoord: str, reden: str | None = None, **anders: Any) -> m319.Bericht:
        """A refusal (1, with a reason) or "being looked into" (2)."""
        given = m319.Antwoord(referentie_aanbieder=referentie, verzoek_antwoord=antwoord, reden_afwijzing_verzoek=reden, **anders)
        return m319.Bericht(header=self._van_gemeente("319", datum), antwoord=given)

    # What the provider sends

    def vot(self, datum: str, *producten: m315.AangevraagdProduct, **kop: str) -> m315.Bericht:
        client = m315.Client(**self._kort(), aangevraagde_producten=producten)
        return m315.Bericht(header=self.van_aanbieder("315", datum, **kop), client=client)

    def aangevraagd(
        self, referentie: str, begin: str, einde: str | None, product: str = "A", **anders: Any
    ) -> m315.AangevraagdProduct:
        base: dict[str, Any] = {
            "referentie_aanbieder": referentie,
            "product": self.product(product),
            "toewijzing_ingangsdatum": dag(begin),
            "toewijzing_einddatum": dag(einde) if einde else None,
            "omvang": omvang(),
            "verwijzer": Verwijzer(type="02", zorgverlener_code="98000404"),
        }
        return m315.AangevraagdProduct(**{**base, **anders})

    def vow(self, datum: str, referentie: str, **producten: Any) -> m317.Bericht:
        verzoek = m317.Verzoek(referentie_aanbieder=referentie, reden_verzoek="1", **producten)
        return m317.Bericht(header=self.van_aanbieder("317", datum), client=m317.Client(bsn=self.bsn, verzoek=verzoek))

    def te_wijzigen(self, nummer: int, begin: str, einde: str | None, **anders: Any) -> m317.TeWijzigenProduct:
        base: dict[str, Any] = {
            "toewijzing_nummer": nummer,
            "gewenste_ingangsdatum": dag(begin),
            "einddatum": dag(einde) if einde else None,
            "omvang": omvang(20),
        }
        return m317.TeWijzigenProduct(**{**base, **anders})

    def nieuw(self, begin: str, einde: str | None, product: str = "B") -> m317.NieuwProduct:
        return m317.NieuwProduct(
            product=self.product(product),
            gewenste_ingangsdatum=dag(begin),
            einddatum=dag(einde) if einde else None,
            omvang=omvang(),
        )

    def ongewijzigd(self, nummer: int) -> m317.OngewijzigdProduct:
        return m317.OngewijzigdProduct(toewijzing_nummer=nummer)

    def startbericht(self, datum: str, *producten: m305.StartProduct, **kop: str) -> m305.Bericht:
        client = m305.Client(**self._kort(), start_producten=producten)
        return m305.Bericht(header=self.van_aanbieder("305", datum, **kop), client=client)

    def start(self, nummer: int | None, begin: str, product: str = "A", **anders: Any) -> m305.StartProduct:
        return m305.StartProduct(**{**self._levering(nummer, begin, product), **anders})

    def stopbericht(self, datum: str, *producten: m307.StopProduct, **kop: str) -> m307.Bericht:
        client = m307.Client(**self._kort(), stop_producten=producten)
        return m307.Bericht(header=self.van_aanbieder("307", datum, **kop), client=client)

    def stop(
        self, nummer: int | None, begin: str, einde: str, reden: str = VOLGENS_PLAN, product: str = "A", **anders: Any
    ) -> m307.StopProduct:
        own = {"einddatum": dag(einde), "reden_beeindiging": reden}
        return m307.StopProduct(**{**self._levering(nummer, begin, product), **own, **anders})

    # What comes back

    def retour(self, bericht: Bericht, datum: str, codes: Mapping[str, str] | None = None) -> Bericht:
        """The return message of the receiver: approval, or these codes by place below Bericht."""
        findings = tuple(
            Finding(rule=code, level=3, code=code, path=f"/Bericht/{place}") for place, code in (codes or {}).items()
        )
        message = BY_CODE[bericht.header.bericht_code]
        made = reply(Report(findings, message, bericht), identificatie=self._identificatie(), dagtekening=dag(datum))
        if made is None:
            raise ValueError(f"{message.name} is not answered")
        return made

    def _levering(self, nummer: int | None, begin: str, product: str) -> dict[str, Any]:
        return {
            "toewijzing_nummer": nummer,
            "product": self.product(product),
            "begindatum": dag(begin),
            "status_aanlevering": "1",
        }

    def _kort(self) -> dict[str, Any]:
        naam = VerkorteNaam(geslachtsnaam=self._achternaam(), voorletters="M")
        return {"bsn": self.bsn, "geboortedatum": self._geboren(), "geslacht": "2", "naam": naam}

    def _geboren(self) -> Geboortedatum:
        return Geboortedatum(datum=dag("2012-06-15" if self.wet == "jw" else "1951-06-15"))

    def _achternaam(self) -> Achternaam:
        return Achternaam(achternaam="Voorbeeld (fictief)")

    def _van_gemeente(self, number: str, datum: str, **kop: str) -> HeaderVanGemeente:
        return HeaderVanGemeente(afzender=self.gemeente, ontvanger=self.aanbieder, **self._kop(number, datum, **kop))

    def van_aanbieder(self, number: str, datum: str, **kop: str) -> HeaderVanAanbieder:
        return HeaderVanAanbieder(afzender=self.aanbieder, ontvanger=self.gemeente, **self._kop(number, datum, **kop))

    def _kop(self, number: str, datum: str, identificatie: str = "") -> dict[str, Any]:
        message = MESSAGES[f"{self.wet.upper()}{number}"]
        major, minor = message.version
        kenmerk = BerichtIdentificatie(identificatie=identificatie or self._identificatie(), dagtekening=dag(datum))
        return {
            "bericht_code": message.code,
            "bericht_versie": major,
            "bericht_subversie": minor,
            "bericht_identificatie": kenmerk,
            "xsd_versie": _VERSIE,
        }

    def _identificatie(self) -> str:
        self._made += 1
        return f"{self._letter}{self._made:04}"


def zonder(part: Any, attr: str) -> Any:
    """The same part without one element."""
    return msgspec.structs.replace(part, **{attr: None})


def _adres() -> Adres:
    return Adres(huis=Huis(huisnummer=12), postcode="9999ZZ", straatnaam="Voorbeeldkade", plaatsnaam="Voorbeeld", land_code="NL")
