from collections.abc import Iterator

import pytest

from app.providers.queries.spelling import forget_vocabulary


@pytest.fixture(autouse=True)
def _fresh_vocabulary() -> Iterator[None]:
    """The words of one test are not those of the next."""
    forget_vocabulary()
    yield
    forget_vocabulary()
