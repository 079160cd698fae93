"""A declaration in files: out, in again with a look first, and from one version to the next."""

import io
import json

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from marketplace.models import Event
from tests import cast
from tests.verification.files import address, changed_keys, confirm, send, told
from verification.models import Version

pytestmark = pytest.mark.django_db
NEW = "Kartlegge der innbyggeren er, og dele det med alle som trenger det."
FORMULA = '=HYPERLINK("https://ond.example","trykk")'


def sheet(client, version):
    return load_workbook(io.BytesIO(client.get(address("xlsx", version)).content))


def cell_of(book, key: str):
    """The cell that holds the answer to a question."""
    rows = [row for page in book.worksheets for row in page.iter_rows(min_row=2)]
    return next(row[5] for row in rows if row[0].value == key)


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_file_that_was_not_touched_changes_nothing(form, sign_in, supplier, draft):
    client = sign_in(supplier)

    shown = send(client, draft, f"svar.{form}", client.get(address(form, draft)).content)

    assert shown.status_code == 200
    assert told(shown) == ""
    assert changed_keys(shown) == set()


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_whole_declaration_goes_through_a_file_into_an_empty_version(
    form, sign_in, supplier, draft, empty
):
    client = sign_in(supplier)
    shown = send(client, empty, f"svar.{form}", client.get(address(form, draft)).content)

    answer = confirm(client, empty, shown)

    empty.refresh_from_db()
    assert answer.status_code == 302
    documents = {key for key in draft.answers if draft.schema[key].type == "document"}
    assert empty.answers == {k: a for k, a in draft.answers.items() if k not in documents}


def test_what_was_changed_in_a_spreadsheet_is_shown_before_it_is_saved(sign_in, supplier, draft):
    client = sign_in(supplier)
    book = sheet(client, draft)
    cell_of(book, "purpose").value = NEW

    shown = send(client, draft, "svar.xlsx", saved(book))

    before = Version.objects.get(pk=draft.pk).answers
    assert changed_keys(shown) == {"purpose"}
    assert before["purpose"] != NEW
    confirm(client, draft, shown)
    assert Version.objects.get(pk=draft.pk).answers == before | {"purpose": NEW}
    last = Event.objects.about(draft).newest().first()
    assert last.data == {"fields": ["purpose"], "imported": True}


def test_a_mistake_is_told_with_its_cell_and_the_rest_can_be_saved(sign_in, supplier, draft):
    client = sign_in(supplier)
    book = sheet(client, draft)
    cell_of(book, "purpose").value = NEW
    wrong, formula = cell_of(book, "kind"), cell_of(book, "summary")
    wrong.value, formula.value = "Trylleri", "=1+1"

    shown = send(client, draft, "svar.xlsx", saved(book))

    assert f"{wrong.parent.title} {wrong.coordinate}" in told(shown)
    assert f"{formula.parent.title} {formula.coordinate}" in told(shown)
    assert "formel" in told(shown)
    assert changed_keys(shown) == {"purpose"}


def test_what_somebody_wrote_is_no_formula_in_the_spreadsheet(sign_in, supplier, draft):
    Version.objects.filter(pk=draft.pk).update(answers=draft.answers | {"purpose": FORMULA})

    cell = cell_of(sheet(sign_in(supplier), draft), "purpose")

    assert (cell.value, cell.data_type) == (FORMULA, "s")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("svar.json", b"{", "gyldig JSON"),
        ("svar.json", b"[]", "mangler"),
        ("svar.json", b'{"answers": {}, "schema": "qualification"}', "ikke en produktdeklarasjon"),
        ("svar.json", b'{"answers": {}, "schema_version": 99}', "ikke kjenner"),
        ("svar.json", b'{"answers": {}, "schema_version": "1"}', "ikke en produktdeklarasjon"),
        ("svar.xlsx", b"PK\x03\x04tull", "skadet"),
        ("svar.exe", b"MZ", "Velg et regneark"),
        ("publiccode.yml", b"name: [", "ikke en gyldig"),
        ("publiccode.yml", b"name: x", "publiccodeYmlVersion"),
        ("publiccode.yml", b"publiccodeYmlVersion: &a [x]\nb: [*a, *a]", "ikke en gyldig"),
        ("publiccode.yml", b"publiccodeYmlVersion: !!python/name:os.system ''", "ikke en gyldig"),
        ("publiccode.yml", b"a: " + b"x" * 300_000, "for stor"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name, content, said, sign_in, supplier, draft):
    answer = send(sign_in(supplier), draft, name, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "answers",
    [{"purpose": 7}, {"kind": ["x"]}, {"offline": "kanskje"}, {"risk_landscape": [[1]]}, {"x": 1}],
)
def test_odd_answers_are_told_and_left_out(answers, sign_in, supplier, draft):
    content = json.dumps({"answers": answers}).encode()

    shown = send(sign_in(supplier), draft, "svar.json", content)

    assert shown.status_code == 200
    assert told(shown)
    assert changed_keys(shown) == set()


