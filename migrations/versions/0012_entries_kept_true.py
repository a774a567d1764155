"""requests to confirm, reports, history of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0012_entries_kept_true"
down_revision = "0011_provider_registration"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmation_request",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_confirmation_request_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_request")),
    )
    op.create_index(
        op.f("ix_confirmation_request_organisation_id"),
        "confirmation_request",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "entry_change",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_by_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_entry_change_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_entry_change_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_change")),
    )
    op.create_index(
        "ix_entry_change_organisation", "entry_change", ["organisation_id", "changed_at"], unique=False
    )
    op.create_index(op.f("ix_entry_change_service_id"), "entry_change", ["service_id"], unique=False)
    op.create_table(
        "entry_report",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settlement", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_entry_report_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_entry_report_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_report")),
    )
    op.create_index("ix_entry_report_open", "entry_report", ["organisation_id", "settled_at"], unique=False)
    op.create_table(
        "periodic_run",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("name", "due_at", name=op.f("pk_periodic_run")),
    )


def downgrade() -> None:
    op.drop_table("periodic_run")
    op.drop_index("ix_entry_report_open", table_name="entry_report")
    op.drop_table("entry_report")
    op.drop_index(op.f("ix_entry_change_service_id"), table_name="entry_change")
    op.drop_index("ix_entry_change_organisation", table_name="entry_change")
    op.drop_table("entry_change")
    op.drop_index(op.f("ix_confirmation_request_organisation_id"), table_name="confirmation_request")
    op.drop_table("confirmation_request")
