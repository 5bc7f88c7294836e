"""Small things that templates cannot do themselves."""

from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..shown.paging import Page
from ..shown.states import State

register = template.Library()

_STATES = {
    "accepted": ("done", _("goed")),
    "rejected": ("refused", _("afgekeurd")),
    "refused": ("late", _("geweigerd")),
    "waiting": ("waiting", _("wacht op beoordeling")),
}


@register.simple_tag
def state(verdict: str) -> SafeString:
    """A verdict in shape, word and colour."""
    shape, word = _STATES[verdict]
    return format_html('<span class="kw-state kw-state--{}">{}</span>', shape, word)


@register.simple_tag
def masked(value: str, end: str) -> SafeString:
    """A BSN of which only the end is shown, with words for who listens instead of looks."""
    heard = gettext("BSN eindigt op %(end)s") % {"end": end}
    return format_html(
        '<span class="kw-mask" aria-hidden="true">{}</span><span class="kw-visually-hidden">{}</span>', value, heard
    )


@register.simple_tag(takes_context=True)
def query(context: dict[str, object], **changes: object) -> str:
    """The address of this page with some of its question changed; what becomes empty is left out."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    asked = {key: value for key, value in request.GET.items() if value} | changes
    kept = {key: value for key, value in asked.items() if value not in ("", None)}
    address = str(context.get("address") or request.path)
    return f"{address}?{urlencode(kept)}" if kept else address


@register.simple_tag(takes_context=True)
def turn(context: dict[str, object], page: Page, number: int) -> str:
    """The address of another page of one list, at the section that holds it."""
    return f"{query(context, **{page.parameter: number if number > 1 else ''})}#{page.anchor}"


@register.filter
def thousands(value: int) -> str:
    """`1.234`"""
    return f"{value:,}".replace(",", ".")


@register.simple_tag
def stand(state: State) -> SafeString:
    """A state of the ledger in shape, word and colour."""
    return format_html('<span class="kw-state kw-state--{}">{}</span>', state.shape, state.words)
