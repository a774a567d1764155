"""Turns the demo content into rows of any number; what the rows say stands in the data folder."""

from app.demo.generator.bulk import Tell, tell_nobody
from app.demo.generator.load import Loaded, generate

__all__ = ["Loaded", "Tell", "generate", "tell_nobody"]
