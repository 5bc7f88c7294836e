"""Lists of payments, to be exported. They name no client."""

from collections.abc import Iterable, Mapping
from datetime import date

from ketenwerk.claims.betaling import Post
from ketenwerk.process.betaalcontrole import Gemeentebedrag
from ketenwerk.register.models import Betaalbatch, Betaalregel
from ketenwerk.sheets.writing import Euro

from .exporting import Lijst


def batch_list(naam: str, regels: Iterable[Betaalregel], names: Mapping[str, str]) -> Lijst:
    """Each claim of a batch, with the name of its provider."""
    head = ("aanbieder", "naam", "declaratienummer", "bedrag")
    rows = ((each.aanbieder, names.get(each.aanbieder, ""), each.nummer, Euro(each.bedrag)) for each in regels)
    return Lijst(naam, head, rows)


def regional_list(bedragen: Iterable[Gemeentebedrag], tot: date) -> Lijst:
    """What each municipality pays to each provider, until a day."""
    head = ("gemeente", "wet", "aanbieder", "declaraties", "bedrag", "vervalt tot en met")
    rows = ((each.gemeente, each.wet, each.aanbieder, each.aantal, Euro(each.bedrag), tot) for each in bedragen)
    return Lijst(f"betaalopdracht-{tot:%Y-%m-%d}", head, rows)


def open_list(posten: Iterable[Post], vervalt: Mapping[str, date]) -> Lijst:
    """Each granted claim that waits for its payment; one below nothing is settled and has no last day."""
    head = ("declaratienummer", "aanbieder", "toegekend op", "betalen uiterlijk", "toegekend")
    rows = (
        (each.nummer, each.aanbieder, each.toegekend, vervalt[each.sleutel] if each.bedrag > 0 else None, Euro(each.bedrag))
        for each in posten
    )
    return Lijst("open-declaraties", head, rows)


def batches_list(batches: Iterable[Betaalbatch]) -> Lijst:
    """Each batch with how far it is."""
    head = ("batch", "gemaakt", "door", "uitvoering", "betalingen", "totaal", "stand")
    rows = (
        (each.nummer, each.at, each.door, each.uitvoering, each.aantal, Euro(each.totaal), each.get_staat_display())
        for each in batches
    )
    return Lijst("betaalbatches", head, rows)
