"""The regulation for machines, in site/data/: JSON, Akoma Ntoso, plain text, and the SHA-256 of each file.

Nothing here depends on the day or the commit: while the text stays, the files stay, byte for byte.
"""

import hashlib
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TypedDict

from builder import house
from builder.content import stamps
from builder.core.steps import Step
from checker.api.schema import schema_of
from checker.body import Body
from checker.text import Article, Edition, Item, Paragraph, Regulation, anchor, name

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
JSON, SCHEMA, XML, LEGISLATION, WHOLE, SUMS = (
    "regulation.json",
    "regulation.schema.json",
    "regulation.akn.xml",
    "legislation.jsonld",
    "regulation.txt",
    "SHA256SUMS",
)
# The parts of the name are the convention's: country, kind, author, date (not known), name.


class PlaceJson(TypedDict):
    """Where a provision stands, here and in the other files."""

    address: str
    name: str
    anchor: str
    eId: str


class ItemJson(PlaceJson):
    """项."""

    label: str
    text: str


class ParagraphJson(PlaceJson):
    """款: what stands before its items is its text."""

    text: str
    items: list[ItemJson]


class ArticleJson(PlaceJson):
    """条: `sha256` is that of `file`."""

    page: str
    file: str
    sha256: str
    paragraphs: list[ParagraphJson]


class EmendationJson(TypedDict):
    """In the line of the provision `at`, the source has `stood` where this text has `read`."""

    at: str
    stood: str
    read: str
    why: str


class KeptJson(TypedDict):
    """Looks odd, and is left as it stands."""

    at: str
    words: str
    why: str


class SourceJson(TypedDict):
    """The file that the text was taken from: its frame, and what was changed."""

    sha256: str
    before: str
    between: str
    after: str
    emendations: list[EmendationJson]
    kept: list[KeptJson]


class ProofJson(TypedDict):
    """One reading of the text against its source."""

    date: str
    by: str
    how: str
    not_done: str


class RegulationJson(TypedDict):
    """One edition; a day that is not known is null. `sha256` is that of `file`."""

    title: str
    official: bool
    edition: str
    issued: str | None
    effective: str | None
    file: str
    sha256: str
    articles: list[ArticleJson]
    source: SourceJson | None
    proofs: list[ProofJson]


def run(output: Path) -> None:
    """Write every file into `output`."""
    contents = files(house.body())
    for place, content in contents.items():
        path = output / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (output / SUMS).write_bytes(sums(contents))


def files(body: Body) -> dict[str, bytes]:
    """Everything but the sums, by its path in data/."""
    former = {
        f"editions/{edition.key}/{place}": content
        for edition in body.editions.former
        for place, content in _files(edition, body).items()
    }
    return {
        **_files(body.editions.current, body),
        SCHEMA: _json(schema_of(RegulationJson, "条文")),
        LEGISLATION: _json(legislation(body)),
        **former,
    }


def _files(edition: Edition, body: Body) -> dict[str, bytes]:
    articles = {article_file(article): plain(article.text) for article in edition.regulation.articles}
    return {
        JSON: _json(as_json(edition)),
        XML: akoma_ntoso(edition, body),
        WHOLE: plain(edition.regulation.text),
        **articles,
    }


def sums(contents: dict[str, bytes]) -> bytes:
    """What `sha256sum -c` reads: a digest and a path, two spaces between."""
    return "".join(f"{sha256(content)}  {place}\n" for place, content in sorted(contents.items())).encode()


def plain(text: str) -> bytes:
    """A text as a file: UTF-8, a line feed after every line, the last one too."""
    return f"{text}\n".encode()


def sha256(content: bytes) -> str:
    """In 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def article_file(article: Article) -> str:
    """Where the article's text is, in data/."""
    return f"articles/{article.number:02}.txt"


def digest(article: Article) -> str:
    """The SHA-256 of the article's file."""
    return sha256(plain(article.text))


def e_id(address: str, regulation: Regulation) -> str:
    """The id in Akoma Ntoso: ``7`` is art_7, ``7-1`` is art_7__para_1, ``7(3)`` is art_7__para_1__list_1__point_3."""
    found = regulation.provision(address)
    match found:
        case Article():
            return f"art_{found.number}"
        case Paragraph():
            return f"art_{address.replace('-', '__para_')}"
        case Item():
            inside = next(each.address for each in _paragraphs(regulation) if found in each.items)
            return f"{e_id(inside, regulation)}__list_1__point_{found.number}"


def as_json(edition: Edition) -> RegulationJson:
    """An edition with all its addresses, and what is needed to go back to the source file."""
    regulation, apparatus = edition.regulation, edition.apparatus
    source: SourceJson | None = None
    if apparatus:
        source = {
            "sha256": apparatus.source_sha256,
            "before": apparatus.before,
            "between": apparatus.between,
            "after": apparatus.after,
            "emendations": [
                {"at": each.at, "stood": each.stood, "read": each.read, "why": each.why}
                for each in apparatus.emendations
            ],
            "kept": [{"at": each.at, "words": each.words, "why": each.why} for each in apparatus.kept],
        }
    return {
        "title": regulation.title,
        "official": False,
        "edition": edition.key,
        "issued": edition.issued,
        "effective": edition.effective,
        "file": WHOLE,
        "sha256": sha256(plain(regulation.text)),
        "articles": [_article(article, regulation) for article in regulation.articles],
        "source": source,
        "proofs": [
            {"date": each.date, "by": each.by, "how": each.how, "not_done": each.not_done} for each in stamps.proofs()
        ],
    }


