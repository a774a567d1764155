"""Notes on violence, trafficking and health: sealed, for named readers; and each time that the glass was broken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base, Identified, Versioned
from app.kernel.permissions import Role
from app.kernel.scope import Scope
from app.people.models.persons import OfMunicipality


class SealedNote(Identified, OfMunicipality, Base):
    """What only named people read. `sealed` holds kind and text; the key to it is not in the database."""

    __tablename__ = "sealed_note"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text)
    written_by: Mapped[UUID]
    written_by_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]


class SealedNoteReader(Base):
    """Who may open a note, and who said so."""

    __tablename__ = "sealed_note_reader"

    note_id: Mapped[UUID] = mapped_column(ForeignKey("sealed_note.id"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(120))
    named_by: Mapped[UUID]
    named_at: Mapped[datetime]


class BrokenGlass(Identified, Versioned, OfMunicipality, Base):
    """Somebody opened a note that was not for her, said why, and the data protection officer looks at it."""

    __tablename__ = "broken_glass"
    __table_args__ = (Index("ix_broken_glass_municipality", "municipality_code", "broken_at"),)

    note_id: Mapped[UUID] = mapped_column(ForeignKey("sealed_note.id"), index=True)
    # The officer knows the person by her code name only.
    code_name: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[UUID] = mapped_column(index=True)
    user_name: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    broken_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None]
    finding: Mapped[str] = mapped_column(String(20), default="")

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        """Whoever broke it looks herself up; the officer reads those of her municipality."""
        if scope.role is not Role.DATA_PROTECTION_OFFICER and not scope.is_municipal:
            return false()
        return cls.municipality_code == scope.municipality_code
