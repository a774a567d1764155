"""One invented person whom tests look for where she must not be: her names, her number, her code."""

import html
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel.db import db
from app.people.models import Person

# As a worker types her. No word of these stands in any other text of the application.
TYPED = MappingProxyType(
    {
        "given_name": "Parwana",
        "family_name": "Rasulizada",
        "name_original_script": "پروانه",
        "phone": "068 771 9930",
        "safe": ["call"],
        "languages": ["prs"],
        "interpreter": "woman",
        "legal_status": "AS",
        "sex": "female",
        "birth_date": ["", "", "1997"],
        "nationality": "AF",
    }
)
_WORDS = re.compile(r"parwana|rasulizada|پروانه|68[\s.-]?771[\s.-]?9930", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sought:
    """The person as she is stored, and a way to find her in a text."""

    id: UUID
    code_name: str

    def find_in(self, text: str) -> list[str]:
        """What of her stands in this text: names, number, code."""
        plain = html.unescape(text)
        return [*_WORDS.findall(plain), *re.findall(re.escape(self.code_name), plain)]

    def find_names_in(self, text: str) -> list[str]:
        """The same without her code, which a provider may read from the start."""
        return [found for found in self.find_in(text) if found != self.code_name]


def get_sought(person_id: UUID) -> Sought:
    code_name: Any = db.session.execute(select(Person.code_name).where(Person.id == person_id)).scalar_one()
    return Sought(person_id, str(code_name))
