"""sealed notes and broken glass."""

import sqlalchemy as sa
from alembic import op

revision = "0015_sealed_notes"
down_revision = "0014_focal_points"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_note",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_by_name", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_sealed_note_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sealed_note_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_note")),
    )
    op.create_index(op.f("ix_sealed_note_person_id"), "sealed_note", ["person_id"], unique=False)
    op.create_table(
        "sealed_note_reader",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["sealed_note.id"], name=op.f("fk_sealed_note_reader_note_id_sealed_note")
        ),
        sa.PrimaryKeyConstraint("note_id", "user_id", name=op.f("pk_sealed_note_reader")),
    )
    op.create_index(op.f("ix_sealed_note_reader_user_id"), "sealed_note_reader", ["user_id"], unique=False)
    _make_broken_glass()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE sealed_note ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE sealed_note FORCE ROW LEVEL SECURITY")
        op.execute(
            "CREATE POLICY own_rows ON sealed_note USING "
            "(current_setting('ura.scope', true) IN ('all', 'municipality:' || municipality_code))"
        )


def _make_broken_glass() -> None:
    op.create_table(
        "broken_glass",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("code_name", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("user_name", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("broken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_broken_glass_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["note_id"], ["sealed_note.id"], name=op.f("fk_broken_glass_note_id_sealed_note")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broken_glass")),
    )
    op.create_index(
        "ix_broken_glass_municipality", "broken_glass", ["municipality_code", "broken_at"], unique=False
    )
    op.create_index(op.f("ix_broken_glass_note_id"), "broken_glass", ["note_id"], unique=False)
    op.create_index(op.f("ix_broken_glass_user_id"), "broken_glass", ["user_id"], unique=False)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP POLICY own_rows ON sealed_note")
    op.drop_table("broken_glass")
    op.drop_table("sealed_note_reader")
    op.drop_table("sealed_note")
