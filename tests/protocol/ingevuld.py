"""Provider forms for the tests of this room: one with every field filled in, and a strategy for any form."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from ketenwerk.protocol.aanbiederformulier import Adres, Formulier, Persoon, Zorglocatie

_ADRES = {"land": "Nederland", "huisnummer": "30", "toevoeging": "a", "woonplaats": "'s-Graveland"}
_PERSOON = {"aanhef": "mevrouw", "voorletters": "A.B.", "tussenvoegsels": "van der"}


def volledig(**changed: Any) -> Formulier:
    """All 62 fields filled in, each otherwise than the others of its kind, and nothing to object to."""
    values: dict[str, Any] = {
        "juridische_naam": "Stichting De Linde",
        "dochtermaatschappij": True,
        "kvk_moeder": "87654321",
        "handelsnaam": "De Linde",
        "agb": "12345678",
        "wza": "W-1",
        "kvk": "01234567",
        "vestigingsnummer": "000012345678",
        "email": "info@delinde.example",
        "website": "https://www.delinde.example/zorg",
        "big": "BIG-1",
        "skj": "SKJ-1",
        "kd": "KD-1",
        "nrd": "NRD-1",
        "contract_start": date(2025, 1, 1),
        "contract_eind": date(2026, 12, 31),
        "eigen_verklaring": True,
        "hele_gemeente": False,
        "vestiging": Adres(straat="Dorpsstraat", postcode="1234 AB", **_ADRES),
        "corr_gelijk": False,
        "correspondentie": Adres(straat="Kerkstraat", postcode="2345BC", **_ADRES),
        "fact_gelijk": False,
        "facturatie": Adres(straat="Molenweg", postcode="3456 CD", **_ADRES),
        "locaties": (locatie("Noord"), locatie("Zuid", opening=date(2020, 1, 1), sluiting=date(2024, 12, 31))),
        "contractant": Persoon(achternaam="Jansen", email="jansen@delinde.example", **_PERSOON, **_numbers("1")),
        "fact_contact_gelijk": False,
        "facturatiecontact": Persoon(achternaam="Smit", email="smit@delinde.example", **_PERSOON, **_numbers("2")),
        "iban": "NL91 ABNA 0417 1643 00",
        "btw": "NL000099998B57",
    }
    return Formulier(**(values | changed))


def locatie(naam: str, opening: date = date(2021, 3, 1), sluiting: date | None = date(2030, 12, 31)) -> Zorglocatie:
    return Zorglocatie(
        naam=naam,
        postcode="4567 DE",
        huisnummer="1",
        toevoeging="bis",
        straat="Lindelaan",
        woonplaats="Houten",
        opening=opening,
        sluiting=sluiting,
    )


def _numbers(last: str) -> dict[str, str]:
    return {"telefoon_1": f"030-123456{last}", "telefoon_2": f"+31 6 1234567{last}"}


_TEXT = st.one_of(
    st.just(""),
    st.sampled_from(
        ["=1+1", "'=x", "-", "@a", "+31", "'s-Graveland", '"', "a,b;c\td", "a\r\nb", "#", "ja", "\x00", "\ufeff", "\\"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12),
)
_YES_NO = st.sampled_from([True, False, None])
_DAY = st.none() | st.dates()


def _parts(cls: type[Any]) -> st.SearchStrategy[Any]:
    days = {"opening", "sluiting"}
    return st.builds(cls, **{name: _DAY if name in days else _TEXT for name in cls.__struct_fields__})


_YES_NO_FIELDS = {
    "dochtermaatschappij", "eigen_verklaring", "hele_gemeente", "corr_gelijk", "fact_gelijk", "fact_contact_gelijk",
}  # fmt: skip
_PARTS = {"vestiging": Adres, "correspondentie": Adres, "facturatie": Adres, "contractant": Persoon, "facturatiecontact": Persoon}


def _answer(name: str) -> st.SearchStrategy[Any]:
    if name in _YES_NO_FIELDS:
        return _YES_NO
    if name in _PARTS:
        return _parts(_PARTS[name])
    if name == "locaties":
        return st.lists(_parts(Zorglocatie), max_size=2).map(tuple)
    return _DAY if name.startswith("contract_") else _TEXT


def formulieren() -> st.SearchStrategy[Formulier]:
    """Forms with anything in them, valid or not."""
    return st.builds(Formulier, **{name: _answer(name) for name in Formulier.__struct_fields__})
