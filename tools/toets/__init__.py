"""The stories from which `toets/` is made: messages in order, with what their receiver must find."""

from toets import keten, leveringen, vervolg, verzoeken, wijzigingen
from toets.verhaal import Stap, Verhaal

VERHALEN: list[Verhaal] = [*verzoeken.VERHALEN, *wijzigingen.VERHALEN, *leveringen.VERHALEN, *vervolg.VERHALEN, *keten.VERHALEN]

__all__ = ["VERHALEN", "Stap", "Verhaal"]
