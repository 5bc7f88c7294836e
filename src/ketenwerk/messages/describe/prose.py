"""The first sentence: who says what to whom."""

from collections.abc import Iterator

from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import KINDS, MessageType

from ..walk import walk
from . import dutch
from .composed import field_simple
from .simple import municipality

_CARE = {"jw": "hulp", "wmo": "ondersteuning"}
_ARTICLE = {"301": "de", "323": "de"}

_SENTENCES = {
    "301": "{gemeente} wijst {hulp} toe aan een cliënt, te leveren door {aanbieder}.",
    "305": "{aanbieder} meldt aan {gemeente} dat de {hulp} is begonnen.",
    "305 verwijdering": "{aanbieder} verwijdert bij {gemeente} een eerder startbericht.",
    "307": "{aanbieder} meldt aan {gemeente} dat de {hulp} is gestopt.",
    "307 tijdelijk": "{aanbieder} meldt aan {gemeente} dat de {hulp} tijdelijk is gestopt.",
    "307 verwijdering": "{aanbieder} verwijdert bij {gemeente} een eerder stopbericht.",
    "315": "{aanbieder} vraagt {gemeente} om {hulp} toe te wijzen.",
    "317": "{aanbieder} vraagt {gemeente} om lopende {hulp} te wijzigen.",
    "319": "{gemeente} wijst een verzoek van {aanbieder} af.",
    "319 onderzoek": "{gemeente} laat {aanbieder} weten dat een verzoek wordt onderzocht.",
    "323": "{aanbieder} dient een declaratie in bij {gemeente}.",
    "gemeente antwoordt": "{gemeente} antwoordt op {waarop} van {aanbieder}.",
    "aanbieder antwoordt": "{aanbieder} antwoordt op {waarop} van {gemeente}.",
}


def who(bericht: Bericht, message: MessageType) -> str:
    """`Aanbieder 98000127 meldt aan gemeente Veldrijk (9902) dat de hulp is begonnen.`

    A return message keeps the header of what it answers, so who speaks follows from the type and not from Afzender.
    """
    gemeente, aanbieder = _parties(bericht)
    sentence = _SENTENCES[_sentence_key(bericht, message)].format(
        gemeente=f"gemeente {municipality(gemeente)}",
        aanbieder=f"aanbieder {aanbieder}",
        hulp=_CARE[message.wet],
        waarop=_answered(message),
    )
    return dutch.capital(sentence)


def _sentence_key(bericht: Bericht, message: MessageType) -> str:
    if message.answers:
        return f"{message.sender} antwoordt"
    finer = f"{message.number} {_nuance(bericht, message)}"
    return finer if finer in _SENTENCES else message.number


def _nuance(bericht: Bericht, message: MessageType) -> str:
    """What changes the sentence, when it holds for all products of the message."""
    if _all(bericht, message, "status_aanlevering", "verwijdert"):
        return "verwijdering"
    if _all(bericht, message, "reden_beeindiging", "tijdelijk"):
        return "tijdelijk"
    return "onderzoek" if _all(bericht, message, "verzoek_antwoord", "onderzoek") else ""


def _all(bericht: Bericht, message: MessageType, attr: str, column: str) -> bool:
    found = list(_codes(bericht, message, attr))
    if not found:
        return False
    listed, codes = found[0][0], {code for _, code in found}
    return codes <= codelist(listed).where(column)


def _codes(bericht: Bericht, message: MessageType, attr: str) -> Iterator[tuple[str, str]]:
    if message.number not in ("305", "307", "319"):
        return
    for _, part in walk(bericht):
        if attr in type(part).__struct_fields__:
            listed = field_simple(type(part), attr).codelist(message.wet)
            if listed:
                yield listed, getattr(part, attr)


def _parties(bericht: Bericht) -> tuple[str, str]:
    header: Onderdeel = bericht.header
    sender, receiver = bericht.header.afzender, bericht.header.ontvanger
    from_municipality = field_simple(type(header), "afzender").name == "LDT_Gemeente"
    return (sender, receiver) if from_municipality else (receiver, sender)


def _answered(message: MessageType) -> str:
    number = message.answers
    title = KINDS[number].title if number else ""
    return f"{_ARTICLE.get(number, 'het')} {title[:1].lower()}{title[1:]} ({number})"
