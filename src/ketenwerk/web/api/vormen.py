"""Shapes and fields that several operations share. Amounts are whole eurocents, days are jjjj-mm-dd, months jjjj-mm."""

from typing import Annotated, Literal

from ninja import Field, Schema

from ketenwerk.messages.finding import Finding
from ketenwerk.standard.types import Wet

from ..shown.cards import card

Nummer = Annotated[int, Field(ge=1, le=2**62)]
Gemeentecode = Annotated[str, Field("", pattern=r"^([0-9]{4})?$", description="Gemeentecode, vier cijfers.")]
Agb = Annotated[str, Field("", pattern=r"^([0-9]{8})?$", description="AGB-code, acht cijfers.")]
Maand = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Maand, jjjj-mm.", examples=["2026-04"])]
Wetkeuze = Annotated[Literal["", "jw", "wmo"], Field("", description="Jeugdwet (jw) of Wmo (wmo).")]


class Fout(Schema):
    """Wat er niet klopt aan een veld."""

    veld: str
    tekst: str
    blokkeert: bool


class Bevinding(Schema):
    """Wat een regel van de standaard vindt. Persoonsgegevens zijn afgedekt."""

    regel: str = Field(description="Nummer van de regel, of XSD, XML, RELEASE of TYPE bij niveau 1.")
    niveau: int
    code: str = Field(description="Retourcode, of leeg.")
    titel: str
    wat: str
    nu: str
    plaats: str = Field(description="Pad in het bericht, met de namen van de standaard.")
    gevonden: str
    verwacht: str
    signaal: bool = Field(description="Een signaal keurt niets af.")


def bevinding(finding: Finding, wet: Wet) -> Bevinding:
    shown = card(1, finding, wet)
    return Bevinding(
        regel=shown.rule,
        niveau=shown.level,
        code=shown.code,
        titel=str(shown.title),
        wat=str(shown.what),
        nu=str(shown.now),
        plaats=shown.path,
        gevonden=str(shown.found),
        verwacht=str(shown.expected),
        signaal=shown.signal,
    )
