"""Services as records: the short one of a list, and the whole one with everything that is public of it."""

from app.feeds.domain.taxonomy import Taxonomy, Term
from app.feeds.queries.gathering import Gathered
from app.feeds.queries.terms import terms_of_kind
from app.feeds.records.details import areas, capacities, cost_options, required_documents
from app.feeds.records.organisations import organisation_record, organisation_summary
from app.feeds.records.parts import (
    Record,
    attribute_records,
    contact_records,
    first_mail,
    language_records,
    mail_address,
    moment_text,
    organisation_phone,
    phone_records,
    tag_records,
    told,
)
from app.feeds.records.places import nested_link
from app.feeds.records.schedules import service_schedules
from app.feeds.words import service as words
from app.kernel import clock
from app.providers.domain import LegalStatusCode, ServiceStatus, status_on
from app.providers.queries.publishing import PublishedOrganisation, PublishedService

STATUSES = {
    ServiceStatus.ACTIVE: "active",
    ServiceStatus.TEMPORARILY_CLOSED: "temporarily closed",
    ServiceStatus.CLOSED: "defunct",
}


def service_minimal(service: PublishedService, gathered: Gathered) -> Record:
    """Only what tells whether a copy is still true."""
    return {"id": str(service.id), "last_modified": moment_text(gathered.changed_at(service))}


def service_summary(service: PublishedService, gathered: Gathered) -> Record:
    """All plain fields, and the organisation in short."""
    return flat_service(service, gathered) | {
        "organization": organisation_summary(gathered.organisations[service.organisation_id])
    }


def service_record(
    service: PublishedService, gathered: Gathered, *, with_organisation: bool = True
) -> Record:
    """Everything; inside its organisation it does not repeat it."""
    record = service_without_places(service, gathered, with_organisation=with_organisation)
    links = [nested_link(link, service, gathered) for link in gathered.links_of(service)]
    return record | told(service_at_locations=links)


def service_without_places(
    service: PublishedService, gathered: Gathered, *, with_organisation: bool = True
) -> Record:
    own, organisation = str(service.id), gathered.organisations[service.organisation_id]
    contacts = gathered.contacts_of(organisation.id, service_id=service.id)
    return flat_service(service, gathered) | told(
        organization=organisation_record(organisation, gathered, with_places=False)
        if with_organisation
        else None,
        phones=phone_records(contacts) or organisation_phone(organisation.id, organisation.phone),
        contacts=contact_records(contacts),
        languages=language_records("service_id", own, service.languages),
        schedules=service_schedules(service, gathered.today),
        service_areas=areas(service, gathered),
        required_documents=required_documents(service),
        cost_options=cost_options(service),
        capacities=capacities(service, gathered.today),
        attributes=[
            *attribute_records("service", own, _terms(service, gathered)),
            *tag_records("service", own, service.project_tags),
        ],
    )


def flat_service(service: PublishedService, gathered: Gathered) -> Record:
    """The fields that hold no other record."""
    organisation, kind = (
        gathered.organisations[service.organisation_id],
        gathered.kinds.get(service.catalogue_code),
    )
    name, other_name = words.service_names(service, kind)
    status = status_on(service.status, service.closed_from, service.closed_until, gathered.today)
    licence = words.licence(organisation)
    return told(
        id=str(service.id),
        organization_id=str(organisation.id),
        name=name,
        alternate_name=other_name if other_name != name else "",
        description=words.service_description(service, kind),
        email=_mail(service, organisation, gathered),
        status=STATUSES[status],
        interpretation_services=words.interpretation(service),
        application_process=service.application_process,
        fees_description=words.fees(service),
        wait_time=words.waiting(service, gathered.today),
        accreditations=licence,
        licenses=licence,
        eligibility_description=words.eligibility(service),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        alert=words.alert(service, gathered.today),
        last_modified=moment_text(gathered.changed_at(service)),
    ) | _assurance(service, organisation)


def _assurance(service: PublishedService, organisation: PublishedOrganisation) -> Record:
    """When the entry was last found right; who answers for it is known by the organisation's public address only."""
    if service.last_confirmed_at is None:
        return {}
    day = clock.local(service.last_confirmed_at).date().isoformat()
    return told(assured_date=day, assurer_email=mail_address(organisation.email))


def _mail(service: PublishedService, organisation: PublishedOrganisation, gathered: Gathered) -> str:
    own = gathered.contacts_of(organisation.id, service_id=service.id)
    return first_mail(own) or mail_address(organisation.email)


def _terms(service: PublishedService, gathered: Gathered) -> list[tuple[Term, str]]:
    """What the service is, and for people of which legal status."""
    kind = gathered.kinds.get(service.catalogue_code)
    what = terms_of_kind(kind) if kind and kind.may_be_public else []
    known = [code for code in service.legal_statuses if code in set(LegalStatusCode)]
    return [(term, "category") for term in what] + [
        (Term(Taxonomy.LEGAL_STATUS, code), "eligibility") for code in known
    ]
