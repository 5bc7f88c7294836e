"""Shows what is no well-formed XML as it came, decoded as well as possible and cut into lines that fit a page."""

import codecs
import re

from . import cover

_LONGEST = 2000
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<!(?!--)(\w*)[^<>]*")
_ATTRIBUTE = re.compile(r"""(\s(?!xmlns)[\w:.-]+\s*=\s*)("[^"<]*"|'[^'<]*')""")
_TAG = re.compile(r"<[\w][^<>]*")
_VALUE = re.compile(r"<(/?)(?:[\w.-]+:)?([\w.-]+)[^<>]*>([^<]+)")
_NINE = re.compile(r"(?<!\d)\d{5}(\d{4})(?!\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def lines(data: bytes, *, mask: bool) -> list[str]:
    """All lines of the text."""
    text = _decoded(data)
    if mask:
        text = _masked(text)
    found: list[str] = []
    for line in text.replace("><", ">\n<").splitlines():
        found.extend(line[at : at + _LONGEST] for at in range(0, len(line) or 1, _LONGEST))
    return found


def _masked(text: str) -> str:
    text = _COMMENT.sub(f"<!-- {cover.COVER} -->", text)
    text = _DECLARATION.sub(rf"<!\1 {cover.COVER}", text)
    text = _TAG.sub(lambda tag: _ATTRIBUTE.sub(rf'\1"{cover.COVER}"', tag.group()), text)
    return _NINE.sub(r"•••••\1", _VALUE.sub(_covered_value, text))


def _covered_value(match: re.Match[str]) -> str:
    closes, name, value = match.groups()
    if value.isspace() or (not closes and name in cover.shown_names()):
        return match.group()
    head = match.group()[: len(match.group()) - len(value)]
    ending = value[len(value.rstrip()) :]
    return head + cover.covered("" if closes else name, value) + ending


def _decoded(data: bytes) -> str:
    text = data.decode(_encoding(data), errors="replace")
    return _CONTROL.sub("\ufffd", text)


def _encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    declared = _DECLARED.search(data[:300])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        return codecs.lookup(name).name if codecs.lookup(name)._is_text_encoding else "utf-8"
    except LookupError:
        return "utf-8"
