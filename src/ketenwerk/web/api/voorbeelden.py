"""An example of every question and answer, about nobody: a test keeps each to its schema."""

from typing import Final

_CLIENT: Final = "3d1f0a52-6f0e-4b8e-9a1d-0c5e7b2a9f44"
_CLAIM: Final = "5f0d2c1e-8a54-4a6b-9d3e-2f7c1b9a6e10"
_MESSAGE: Final = "0b6a1f0c-2f1d-4c39-8f5e-6a4b3f0e9d21"
_ANSWER: Final = "a4c1e7d0-5b3f-4f1c-8a2e-9d6b0c3f7e58"

XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<jw305:Bericht …>…</jw305:Bericht>'

SLEUTEL: Final = {
    "naam": "ECD koppeling",
    "alleen_lezen": False,
    "verloopt_op": "2027-06-30",
    "partijen": [{"id": 3, "wet": "jw", "code": "65656055", "naam": "aanbieder 65656055", "rechten": ["levering", "declareren"]}],
}

AANLEVERING: Final = {
    "leveringen": [
        {"kenmerk": "ECD-118", "datum": "2026-04-07", "bsn": "999990019", "toewijzing": 300201, "minuten": 90},
        {"kenmerk": "ECD-119", "datum": "2026-04-08", "bsn": "999990019", "product": "45A04", "minuten": 60},
        {"kenmerk": "ECD-120", "datum": "2027-04-08", "bsn": "999990019", "toewijzing": 300201, "minuten": 60},
    ],
    "alleen_controleren": False,
}
UITKOMSTEN: Final = {
    "bewaard": True,
    "nieuw": 2,
    "bekend": 0,
    "geweigerd": 1,
    "uitkomsten": [
        {"index": 0, "status": "nieuw", "id": 118, "fouten": []},
        {"index": 1, "status": "nieuw", "id": 119, "fouten": []},
        {
            "index": 2,
            "status": "geweigerd",
            "id": None,
            "fouten": [
                {
                    "veld": "datum",
                    "tekst": "Deze rij wordt niet overgenomen: deze dag moet nog komen. Verbeter de datum.",
                    "blokkeert": True,
                }
            ],
        },
    ],
}
WIJZIGING: Final = {"datum": "2026-04-07", "bsn": "999990019", "toewijzing": 300201, "minuten": 75}
LEVERING: Final = {
    "id": 118,
    "client": _CLIENT,
    "gemeente": "0384",
    "toewijzing": 300201,
    "categorie": "45",
    "product": "45A04",
    "datum": "2026-04-07",
    "hoeveelheid": 75,
    "eenheid": "01",
    "afwezig": False,
    "stand": "open",
    "referentie": "",
    "declaratie": None,
}
LEVERINGEN: Final = {"leveringen": [LEVERING], "volgende": None}

MAANDEN: Final = {
    "maanden": [
        {"maand": "2026-04", "open_leveringen": 42, "clienten": 9, "gemeenten": 2, "declaraties": 0, "ingediend": 0},
    ]
}
MAANDPLAN: Final = {
    "maand": "2026-04",
    "gemeenten": [{"gemeente": "0384", "naam": "Diemen", "clienten": 9, "regels": 9, "bedrag": 184500, "buiten_regels": 1}],
    "volgende": None,
}
PLAN: Final = {
    "maand": "2026-04",
    "gemeente": "0384",
    "zegel": "5d41402abc4b2a76b9719d911017c592",
    "bedrag": 9225,
    "kan": True,
    "geheel": [],
    "ontbrekende_perioden": [],
    "regels": [
        {
            "merk": "9b74c9897bac770ffc02",
            "client": _CLIENT,
            "toewijzing": 300201,
            "categorie": "45",
            "product": "45A04",
            "begin": "2026-04-01",
            "eind": "2026-04-30",
            "volume": 90,
            "eenheid": "01",
            "tarief": 103,
            "bedrag": 9225,
            "vervangt": None,
            "leveringen": [118],
            "uitkomst": "toegekend",
            "bevindingen": [],
        }
    ],
    "buiten_regels": [
        {
            "levering": 121,
            "client": _CLIENT,
            "toewijzing": 300202,
            "datum": "2026-04-30",
            "reden": "Op deze dag geldt de toewijzing niet.",
            "nu": "Vraag de gemeente om een verlenging.",
        }
    ],
}
INDIENEN: Final = {"zegel": "5d41402abc4b2a76b9719d911017c592", "zonder": [], "alleen_goede": False}
INGEDIEND: Final = {
    "declaraties": [{"id": _CLAIM, "nummer": "2026000017", "ingediend": 9225, "regels": 1}],
    "achtergebleven": 0,
    "herhaling": False,
}

