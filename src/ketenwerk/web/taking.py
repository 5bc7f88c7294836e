"""Files with agreements or a provider form that a user brings in: read whole, or refused with everything that is wrong."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ketenwerk.protocol import afsprakenbestand, formulierbestand
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar

LIMIT: Final = 5 * 1024 * 1024
"""Bytes. Twenty thousand agreements fit in it."""
SHOWN: Final = 100
"""Faults that are shown of one file."""

Read = TypeVar("Read")
AGREEMENTS: Final[Mapping[str, Callable[[bytes], Afspraken]]] = afsprakenbestand.READERS
AGREEMENTS_OUT: Final = {"toml": afsprakenbestand.write_toml, "csv": afsprakenbestand.write_csv}
FORMS: Final[Mapping[str, Callable[[bytes], Formulier]]] = {
    ".toml": formulierbestand.read_toml,
    ".csv": formulierbestand.read_csv,
}
FORMS_OUT: Final = {"toml": formulierbestand.write_toml, "csv": formulierbestand.write_csv}
TYPES: Final = {"toml": "application/toml", "csv": "text/csv; charset=utf-8"}


def taken(file: UploadedFile | None, readers: Mapping[str, Callable[[bytes], Read]]) -> Read | tuple[Bezwaar, ...]:
    """What the file holds, or what is wrong with it."""
    if file is None:
        return (Bezwaar("", _("Er is geen bestand gekozen. Kies een bestand en probeer het opnieuw.")),)
    if (file.size or 0) > LIMIT:
        return (Bezwaar("", _("Het bestand is niet gelezen: het is groter dan 5 MB. Verdeel het over meer bestanden.")),)
    reader = readers.get(PurePosixPath(file.name or "").suffix.lower())
    if reader is None:
        return (Bezwaar("", _("Het bestand is niet gelezen: de naam eindigt niet op .toml of .csv. Kies een ander bestand.")),)
    try:
        return reader(file.read())
    except Onleesbaar as wrong:
        return wrong.bezwaren
