"""An independent reader: classes that xsdata generates from the published schemas, and their values beside ours."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler

from ketenwerk.messages.plan import Element, plan
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType
from outside import shared

PACKAGES = {"jw": "gepubliceerd_jw", "wmo": "gepubliceerd_wmo"}


def generate(folder: Path) -> None:
    """Makes the classes of both laws in this folder and lets them be imported from there."""
    # xsdata calls ruff by name to format what it writes.
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    for wet, package in PACKAGES.items():
        source = shared("standaard", "xsd", f"i{wet}")
        command = [sys.executable, "-m", "xsdata", "generate", "-r", str(source), "--package", package, "-ds", "Blank"]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
    sys.path.insert(0, str(folder))


class Peer:
    """The reader for one type of message."""

    def __init__(self, folder: Path, message: MessageType) -> None:
        self._root = self._module(folder, message).Bericht
        config = ParserConfig(fail_on_unknown_properties=True, fail_on_unknown_attributes=True, fail_on_converter_warnings=True)
        self._parser = XmlParser(config=config, handler=LxmlEventHandler)

    @staticmethod
    def _module(folder: Path, message: MessageType) -> ModuleType:
        (source,) = folder.rglob(f"{message.name.lower()}.py")
        return importlib.import_module(".".join(source.relative_to(folder).with_suffix("").parts))

    def leaves(self, data: bytes) -> list[tuple[str, str]]:
        """Path and value of everything that the message holds, as the peer reads it."""
        return list(_peer_leaves(self._parser.from_bytes(data, self._root), ""))


def _peer_leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for position, item in enumerate(value, 1):
            yield from _peer_leaves(item, f"{path}[{position}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _peer_leaves(getattr(value, field.name), f"{path}/{field.metadata['name']}")
    elif value is not None:
        yield path, str(value.value if isinstance(value, Enum) else value)


def our_leaves(bericht: Bericht, message: MessageType) -> list[tuple[str, str]]:
    """The same of our own message."""
    return list(_our_leaves(bericht, plan(message), ""))


def _our_leaves(value: Any, spec: Element, path: str) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if spec.simple:
        yield path, value.isoformat() if isinstance(value, date) else str(value)
        return
    if spec.collects:
        (item,) = spec.children
        for position, one in enumerate(value, 1):
            yield from _our_leaves(one, item, f"{path}/{item.name}[{position}]")
        return
    for child in spec.children:
        yield from _our_leaves(getattr(value, child.attr), child, f"{path}/{child.name}")
