"""Complete request bodies in the API description, made from the forms that validate them."""

from django import forms
from drf_spectacular.openapi import AutoSchema

from marketplace.declaration.fields import DocumentsField, TableField
from marketplace.forms import Choose, Pick, PickSeveral

TYPES: list[tuple[type[forms.Field], dict]] = [
    (forms.FileField, {"type": "string", "format": "binary"}),
    (forms.ModelMultipleChoiceField, {"type": "array", "items": {"type": "integer"}}),
    (forms.ModelChoiceField, {"type": "integer"}),
    (DocumentsField, {"type": "array", "items": {"type": "integer"}}),
    (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
    (forms.TypedChoiceField, {"type": "string"}),
    (forms.ChoiceField, {"type": "string"}),
    (forms.NullBooleanField, {"type": ["boolean", "null"]}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.DecimalField, {"type": ["string", "number"], "format": "decimal"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.EmailField, {"type": "string", "format": "email"}),
    (forms.URLField, {"type": "string", "format": "uri"}),
]


def field_schema(field: forms.Field | Pick | PickSeveral | Choose) -> dict:
    """Describe one form field as JSON Schema."""
    if isinstance(field, Pick):
        return {"type": "integer", "description": str(field.label)}
    if not hasattr(field, "label"):  # made from the thing when it is asked
        return {}
    if isinstance(field, TableField):
        return _table_schema(field)
    if isinstance(field, PickSeveral):
        numbers = {"type": "array", "items": {"type": "integer"}}
        return numbers | {"description": str(field.label)}
    if isinstance(field, Choose):
        return {"type": "string", "description": str(field.label)}
    known = next((schema for kind, schema in TYPES if isinstance(field, kind)), {"type": "string"})
    text = " ".join(str(part) for part in (field.label, field.help_text) if part)
    return known | _limits(field) | ({"description": text} if text else {})


def _table_schema(field: TableField) -> dict:
    cells = {key: field_schema(cell) for key, cell in field.cells.items()}
    row = {"row": {"type": "string", "enum": list(field.named)}} if field.named else {}
    rows = {"type": "object", "properties": row | cells}
    return {"type": "array", "items": rows, "description": str(field.label)}


def _limits(field: forms.Field) -> dict:
    limits = {"maxLength": getattr(field, "max_length", None)}
    if type(field) in (forms.ChoiceField, forms.TypedChoiceField):
        limits["enum"] = [value for value, _label in field.choices]
    return {name: value for name, value in limits.items() if value is not None}


def _is_required(field) -> bool:
    return getattr(field, "required", hasattr(field, "label"))


def form_schema(fields: dict, partial: bool = False, title: str = "") -> dict:
    """Describe a form's fields as a JSON Schema object."""
    needed = [
        name
        for name, field in fields.items()
        if getattr(field, "required", hasattr(field, "label"))
    ]
    schema = {
        "type": "object",
        "properties": {name: field_schema(field) for name, field in fields.items()},
    }
    if needed and not partial:
        schema["required"] = needed
    return schema | ({"title": title} if title else {})


class NounSchema(AutoSchema):
    """Describes what goes in by the noun's form and by what its steps ask."""

    def get_request_serializer(self):
        """Give the schema of the form (create, change) or of the steps (one of)."""
        if self.method not in ("POST", "PATCH"):
            return super().get_request_serializer()
        if self.view.action == "step":
            return {"application/json": self._steps_schema()}
        fields = self.view.form_class.described_fields()
        parent = getattr(self.view, "parent_field", "")
        if parent and self.method == "POST":
            fields = {parent: forms.IntegerField()} | fields
        has_file = any(isinstance(field, forms.FileField) for field in fields.values())
        media = "multipart/form-data" if has_file else "application/json"
        return {media: form_schema(fields, partial=self.method == "PATCH")}

    def _steps_schema(self) -> dict:
        steps = self.view.model.steps().values()
        shown = [form_schema(one.asks, title=one.name) for one in steps if not one.is_automatic]
        return {"anyOf": shown}

    def get_operation_id(self) -> str:
        """Name the operation by noun and action."""
        action = getattr(self.view, "action", "") or self.method.lower()
        noun = getattr(getattr(self.view, "model", None), "noun", "portal")
        return f"{noun.replace('-', '_')}_{action}"
