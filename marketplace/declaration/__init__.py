"""Produktdeklarasjon: questions as data, and everything that is derived from them."""

from .carrying import Carried
from .compare import Cell, Column, Comparison, Row
from .completeness import Completeness
from .coverage import Met
from .form import DeclarationForm
from .question import Choice, Question, Section
from .said import Said
from .schema import Schema, SchemaNotFound
from .structure import SchemaError
from .verdict import Verdict

__all__ = [
    "Carried",
    "Cell",
    "Choice",
    "Column",
    "Comparison",
    "Completeness",
    "DeclarationForm",
    "Met",
    "Question",
    "Row",
    "Said",
    "Schema",
    "SchemaError",
    "SchemaNotFound",
    "Section",
    "Verdict",
]
