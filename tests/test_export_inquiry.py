"""The data package of an inquiry."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from evidence.exports import TABLES
from tests import factories, sets
from tests.example_report import example_report

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
