"""What may be published to everybody: services of the tier `public` of approved organisations, and what is theirs."""

from app.providers.queries.publishing.kinds import latest_changes, list_published_kinds
from app.providers.queries.publishing.organisations import (
    count_published_organisations,
    list_published_agreements,
    list_published_contacts,
    list_published_organisations,
    list_published_organisations_by_id,
    list_published_places,
)
from app.providers.queries.publishing.points import (
    PointsWanted,
    count_published_points,
    list_organisation_names,
    list_published_offers_at,
    list_published_points,
)
from app.providers.queries.publishing.rows import (
    PublishedAgreement,
    PublishedContact,
    PublishedKind,
    PublishedLink,
    PublishedOffer,
    PublishedOrganisation,
    PublishedPlace,
    PublishedService,
)
from app.providers.queries.publishing.services import (
    count_published_links,
    count_published_services,
    get_published_link,
    list_published_links,
    list_published_links_of,
    list_published_services,
    list_published_services_by_id,
    list_published_services_of,
)
from app.providers.queries.publishing.wanted import Wanted

__all__ = [
    "PointsWanted",
    "PublishedAgreement",
    "PublishedContact",
    "PublishedKind",
    "PublishedLink",
    "PublishedOffer",
    "PublishedOrganisation",
    "PublishedPlace",
    "PublishedService",
    "Wanted",
    "count_published_links",
    "count_published_organisations",
    "count_published_points",
    "count_published_services",
    "get_published_link",
    "latest_changes",
    "list_organisation_names",
    "list_published_agreements",
    "list_published_contacts",
    "list_published_kinds",
    "list_published_links",
    "list_published_links_of",
    "list_published_offers_at",
    "list_published_organisations",
    "list_published_organisations_by_id",
    "list_published_places",
    "list_published_points",
    "list_published_services",
    "list_published_services_by_id",
    "list_published_services_of",
]
