"""Form fields that take an answer from an HTML form and from a JSON body alike."""

from .documents import DocumentsField
from .money import MoneyField
from .plain import DateField, LinkField, OneOfField, TextField
from .table import TableField
from .yes_no import NO, YES, YesNoField, YesNoWhyField

__all__ = [
    "NO",
    "YES",
    "DateField",
    "DocumentsField",
    "LinkField",
    "MoneyField",
    "OneOfField",
    "TableField",
    "TextField",
    "YesNoField",
    "YesNoWhyField",
]
