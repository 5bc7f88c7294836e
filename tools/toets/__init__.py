"""The stories from which `toets/` is made: messages in order, with what their receiver must find."""

from toets import declaraties, keten, leveringen, rekenvoorbeelden, vervolg, verzoeken, wijzigingen
from toets.verhaal import Stap, Verhaal

VERHALEN: list[Verhaal] = [
    *verzoeken.VERHALEN,
    *wijzigingen.VERHALEN,
    *leveringen.VERHALEN,
    *vervolg.VERHALEN,
    *rekenvoorbeelden.VERHALEN,
    *declaraties.VERHALEN,
    *keten.VERHALEN,
]

__all__ = ["VERHALEN", "Stap", "Verhaal"]
