"""How places are called on a page; which places exist is data."""

from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.places.domain import PlaceKind
from app.places.queries import PlaceHit


def name_municipality(name_sq: str) -> str:
    """`Bashkia Tiranë`; the name stands in its indefinite form, as on the municipality's own letters."""
    return _("Municipality of %(name)s", name=name_sq)


def name_hit(hit: PlaceHit) -> str:
    """The heading of a found place: a municipality says that it is one."""
    return name_municipality(hit.name) if hit.kind is PlaceKind.MUNICIPALITY else hit.name


def locate_hit(hit: PlaceHit) -> str:
    """Where a found place lies: its county, and for a town or village its municipality, if that is known."""
    if hit.kind is PlaceKind.MUNICIPALITY:
        return _("County of %(county)s", county=hit.county_name)
    if hit.municipality_name is None:
        return _("County of %(county)s, municipality not known", county=hit.county_name)
    return _(
        "Municipality of %(municipality)s, County of %(county)s",
        municipality=hit.municipality_name,
        county=hit.county_name,
    )


def count_hits(number: int) -> str:
    """How many places were found, for the line that is read aloud."""
    return ngettext("%(num)s place found", "%(num)s places found", number)
