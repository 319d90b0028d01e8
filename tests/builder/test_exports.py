"""The files for machines: the same text at the same addresses, valid against the published schemas, sums that hold."""

import hashlib
import json
import re
import subprocess
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from lxml import etree
from shared.site_pages import parse

from builder import exports
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.text import EDITIONS, REGULATION
from checker.text import Apparatus, Article, Item, Paragraph, anchor, name

APPARATUS = cast("Apparatus", EDITIONS.current.apparatus)

AKN = {"a": exports.NAMESPACE}


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / "data"


@pytest.fixture(scope="module")
def regulation(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / exports.JSON).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def akn(data: Path) -> etree._Element:
    return etree.fromstring((data / exports.XML).read_bytes())


@pytest.fixture(scope="module")
def oasis() -> etree.XMLSchema:
    """The OASIS schema; it imports xml.xsd beside it, so no network is asked."""
    return etree.XMLSchema(etree.parse(str(resources("cobalt") / "xsd" / "akomantoso30.xsd")))


def test_the_site_has_exactly_what_the_step_writes(data: Path) -> None:
    expected = exports.files(BODY)
    expected[exports.SUMS] = exports.sums(exports.files(BODY))
    assert {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} == set(expected)
    for place, content in expected.items():
        assert (data / place).read_bytes() == content, place


def test_the_xml_is_valid_against_the_oasis_schema(akn: etree._Element, oasis: etree.XMLSchema) -> None:
    oasis.assertValid(akn)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'eId="art_7"', b'eId="art_8"'),  # twice the same
        (b"<num>", b"<nummer>"),
        (b"<FRBRcountry value", b"<FRBRcountry land"),
        (b'date="2026-11-24"', b'date="undated"'),
    ],
)
def test_the_schema_refuses_what_is_wrong(data: Path, oasis: etree.XMLSchema, old: bytes, new: bytes) -> None:
    text = (data / exports.XML).read_bytes()
    assert old in text
    spoilt = text.replace(old, new).replace(b"</num>", b"</nummer>" if b"nummer" in new else b"</num>")
    assert not oasis.validate(etree.fromstring(spoilt))


def test_the_xml_has_every_provision_at_the_id_that_its_address_maps_to(akn: etree._Element) -> None:
    nodes = {node.get("eId"): node for node in akn.iterfind(".//a:body//*[@eId]", AKN)}
    lists = {eid for eid in nodes if eid and re.fullmatch(r"art_\d+__para_\d+__list_1", eid)}
    assert nodes.keys() - lists == {exports.e_id(place.address, BODY.text) for place in REGULATION}
    for place in REGULATION:
        node = nodes[exports.e_id(place.address, BODY.text)]
        tag = {Article: "article", Paragraph: "paragraph", Item: "point"}[type(place)]
        assert node.tag == f"{{{exports.NAMESPACE}}}{tag}"
        words = "".join(str(text).replace("\n", "").strip(" ") for text in node.itertext())
        if isinstance(place, Article):
            assert words == place.text.replace("\n", "").replace(f"{place.label}　", place.label, 1)
        elif isinstance(place, Paragraph):
            assert words == place.text + "".join(item.line for item in place.items)
        else:
            assert words == place.line


def test_the_xml_claims_neither_authority_nor_a_date_of_issue(akn: etree._Element) -> None:
    assert [node.get("value") for node in akn.iterfind(".//a:FRBRauthoritative", AKN)] == ["false"]
    assert {node.get("name") for node in akn.iterfind(".//a:FRBRdate", AKN)} == {"transcription"}


