"""Row-level security on PostgreSQL: the floor beneath the row scope of the application."""

from alembic import op

revision = "0008_row_security"
down_revision = "0007_coverage"
branch_labels = None
depends_on = None

# The application says at the start of each transaction whose work it is: all, municipality:53, organisation:<id>.
SCOPE = "current_setting('ura.scope', true)"
EVERYTHING_OR_OWN_MUNICIPALITY = f"{SCOPE} IN ('all', 'municipality:' || municipality_code)"
# The share table has a policy of its own, so that only the own organisation's shares count here.
OWN_SHARE = "EXISTS (SELECT 1 FROM share WHERE share.person_id = person.id)"
OWN_ORGANISATION = f"{SCOPE} = 'organisation:' || organisation_id::text"

POLICIES = {
    "share": f"{EVERYTHING_OR_OWN_MUNICIPALITY} OR {OWN_ORGANISATION}",
    "consent": f"{EVERYTHING_OR_OWN_MUNICIPALITY} OR {OWN_ORGANISATION}",
    "referral": f"{EVERYTHING_OR_OWN_MUNICIPALITY} OR {OWN_ORGANISATION}",
    "person": f"{EVERYTHING_OR_OWN_MUNICIPALITY} OR {OWN_SHARE}",
    "referral_event": "EXISTS (SELECT 1 FROM referral WHERE referral.id = referral_event.referral_id)",
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, rule in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        # The owner of the tables is the application itself: without FORCE it would not be held back.
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_rows ON {table} USING ({rule})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in reversed(POLICIES):
        op.execute(f"DROP POLICY own_rows ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
