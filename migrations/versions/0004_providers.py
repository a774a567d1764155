"""organisations, services, directory."""

import sqlalchemy as sa
from alembic import op

revision = "0004_providers"
down_revision = "0003_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name_sq", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("detailed_sector", sa.String(length=40), nullable=False),
        sa.Column("sensitivity", sa.String(length=20), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("eligible_statuses", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("legal_source", sa.Text(), nullable=False),
        sa.Column("open_eligibility", sa.String(length=200), nullable=False),
        sa.Column("sdg_target", sa.String(length=20), nullable=False),
        sa.Column("is_information_only", sa.Boolean(), nullable=False),
        sa.Column("is_edited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_catalogue_entry")),
    )
    op.create_index(op.f("ix_catalogue_entry_sector"), "catalogue_entry", ["sector"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("other_names", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("decline_reason", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("description_sq", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_organisation_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(
        "ix_organisation_municipality_status", "organisation", ["municipality_code", "status"], unique=False
    )
    op.create_table(
        "location",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_location_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_location_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_index(op.f("ix_location_organisation_id"), "location", ["organisation_id"], unique=False)
    op.create_table(
        "service",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("catalogue_code", sa.String(length=12), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("name_sq", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("description_sq", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("has_interpreter", sa.Boolean(), nullable=False),
        sa.Column("asks_for", sa.JSON(), nullable=False),
        sa.Column("capacity_total", sa.Integer(), nullable=True),
        sa.Column("places_free", sa.Integer(), nullable=True),
        sa.Column("capacity_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_confirmed_by", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("opening", sa.String(length=300), nullable=False),
        sa.Column("documents_to_bring", sa.String(length=500), nullable=False),
        sa.Column("cost", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_code"],
            ["catalogue_entry.code"],
            name=op.f("fk_service_catalogue_code_catalogue_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_service_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index("ix_service_catalogue_status", "service", ["catalogue_code", "status"], unique=False)
    op.create_index(op.f("ix_service_organisation_id"), "service", ["organisation_id"], unique=False)
    op.create_table(
        "service_at_location",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_service_at_location_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_at_location_service_id_service")
        ),
        sa.PrimaryKeyConstraint("service_id", "location_id", name=op.f("pk_service_at_location")),
    )
    op.create_index(
        op.f("ix_service_at_location_location_id"), "service_at_location", ["location_id"], unique=False
    )
    op.create_table(
        "service_listing",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.Column("sort_name", sa.String(length=200), nullable=False),
        sa.Column("name_sq", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("catalogue_code", sa.String(length=12), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("hindrance", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("has_interpreter", sa.Boolean(), nullable=False),
        sa.Column("asks_for", sa.String(length=200), nullable=False),
        sa.Column("places_free", sa.Integer(), nullable=True),
        sa.Column("last_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_listing_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_listing")),
    )
    op.create_index("ix_service_listing_area", "service_listing", ["area", "county_code"], unique=False)
    op.create_index(
        "ix_service_listing_catalogue", "service_listing", ["catalogue_code", "latitude"], unique=False
    )
    op.create_index(
        "ix_service_listing_municipality", "service_listing", ["municipality_code", "sector"], unique=False
    )
    op.create_index(
        op.f("ix_service_listing_organisation_id"), "service_listing", ["organisation_id"], unique=False
    )
    op.create_index("ix_service_listing_point", "service_listing", ["latitude", "longitude"], unique=False)
    op.create_index("ix_service_listing_sector", "service_listing", ["sector", "latitude"], unique=False)
    op.create_index(op.f("ix_service_listing_service_id"), "service_listing", ["service_id"], unique=False)
    op.create_index("ix_service_listing_sort", "service_listing", ["sort_name", "id"], unique=False)
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


def downgrade() -> None:
    op.drop_index(op.f("ix_service_listing_token_service_id"), table_name="service_listing_token")
    op.drop_table("service_listing_token")
    op.drop_index("ix_service_listing_sort", table_name="service_listing")
    op.drop_index(op.f("ix_service_listing_service_id"), table_name="service_listing")
    op.drop_index("ix_service_listing_sector", table_name="service_listing")
    op.drop_index("ix_service_listing_point", table_name="service_listing")
    op.drop_index(op.f("ix_service_listing_organisation_id"), table_name="service_listing")
    op.drop_index("ix_service_listing_municipality", table_name="service_listing")
    op.drop_index("ix_service_listing_catalogue", table_name="service_listing")
    op.drop_index("ix_service_listing_area", table_name="service_listing")
    op.drop_table("service_listing")
    op.drop_index(op.f("ix_service_at_location_location_id"), table_name="service_at_location")
    op.drop_table("service_at_location")
    op.drop_index(op.f("ix_service_organisation_id"), table_name="service")
    op.drop_index("ix_service_catalogue_status", table_name="service")
    op.drop_table("service")
    op.drop_index(op.f("ix_location_organisation_id"), table_name="location")
    op.drop_table("location")
    op.drop_index("ix_organisation_municipality_status", table_name="organisation")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_catalogue_entry_sector"), table_name="catalogue_entry")
    op.drop_table("catalogue_entry")
