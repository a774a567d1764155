"""Places on the map, as GeoJSON."""

from app.feeds.openapi.operations import POINTS
from app.feeds.records.points import points_page
from app.feeds.routes.answering import answer_feed
from app.feeds.routes.blueprint import bp
from app.kernel.access import PUBLIC
from app.web.respond import Answer


@bp.get(POINTS, access=PUBLIC, own_units=True)
def locations() -> Answer:
    return answer_feed("locations", points_page)
