"""coverage cells."""

import sqlalchemy as sa
from alembic import op

revision = "0007_coverage"
down_revision = "0006_referrals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coverage_cell",
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("open_services", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "sector", name=op.f("pk_coverage_cell")),
    )


def downgrade() -> None:
    op.drop_table("coverage_cell")