def test_the_json_follows_its_schema_and_the_schema_refuses_what_is_wrong(
    data: Path, regulation: dict[str, Any]
) -> None:
    schema = json.loads((data / exports.SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(regulation, schema)
    for spoilt in (
        {**regulation, "issued": 2026},
        {**regulation, "extra": ""},
        {**regulation, "articles": [{**regulation["articles"][0], "sha256": None}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoilt, schema)


def test_the_json_has_every_provision_once_with_its_text_and_names(regulation: dict[str, Any]) -> None:
    entries: list[dict[str, Any]] = []
    for article in regulation["articles"]:
        entries.append(article)
        for paragraph in article["paragraphs"]:
            entries += [paragraph, *paragraph["items"]]
    assert [entry["address"] for entry in entries] == [place.address for place in REGULATION]
    for entry, place in zip(entries, REGULATION, strict=True):
        assert entry["name"] == name(place.address)
        assert entry["anchor"] == anchor(place.address)
        assert entry["eId"] == exports.e_id(place.address, BODY.text)
        if not isinstance(place, Article):
            assert entry["text"] == place.text
    assert regulation["issued"] is None and regulation["official"] is False


def test_every_address_of_the_json_is_there_on_its_page(site: Path, regulation: dict[str, Any]) -> None:
    for article in regulation["articles"]:
        ids = {node.attributes.get("id") for node in parse(site / article["page"])}
        anchors = {article["anchor"]}
        for paragraph in article["paragraphs"]:
            anchors |= {paragraph["anchor"], *(item["anchor"] for item in paragraph["items"])}
        assert anchors <= ids


def test_the_source_file_can_be_had_back_from_the_json_alone(regulation: dict[str, Any]) -> None:
    source = regulation["source"]
    lines = {}
    for article in regulation["articles"]:
        for index, paragraph in enumerate(article["paragraphs"]):
            first = index == 0
            lines[article["address"] if first else paragraph["address"]] = (
                f"{article['name']}　{paragraph['text']}" if first else paragraph["text"]
            )
            lines |= {item["address"]: item["label"] + item["text"] for item in paragraph["items"]}
    for change in source["emendations"]:
        assert lines[change["at"]].count(change["read"]) == 1
        lines[change["at"]] = lines[change["at"]].replace(change["read"], change["stood"])
    restored = source["before"] + source["between"].join([regulation["title"], *lines.values()]) + source["after"]
    assert hashlib.sha256(restored.encode()).hexdigest() == source["sha256"] == APPARATUS.source_sha256


def test_the_sums_hold_for_the_program_that_checks_them_and_only_while_nothing_is_changed(
    data: Path, tmp_path: Path
) -> None:
    for file in data.rglob("*"):
        if file.is_file():
            copy = tmp_path / file.relative_to(data)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(file.read_bytes())
    check = ["sha256sum", "--check", "--strict", exports.SUMS]
    passed = subprocess.run(check, cwd=tmp_path, capture_output=True, encoding="utf-8", env={"LC_ALL": "C"})
    assert passed.returncode == 0, passed.stderr
    assert passed.stdout.count(": OK") == 5 + 16
    seventh = tmp_path / "articles" / "07.txt"
    seventh.write_bytes(seventh.read_bytes().replace("可以".encode(), "应当".encode(), 1))
    failed = subprocess.run(check, cwd=tmp_path, capture_output=True, encoding="utf-8", env={"LC_ALL": "C"})
    assert failed.returncode == 1 and "articles/07.txt: FAILED" in failed.stdout


def test_plain_text_is_one_line_for_each_provision_and_ends_with_one_line_feed(data: Path) -> None:
    for article in REGULATION.articles:
        content = (data / exports.article_file(article)).read_bytes().decode()
        assert content == article.text + "\n"
        assert len(content.splitlines()) == len(article.paragraphs) + len(article.items)
    assert (data / exports.WHOLE).read_bytes().decode() == REGULATION.text + "\n"


def test_the_hash_of_each_article_is_the_same_in_the_file_on_its_page_on_the_data_page_and_in_the_json(
    site: Path, data: Path, regulation: dict[str, Any]
) -> None:
    table = parse(site / "data.html").text()
    for article, entry in zip(REGULATION.articles, regulation["articles"], strict=True):
        digest = hashlib.sha256((data / entry["file"]).read_bytes()).hexdigest()
        assert entry["sha256"] == digest
        (foot,) = parse(site / entry["page"]).with_class("stamps")
        assert digest in foot.text() and f"{article.label}条文的 SHA-256" in foot.text()
        assert digest in table
    assert regulation["sha256"] in table


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    exports.run(tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    exports.run(again)
    for file in again.rglob("*.*"):
        if file.is_file():
            assert (tmp_path / file.relative_to(again)).read_bytes() == file.read_bytes()
