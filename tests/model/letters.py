"""From a move of the model to the message that is sent, and from a dossier of the product back to what the model calls it."""

from datetime import date
from typing import Any

import msgspec

import builders as b
from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.toewijzing import actual
from ketenwerk.standard import m301, m305, m307, m315, m317
from ketenwerk.standard.basis import Bericht, Omvang, Product
from ketenwerk.standard.types import Wet

INGANG = b.dag("2026-04-01")


def letter(m: dict[str, Any]) -> Bericht:
    """The real message."""
    made = _MAKE[m["soort"]](m)
    kenmerk = msgspec.structs.replace(made.header.bericht_identificatie, identificatie=m["kenmerk"])
    party = "ontvanger" if m["soort"] in ("301", "319") else "afzender"
    header = msgspec.structs.replace(made.header, bericht_identificatie=kenmerk, **{party: m["aanbieder"]})
    return msgspec.structs.replace(made, header=header)


def _301(m: dict[str, Any]) -> Bericht:
    return b.bericht301(m["wet"], *(_toegewezen(m["wet"], p) for p in m["producten"]), dagtekening=m["dag"], bsn=m["bsn"])


def _toegewezen(wet: Wet, p: dict[str, Any]) -> m301.ToegewezenProduct:
    return b.toegewezen(
        wet,
        toewijzing_nummer=p["nummer"],
        referentie_aanbieder=p["referentie"],
        product=_product(p["product"]),
        toewijzingsdatum=b.dag(p["moment"][0]),
        toewijzingstijd=p["moment"][1],
        ingangsdatum=b.dag(p["begin"]),
        einddatum=_dag(p["eind"]),
        reden_wijziging=p["reden"],
        omvang=_omvang(p["omvang"]),
        budget=p["budget"],
    )


def _305(m: dict[str, Any]) -> Bericht:
    return b.bericht305(m["wet"], *(_start(m["wet"], p) for p in m["producten"]), dagtekening=m["dag"], bsn=m["bsn"])


def _start(wet: Wet, p: dict[str, Any]) -> m305.StartProduct:
    return b.start(wet, **_delivered(p))


def _307(m: dict[str, Any]) -> Bericht:
    return b.bericht307(m["wet"], *(_stop(m["wet"], p) for p in m["producten"]), dagtekening=m["dag"], bsn=m["bsn"])


def _stop(wet: Wet, p: dict[str, Any]) -> m307.StopProduct:
    return b.stop(wet, **_delivered(p), einddatum=b.dag(p["eind"]), reden_beeindiging=p["reden"])


def _delivered(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "toewijzing_nummer": p["nummer"],
        "product": _product(p["product"]),
        "toewijzing_ingangsdatum": INGANG if p["nummer"] is not None else None,
        "begindatum": b.dag(p["begin"]),
        "status_aanlevering": p["status"],
    }


def _315(m: dict[str, Any]) -> Bericht:
    return b.bericht315(m["wet"], *(_aangevraagd(m["wet"], p) for p in m["producten"]), dagtekening=m["dag"], bsn=m["bsn"])


def _aangevraagd(wet: Wet, p: dict[str, Any]) -> m315.AangevraagdProduct:
    return b.aangevraagd(
        wet,
        referentie_aanbieder=p["referentie"],
        product=_product(p["product"]),
        toewijzing_ingangsdatum=b.dag(p["begin"]),
        toewijzing_einddatum=_dag(p["eind"]),
        omvang=_omvang(p["omvang"]),
        budget=p["budget"],
    )


def _317(m: dict[str, Any]) -> Bericht:
    return b.bericht317(
        m["wet"],
        dagtekening=m["dag"],
        bsn=m["bsn"],
        referentie_aanbieder=m["referentie"],
        ongewijzigde_producten=tuple(b.ongewijzigd(nummer) for nummer in m["ongewijzigd"]),
        te_wijzigen_producten=tuple(_te_wijzigen(p) for p in m["te_wijzigen"]),
        nieuwe_producten=tuple(_nieuw(m["wet"], p) for p in m["nieuw"]),
    )


def _te_wijzigen(p: dict[str, Any]) -> m317.TeWijzigenProduct:
    return b.te_wijzigen(toewijzing_nummer=p["nummer"], **_wanted(p))


def _nieuw(wet: Wet, p: dict[str, Any]) -> m317.NieuwProduct:
    return b.nieuw(wet, product=_product(p["product"]), **_wanted(p))


def _wanted(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "gewenste_ingangsdatum": b.dag(p["begin"]),
        "einddatum": _dag(p["eind"]),
        "omvang": _omvang(p["omvang"]),
        "budget": p["budget"],
    }


def _319(m: dict[str, Any]) -> Bericht:
    return b.bericht319(
        m["wet"],
        dagtekening=m["dag"],
        referentie_aanbieder=m["referentie"],
        verzoek_antwoord=m["antwoord"],
        reden_afwijzing_verzoek="3" if m["antwoord"] == "1" else None,
    )


_MAKE = {"301": _301, "305": _305, "307": _307, "315": _315, "317": _317, "319": _319}


def _product(product: tuple[str, str | None] | None) -> Product | None:
    return Product(categorie=product[0], code=product[1]) if product else None


def _omvang(omvang: tuple[int, str, str] | None) -> Omvang | None:
    return Omvang(volume=omvang[0], eenheid=omvang[1], frequentie=omvang[2]) if omvang else None


def _dag(day: str | None) -> date | None:
    return b.dag(day) if day else None


def told(dossier: Dossier, on: str) -> dict[str, Any]:
    """A dossier of the product in the words of `model.state`."""
    return {
        "toewijzingen": {n: [_version(v.product) for v in each.versies] for n, each in dossier.toewijzingen.items()},
        "actueel": {each.nummer for each in actual(dossier, b.dag(on))},
        "verzoeken": {r: (each.staat, each.antwoorden) for r, each in dossier.verzoeken.items()},
        "starts": {_start_key(key) for key in dossier.starts},
        "stops": {(*_start_key(key.start), key.einddatum.isoformat(), key.reden_beeindiging) for key in dossier.stops},
    }


def _version(p: m301.ToegewezenProduct) -> tuple[Any, ...]:
    product = (p.product.categorie, p.product.code) if p.product else None
    moment = p.toewijzingsdatum.isoformat(), p.toewijzingstijd
    return moment, product, p.ingangsdatum.isoformat(), p.einddatum.isoformat() if p.einddatum else None, p.reden_wijziging


def _start_key(key: Any) -> tuple[Any, ...]:
    product = (key.categorie, key.code) if key.categorie else None
    return key.toewijzing_nummer, product, key.begindatum.isoformat()
