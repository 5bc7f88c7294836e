"""What each role may do. A role is held for a party; what no row here allows is not allowed."""

from collections.abc import Mapping
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rol(models.TextChoices):
    """The roles of the screens."""

    BACKOFFICE = "backofficemedewerker", _("Backofficemedewerker")
    TOEGANG = "toegang", _("Toegang")
    CONTRACTMANAGER = "contractmanager", _("Contractmanager")
    CONTROLLER = "controller", _("Controller")
    ZORGADMINISTRATEUR = "zorgadministrateur", _("Zorgadministrateur")
    VRIJGEVESTIGDE = "vrijgevestigde", _("Vrijgevestigde")
    BEHEERDER = "beheerder", _("Beheerder")
    AUDITOR = "auditor", _("Auditor")


class Daad(Enum):
    """A kind of act. Every page asks for exactly one."""

    LIJST = "de lijst van berichten zien, zonder inhoud"
    BERICHT = "een bericht lezen, persoonsgegevens afgedekt"
    VOLLEDIG = "een bericht of antwoord onafgedekt zien of downloaden"
    UPLOADEN = "berichten inbrengen"
    CLIENT = "cliënten, toewijzingen en trajecten zien"
    DECLARATIE = "declaraties zien, met hun regels"
    BEANTWOORDEN = "declaraties nakijken en beantwoorden"
    NAVRAAG = "vragen over declaraties aan aanbieders zien"
    INZAGE = "zien wie wat heeft bekeken"
    PARTIJEN = "aanbieders, andere partijen en afspraken zien"
    CONTRACT = "aanbieders, andere partijen en afspraken wijzigen"
    EIGEN = "eigen partijen zien en toevoegen"
    LEVERING = "leveringen, eigen declaraties en openstaande bedragen van een aanbieder zien"
    DECLAREREN = "leveringen invoeren, declareren en corrigeren"
    BETALINGEN = "zien wat een gemeente betaalt en moet betalen"
    BETALEN = "betaalopdrachten maken en rekeningen bevestigen"
    SLEUTELS = "toegangssleutels van anderen zien en intrekken"


_WORK = frozenset({Daad.LIJST, Daad.BERICHT, Daad.VOLLEDIG, Daad.UPLOADEN, Daad.CLIENT, Daad.PARTIJEN})
_CLAIM = frozenset({Daad.LEVERING, Daad.DECLAREREN})

MAY: Mapping[Rol, frozenset[Daad]] = {
    Rol.BACKOFFICE: _WORK | {Daad.DECLARATIE, Daad.BEANTWOORDEN, Daad.NAVRAAG, Daad.BETALINGEN},
    Rol.TOEGANG: _WORK - {Daad.UPLOADEN},
    Rol.CONTRACTMANAGER: frozenset({Daad.LIJST, Daad.PARTIJEN, Daad.CONTRACT, Daad.BETALINGEN}),
    Rol.CONTROLLER: frozenset(
        {Daad.LIJST, Daad.BERICHT, Daad.DECLARATIE, Daad.NAVRAAG, Daad.PARTIJEN, Daad.BETALINGEN, Daad.BETALEN}
    ),
    Rol.ZORGADMINISTRATEUR: _WORK | _CLAIM | {Daad.DECLARATIE},
    Rol.VRIJGEVESTIGDE: _WORK | _CLAIM | {Daad.DECLARATIE},
    Rol.BEHEERDER: frozenset({Daad.LIJST, Daad.INZAGE, Daad.PARTIJEN, Daad.CONTRACT, Daad.EIGEN, Daad.SLEUTELS}),
    Rol.AUDITOR: frozenset(
        {
            Daad.LIJST,
            Daad.BERICHT,
            Daad.CLIENT,
            Daad.DECLARATIE,
            Daad.NAVRAAG,
            Daad.INZAGE,
            Daad.PARTIJEN,
            Daad.LEVERING,
            Daad.BETALINGEN,
        }
    ),
}

WRITES: frozenset[Daad] = frozenset(
    {Daad.UPLOADEN, Daad.BEANTWOORDEN, Daad.CONTRACT, Daad.EIGEN, Daad.DECLAREREN, Daad.BETALEN, Daad.SLEUTELS}
)
"""What changes something; the rest only looks."""

GEMEENTE, AANBIEDER = "gemeente", "aanbieder"
_GEMEENTECODE = 4

OF_SIDE: Mapping[Daad, str] = {
    Daad.LEVERING: AANBIEDER,
    Daad.DECLAREREN: AANBIEDER,
    Daad.NAVRAAG: GEMEENTE,
    Daad.BETALINGEN: GEMEENTE,
    Daad.BETALEN: GEMEENTE,
}
"""What exists on one side of the chain only."""

SITS: Mapping[Rol, frozenset[str]] = {
    Rol.BACKOFFICE: frozenset({GEMEENTE}),
    Rol.TOEGANG: frozenset({GEMEENTE}),
    Rol.CONTRACTMANAGER: frozenset({GEMEENTE}),
    Rol.CONTROLLER: frozenset({GEMEENTE}),
    Rol.ZORGADMINISTRATEUR: frozenset({AANBIEDER}),
    Rol.VRIJGEVESTIGDE: frozenset({AANBIEDER}),
    Rol.BEHEERDER: frozenset({GEMEENTE, AANBIEDER}),
    Rol.AUDITOR: frozenset({GEMEENTE, AANBIEDER}),
}
"""On which side of the chain a role exists."""

COMES_FOR: Mapping[Rol, str] = {
    Rol.BACKOFFICE: _("berichten van de gemeenten verwerken"),
    Rol.TOEGANG: _("zien wat er loopt voor een cliënt"),
    Rol.CONTRACTMANAGER: _("aanbieders en afspraken bijhouden"),
    Rol.CONTROLLER: _("berichten lezen, niet wijzigen"),
    Rol.ZORGADMINISTRATEUR: _("toewijzingen en berichten van de aanbieder volgen"),
    Rol.VRIJGEVESTIGDE: _("hetzelfde, voor een praktijk van één persoon"),
    Rol.BEHEERDER: _("partijen beheren en zien wie wat heeft bekeken"),
    Rol.AUDITOR: _("alles nakijken, niets wijzigen"),
}


def side(code: str) -> str:
    """Of the code of a party: which side it is on."""
    return GEMEENTE if len(code) == _GEMEENTECODE else AANBIEDER
