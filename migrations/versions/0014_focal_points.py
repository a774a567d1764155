"""focal points for restricted services."""

import sqlalchemy as sa
from alembic import op

revision = "0014_focal_points"
down_revision = "0013_provider_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("membership", sa.Column("certified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("membership", sa.Column("certified_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("membership", "certified_by")
    op.drop_column("membership", "certified_at")
