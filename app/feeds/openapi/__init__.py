"""The feeds described for machines: addresses, parameters and the exact shape of each answer (OpenAPI 3.1)."""

from app.feeds.openapi.document import build_document
from app.feeds.openapi.operations import OPERATIONS, Operation

__all__ = ["OPERATIONS", "Operation", "build_document"]