def legislation(body: Body) -> dict[str, object]:
    """The work and its editions as schema.org has them, the oldest first."""
    found = []
    for edition in body.editions.each:
        last = edition is body.editions.current
        within = "" if last else f"editions/{edition.key}/"
        known = {
            "datePublished": edition.issued,
            "legislationDate": edition.issued,
            "legislationDateVersion": edition.effective,
            "legislationLegalForce": None if edition.effective is None and last else _force(last),
        }
        found.append(
            {
                "@type": "Legislation",
                "@id": f"{body.work}{_expression(edition)}",
                "name": edition.regulation.title,
                "legislationIdentifier": f"{body.work}{_expression(edition)}",
                "legislationType": body.act,
                "inLanguage": "zh-CN",
                "legislationPassedBy": {"@type": "Organization", "name": body.institution},
                "legislationJurisdiction": {"@type": "AdministrativeArea", "name": body.institution},
                **{key: value for key, value in known.items() if value},
                "encoding": [
                    {"@type": "LegislationObject", "encodingFormat": kind, "contentUrl": within + file}
                    for file, kind in ((XML, "application/akn+xml"), (JSON, "application/json"), (WHOLE, "text/plain"))
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": found}


def _force(current: bool) -> str:
    return "https://schema.org/InForce" if current else "https://schema.org/NotInForce"


def _expression(edition: Edition) -> str:
    """The part of an address that says which text, in which language, of which day."""
    return f"/zho@{edition.effective or ''}"


def akoma_ntoso(edition: Edition, body: Body) -> bytes:
    """The text in Akoma Ntoso 3.0: 条 is article, 款 is paragraph, 项 is point."""
    ET.register_namespace("", NAMESPACE)
    regulation = edition.regulation
    root = _element(None, "akomaNtoso")
    act = _element(root, "act", name=body.act)
    _meta(_element(act, "meta"), edition, body)
    _element(_element(_element(act, "preface"), "p"), "docTitle").text = regulation.title
    whole_body = _element(act, "body")
    for article in regulation.articles:
        whole = _element(whole_body, "article", eId=e_id(article.address, regulation))
        _element(whole, "num").text = article.label
        for part in article.paragraphs:
            paragraph = _element(whole, "paragraph", eId=e_id(part.address, regulation))
            if not part.items:
                _words(paragraph, "content", part.text)
                continue
            items = _element(paragraph, "list", eId=f"{e_id(part.address, regulation)}__list_1")
            _words(items, "intro", part.text)
            for item in part.items:
                point = _element(items, "point", eId=e_id(item.address, regulation))
                _element(point, "num").text = item.label
                _words(point, "content", item.text)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _meta(meta: ET.Element, edition: Edition, body: Body) -> None:
    read = stamps.proofs()[-1].date
    work = body.work
    identification = _element(meta, "identification", source="#mingjie")
    text = _expression(edition)
    levels = (("FRBRWork", "", ""), ("FRBRExpression", text, ""), ("FRBRManifestation", text, ".akn"))
    for level, language, form in levels:
        frbr = _element(identification, level)
        _element(frbr, "FRBRthis", value=f"{work}{language}/!main{form}")
        _element(frbr, "FRBRuri", value=f"{work}{language}{form}")
        # The schema demands a date. Where that of issue or effect is not known, it is of the reading, and says so.
        known = {"FRBRWork": ("issue", edition.issued), "FRBRExpression": ("effect", edition.effective)}
        kind, day = known.get(level, ("transcription", None))
        _element(frbr, "FRBRdate", date=day or read, name=kind if day else "transcription")
        _element(frbr, "FRBRauthor", href="#college" if level == "FRBRWork" else "#mingjie")
        if level == "FRBRWork":
            _element(frbr, "FRBRcountry", value="cn")
            _element(frbr, "FRBRsubtype", value="rules")
            _element(frbr, "FRBRname", value=edition.regulation.title)
        if level == "FRBRExpression":
            _element(frbr, "FRBRauthoritative", value="false")
            _element(frbr, "FRBRlanguage", language="zho")
        if level == "FRBRManifestation":
            _element(frbr, "FRBRformat", value="application/akn+xml")
    references = _element(meta, "references", source="#mingjie")
    for identity, shown in (("college", body.institution), ("mingjie", f"{house.site_name()}（非官方网站）")):
        href = f"/akn/ontology/organization/{identity}"
        _element(references, "TLCOrganization", eId=identity, href=href, showAs=shown)


def _element(parent: ET.Element | None, tag: str, **attributes: str) -> ET.Element:
    qualified = f"{{{NAMESPACE}}}{tag}"
    return ET.Element(qualified, attributes) if parent is None else ET.SubElement(parent, qualified, attributes)


def _words(parent: ET.Element, tag: str, text: str) -> None:
    _element(_element(parent, tag), "p").text = text


def _place(address: str, regulation: Regulation) -> PlaceJson:
    return {"address": address, "name": name(address), "anchor": anchor(address), "eId": e_id(address, regulation)}


def _article(article: Article, regulation: Regulation) -> ArticleJson:
    return {
        **_place(article.address, regulation),
        "page": f"articles/{article.number:02}.html",
        "file": article_file(article),
        "sha256": digest(article),
        "paragraphs": [_paragraph(each, regulation) for each in article.paragraphs],
    }


def _paragraph(paragraph: Paragraph, regulation: Regulation) -> ParagraphJson:
    return {
        **_place(paragraph.address, regulation),
        "text": paragraph.text,
        "items": [
            {**_place(item.address, regulation), "label": item.label, "text": item.text} for item in paragraph.items
        ],
    }


def _paragraphs(regulation: Regulation) -> list[Paragraph]:
    return [paragraph for article in regulation.articles for paragraph in article.paragraphs]


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


STEP = Step(
    name="data",
    says="写出给机器读的条文",
    inputs=("checker/text", "checker/api/schema.py", stamps.PROOFS, "builder/content/stamps.py"),
    after=(),
    run=run,
)
