"""What a maintainer is told when a note is wrong: one line, the file, the line, the nearest right thing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder import ROOT, pages, site
from builder.content import examples, norms, notes
from builder.core.console import Problem
from checker.engine.case import Case
from checker.logic import Truth
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.regulations.xishuangbanna.text import REGULATION

NOTE = "articles/07.md"
NORMS = "norms.toml"
READINGS = "readings.toml"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def change(old: str, new: str, file: str = NOTE) -> Callable[[Path], None]:
    def mend(docs: Path) -> None:
        text = (docs / file).read_text(encoding="utf-8")
        assert old in text
        (docs / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return mend


def rename(docs: Path) -> None:
    (docs / NOTE).rename(docs / "articles/7.md")


def not_utf8(docs: Path) -> None:
    (docs / NOTE).write_bytes("---\ntitle: 情形\n---\n".encode("gb18030"))


@pytest.mark.parametrize(
    ("spoil", "place", "mend"),
    [
        (change("## 7(3)", "## 7(12)"), "docs/articles/07.md 第", "最接近的是“7(2)”（第七条第（二）项）"),
        (change("## 7(3)", "## 8(3)"), "docs/articles/07.md 第", "第七条没有“8(3)”"),
        (change("## 7(3)", "## 第三项"), "docs/articles/07.md 第", "请改标题"),
        (change("## 7(3)", "## 7(2)"), "docs/articles/07.md 第", "前面已经有了"),
        (change("## 7(3)", "### 7(3)"), "docs/articles/07.md 第", "请改标题"),
        (change("## 7\n", "写在前面\n\n## 7\n"), "docs/articles/07.md 第5行", "请先写标题“## 7”"),
        (change("[[8(3)]]", "[[8(13)]]"), "docs/articles/07.md 第", "最接近的是“8(3)”"),
        (change("title:", "标题："), "docs/articles/07.md 第1行", "title: 标题"),
        (change("[[11(3)]]", "[[11(4)]]", "articles/08.md"), "docs/articles/08.md 第", "请改引用"),
        (
            change("## 7(3)\n\n", "## 7(3)\n\n**叫法**　没人管过、、头一回干\n\n"),
            "docs/articles/07.md 第",
            "有一个是空的；请检查“、”",
        ),
        (
            change("## 7(3)\n\n", "## 7(3)\n\n**叫法**　没人管过、头一回干、没人管过\n\n"),
            "docs/articles/07.md 第",
            "“没人管过”写了两次；请留一个",
        ),
        (
            change("## 7(3)\n\n", "## 7(3)\n\n**一句话**　甲。\n\n**一句话**　乙。\n\n"),
            "docs/articles/07.md 第",
            "第七条第（三）项的“一句话”前面已经有了；请合成一段",
        ),
        (
            change("[[8(3)]]", "[[norm sanction 第十条]]"),
            "docs/articles/07.md 第",
            "docs/norms.toml 里没有“sanction”；最接近的是“sanctions”",
        ),
        (
            change("[[8(3)]]", "[[norm sanctions 第一百条]]"),
            "docs/articles/07.md 第",
            "没有引“第一百条”；最接近的是“第十一条”",
        ),
        (change('\nstanding = "seen"', '\nstanding = "see"', NORMS), "docs/norms.toml 第", "最接近的是 seen"),
        (change("\nsays =", "\nsayss =", NORMS), "docs/norms.toml 第", "“sayss”没有这一项；最接近的是 says"),
        (change("\n[[norm]]", "\n[[rule]]\n\n[[norm]]", NORMS), "docs/norms.toml", "每一则都以 [[norm]] 开头"),
        (change('\nstanding = "seen"', '\nstanding = "named"', NORMS), "docs/norms.toml 第", "不能有引文"),
        (change("造成不良影响或者损失", "造成坏影响或者损失", READINGS), "docs/readings.toml 第", "最接近的是“"),
        (change('"R3.loss"', '"R3.intent"', READINGS), "docs/readings.toml 第", "请换一个 key"),
        (change('provision = "3"', 'provision = "33"', READINGS), "docs/readings.toml 第", "请改正"),
        (rename, "docs/articles/7.md", "07.md"),
        (not_utf8, "docs/articles/07.md", "UTF-8"),
        (lambda docs: (docs / "privacy.md").unlink(), "docs/privacy.md", "没有这个文件"),
    ],
)
def test_a_wrong_note_stops_the_build_with_one_line(
    docs: Path, tmp_path: Path, spoil: Callable[[Path], None], place: str, mend: str
) -> None:
    spoil(docs)
    with pytest.raises(Problem) as caught:
        pages.write(docs, tmp_path / "pages", ROOT / "cases", BODY)
    line = str(caught.value)
    assert place in line and mend in line and "\n" not in line


def test_a_reference_becomes_a_link_named_by_the_provision(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("---\ntitle: 页\n---\n见[[7(3)]]，`[[7(3)]]`照旧。\n", encoding="utf-8")
    prose = notes.read_prose(tmp_path, "page.md", {}, BODY.text)
    assert prose.lead == "见[第七条第（三）项](articles/07.md#a7-i3)，`[[7(3)]]`照旧。"


def test_a_section_gives_its_fields_and_phrases_and_what_it_refers_to(docs: Path) -> None:
    (docs / NOTE).write_text(
        """---
