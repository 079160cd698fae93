"""Produktdeklarasjon: questions as data, and everything that is derived from them."""

from .carrying import Carried
from .compare import Column, Comparison, Row
from .completeness import Completeness
from .form import DeclarationForm
from .question import Choice, Question, Section
from .said import Said
from .schema import Schema, SchemaNotFound
from .structure import SchemaError
from .verdict import Verdict

__all__ = [
    "Carried",
    "Choice",
    "Column",
    "Comparison",
    "Completeness",
    "DeclarationForm",
    "Question",
    "Row",
    "Said",
    "Schema",
    "SchemaError",
    "SchemaNotFound",
    "Section",
    "Verdict",
]
