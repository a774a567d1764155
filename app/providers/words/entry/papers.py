"""What to bring, what it costs and how to apply."""

from app.kernel.i18n import gettext as _
from app.providers.domain import CostKind
from app.providers.queries import ServiceView
from app.providers.words.entry.facts import Fact, lines
from app.providers.words.facts import COST_KINDS, REQUIRED_DOCUMENTS


def papers_fact(service: ServiceView) -> Fact:
    """Each paper in a line of its own, then what the organisation adds in its own words."""
    known = [
        str(REQUIRED_DOCUMENTS[code]) for code in service.required_documents if code in REQUIRED_DOCUMENTS
    ]
    return Fact(_("What to bring"), lines(*known, service.documents_to_bring))


def cost_fact(service: ServiceView) -> Fact:
    """Of what kind the cost is, how much, and what the organisation adds."""
    kind = str(COST_KINDS[CostKind(service.cost_kind)]) if service.cost_kind in set(CostKind) else ""
    amount = (
        _("%(number)s lek", number=f"{service.cost_in_lek:,}".replace(",", "."))
        if service.cost_in_lek
        else ""
    )
    said = service.cost if service.cost.casefold() != kind.casefold() else ""
    return Fact(_("Cost"), lines(kind, amount, said))


def application_fact(service: ServiceView) -> Fact:
    return Fact(_("How to apply"), lines(service.application_process))
