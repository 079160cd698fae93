"""The house: what a linter does not see, but a stranger would."""

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("participation", "innovation", "verification", "procurement", "store", "experience")
ROOM_FILES = {
    "__init__",
    "admin",
    "api",
    "apps",
    "checks",
    "forms",
    "migrations",
    "models",
    "policy",
    "tasks",
    "templatetags",
    "urls",
    "views",
}
TOP = {
    ".ci",
    "docs",
    "experience",
    "innovation",
    "locale",
    "marketplace",
    "participation",
    "procurement",
    "static",
    "store",
    "templates",
    "tests",
    "verification",
}
BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "misc"}
THIRD_PARTY = (".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".otf", ".map")
LONGEST_FILE = 300


def tracked() -> list[Path]:
    """The files of the project, without what is built or installed."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.splitlines() if (path := ROOT / name).is_file()]


def ours() -> list[Path]:
    """Python files that people write."""
    return [p for p in tracked() if p.suffix == ".py" and "migrations" not in p.parts]


def short(paths) -> list[str]:
    """Names that a person can read in a failure."""
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_is_longer_than_a_person_reads_in_one_go():
    too_long = [p for p in ours() if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]

    assert short(too_long) == []


def test_no_module_is_named_for_having_no_name():
    assert short(p for p in ours() if p.stem in BANNED) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_the_same_files_and_only_these(room):
    found = {path.stem for path in (ROOT / room).iterdir() if path.name != "__pycache__"}

    assert found - ROOM_FILES == set()
    assert {"models", "policy", "forms", "views", "urls", "api", "admin"} <= found


def test_every_module_of_the_house_is_said_to_be_cellar_or_roof():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    named = {c["name"]: c for c in contracts["contracts"]}
    cellar = named["The cellar knows no room"]["source_modules"]
    roof = named["No room reaches up to the roof"]["forbidden_modules"]

    modules = {p.stem for p in (ROOT / "marketplace").iterdir() if p.suffix == ".py" or p.is_dir()}

    # Celery and WSGI are doors that both sides use; migrations are data.
    doors = {"__init__", "__pycache__", "celery", "wsgi", "migrations"}
    assert modules - doors == {name.removeprefix("marketplace.") for name in [*cellar, *roof]}


def test_the_lifecycles_are_drawn_as_they_are():
    call_command("lifecycles", "--check")


def test_the_top_level_is_as_the_owner_fixed_it():
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}

    assert folders == TOP


def test_nothing_from_others_is_kept_in_the_repository():
    found = [p for p in tracked() if p.name.endswith(THIRD_PARTY) or "vendor" in p.parts]

    assert short(found) == []


def test_no_file_holds_a_registry_address():
    hosts = ("registry.npmjs" + ".org", "pypi" + ".org", "files.pythonhosted" + ".org")
    texts = [p for p in tracked() if p.suffix in {".txt", ".json", ".toml", ".md", ".py", ""}]

    found = [p for p in texts if any(host in p.read_text(errors="ignore") for host in hosts)]

    assert short(found) == []


def test_templates_hold_no_inline_script_or_style():
    bad = ("<script>", "<style", " style=", " onclick=", " onchange=", " onsubmit=", "javascript:")
    pages = [p for p in tracked() if p.suffix == ".html"]

    assert short(p for p in pages if any(text in p.read_text() for text in bad)) == []


def test_views_and_forms_never_write_a_status():
    writers = [
        path
        for path in ours()
        if path.parts[-2] in ROOMS or path.parts[-3] in ROOMS
        if any(_writes_status(node) for node in ast.walk(ast.parse(path.read_text())))
    ]

    assert short(writers) == []


def _writes_status(node: ast.AST) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)


def test_every_public_function_and_class_says_what_it_is():
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in ours()
        if "tests" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert silent == []


def test_functions_stay_short():
    lengths = sorted(
        node.end_lineno - node.body[0].lineno + 1
        for path in ours()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )

    ninth_decile = lengths[int(len(lengths) * 0.9)]
    assert ninth_decile <= 15