def test_nothing_is_saved_when_somebody_has_changed_the_answers_meanwhile(sign_in, supplier, draft):
    client = sign_in(supplier)
    content = json.dumps({"answers": {"purpose": NEW}}).encode()
    shown = send(client, draft, "svar.json", content)
    theirs = draft.answers | {"summary": "Noen andre skrev dette."}
    Version.objects.filter(pk=draft.pk).update(answers=theirs)

    answer = confirm(client, draft, shown)

    assert answer.status_code == 409
    assert Version.objects.get(pk=draft.pk).answers == theirs


def test_a_forged_or_borrowed_confirmation_is_worth_nothing(sign_in, supplier, draft, empty):
    client = sign_in(supplier)
    shown = send(client, draft, "svar.json", json.dumps({"answers": {"purpose": NEW}}).encode())

    assert confirm(client, empty, shown).status_code == 409
    assert client.post(address("import", draft), {"token": "tull"}).status_code == 409


def test_a_declared_version_takes_nothing_in(sign_in, supplier, declared_version):
    answer = send(sign_in(supplier), declared_version, "svar.json", b'{"answers": {}}')

    assert answer.status_code == 403


def test_everybody_reads_the_files_of_an_attested_version(client, attested_version):
    told = client.get(address("json", attested_version)).json()

    assert told["sha256"] == attested_version.sha256
    assert told["answers"] == attested_version.answers
    assert client.get(address("xlsx", attested_version)).status_code == 200


def test_the_printed_declaration_is_tagged_and_says_what_it_is(client, attested_version):
    answer = client.get(address("pdf", attested_version))

    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nb"
    assert cast.PRODUCT["purpose"][:30] in text.replace("\n", " ")
    assert attested_version.sha256[:16] in text


def test_a_table_is_printed_as_a_table(sign_in, supplier, draft):
    rows = [{"name": "Skyrom Demo AS", "country": "Norge", "service": "Drift"}]
    answers = draft.answers | {"uses_sub_processors": True, "sub_processor_list": rows}
    Version.objects.filter(pk=draft.pk).update(answers=answers)

    reader = PdfReader(io.BytesIO(sign_in(supplier).get(address("pdf", draft)).content))

    text = "".join(page.extract_text() for page in reader.pages)
    assert "Skyrom Demo AS" in text
    assert draft.schema["sub_processor_list"].columns[0].label in text


def test_two_versions_are_held_up_against_each_other(client, sign_in, supplier, draft):
    new = Version.objects.create(
        application=draft.application,
        number="2.0",
        schema_version=draft.schema_version,
        answers=draft.answers | {"purpose": NEW, "offline": False},
    )

    page = sign_in(supplier).get(address("changes", new)).content.decode()

    assert "fra versjon 1.0 til 2.0" in page
    assert "Formål" in page
    assert draft.schema["offline"].label in page
    assert sign_in(supplier).get(address("changes", new) + "?fra=999").status_code == 404
    assert "Ingen tidligere versjon" in client.get(address("changes", draft)).content.decode()