title: 情形
---

## 7

先说一句，见[[8]]。

**叫法**　解释权、没
有规矩、
头一回

**一句话**　就是它，看[[7(3)]]和[[8]]。

第二段。

**容易看错的**

- 甲
- **乙**　不是字段

**上位规范**　[[norm sanctions 第十条]]、[[norm yunnan]]。

```
**不是字段**　[[9]]
```
""".replace("没\n有规矩、\n", "没有规矩、"),
        encoding="utf-8",
    )
    (section,) = notes.read_note(docs, REGULATION.articles[6], norms.read(docs), BODY.text).sections
    assert section.phrases == ("解释权", "没有规矩", "头一回")
    assert list(section.fields) == ["", "一句话", "容易看错的", "上位规范"]
    assert section.fields["一句话"] == "就是它，看[第（三）项](#a7-i3)和[第八条](08.md#a8)。\n\n第二段。"
    assert section.references == ("8", "7(3)")
    assert [(cited.key, cited.at) for cited in section.citations] == [("sanctions", "第十条"), ("yunnan", "")]
    assert "解释权" not in section.markdown and "**容易看错的**\n\n- 甲" in section.markdown
    assert "[《公职人员政务处分法》第十条](../norms.md#sanctions)、" in section.markdown
    assert "[《云南省容错纠错办法》](../norms.md#yunnan)〔待核〕" in section.markdown


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ({"misses": ("7(2)",), "fits": ()}, "说它不合第七条第（二）项，照规则推出来正相反"),
        ({"fits": ("8(5)",)}, "说它合第八条第（五）项，照规则推出来正相反"),
        ({"fits": ("9(1)",)}, "第九条第（一）项没有写成规则"),
        ({"answers": {}}, "定不下来，还没有回答"),
        ({"texts": {"title": "某事", "story": " "}}, "story 是空的"),
    ],
)
def test_a_case_that_is_no_example_of_what_it_says_stops_the_build_in_one_line(
    spoil: dict[str, Any], words: str
) -> None:
    facts, yes, no = MODEL.facts, Truth.YES, Truth.NO
    answers = {fact: no for fact in facts.values()}
    answers |= {facts[key]: yes for key in ("reform_work", "inexperience", "error", "exploratory_error")}
    case = Case(answers, {"title": "某事", "story": "一件事。"}, fits=("7(2)",))
    assert examples.by_provision([("a07.toml", case)], BODY)["7(2)"].fits[0].story == "一件事。"
    with pytest.raises(Problem) as caught:
        examples.by_provision([("a07.toml", replace(case, **spoil))], BODY)
    line = str(caught.value)
    assert line.startswith("a07.toml 案例“某事”的 ") and words in line and "\n" not in line


def test_links_that_lead_nowhere_stop_the_build_each_with_its_line(docs: Path, tmp_path: Path) -> None:
    links = ("nowhere.md", "text.md#a99", "articles/07.md#a7-i10")
    privacy = docs / "privacy.md"
    before = privacy.read_text(encoding="utf-8")
    privacy.write_text(before + "".join(f"[去看]({link})\n" for link in links), encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    pages.write(docs, tmp_path / ".build" / "pages", ROOT / "cases", BODY)
    with pytest.raises(Problem) as caught:
        site.render(tmp_path, tmp_path / "site")
    first = len(before.splitlines()) + 1
    lines = {f"docs/privacy.md 第{first + place}行：链接“{link}”没有通向任何地方" for place, link in enumerate(links)}
    said, end = str(caught.value).removesuffix("。请改正后重新运行。"), "。请改正后重新运行。"
    assert {*said.split("；")} == lines and str(caught.value).endswith(end)
