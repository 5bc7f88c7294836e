"""319 Antwoordbericht: the municipality refuses a request or says that it is being looked into."""

from typing import Annotated

from . import types as t
from .basis import Bericht as _Bericht
from .basis import HeaderVanGemeente, Klasse


class Woonplaatsbeginsel(Klasse, frozen=True, kw_only=True):
    """The municipality that is responsible instead (OP359)."""

    gemeente: t.Gemeente


class Antwoord(Klasse, frozen=True, kw_only=True):
    referentie_aanbieder: t.Referentie
    verzoek_antwoord: t.VerzoekAntwoord
    reden_afwijzing_verzoek: t.RedenAfwijzingVerzoek | None = None
    woonplaatsbeginsel: Annotated[Woonplaatsbeginsel, t.Alleen("jw")] | None = None


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanGemeente
    antwoord: Antwoord
