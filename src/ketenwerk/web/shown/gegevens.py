"""The page on which somebody fills in who a party is: its fields, in groups."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ketenwerk.protocol.agb import AgbSoort
from ketenwerk.protocol.partij import PartijSoort

_GROUPS: Final = (
    (
        gettext_lazy("Partij"),
        (
            ("partij", gettext_lazy("Voor welke eigen partij"), "text"),
            ("soort", gettext_lazy("Soort"), "text"),
            ("naam", gettext_lazy("Naam"), "text"),
            ("code", gettext_lazy("Gemeentecode of AGB-code"), "text"),
            ("agb_soort", gettext_lazy("Soort AGB-code"), "text"),
            ("van", gettext_lazy("Geldt vanaf"), "date"),
            ("tot", gettext_lazy("Geldt tot en met"), "date"),
        ),
    ),
    (
        gettext_lazy("Bereikbaarheid"),
        (
            ("telefoon", gettext_lazy("Telefoon"), "tel"),
            ("telefoon_reserve", gettext_lazy("Telefoon als er niemand opneemt"), "tel"),
            ("email", gettext_lazy("E-mail"), "text"),
            ("email_administratie", gettext_lazy("E-mail administratie"), "text"),
        ),
    ),
    (
        gettext_lazy("Post"),
        (
            ("post_organisatie", gettext_lazy("Naam van de organisatie"), "text"),
            ("post_postbus", gettext_lazy("Postbus"), "text"),
            ("post_bezoekadres", gettext_lazy("Bezoekadres"), "text"),
            ("post_postcode", gettext_lazy("Postcode"), "text"),
            ("post_plaats", gettext_lazy("Plaats"), "text"),
        ),
    ),
)


class Choice(msgspec.Struct, frozen=True):
    key: str
    name: str


class Field(msgspec.Struct, frozen=True):
    """A field with what it holds and what is wrong with it. `fixed`: it can be read, not changed."""

    name: str
    label: str
    kind: str
    value: str
    problems: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    fixed: bool = False


class FieldGroup(msgspec.Struct, frozen=True):
    title: str
    fields: tuple[Field, ...]


def fields(
    sent: Mapping[str, str], wrong: Mapping[str, Sequence[str]], parties: Sequence[Choice], *, fixed_code: str
) -> list[FieldGroup]:
    """The fields in groups; without `parties` the own party is not asked."""
    choices = {
        "partij": tuple(parties),
        "soort": tuple(Choice(soort.value, soort.value) for soort in PartijSoort),
        "agb_soort": (Choice("", _("niet bekend")), *(Choice(soort.value, soort.value) for soort in AgbSoort)),
    }
    return [
        FieldGroup(
            str(title),
            tuple(
                Field(
                    name=name,
                    label=str(label),
                    kind=kind,
                    value=sent.get(name, ""),
                    problems=tuple(wrong.get(name, ())),
                    choices=choices.get(name, ()),
                    fixed=name == "code" and bool(fixed_code),
                )
                for name, label, kind in asked
                if name != "partij" or parties
            ),
        )
        for title, asked in _GROUPS
    ]
