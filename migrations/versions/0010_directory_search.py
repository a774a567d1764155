"""opening hours, areas and eligibility in the directory; demand without supply."""

import sqlalchemy as sa
from alembic import op

revision = "0010_directory_search"
down_revision = "0009_service_facts"
branch_labels = None
depends_on = None


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
        "service_listing_exception",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=True),
        sa.Column("closes", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_listing_exception_service_id_service")
        ),
        sa.PrimaryKeyConstraint(
            "listing_id", "first_day", "position", name=op.f("pk_service_listing_exception")
        ),
    )
    op.create_index(
        op.f("ix_service_listing_exception_service_id"),
        "service_listing_exception",
        ["service_id"],
        unique=False,
    )
    op.create_table(
        "service_listing_opening",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_listing_opening_service_id_service")
        ),
        sa.PrimaryKeyConstraint("listing_id", "opens", name=op.f("pk_service_listing_opening")),
    )
    op.create_index(
        op.f("ix_service_listing_opening_service_id"), "service_listing_opening", ["service_id"], unique=False
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
        sa.Column("has_opening_hours", sa.Boolean(), nullable=False, server_default=sa.false()),
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


def downgrade() -> None:
    op.drop_column("service_listing", "closed_until")
    op.drop_column("service_listing", "closed_from")
    op.drop_column("service_listing", "capacity_confirmed_at")
    op.drop_column("service_listing", "next_place_on")
    op.drop_column("service_listing", "waiting_days")
    op.drop_column("service_listing", "has_waiting_list")
    op.drop_column("service_listing", "has_opening_hours")
    op.drop_column("service_listing", "observes_holidays")
    op.drop_column("service_listing", "is_wheelchair_accessible")
    op.drop_column("service_listing", "maximum_age")
    op.drop_column("service_listing", "minimum_age")
    op.drop_column("service_listing", "legal_statuses")
    op.drop_column("service_listing", "area_codes")
    op.drop_column("service_listing", "is_mobile")
    op.drop_index(op.f("ix_service_listing_opening_service_id"), table_name="service_listing_opening")
    op.drop_table("service_listing_opening")
    op.drop_index(op.f("ix_service_listing_exception_service_id"), table_name="service_listing_exception")
    op.drop_table("service_listing_exception")
    op.drop_table("search_miss")
