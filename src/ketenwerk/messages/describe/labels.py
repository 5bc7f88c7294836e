"""The ordinary words for elements: what a line or a part of a message is called.

An element that a next release adds has no words here yet; it is then called by its own name, taken apart.
"""

_LABELS = {
    "afzender": "Afzender",
    "bedrag": "Bedrag",
    "begindatum": "Begindatum",
    "bericht_code": "Soort bericht",
    "bericht_identificatie": "Identificatie",
    "bericht_versie": "Release van de standaard",
    "beschikking_ingangsdatum": "Beschikking gaat in op",
    "beschikking_nummer": "Nummer van de beschikking",
    "bsn": "BSN",
    "budget": "Budget",
    "commentaar": "Toelichting",
    "communicatie": "Tolk",
    "dagtekening_retour": "Antwoord gedateerd",
    "declaratie_dagtekening": "Gedateerd",
    "declaratie_identificatie": "Identificatie van de declaratie",
    "declaratie_nummer": "Declaratienummer",
    "declaratie_periode": "Declaratieperiode",
    "eenheid": "Eenheid",
    "einddatum": "Einddatum",
    "emailadres": "E-mailadres",
    "frequentie": "Frequentie",
    "geboortedatum": "Geboortedatum",
    "geleverd_volume": "Geleverd",
    "gemeente": "Verantwoordelijke gemeente",
    "geslacht": "Geslacht",
    "geslachtsnaam": "Naam",
    "gewenste_ingangsdatum": "Gewenste ingangsdatum",
    "gezagsdrager_bekend": "Gezagsdrager bekend",
    "identificatie_retour": "Identificatie van het antwoord",
    "ingangsdatum": "Ingangsdatum",
    "ingediend_bedrag": "Ingediend bedrag",
    "juridische_status": "Juridische status",
    "naam": "Naam",
    "naam_gebruik": "Naamgebruik",
    "omvang": "Omvang",
    "ontvanger": "Ontvanger",
    "organisatie": "Organisatie",
    "partnernaam": "Naam van de partner",
    "periode": "Periode",
    "product": "Product",
    "product_categorie": "Product",
    "product_periode": "Periode",
    "product_tarief": "Tarief",
    "raamcontract": "Raamcontract",
    "reden_afwijzing_verzoek": "Reden van afwijzing",
    "reden_beeindiging": "Reden van de stop",
    "reden_verzoek": "Reden van het verzoek",
    "reden_wijziging": "Reden van de wijziging",
    "referentie_aanbieder": "Referentie van de aanbieder",
    "referentie_nummer": "Referentienummer",
    "retour_codes": "Retourcode",
    "status_aanlevering": "Soort aanlevering",
    "telefoon01": "Telefoon",
    "telefoon02": "Tweede telefoon",
    "toewijzing_einddatum": "Gewenste einddatum",
    "toewijzing_ingangsdatum": "Toewijzing ging in op",
    "toewijzing_nummer": "Toewijzing",
    "toewijzingsdatum": "Toegewezen op",
    "totaal_bedrag": "Totaal bedrag",
    "totaal_ingediend_bedrag": "Totaal ingediend",
    "totaal_toegekend_bedrag": "Totaal toegekend",
    "verzoek_antwoord": "Antwoord",
    "voorletters": "Voorletters",
    "volgorde": "Volgorde",
    "vorig_referentie_nummer": "Vorig referentienummer",
    "wettelijke_vertegenwoordiging": "Wettelijke vertegenwoordiging",
    "xsd_versie": "Schemaversies",
    "xsd_versie_declaratie": "Schemaversies van de declaratie",
    "xsd_versie_retour": "Schemaversies van het antwoord",
    "xslt_versie": "XSLT-versie",
    "adres": "Adres",
}

# Where the same element means something else in another class.
_LABELS_IN = {
    ("AangevraagdProduct", "toewijzing_ingangsdatum"): "Gewenste ingangsdatum",
    ("Contact", "soort"): "Soort adres",
    ("Relatie", "nummer"): "Nummer van de relatie",
    ("Relatie", "soort"): "Soort relatie",
    ("StartProduct", "begindatum"): "Begonnen op",
    ("StopProduct", "begindatum"): "Begonnen op",
    ("StopProduct", "einddatum"): "Gestopt op",
    ("Verwijzer", "type"): "Verwijzer",
    ("Verwijzer", "naam"): "Naam van de verwijzer",
    ("Verwijzer", "zorgverlener_code"): "AGB-code van de verwijzer",
}

_TITLES = {
    "AangevraagdProduct": "Gevraagd product",
    "Antwoord": "Antwoord op het verzoek",
    "Client": "Cliënt",
    "Contact": "Adres en bereikbaarheid",
    "Declaratie": "Declaratie",
    "DeclaratieAntwoord": "Antwoord op de declaratie",
    "Header": "Over dit bericht",
    "NieuwProduct": "Nieuw product",
    "OngewijzigdProduct": "Ongewijzigd product",
    "Prestatie": "Prestatie",
    "Relatie": "Relatie van de cliënt",
    "StartProduct": "Begonnen product",
    "StopProduct": "Gestopt product",
    "TeWijzigenProduct": "Te wijzigen product",
    "ToegewezenProduct": "Toegewezen product",
    "Verzoek": "Verzoek om wijziging",
    "Woonplaatsbeginsel": "Woonplaatsbeginsel",
}


# The header of a return message repeats that of the message it answers; its reader should not take the one for the other.
_ANSWERED = " van het heenbericht"
_REPEATED = ("afzender", "ontvanger", "bericht_identificatie", "xsd_versie")


def known(cls: str, attr: str) -> bool:
    """Whether there are words for this element."""
    return (cls, attr) in _LABELS_IN or attr in _LABELS


def label(cls: str, attr: str, *, repeats: bool = False) -> str:
    """What the line of this element is called; `cls` is the name of its class.

    `repeats` says that the class comes from the message that is answered.
    """
    words = _LABELS_IN.get((cls, attr)) or _LABELS.get(attr) or attr.replace("_", " ").capitalize()
    return words + _ANSWERED if repeats and attr in _REPEATED else words


def has_title(cls: str) -> bool:
    """Whether there are words for this class."""
    return _title_key(cls) in _TITLES


def title(cls: str, position: int | None = None) -> str:
    """What a part is called; `position` is given where there are more than one of it."""
    words = _TITLES.get(_title_key(cls), cls)
    return f"{words} {position}" if position else words


def _title_key(cls: str) -> str:
    return "Header" if cls.startswith("Header") else cls
