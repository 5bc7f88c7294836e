"""325 Declaratie-antwoord: the municipality grants a claim or says which lines it does not grant (IV087).

Not a return message like the others: it has its own header and totals, and returns only what was rejected.
"""

from typing import ClassVar

from . import m323
from . import types as t
from .basis import Bericht as _Bericht
from .basis import BerichtIdentificatie, HeaderVanGemeente, Klasse, TotaalBedragMetDC, XsdVersie


class Header(HeaderVanGemeente, frozen=True, kw_only=True):
    declaratie_identificatie: BerichtIdentificatie
    xslt_versie: t.Versie | None = None
    xsd_versie_declaratie: XsdVersie
    retour_codes: tuple[t.RetourCode, ...]


class Prestatie(m323.Prestatie, frozen=True, kw_only=True):
    """A rejected line: as it was claimed (TR367), and why it is not granted."""

    retour_codes: tuple[t.RetourCode, ...]


class Client(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("bsn",)

    bsn: t.BurgerServicenummer
    prestaties: tuple[Prestatie, ...]
    retour_codes: tuple[t.RetourCode, ...]


class DeclaratieAntwoord(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("declaratie_nummer",)

    declaratie_nummer: t.IdentificatieDeclaratie
    totaal_ingediend_bedrag: TotaalBedragMetDC
    totaal_toegekend_bedrag: TotaalBedragMetDC
    clienten: tuple[Client, ...] = ()
    retour_codes: tuple[t.RetourCode, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: Header
    declaratie_antwoord: DeclaratieAntwoord | None = None
