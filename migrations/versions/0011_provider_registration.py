"""registrations from outside, merges of duplicates, pairs that are none."""

import sqlalchemy as sa
from alembic import op

revision = "0011_provider_registration"
down_revision = "0010_directory_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation_merge",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("merged_status", sa.String(length=20), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["organisation.id"], name=op.f("fk_organisation_merge_kept_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["organisation.id"], name=op.f("fk_organisation_merge_merged_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_merge")),
    )
    op.create_index(op.f("ix_organisation_merge_kept_id"), "organisation_merge", ["kept_id"], unique=False)
    op.create_index(
        op.f("ix_organisation_merge_merged_id"), "organisation_merge", ["merged_id"], unique=False
    )
    op.create_table(
        "distinct_organisations",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["organisation.id"], name=op.f("fk_distinct_organisations_first_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["organisation.id"], name=op.f("fk_distinct_organisations_second_id_organisation")
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_distinct_organisations")),
    )
    op.create_index(
        op.f("ix_distinct_organisations_second_id"), "distinct_organisations", ["second_id"], unique=False
    )
    op.create_table(
        "provider_registration",
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("is_national", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("service_codes", sa.JSON(), nullable=False),
        sa.Column("claimed_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("proof_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claimed_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_provider_registration_claimed_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_provider_registration_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_provider_registration_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_registration")),
        sa.UniqueConstraint("proof_digest", name=op.f("uq_provider_registration_proof_digest")),
    )
    op.create_index(
        op.f("ix_provider_registration_claimed_organisation_id"),
        "provider_registration",
        ["claimed_organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_provider_registration_municipality_code"),
        "provider_registration",
        ["municipality_code"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_provider_registration_municipality_code"), table_name="provider_registration")
    op.drop_index(
        op.f("ix_provider_registration_claimed_organisation_id"), table_name="provider_registration"
    )
    op.drop_table("provider_registration")
    op.drop_index(op.f("ix_distinct_organisations_second_id"), table_name="distinct_organisations")
    op.drop_table("distinct_organisations")
    op.drop_index(op.f("ix_organisation_merge_merged_id"), table_name="organisation_merge")
    op.drop_index(op.f("ix_organisation_merge_kept_id"), table_name="organisation_merge")
    op.drop_table("organisation_merge")
