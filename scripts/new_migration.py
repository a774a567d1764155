"""Write a migration from the difference between the models and a database migrated so far."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.kernel import migrate


def main(message: str) -> None:
    """Autogenerate a revision; read it before it is committed."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'new.db'}")
        migrate.upgrade(engine)
        config = migrate.alembic_config()
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True)
        head = ScriptDirectory.from_config(config).get_current_head()
        (migrate.MIGRATIONS / ".current-head").write_text(f"{head}\n", "utf-8")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
