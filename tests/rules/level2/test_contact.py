"""Contact data in a 301, of the client and of a relation."""

from typing import Any

import pytest
from cases import Case, case, expand, findings_in

from builders import adres, bericht301, contact, relatie, telefoon
from ketenwerk.standard import m301
from ketenwerk.standard.basis import Adres, OpenPeriode
from ketenwerk.standard.types import Wet

CLIENT = "Client/Contactgegevens/Contact[1]"
RELATIE = "Client/Relaties/Relatie[1]/Contact"


def with_contact(wet: Wet, **changes: Any) -> m301.Bericht:
    return bericht301(wet, contactgegevens=(contact(**changes),))


def with_adres(wet: Wet, soort: str = "02", **changes: Any) -> m301.Bericht:
    """By default an address for letters, which need not have a postcode; with a telephone, so that it need not be complete."""
    return with_contact(wet, soort=soort, adres=adres(**changes), telefoon=telefoon())


def with_relatie(wet: Wet, **changes: Any) -> m301.Bericht:
    return bericht301(wet, relaties=(relatie(contact=contact(telefoon=telefoon(), **changes)),))


CASES = [
    # CD005
    case(
        "CD005", "postcode without country", lambda wet: with_adres(wet, land_code=None), finds=[f"CD005 {CLIENT}/Adres/LandCode"]
    ),
    case(
        "CD005",
        "country without postcode",
        lambda wet: with_adres(wet, postcode=None),
        finds=[f"CD005 {CLIENT}/Adres/LandCode"],
        found="NL",
    ),
    case("CD005", "both", lambda wet: with_adres(wet)),
    case("CD005", "neither", lambda wet: with_adres(wet, postcode=None, land_code=None)),
    case("CD005", "no address", lambda wet: with_contact(wet, soort="02", adres=None, telefoon=telefoon())),
    case(
        "CD005",
        "relation",
        lambda wet: with_relatie(wet, soort="02", adres=adres(land_code=None)),
        finds=[f"CD005 {RELATIE}/Adres/LandCode"],
    ),
    # CD009
    *(
        case(
            "CD009",
            f"kind {soort} with period",
            lambda wet, s=soort: with_contact(wet, soort=s, periode=OpenPeriode(begindatum=None, einddatum=None)),
            finds=[f"CD009 {CLIENT}/Periode"],
            found="..",
        )
        for soort in ("01", "02", "03")
    ),
    case(
        "CD009",
        "temporary with period",
        lambda wet: bericht301(wet, contactgegevens=(contact(), contact(soort="04", periode=OpenPeriode()))),
    ),
    case("CD009", "temporary without period", lambda wet: bericht301(wet, contactgegevens=(contact(), contact(soort="04")))),
    case("CD009", "relation", lambda wet: with_relatie(wet, periode=OpenPeriode()), finds=[f"CD009 {RELATIE}/Periode"]),
    # CD025
    case("CD025", "Dutch without house", lambda wet: with_adres(wet, huis=None), finds=[f"CD025 {CLIENT}/Adres/Huis"]),
    case("CD025", "Dutch with house", lambda wet: with_adres(wet)),
    case("CD025", "Belgian without house", lambda wet: with_adres(wet, huis=None, land_code="BE", postcode="1000")),
    case("CD025", "no country", lambda wet: with_adres(wet, huis=None, land_code=None, postcode=None)),
    case("CD025", "relation", lambda wet: with_relatie(wet, adres=adres(huis=None)), finds=[f"CD025 {RELATIE}/Adres/Huis"]),
    # CD034
    *(
        case(
            "CD034",
            f"kind {soort} without postcode",
            lambda wet, s=soort: with_adres(wet, s, postcode=None, land_code=None),
            finds=[f"CD034 {CLIENT}/Adres/Postcode"],
        )
        for soort in ("01", "03")
    ),
    case(
        "CD034",
        "BRP address without address",
        lambda wet: with_contact(wet, adres=None, telefoon=telefoon()),
        finds=[f"CD034 {CLIENT}/Adres/Postcode"],
    ),
    *(case("CD034", f"kind {soort} with postcode", lambda wet, s=soort: with_adres(wet, s)) for soort in ("01", "03")),
    case("CD034", "address for letters without postcode", lambda wet: with_adres(wet, postcode=None, land_code=None)),
    case(
        "CD034",
        "temporary without postcode",
        lambda wet: bericht301(wet, contactgegevens=(contact(), contact(soort="04", adres=None, telefoon=telefoon()))),
    ),
    case("CD034", "relation", lambda wet: with_relatie(wet, adres=None), finds=[f"CD034 {RELATIE}/Adres/Postcode"]),
    # CS089
    *(
        case(
            "CS089",
            f"{postcode!r}",
            lambda wet, p=postcode: with_adres(wet, postcode=p),
            finds=[f"CS089 {CLIENT}/Adres/Postcode"],
            found=postcode,
            expected="1234AB",
        )
        for postcode in ("0999XX", "3572wp", "3572 WP", "3572W", "357WP", "3572WPX", "3572WÉ")
    ),
    *(case("CS089", postcode, lambda wet, p=postcode: with_adres(wet, postcode=p)) for postcode in ("1000AA", "9999ZZ")),
    case("CS089", "abroad", lambda wet: with_adres(wet, postcode="0999 xx", land_code="BE")),
    case(
        "CS089",
        "relation",
        lambda wet: with_relatie(wet, adres=adres(postcode="3572wp")),
        finds=[f"CS089 {RELATIE}/Adres/Postcode"],
    ),
    # TR006
    case("TR006", "nothing", lambda wet: with_contact(wet, soort="02", adres=None), finds=[f"TR006 {CLIENT}"]),
    case(
        "TR006",
        "only an e-mail address",
        lambda wet: with_contact(wet, soort="02", adres=None, emailadres="a@example.org"),
        finds=[f"TR006 {CLIENT}"],
    ),
    case(
        "TR006",
        "house without postcode",
        lambda wet: with_contact(wet, soort="02", adres=adres(postcode=None, land_code=None)),
        finds=[f"TR006 {CLIENT}"],
    ),
    case(
        "TR006",
        "postcode without house",
        lambda wet: with_contact(wet, soort="02", adres=adres(huis=None, land_code="BE")),
        finds=[f"TR006 {CLIENT}"],
    ),
    case("TR006", "house and postcode", lambda wet: with_contact(wet, soort="02", adres=adres(straatnaam=None, plaatsnaam=None))),
    case("TR006", "telephone", lambda wet: with_contact(wet, soort="02", adres=None, telefoon=telefoon())),
    case("TR006", "telephone beside half an address", lambda wet: with_adres(wet, postcode=None, land_code=None)),
    case(
        "TR006",
        "relation",
        lambda wet: bericht301(wet, relaties=(relatie(contact=contact(soort="02", adres=Adres())),)),
        finds=[f"TR006 {RELATIE}"],
    ),
    # TR061
    case(
        "TR061",
        "only a temporary address",
        lambda wet: with_contact(wet, soort="04"),
        finds=["TR061 Client/Contactgegevens"],
        found="04",
        expected="01, 02, 03",
    ),
    case(
        "TR061",
        "the address of a relation does not count",
        lambda wet: bericht301(wet, contactgegevens=(contact(soort="04"),), relaties=(relatie(),)),
        finds=["TR061 Client/Contactgegevens"],
    ),
    *(case("TR061", f"kind {soort}", lambda wet, s=soort: with_contact(wet, soort=s)) for soort in ("01", "02", "03")),
    case("TR061", "temporary and BRP", lambda wet: bericht301(wet, contactgegevens=(contact(soort="04"), contact(soort="01")))),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_contact(row: Case, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.parametrize("postcode", ["3572WP\n", "٣572WP", " 3572WP"])
def test_a_postcode_is_judged_as_a_whole_and_in_plain_digits(postcode: str) -> None:
    assert [finding.rule for finding in findings_in(with_adres("jw", postcode=postcode))] == ["CS089"]


def test_what_is_found_in_an_address_is_personal() -> None:
    (finding,) = findings_in(with_adres("jw", postcode="0999XX"))
    assert finding.personal
    assert finding.masked().found == "•••"
