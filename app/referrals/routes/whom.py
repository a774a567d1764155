"""A referral that begins with a service: whom to send there; choosing somebody makes the draft."""

from uuid import UUID

from flask import request

from app.kernel.errors import NotFound, Refused
from app.kernel.i18n import current_locale
from app.people import queries as people
from app.people.forms import printable
from app.people.words import language_names
from app.providers import queries as providers
from app.web.pages import page_request
from app.web.respond import Answer, respond

_LONGEST_SEARCH = 200


def whom_page(service_id: UUID | None) -> Answer:
    """Step 0: whom; with a service that was chosen before, people stand here to be chosen at once."""
    if service_id is None:
        return respond("referrals/whom.html")
    service = providers.get_service(service_id)
    if service is None:
        raise NotFound
    if not service.referable:
        raise Refused("service_closed", reason=service.reason)
    text = printable(request.args.get("q"))[:_LONGEST_SEARCH]
    return respond(
        "referrals/whom_to.html",
        service=service,
        service_name=service.name(current_locale()),
        text=text,
        page=people.search_people(text, page_request()),
        language_names=language_names,
    )
