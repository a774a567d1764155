"""opening hours, areas and eligibility in the directory; demand without supply."""

import sqlalchemy as sa
from alembic import op

revision = "0010_directory_search"
down_revision = "0009_service_facts"
branch_labels = None
depends_on = None

_NO_LONGER_SEARCHED = {
    "area": ("area", "county_code"),
    "catalogue": ("catalogue_code", "latitude"),
    "point": ("latitude", "longitude"),
    "sector": ("sector", "latitude"),
    "sort": ("sort_name", "id"),
}
_TOKEN = sa.table("service_listing_token", sa.column("token"), sa.column("service_id"))
_SERVICE = sa.table("service", sa.column("id"), sa.column("capacity_confirmed_at"))
_LISTING = sa.table(
    "service_listing", sa.column("service_id"), sa.column("words"), sa.column("capacity_confirmed_at")
)


def upgrade() -> None:
    op.create_table(
        "search_miss",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("wanted", sa.String(length=20), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "wanted", "municipality_code", name=op.f("pk_search_miss")),
    )
    op.create_table(
        "service_listing_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_listing_state")),
    )
    op.create_table(
        "service_listing_change",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_service_listing_change")),
    )
    op.create_index(
        op.f("ix_service_listing_change_number"), "service_listing_change", ["number"], unique=False
    )
    op.add_column(
        "service_listing", sa.Column("is_mobile", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("service_listing", sa.Column("area_codes", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "service_listing",
        sa.Column("legal_statuses", sa.String(length=80), nullable=False, server_default=""),
    )
    op.add_column("service_listing", sa.Column("minimum_age", sa.Integer(), nullable=True))
    op.add_column("service_listing", sa.Column("maximum_age", sa.Integer(), nullable=True))
    op.add_column(
        "service_listing",
        sa.Column("is_wheelchair_accessible", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "service_listing",
        sa.Column("observes_holidays", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column(
        "service_listing",
        sa.Column("capacity_unit", sa.String(length=20), nullable=False, server_default="place"),
    )
    op.add_column("service_listing", sa.Column("words", sa.Text(), nullable=False, server_default=""))
    op.add_column("service_listing", sa.Column("opening_hours", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "service_listing", sa.Column("opening_exceptions", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "service_listing",
        sa.Column("has_waiting_list", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column("service_listing", sa.Column("waiting_days", sa.Integer(), nullable=True))
    op.add_column("service_listing", sa.Column("next_place_on", sa.Date(), nullable=True))
    op.add_column(
        "service_listing", sa.Column("capacity_confirmed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("service_listing", sa.Column("closed_from", sa.Date(), nullable=True))
    op.add_column("service_listing", sa.Column("closed_until", sa.Date(), nullable=True))
    _carry_over()
    op.drop_table("service_listing_token")
    # Searches are answered from memory: these would only slow each change down.
    for name in _NO_LONGER_SEARCHED:
        op.drop_index(f"ix_service_listing_{name}", table_name="service_listing")


def _carry_over() -> None:
    """What the rows of the directory must know at once: their words, and when capacity was confirmed."""
    connection = op.get_bind()
    words: dict[object, list[str]] = {}
    for service_id, token in connection.execute(
        sa.select(_TOKEN.c.service_id, _TOKEN.c.token).order_by(_TOKEN.c.service_id, _TOKEN.c.token)
    ):
        words.setdefault(service_id, []).append(token)
    confirmed = sa.select(_SERVICE.c.id, _SERVICE.c.capacity_confirmed_at).where(
        _SERVICE.c.capacity_confirmed_at.is_not(None)
    )
    told = {row.id: row.capacity_confirmed_at for row in connection.execute(confirmed)}
    rows = [
        {"listed": service_id, "said": " ".join(found), "told": told.get(service_id)}
        for service_id, found in words.items()
    ]
    if rows:
        connection.execute(
            sa.update(_LISTING)
            .where(_LISTING.c.service_id == sa.bindparam("listed"))
            .values(words=sa.bindparam("said"), capacity_confirmed_at=sa.bindparam("told")),
            rows,
        )


def downgrade() -> None:
    for name, columns in _NO_LONGER_SEARCHED.items():
        op.create_index(f"ix_service_listing_{name}", "service_listing", list(columns), unique=False)
    op.create_table(
        "service_listing_token",
        sa.Column("token", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_listing_token_service_id_service")
        ),
        sa.PrimaryKeyConstraint("token", "service_id", name=op.f("pk_service_listing_token")),
    )
    op.create_index(
        op.f("ix_service_listing_token_service_id"), "service_listing_token", ["service_id"], unique=False
    )
    op.drop_column("service_listing", "closed_until")
    op.drop_column("service_listing", "closed_from")
    op.drop_column("service_listing", "capacity_confirmed_at")
    op.drop_column("service_listing", "next_place_on")
    op.drop_column("service_listing", "waiting_days")
    op.drop_column("service_listing", "has_waiting_list")
    op.drop_column("service_listing", "opening_exceptions")
    op.drop_column("service_listing", "opening_hours")
    op.drop_column("service_listing", "words")
    op.drop_column("service_listing", "capacity_unit")
    op.drop_column("service_listing", "observes_holidays")
    op.drop_column("service_listing", "is_wheelchair_accessible")
    op.drop_column("service_listing", "maximum_age")
    op.drop_column("service_listing", "minimum_age")
    op.drop_column("service_listing", "legal_statuses")
    op.drop_column("service_listing", "area_codes")
    op.drop_column("service_listing", "is_mobile")
    op.drop_index(op.f("ix_service_listing_change_number"), table_name="service_listing_change")
    op.drop_table("service_listing_change")
    op.drop_table("service_listing_state")
    op.drop_table("search_miss")
