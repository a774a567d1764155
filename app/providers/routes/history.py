"""The history of an entry: who changed what, and why."""

from uuid import UUID

from app.kernel.access import current_actor
from app.kernel.permissions import P
from app.providers import policy
from app.providers.queries.history import list_changes
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.providers.words.history import show_change
from app.web.pages import page_request
from app.web.respond import Answer, respond


@bp.get("/providers/<uuid:organisation_id>/history", access=P.DIRECTORY_READ)
def history(organisation_id: UUID) -> Answer:
    entry = get_entry(organisation_id)
    policy.require(policy.may_read_history(current_actor(), entry), "not_your_entry")
    page = list_changes(organisation_id, page_request()).map(show_change)
    return respond("providers/upkeep/history.html", entry=entry, page=page)
