"""The audit trail of one municipality, for its data protection officer."""

from app.accounts.queries import count_links, list_trail, list_views
from app.accounts.routes.blueprint import bp
from app.accounts.words import ROLE_NAMES
from app.kernel.access import P, current_actor
from app.web.respond import Answer, respond


@bp.get("/audit", access=P.AUDIT_READ)
def trail() -> Answer:
    """Who changed and who looked at what; codes and record numbers only, no personal value."""
    chain = f"municipality:{current_actor().municipality_code}"
    return respond(
        "accounts/trail.html",
        changes=list_trail(chain),
        views=list_views(chain),
        links=count_links(chain),
        role_names={role.value: name for role, name in ROLE_NAMES.items()},
    )
