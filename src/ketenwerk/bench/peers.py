"""The same bytes read by other software, where it is installed. Nothing here is needed by ketenwerk itself."""

import dataclasses
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ketenwerk.messages.schema import BASE_FILE, base_schema, message_schema
from ketenwerk.standard.basis import Onderdeel, Samengesteld
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple

Read = Callable[[bytes], Any]


def peers(message: MessageType) -> dict[str, Read | None]:
    """By name, a function that reads the bytes as that software is meant to be used; None where it is not installed."""
    makers = {"xsdata": _xsdata, "xmlschema": _xmlschema}
    return {name: make(message) if find_spec(name) else None for name, make in makers.items()}


def _xmlschema(message: MessageType) -> Read:
    """Validates and decodes in one go."""
    import xmlschema

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / BASE_FILE).write_text(base_schema(message), encoding="utf-8")
        own = Path(folder) / "bericht.xsd"
        own.write_text(message_schema(message), encoding="utf-8")
        schema = xmlschema.XMLSchema(str(own))

    def read(data: bytes) -> Any:
        return schema.to_dict(data.decode())

    return read


def _xsdata(message: MessageType) -> Read:
    """Binds to dataclasses like those that it would generate; it does not validate."""
    from xsdata.formats.dataclass.parsers import XmlParser

    root = _dataclass(message.root, message, {})

    def read(data: bytes) -> Any:
        return XmlParser().from_bytes(data, root)

    return read


def _dataclass(cls: type[Onderdeel], message: MessageType, made: dict[type[Onderdeel], type]) -> type:
    if cls not in made:
        namespace = message.base_namespace if issubclass(cls, Samengesteld) else message.namespace
        members = [_member(field, namespace, message, made) for field in fields_for(cls, message.wet)]
        meta = type("Meta", (), {"namespace": namespace})
        made[cls] = dataclasses.make_dataclass(cls.__name__, members, kw_only=True, namespace={"Meta": meta})
    return made[cls]


def _member(field: Field, namespace: str, message: MessageType, made: dict[type[Onderdeel], type]) -> tuple[str, Any, Any]:
    kind = _python(field.kind) if isinstance(field.kind, Simple) else _dataclass(field.kind, message, made)
    if field.many:
        kind = _collection(field, kind, namespace)
    metadata = {"name": field.name, "type": "Element", "namespace": namespace}
    return field.attr, kind | None, dataclasses.field(default=None, metadata=metadata)


def _collection(field: Field, kind: type, namespace: str) -> type:
    metadata = {"name": field.item, "type": "Element", "namespace": namespace}
    item = ("item", list[kind], dataclasses.field(default_factory=list, metadata=metadata))  # type: ignore[valid-type,var-annotated]
    return dataclasses.make_dataclass(field.name, [item], kw_only=True)


def _python(simple: Simple) -> type:
    from xsdata.models.datatype import XmlDate, XmlTime

    return {"string": str, "integer": int, "date": XmlDate, "time": XmlTime}[simple.base]
