"""The page that finds a municipality, town or village by name."""

from flask import request

from app.kernel.access import SIGNED_IN, GuardedBlueprint
from app.places import words
from app.places.queries import search_places
from app.web.respond import Answer, respond

bp = GuardedBlueprint("places", __name__, template_folder="templates")


@bp.get("/places/search", access=SIGNED_IN)
def search() -> Answer:
    """Places by `?q=`, nearest name first; nothing typed finds nothing."""
    text = request.args.get("q", "").strip()
    hits = search_places(text)
    return respond("places/search.html", fragment="frag_places", q=text, hits=hits, words=words)
