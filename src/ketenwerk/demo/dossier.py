"""What all messages of one story share, and the headers that follow from it."""

from datetime import date
from typing import Any

import msgspec

from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.personen import Persoon
from ketenwerk.standard.basis import BerichtIdentificatie, HeaderVanAanbieder, HeaderVanGemeente, Product, XsdVersie
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Wet

VERSIE = XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")


class Dossier(msgspec.Struct, frozen=True):
    """A client at a provider in a municipality, with one product. `kenmerk` (at most 5 characters) makes its numbers its own."""

    kenmerk: str
    wet: Wet
    gemeente: str
    aanbieder: str
    client: Persoon
    dagen: Kalender
    product: Product
    toewijzing: int

    def message(self, number: str) -> MessageType:
        return MESSAGES[f"{self.wet.upper()}{number}"]

    def referentie(self, volgnummer: int = 1) -> str:
        """Reference of the provider for a request."""
        return f"{self.kenmerk}-V{volgnummer}"

    def van_gemeente(self, number: str, dag: date, volgnummer: int) -> HeaderVanGemeente:
        return HeaderVanGemeente(afzender=self.gemeente, ontvanger=self.aanbieder, **self.kop(number, dag, volgnummer))

    def van_aanbieder(self, number: str, dag: date, volgnummer: int) -> HeaderVanAanbieder:
        return HeaderVanAanbieder(afzender=self.aanbieder, ontvanger=self.gemeente, **self.kop(number, dag, volgnummer))

    def kop(self, number: str, dag: date, volgnummer: int) -> dict[str, Any]:
        """What every header holds besides sender and receiver."""
        message = self.message(number)
        major, minor = message.version
        return {
            "bericht_code": message.code,
            "bericht_versie": major,
            "bericht_subversie": minor,
            "bericht_identificatie": BerichtIdentificatie(identificatie=self.identificatie(number, volgnummer), dagtekening=dag),
            "xsd_versie": VERSIE,
        }

    def identificatie(self, number: str, volgnummer: int) -> str:
        return f"{self.kenmerk}-{number}-{volgnummer}"
