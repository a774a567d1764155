"""counties, municipalities, places."""

import sqlalchemy as sa
from alembic import op

revision = "0002_places"
down_revision = "0001_kernel"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "county",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name_sq", sa.String(length=40), nullable=False),
        sa.Column("nuts3", sa.String(length=5), nullable=False),
        sa.Column("nuts2", sa.String(length=4), nullable=False),
        sa.Column("ocha_pcode", sa.String(length=6), nullable=False),
        sa.Column("geonames_admin1", sa.String(length=4), nullable=False),
        sa.Column("seat", sa.String(length=60), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("area_km2", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_county")),
        sa.UniqueConstraint("geonames_admin1", name=op.f("uq_county_geonames_admin1")),
        sa.UniqueConstraint("nuts3", name=op.f("uq_county_nuts3")),
        sa.UniqueConstraint("ocha_pcode", name=op.f("uq_county_ocha_pcode")),
    )
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name_sq", sa.String(length=60), nullable=False),
        sa.Column("name_definite", sa.String(length=60), nullable=False),
        sa.Column("former_names", sa.JSON(), nullable=False),
        sa.Column("county_code", sa.String(length=5), nullable=False),
        sa.Column("lau_code", sa.String(length=5), nullable=False),
        sa.Column("ocha_pcode", sa.String(length=8), nullable=False),
        sa.Column("geonames_admin2", sa.String(length=20), nullable=False),
        sa.Column("election_code", sa.String(length=4), nullable=False),
        sa.Column("seat", sa.String(length=60), nullable=False),
        sa.Column("seat_geonameid", sa.Integer(), nullable=True),
        sa.Column("seat_note", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("population_basis", sa.String(length=1), nullable=False),
        sa.Column("area_km2", sa.Double(), nullable=True),
        sa.Column("pilot_from", sa.Date(), nullable=True),
        sa.Column("pilot_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_code"], ["county.code"], name=op.f("fk_municipality_county_code_county")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        sa.UniqueConstraint("election_code", name=op.f("uq_municipality_election_code")),
        sa.UniqueConstraint("geonames_admin2", name=op.f("uq_municipality_geonames_admin2")),
        sa.UniqueConstraint("lau_code", name=op.f("uq_municipality_lau_code")),
        sa.UniqueConstraint("ocha_pcode", name=op.f("uq_municipality_ocha_pcode")),
    )
    op.create_index(op.f("ix_municipality_county_code"), "municipality", ["county_code"], unique=False)
    op.create_table(
        "place",
        sa.Column("geonameid", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("other_names", sa.JSON(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("feature_code", sa.String(length=6), nullable=False),
        sa.Column("county_code", sa.String(length=5), nullable=False),
        sa.Column("municipality_code", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(["county_code"], ["county.code"], name=op.f("fk_place_county_code_county")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_place_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("geonameid", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_county_code"), "place", ["county_code"], unique=False)
    op.create_index(op.f("ix_place_municipality_code"), "place", ["municipality_code"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_place_municipality_code"), table_name="place")
    op.drop_index(op.f("ix_place_county_code"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_municipality_county_code"), table_name="municipality")
    op.drop_table("municipality")
    op.drop_table("county")
