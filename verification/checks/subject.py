"""Det som prøves: a snapshot of one version, so that a run can always be explained afterwards."""

from dataclasses import dataclass, field, fields


@dataclass(frozen=True)
class Subject:
    """Prøveobjekt: everything that the checks may know about a version."""

    number: str = ""
    release_notes: str = ""
    artifact_sha256: str = ""
    answers: dict = field(default_factory=dict)
    schema_version: int = 1
    ui_url: str = ""
    fhir_url: str = ""
    earlier: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_inputs(cls, inputs: dict) -> "Subject":
        """Return the subject of a stored JSON snapshot; names it does not know are left out."""
        known = {one.name for one in fields(cls)}
        values = {k: v for k, v in inputs.items() if k in known and v is not None}
        values["earlier"] = tuple((number, sha) for number, sha in values.get("earlier", ()))
        return cls(**values)
