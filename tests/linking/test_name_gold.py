"""Mentions measured against the labels that a reader made."""

import json
from collections import defaultdict

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence.linking.measuring.name_scoring import LabelledMention, Score, score_mentions
from evidence.linking.names import Kind, Recogniser
from evidence.linking.naming.authority import Authority

KINDS = {"person": "witness", "organisation": "organisation"}


def test_repeats_count_and_a_wrong_kind_is_a_miss_and_a_false_find():
    gold = [LabelledMention("Google", "organisation"), LabelledMention("Google", "organisation")]
    found = [LabelledMention("Google", "organisation"), LabelledMention("Google", "witness")]
    scores = score_mentions([(gold, found)])
    assert scores["organisation"] == Score("organisation", matched=1, found=1, labelled=2)
    assert scores["witness"].precision == 0
    assert scores["organisation"].f1 == pytest.approx(2 / 3)


def test_nothing_labelled_and_nothing_found_is_perfect():
    assert Score("witness", 0, 0, 0).f1 == 1


def blocks_of(file):
    """A page's blocks, markers cut out; enough of a parser for measuring."""
    if file.suffix == ".html":
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        for node in tree.css("sup, a.paranumber, #footnotes"):
            node.decompose()
        return [" ".join(node.text().split()) for node in tree.css("p")]
    text = file.read_text(encoding="utf-8").partition("\nFootnotes\n")[0]
    return ["".join(_without_marker(part) for part in block.split("[")) for block in text.split("\n\n")]


def _without_marker(part):
    number, bracket, rest = part.partition("]")
    return rest if bracket and number.isdigit() else (f"[{part}" if bracket else part)


@pytest.fixture(scope="module")
def scores(request):
    corpora = request.getfixturevalue("corpora")
    wanted = defaultdict(list)
    for line in (corpora / "gold" / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        wanted[label["inquiry"]].append(label)
    pairs = []
    for inquiry, labels in sorted(wanted.items()):
        pages = {file: blocks_of(file) for file in sorted((corpora / inquiry / "report").iterdir())}
        texts = [((file.name, n), text) for file, blocks in pages.items() for n, text in enumerate(blocks)]
        recogniser = Recogniser(Authority(), texts)
        for label in labels:
            block = next(b for b in pages[corpora / inquiry / label["page"]] if label["locator"] in b)
            found = recogniser.page().mentions(block)
            gold = [LabelledMention(m["text"], KINDS[m["kind"]]) for m in label["mentions"]]
            pairs.append((gold, [_labelled(block, m) for m in found if m.kind is not Kind.SUBJECT]))
    return score_mentions(pairs)


def _labelled(block, mention):
    return LabelledMention(block[mention.start : mention.end], str(mention.kind))


def test_people_are_found_without_an_authority_file(scores):
    assert scores["witness"].f1 >= 0.95


def test_organisations_are_found_without_an_authority_file(scores):
    assert scores["organisation"].f1 >= 0.9
