"""Organisations as records: the short one of a list, and the whole one with places, contacts and services."""

from app.feeds.domain.ids import derived_id
from app.feeds.domain.taxonomy import Taxonomy, Term
from app.feeds.queries.gathering import Gathered
from app.feeds.records.parts import (
    Record,
    attribute_records,
    contact_records,
    mail_address,
    organisation_phone,
    phone_records,
    tag_records,
    told,
    web_address,
)
from app.feeds.records.places import location_record
from app.feeds.words.service import in_both
from app.kernel.i18n import gettext as _
from app.providers.queries.publishing import PublishedAgreement, PublishedOrganisation
from app.providers.words import KINDS, municipality_name


def organisation_summary(organisation: PublishedOrganisation) -> Record:
    described, _other = in_both(organisation.description_sq, organisation.description_en)
    fallback = f"{KINDS[organisation.kind]}, {municipality_name(organisation.municipality_code)}"
    return told(
        id=str(organisation.id),
        name=organisation.name,
        alternate_name=", ".join(organisation.other_names),
        description=described or fallback,
        email=mail_address(organisation.email),
        website=web_address(organisation.website),
        tax_id=organisation.tax_number,
        legal_status=str(KINDS[organisation.kind]),
    )


def organisation_record(
    organisation: PublishedOrganisation, gathered: Gathered, *, with_places: bool = True
) -> Record:
    """Without its services, which `records.services` adds; inside a service without its places too."""
    own, contacts = str(organisation.id), gathered.contacts_of(organisation.id)
    places = gathered.places_of(organisation) if with_places else []
    kind = Term(Taxonomy.PROVIDER_KIND, organisation.kind.value)
    return organisation_summary(organisation) | told(
        phones=[*organisation_phone(organisation.id, organisation.phone), *phone_records(contacts)],
        contacts=contact_records(contacts),
        locations=[location_record(place, gathered) for place in places],
        organization_identifiers=_identifiers(organisation),
        funding=[_funding(agreement) for agreement in gathered.agreements[organisation.id]],
        attributes=[
            *attribute_records("organization", own, [(kind, "provider_kind")]),
            *tag_records("organization", own, organisation.project_tags),
        ],
    )


def _identifiers(organisation: PublishedOrganisation) -> list[Record]:
    numbers = (("NIPT", organisation.tax_number), (_("Licence"), organisation.licence_number))
    return [
        {
            "id": derived_id("organization_identifier", organisation.id, number),
            "organization_id": str(organisation.id),
            "identifier_type": name,
            "identifier": number,
        }
        for name, number in numbers
        if number
    ]


def _funding(agreement: PublishedAgreement) -> Record:
    """An agreement with a partner, with its end where it has one."""
    partner = f"{agreement.partner}: {agreement.subject}" if agreement.subject else agreement.partner
    until = f"{agreement.ends_on:%d.%m.%Y}" if agreement.ends_on else ""
    return {
        "id": str(agreement.id),
        "organization_id": str(agreement.organisation_id),
        "source": _("%(partner)s (until %(date)s)", partner=partner, date=until) if until else partner,
    }
