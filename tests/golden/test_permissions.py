from app.config import PROJECT_ROOT
from tests.golden.golden import check_golden
from tests.golden.permissions import permissions_page
from tests.support.databases import Database


def test_the_page_of_permissions_is_what_the_program_does(sqlite: Database) -> None:
    check_golden(PROJECT_ROOT / "docs" / "permissions.md", permissions_page(sqlite.app))