_DECLARATIE: Final = {
    "id": _CLAIM,
    "partij": 3,
    "wet": "jw",
    "gemeente": "0384",
    "aanbieder": "65656055",
    "nummer": "2026000017",
    "periode": "2026-04",
    "dagtekening": "2026-05-06",
    "ontvangen_op": "2026-05-06",
    "antwoord_uiterlijk": "2026-06-05",
    "stand": "beantwoord",
    "beantwoord_op": "2026-05-07",
    "te_laat": False,
    "regels": 2,
    "afgewezen_regels": 1,
    "ingediend": 15375,
    "toegekend": 9225,
    "antwoord": _ANSWER,
}
DECLARATIES: Final = {"declaraties": [_DECLARATIE], "volgende": "/api/v1/declaraties?stand=open&periode=2026-04&na=17"}
DECLARATIE: Final = {**_DECLARATIE, "betaling_verwacht": "2026-06-05"}
REGELS: Final = {
    "regels": [
        {
            "positie": 1,
            "referentie": "R000000118",
            "vorige_referentie": "",
            "client": _CLIENT,
            "toewijzing": 300201,
            "categorie": "45",
            "product": "45A04",
            "begin": "2026-04-01",
            "eind": "2026-04-30",
            "volume": 60,
            "eenheid": "01",
            "tarief": 103,
            "bedrag": 6150,
            "uitkomst": "afgewezen",
            "gecrediteerd": False,
            "retourcodes": [{"code": "9321", "betekenis": "Declaratie overschrijdt het toegewezen volume."}],
        }
    ],
    "volgende": None,
}
BEREKENING: Final = {
    "referentie": "R000000117",
    "debet": True,
    "vorig": None,
    "toewijzing_nummer": 300201,
    "categorie": "45",
    "code": "45A04",
    "periode": {"begin": "2026-04-01", "eind": "2026-04-30"},
    "uitkomst": {"staat": "toegekend", "bevindingen": []},
}
OPENSTAAND: Final = {
    "open": 9225,
    "gemeenten": [
        {
            "gemeente": "0384",
            "naam": "Diemen",
            "open": 9225,
            "open_regels": 1,
            "oudste": "2026-05-06",
            "antwoord_uiterlijk": "2026-06-05",
            "te_laat": False,
            "toegekend": 184500,
            "afgewezen": 6150,
            "leeftijden": [
                {"van_dagen": 0, "tot_dagen": 30, "bedrag": 9225},
                {"van_dagen": 31, "tot_dagen": 60, "bedrag": 0},
                {"van_dagen": 61, "tot_dagen": 90, "bedrag": 0},
                {"van_dagen": 91, "tot_dagen": None, "bedrag": 0},
            ],
        }
    ],
}

GEVONDEN: Final = {"clienten": [{"id": _CLIENT, "partij": 3}]}
TOEWIJZINGEN: Final = {
    "toewijzingen": [
        {
            "id": "8f2b6c0d-1e4a-4d7c-b3f9-5a0e2c8d6b17",
            "client": _CLIENT,
            "partij": 3,
            "gemeente": "0384",
            "aanbieder": "65656055",
            "nummer": 300201,
            "categorie": "45",
            "product": "45A04",
            "ingangsdatum": "2026-01-01",
            "einddatum": "2026-12-31",
            "volume": 20,
            "eenheid": "04",
            "frequentie": "4",
            "budget": None,
            "reden_wijziging": None,
        }
    ],
    "volgende": None,
}

_BERICHT: Final = {
    "id": _MESSAGE,
    "soort": "JW323",
    "richting": "in",
    "partij": 4,
    "afzender": "65656055",
    "ontvanger": "0384",
    "ontvangen_op": "2026-05-06T10:15:00+02:00",
    "oordeel": "afgekeurd",
    "bevindingen": 1,
    "verwerkt": True,
    "verstuurd_op": None,
    "dubbel_van": None,
    "antwoord": _ANSWER,
    "antwoord_op": None,
}
_BEVINDING: Final = {
    "regel": "TR322",
    "niveau": 3,
    "code": "9322",
    "titel": "Er is meer gedeclareerd dan toegewezen",
    "wat": "Het volume op deze toewijzing is op.",
    "nu": "Controleer de omvang van de toewijzing.",
    "plaats": "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
    "gevonden": "60 minuten",
    "verwacht": "hoogstens 30 minuten",
    "signaal": False,
}
BERICHTEN: Final = {"berichten": [_BERICHT], "volgende": None}
BERICHT: Final = {**_BERICHT, "lijst": [_BEVINDING]}
ONTVANGST: Final = {"berichten": [{**_BERICHT, "opnieuw": False}], "overgeslagen": []}
CONTROLE: Final = {
    "soort": "JW323",
    "oordeel": "afgekeurd",
    "niveaus": [1, 2, 3, 4],
    "aantal": 1,
    "bevindingen": [_BEVINDING],
}

BETALINGEN: Final = {
    "betaalt_hier": True,
    "aantal": 1,
    "bedrag": 9225,
    "posten": [
        {
            "declaratie": _CLAIM,
            "nummer": "2026000017",
            "aanbieder": "65656055",
            "bedrag": 9225,
            "toegekend_op": "2026-05-07",
            "vervalt_op": "2026-06-05",
            "te_laat": False,
        }
    ],
    "batches": [
        {
            "id": "c7d4f3a1-9b2e-4e60-8c15-1f7a6d0b4e92",
            "nummer": 12,
            "uitvoering": "2026-05-28",
            "totaal": 5120000,
            "betalingen": 31,
            "stand": "verstuurd",
        }
    ],
    "volgende": None,
}
