"""What referrals add to the page of a person: where her needs stand."""

from uuid import UUID

from app.kernel.actor import Actor
from app.kernel.permissions import P
from app.people.panels import Panel
from app.referrals import queries
from app.referrals.routes.cards import card_of


def referrals_of_person(actor: Actor, person_id: UUID) -> Panel | None:
    """Her referrals, newest first; nothing for those who do not refer."""
    if not actor.may(P.REFERRALS_WRITE):
        return None
    rows = queries.list_of_person(person_id)
    return Panel("referrals/parts/person_panel.html", {"cards": [card_of(actor, row) for row in rows]})
