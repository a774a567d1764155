"""services, places and organisations in the shape of HSDS 3.1."""

from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0009_service_facts"
down_revision = "0008_row_security"
branch_labels = None
depends_on = None

_SERVICE_AT_LOCATION = UUID("4c0d8a52-7d0e-5f0b-9a0b-3d1f6f0f5c11")


def upgrade() -> None:
    _make_tables()
    _widen_organisations_and_places()
    _widen_services()
    _identify_services_at_locations()


def _make_tables() -> None:
    op.create_table(
        "agreement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("project_tag", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_agreement_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_organisation_id"), "agreement", ["organisation_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("phone_kind", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_contact_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_contact_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_location_id"), "contact", ["location_id"], unique=False)
    op.create_index(op.f("ix_contact_organisation_id"), "contact", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_contact_service_id"), "contact", ["service_id"], unique=False)


def _widen_organisations_and_places() -> None:
    op.add_column(
        "location", sa.Column("postal_code", sa.String(length=10), nullable=False, server_default="")
    )
    op.add_column(
        "location", sa.Column("transportation", sa.String(length=500), nullable=False, server_default="")
    )
    op.add_column(
        "location", sa.Column("accessibility", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "location", sa.Column("accessibility_note", sa.String(length=300), nullable=False, server_default="")
    )
    op.add_column("location", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(
        "location",
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), nullable=False, server_default="2026-11-01 00:00:00"
        ),
    )
    op.add_column(
        "organisation", sa.Column("tax_number", sa.String(length=20), nullable=False, server_default="")
    )
    op.add_column(
        "organisation", sa.Column("licence_number", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column("organisation", sa.Column("licence_valid_until", sa.Date(), nullable=True))
    op.add_column(
        "organisation", sa.Column("is_national", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "organisation", sa.Column("project_tags", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("organisation", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_organisation_merged_into_id"), "organisation", ["merged_into_id"], unique=False)


def _widen_services() -> None:
    op.add_column(
        "service", sa.Column("area_codes", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("service", sa.Column("is_mobile", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "service", sa.Column("opening_hours", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "service", sa.Column("opening_exceptions", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "service", sa.Column("observes_holidays", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column(
        "service", sa.Column("required_documents", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("service", sa.Column("cost_kind", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("service", sa.Column("cost_in_lek", sa.Integer(), nullable=True))
    op.add_column(
        "service",
        sa.Column("interpreter_languages", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column(
        "service", sa.Column("interpreter_genders", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "service", sa.Column("capacity_unit", sa.String(length=20), nullable=False, server_default="place")
    )
    op.add_column(
        "service", sa.Column("has_waiting_list", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("service", sa.Column("waiting_days", sa.Integer(), nullable=True))
    op.add_column("service", sa.Column("next_place_on", sa.Date(), nullable=True))
    op.add_column("service", sa.Column("eligibility_sq", sa.Text(), nullable=False, server_default=""))
    op.add_column("service", sa.Column("eligibility_en", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "service", sa.Column("legal_statuses", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("service", sa.Column("minimum_age", sa.Integer(), nullable=True))
    op.add_column("service", sa.Column("maximum_age", sa.Integer(), nullable=True))
    op.add_column(
        "service", sa.Column("needs_residence", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("service", sa.Column("wait_days_since_application", sa.Integer(), nullable=True))
    op.add_column(
        "service", sa.Column("application_process", sa.String(length=500), nullable=False, server_default="")
    )
    op.add_column("service", sa.Column("closed_from", sa.Date(), nullable=True))
    op.add_column("service", sa.Column("closed_until", sa.Date(), nullable=True))
    op.add_column(
        "service", sa.Column("closure_reason", sa.String(length=300), nullable=False, server_default="")
    )
    op.add_column(
        "service", sa.Column("project_tags", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "service_at_location",
        sa.Column("opening_hours", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
    )


def _identify_services_at_locations() -> None:
    """The same id that the model derives from its two parts, for the rows that are there already."""
    op.add_column("service_at_location", sa.Column("id", sa.Uuid(), nullable=True))
    links = sa.table(
        "service_at_location",
        sa.column("service_id", sa.Uuid()),
        sa.column("location_id", sa.Uuid()),
        sa.column("id", sa.Uuid()),
    )
    connection = op.get_bind()
    for service_id, location_id in connection.execute(sa.select(links.c.service_id, links.c.location_id)):
        own = sa.and_(links.c.service_id == service_id, links.c.location_id == location_id)
        connection.execute(
            links.update().where(own).values(id=uuid5(_SERVICE_AT_LOCATION, f"{service_id}/{location_id}"))
        )
    with op.batch_alter_table("service_at_location") as batch:
        batch.alter_column("id", existing_type=sa.Uuid(), nullable=False)
    op.create_index(op.f("ix_service_at_location_id"), "service_at_location", ["id"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_service_at_location_id"), table_name="service_at_location")
    op.drop_column("service_at_location", "id")
    _narrow_services()
    _narrow_organisations_and_places()
    op.drop_index(op.f("ix_contact_service_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_organisation_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_location_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_agreement_organisation_id"), table_name="agreement")
    op.drop_table("agreement")


def _narrow_services() -> None:
    op.drop_column("service_at_location", "opening_hours")
    op.drop_column("service", "project_tags")
    op.drop_column("service", "closure_reason")
    op.drop_column("service", "closed_until")
    op.drop_column("service", "closed_from")
    op.drop_column("service", "application_process")
    op.drop_column("service", "wait_days_since_application")
    op.drop_column("service", "needs_residence")
    op.drop_column("service", "maximum_age")
    op.drop_column("service", "minimum_age")
    op.drop_column("service", "legal_statuses")
    op.drop_column("service", "eligibility_en")
    op.drop_column("service", "eligibility_sq")
    op.drop_column("service", "next_place_on")
    op.drop_column("service", "waiting_days")
    op.drop_column("service", "has_waiting_list")
    op.drop_column("service", "capacity_unit")
    op.drop_column("service", "interpreter_genders")
    op.drop_column("service", "interpreter_languages")
    op.drop_column("service", "cost_in_lek")
    op.drop_column("service", "cost_kind")
    op.drop_column("service", "required_documents")
    op.drop_column("service", "observes_holidays")
    op.drop_column("service", "opening_exceptions")
    op.drop_column("service", "opening_hours")
    op.drop_column("service", "is_mobile")
    op.drop_column("service", "area_codes")


def _narrow_organisations_and_places() -> None:
    op.drop_index(op.f("ix_organisation_merged_into_id"), table_name="organisation")
    op.drop_column("organisation", "merged_into_id")
    op.drop_column("organisation", "project_tags")
    op.drop_column("organisation", "is_national")
    op.drop_column("organisation", "licence_valid_until")
    op.drop_column("organisation", "licence_number")
    op.drop_column("organisation", "tax_number")
    op.drop_column("location", "changed_at")
    op.drop_column("location", "version")
    op.drop_column("location", "accessibility_note")
    op.drop_column("location", "accessibility")
    op.drop_column("location", "transportation")
    op.drop_column("location", "postal_code")
