"""The data package of an inquiry."""

import csv
import io
import json
import zipfile

import frictionless
import pytest
from django.core.management import CommandError, call_command

from evidence import models
from evidence.exports import TABLES
from evidence.exports.occurrences import CONCORDANCE, DISPERSION
from evidence.search.index import search_index
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


def export(inquiry, directory) -> dict[str, list[dict[str, str]]]:
    call_command("export_inquiry", inquiry.slug, directory, "--site", "https://evidence.example/", verbosity=0)
    files = {}
    for table in TABLES:
        with (directory / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            files[table.name] = list(csv.DictReader(file, strict=True))
    return files


@pytest.fixture
def inquiry():
    example = example_report()
    factories.CrossReferenceFactory(paragraph=example.opening, target_paragraph=example.later)
    sets.annotate(example.opening)
    sets.annotate(example.later, visibility="internal")
    factories.SpeechFactory(hearing=factories.HearingFactory(inquiry=example.inquiry), witness=example.witness)
    factories.SpeechFactory(hearing=factories.HearingFactory(inquiry=example.inquiry, is_closed=True))
    return example.inquiry


def test_the_package_holds_every_noun_of_one_inquiry(inquiry, tmp_path, capsys):
    sets.paragraphs_with_everything(2)
    files = export(inquiry, tmp_path / "package")
    assert {name: len(rows) for name, rows in files.items()} == {
        "paragraphs": 3, "footnotes": 2, "citations": 1, "quotations": 1, "mentions": 4, "cross_references": 1,
        "witnesses": 1, "organisations": 1, "subjects": 1, "sources": 1, "hearings": 2, "speeches": 1, "annotations": 1,
    }  # fmt: skip
    assert "paragraphs.csv: 3 rows\n" in capsys.readouterr().out
    assert files["paragraphs"][0]["url"] == "https://evidence.example/reports/harbour/b-1/3/"


def test_the_description_names_every_column_of_every_file_in_order(inquiry, tmp_path):
    files = export(inquiry, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in files]
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(files[resource["name"]][0])
        assert all(field["description"] for field in fields)


def test_every_file_joins(inquiry, tmp_path):
    files = export(inquiry, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        rows = files[resource["name"]]
        for key in resource["schema"].get("primaryKey", []):
            assert len({row[key] for row in rows}) == len(rows)
        for foreign in resource["schema"].get("foreignKeys", []):
            (column,), (target,) = foreign["fields"], foreign["reference"]["fields"]
            known = {row[target] for row in files[foreign["reference"]["resource"] or resource["name"]]}
            assert {row[column] for row in rows if row[column]} <= known
    assert {row["slug"] for row in files["mentions"]} <= {
        row["slug"] for noun in ("witnesses", "organisations", "subjects") for row in files[noun]
    }


def test_an_unknown_inquiry_is_refused_with_those_there_are(inquiry, tmp_path):
    with pytest.raises(CommandError, match=f"no inquiry has the slug “nowhere”; there is: {inquiry.slug}"):
        call_command("export_inquiry", "nowhere", tmp_path)


def test_a_directory_that_cannot_be_written_is_one_sentence(inquiry, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CommandError, match="name a directory that can be written"):
        call_command("export_inquiry", inquiry.slug, tmp_path / "taken")


def test_a_package_that_was_not_finished_has_no_description(inquiry, tmp_path, monkeypatch):
    export(inquiry, tmp_path)
    monkeypatch.setattr("evidence.exports.testimony._hearing_url", lambda slug, place: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("export_inquiry", inquiry.slug, tmp_path, verbosity=0)
    assert not (tmp_path / "datapackage.json").exists()


@pytest.mark.django_db(transaction=True)
def test_the_whole_package_is_one_transaction(inquiry, tmp_path):
    # outside of a test's own transaction, as an operator runs it
    assert len(export(inquiry, tmp_path)["paragraphs"]) == 3
    factories.InquiryFactory()


def test_the_package_is_a_valid_tabular_data_package(inquiry, tmp_path):
    export(inquiry, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert len(report.tasks) == len(TABLES)


def test_a_file_that_does_not_join_would_be_seen(inquiry, tmp_path):
    export(inquiry, tmp_path)
    quotations = (tmp_path / "quotations.csv").read_text(encoding="utf-8")
    (tmp_path / "quotations.csv").write_text(quotations.replace("reports/harbour/b-1/3,", "reports/nowhere,"))
    assert "foreign-key" in {error.type for error in errors_of(tmp_path)}


def errors_of(directory):
    report = frictionless.validate(str(directory / "datapackage.json"))
    return [error for task in report.tasks for error in task.errors]


def archive(client, slug):
    response = client.get(f"/packages/{slug}.zip")
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def test_everything_can_be_downloaded_as_one_archive(client, inquiry, tmp_path):
    response, content = archive(client, inquiry.slug)
    assert response["Content-Disposition"] == f'attachment; filename="{inquiry.slug}.zip"'
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert package.namelist() == [*(f"{table.name}.csv" for table in TABLES), "datapackage.json"]
        package.extractall(tmp_path)
    assert errors_of(tmp_path) == []


def test_the_archive_holds_what_the_command_writes(client, inquiry, tmp_path):
    call_command("export_inquiry", inquiry.slug, tmp_path, "--site", "http://testserver", verbosity=0)
    _, content = archive(client, inquiry.slug)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert package.read(name) == (tmp_path / name).read_bytes()


def test_the_archive_is_sent_as_it_is_made(client, inquiry, monkeypatch):
    monkeypatch.setattr("evidence.exports.package.PIECE", 100)
    response = client.get(f"/packages/{inquiry.slug}.zip")
    assert len(list(response.streaming_content)) > 3


def test_an_archive_that_was_broken_off_cannot_be_opened(client, inquiry, monkeypatch):
    monkeypatch.setattr("evidence.exports.package.PIECE", 100)
    monkeypatch.setattr("evidence.exports.testimony._hearing_url", lambda slug, place: 1 / 0)
    sent: list[bytes] = []
    with pytest.raises(ZeroDivisionError):
        sent.extend(client.get(f"/packages/{inquiry.slug}.zip").streaming_content)
    assert sent
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(sent)))


def test_the_first_page_and_the_report_lead_to_the_archive(client, inquiry):
    for address in ("/", "/reports/harbour/", "/columns/"):
        assert f"/packages/{inquiry.slug}.zip" in addresses(shown(client, address))


def test_an_archive_of_no_inquiry_is_a_404(client, db):
    assert "There is no inquiry “nowhere”" in words(shown(client, "/packages/nowhere.zip", 404))


def test_the_dictionary_explains_every_column_of_every_file(client, db):
    page = shown(client, "/columns/")
    declared = {table.name: table.columns for table in TABLES} | {
        "concordance": CONCORDANCE,
        "dispersion": DISPERSION,
    }
    for name, columns in declared.items():
        section = page.css_first(f"section[aria-labelledby={name}]")
        rows = [tuple(" ".join(cell.text().split()) for cell in row.css("th, td")) for row in section.css("tbody tr")]
        assert rows == [(column, columns[column].type, columns[column].meaning) for column in columns]


@pytest.mark.parametrize("noun", ["paragraphs", "footnotes", "quotations", "citations", "speeches"])
def test_every_list_leads_to_the_meaning_of_its_columns(client, inquiry, noun):
    search_index().rebuild()
    assert f"/columns/#{noun}" in addresses(shown(client, f"/{noun}/"))
    assert shown(client, "/columns/").css_first(f"#{noun}") is not None


def test_no_file_names_an_entry_that_staff_rejected(inquiry, tmp_path):
    witness = models.Witness.objects.get(slug="ada-vale")
    witness.standing = models.Standing.REJECTED
    witness.save()
    export(inquiry, tmp_path)
    assert errors_of(tmp_path) == []
    assert "ada-vale" not in (tmp_path / "citations.csv").read_text(encoding="utf-8")
