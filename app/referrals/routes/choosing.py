"""Which service: search, sectors and cards, nearest to the person's municipality first; choosing makes the draft."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for

from app.kernel.access import current_actor
from app.kernel.errors import NotFound
from app.kernel.i18n import LazyText
from app.kernel.permissions import P
from app.people import queries as people
from app.people.queries import PersonView
from app.providers.domain import Sector
from app.providers.queries import DirectoryFilters, search_directory
from app.providers.words import SECTORS
from app.providers.words.hits import show_card
from app.referrals import queries, services
from app.referrals.domain import Status
from app.referrals.routes.blueprint import bp
from app.referrals.routes.whom import whom_page
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond

_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address says has been chosen so far."""

    person: PersonView
    draft_id: UUID | None
    text: str
    sector: Sector | None

    def args(self, **changed: Any) -> dict[str, Any]:
        """The arguments of the address, with some of them changed."""
        kept: dict[str, Any] = {
            "person": self.person.id,
            "draft": self.draft_id,
            "q": self.text or None,
            # An empty sector says that all were asked for, where a draft would suggest its own.
            "sector": self.sector.value if self.sector else "" if self.draft_id else None,
        }
        return kept | changed


@dataclass(frozen=True, slots=True)
class SectorLink:
    """One sector as a chip."""

    label: LazyText
    href: str
    current: bool


@bp.get("/referrals/new", access=P.REFERRALS_WRITE)
def new() -> Answer:
    """Step 1: which service."""
    if not request.args.get("person"):
        return whom_page(_uuid(request.args["service"]) if request.args.get("service") else None)
    choice = _choice()
    result = search_directory(_filters(choice), page_request())
    return respond(
        "referrals/new.html",
        choice=choice,
        page=result.page.map(show_card),
        read_as=result.read_as,
        sectors=_sector_links(choice),
    )


@bp.post("/referrals/new", access=P.REFERRALS_WRITE, creates=True)
def choose() -> Answer:
    """A service was chosen: it makes a draft, or becomes the service of the draft that is there."""
    actor = current_actor()
    service_id = _uuid(request.form.get("service"))
    if request.form.get("draft"):
        draft_id = _uuid(request.form.get("draft"))
        services.choose_service(actor, draft_id, service_id)
    else:
        draft_id = services.create_draft(actor, _uuid(request.form.get("person")), service_id)
    return redirect_to("referrals.show", referral_id=draft_id)


def _choice() -> Choice:
    person = people.get_person(_uuid(request.args.get("person")))
    draft_id = _uuid(request.args["draft"]) if request.args.get("draft") else None
    wanted = request.args.get("sector", "")
    sector = Sector(wanted) if wanted in list(Sector) else None
    if draft_id and "sector" not in request.args:
        draft = queries.get_referral(draft_id)
        if draft.status is not Status.DRAFT or draft.person_id != person.id:
            raise NotFound
        # The need is known already: what is searched for first is its own kind of help.
        sector = Sector(draft.sector)
    return Choice(person, draft_id, request.args.get("q", "").strip()[:_LONGEST_SEARCH], sector)


def _filters(choice: Choice) -> DirectoryFilters:
    return DirectoryFilters(
        text=choice.text,
        sector=choice.sector,
        from_municipality=choice.person.municipality_code,
        referable_only=True,
    )


def _sector_links(choice: Choice) -> list[SectorLink]:
    return [
        SectorLink(
            label,
            url_for("referrals.new", **choice.args(sector="" if sector is choice.sector else sector.value)),
            sector is choice.sector,
        )
        for sector, label in SECTORS.items()
    ]


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None
