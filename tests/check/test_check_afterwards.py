"""After the verdict: the dates of the procedure give its deadlines, drawn and printed, and what follows is shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from shared.check_reader import ADDRESS, Reader

from checker.api.bridge import afterwards
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

# 2026: 国庆 is off from the 1st to the 7th of October, and the 10th, a Saturday, is worked.
DATES = {"today": "2026-11-02", "applied": "2026-09-24", "received": "2026-09-28", "accepted": "2026-10-23"}
MET = {
    "section_cadre": "yes",
    "duty_or_reform": "yes",
    "error": "yes",
    "intent": "no",
    "unit": "no",
    "leading_team": "no",
}


@pytest.fixture
def reader(first_check: Reader) -> Reader:
    """At the page, everything there for a blank form."""
    return first_check.anew()


def whole(reader: Reader) -> list[str]:
    """The lines of the line of dates, when all of the answer has come."""
    reader.whole()
    return [row.inner_text().split("\n")[0] for row in reader.frame.locator("#afterwards .timeline > div").all()]


def test_from_the_first_question_to_the_printed_result_with_its_timeline(reader: Reader, tmp_path: Path) -> None:
    expect(reader.now.first).to_be_visible()
    reader.press("yes")
    reader.answer(MET)
    reader.dates(DATES)
    rows = whole(reader)
    assert [row.split("　")[0] for row in rows] == [
        "2026年9月24日星期四",
        "2026年9月28日星期一",
        "2026年10月23日星期五",
        "2026年10月23日星期五",
        "2026年11月2日星期一",
        "2026年11月20日星期五",
    ]
    assert "答复受不受理的最后一天：按时" in rows[3] and "今天" in rows[4] and "还有 14 个工作日" in rows[5]
    expect(reader.frame.locator("#afterwards .timeline .cite")).to_have_count(5)
    reader.section("答复受不受理：15个工作日")
    weeks = reader.frame.locator("#afterwards .weeks").first
    expect(weeks).to_be_visible()
    assert weeks.locator(".d-holiday").all_inner_texts() == ["10/1", "2", "3", "4", "5", "6", "7"]
    assert weeks.locator(".d-shifted").all_inner_texts() == ["10"] and weeks.locator(".d-last").inner_text() == "23"
    # Printed: the timeline, the days, what follows and the days that were written; no text that is only to be copied.
    reader.page.emulate_media(media="print")
    paper = reader.frame.locator("#paper")
    expect(paper.locator(".timeline > div")).to_have_count(6)
    expect(paper.locator(".weeks").first).to_be_visible()
    expect(paper.locator("#paper-answers")).to_contain_text("收到申请 有 2026-09-28")
    expect(paper.locator("#paper-view")).to_contain_text("补救、纠正：用得上")
    expect(paper.locator(".kept").first).to_be_hidden()
    reader.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)


def test_no_row_of_days_is_cut_between_two_sheets(reader: Reader) -> None:
    reader.dates({**DATES, "reported": "2026-11-10", "tolerated": "2026-11-12", "today": "2026-12-20"})
    whole(reader)
    reader.printed()
    cut = reader.frame.evaluate(
        """() => {
          const root = document.getElementById("host").shadowRoot, page = ((297 - 30) / 25.4) * 96;
          const top = root.getElementById("paper").getBoundingClientRect().top;
          return [...root.querySelectorAll("#paper .weeks > div")].filter((cell) => {
            const { top: from, bottom: to } = cell.getBoundingClientRect();
            return Math.floor((from - top) / page) !== Math.floor((to - 1 - top) / page);
          }).length;
        }"""
    )
    assert reader.frame.locator("#paper .weeks").count() >= 4 and cut == 0


def test_without_a_date_nothing_is_said_of_deadlines_and_today_is_the_machine_s(reader: Reader) -> None:
    assert whole(reader) == []
    reader.dates({"received": date.today().isoformat()})
    rows = whole(reader)
    assert any(row.endswith("　今天") for row in rows) and "收到申请" in rows[0]


def test_what_happened_on_a_day_that_is_not_known_is_said_so(reader: Reader) -> None:
    reader.dates({"today": "2026-11-02", "accepted": ""})
    assert whole(reader)[0].startswith("不知道哪一天　答复受理")
    expect(reader.section("调查核实：一般20个工作日")).to_contain_text("最后一天算不出来")


def test_a_day_can_be_taken_back_and_all_of_them_wiped(reader: Reader) -> None:
    reader.dates(DATES)
    received = reader.question("a09.received")
    expect(received.locator("[data-value=unknown]")).to_have_attribute("aria-checked", "true")
    received.locator("[data-value=no]").click()
    expect(received.locator("input")).to_have_value("")
    assert not any("收到申请" in row for row in whole(reader) if "最后一天" not in row)
    reader.frame.locator("#wipe > summary").click()
    reader.frame.locator("#clear").click()
    assert whole(reader) == []
    assert {field.input_value() for field in reader.frame.locator("[type=date]").all()} == {""}


def test_a_day_that_cannot_be_is_said_where_it_is_and_the_rest_stays(reader: Reader) -> None:
    reader.answer(MET)
    reader.dates({"received": "0206-11-02"})
    reader.whole()
    expect(reader.frame.locator("#afterwards .conflict")).to_contain_text("“收到申请”的日期：0206-11-02 不在 2000 年到")
    expect(reader.verdict).not_to_have_text("暂时没有结论")
    reader.dates({"received": "2026-11-02"})
    assert "收到申请" in whole(reader)[0]


def test_events_that_cannot_follow_each_other_are_named_with_their_words(reader: Reader) -> None:
    reader.dates({"today": "2026-11-02", "accepted": "2026-09-01", "received": "2026-09-10"})
    reader.whole()
    conflict = reader.frame.locator("#afterwards .conflict")
    expect(conflict).to_contain_text("次序反了")
    expect(conflict.locator("blockquote")).to_be_visible()


def test_the_dates_of_a_finding_say_what_follows_from_it_and_other_answers_are_told(reader: Reader) -> None:
    reader.answer(MET)
    reader.dates({"today": "2026-11-02", "tolerated": "2026-10-30"})
    reader.whole()
    after = reader.section("以后会怎样")
    expect(after.locator(".yes", has_text="评优评先不受影响：用得上").first).to_be_visible()
    expect(after).to_contain_text("不是承诺")
    reader.answer(finding_made="no")
    reader.whole()
    expect(reader.frame.locator("#afterwards > .conflict")).to_contain_text("日期里填的，和问题里答的不一样")


def test_answers_that_contradict_each_other_are_said_here_too(reader: Reader) -> None:
    reader.answer(heavy_loss="yes", loss="no")
    reader.whole()
    expect(reader.section("以后会怎样")).to_contain_text("互相矛盾")
    expect(reader.trouble).to_have_count(0)


def test_a_reading_of_article_9_can_be_taken_the_other_way(reader: Reader) -> None:
    reader.dates(DATES)
    rows = whole(reader)
    reader.answer({"a09.R9.first": "yes"})
    assert [row for row in whole(reader) if "答复受不受理" in row] != [row for row in rows if "答复受不受理" in row]


def test_the_calendar_s_text_is_read_back_by_a_real_parser(reader: Reader) -> None:
    reader.dates(DATES)
    whole(reader)
    text = reader.section("放进日历").locator(".kept").inner_text()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2026, 10, 23), date(2026, 11, 20)]


def test_days_and_readings_are_kept_with_the_answers_and_put_back(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer({"error": "yes", "a09.R9.first": "yes"})
    reader.dates({**DATES, "begun": ""})
    rows = whole(reader)
    text = reader.section("存下这些回答").locator(".kept").inner_text()
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.dates({"filed": "2026-10-30"})
    reader.frame.locator("#put > summary").click()
    reader.frame.locator("#pasted").fill(text)
    reader.frame.locator("#put-back").click()
    expect(reader.frame.locator("#put-back-says")).to_contain_text("放回了 7 个选择")
    assert whole(reader) == rows
    for key, day in {**DATES, "filed": "", "begun": ""}.items():
        expect(reader.question(f"a09.{key}").locator("input")).to_have_value(day)


AGAIN = ("applied", "received", "lapsed", "accepted", "refused", "withdrawn")


def test_a_second_application_is_asked_of_where_the_first_was_refused_and_shown_as_what_it_would_be(
    page: Page, site_url: str
) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.dates({"today": "2026-08-10", "received": "2026-06-01"})
    second = [reader.question(f"a09.{key}.2") for key in AGAIN]
    for question in second:
        expect(question).to_be_hidden()
    reader.dates({"refused": "2026-06-08"})
    for question in second:
        expect(question).to_be_visible()
    reader.dates({"applied.2": "2026-07-06", "received.2": "2026-07-06"})
    rows = whole(reader)
    assert sum("收到申请" in row and "最后一天" not in row for row in rows) == 2
    assert any("答复受不受理（第2次）的最后一天：要是还能申请" in row for row in rows)
    after = reader.frame.locator("#afterwards")
    expect(after).to_contain_text("要是还能申请，才走到这一步；条文没有写")
    expect(after).to_contain_text("还能不能申请，没有许，也没有禁")
    # Kept, and put back on a fresh page.
    text = reader.section("存下这些回答").locator(".kept").inner_text()
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.frame.locator("#put > summary").click()
    reader.frame.locator("#pasted").fill(text)
    reader.frame.locator("#put-back").click()
    assert whole(reader) == rows
    expect(reader.question("a09.received.2").locator("input")).to_have_value("2026-07-06")
    # Where the refusal is taken back, what was written of the second stays in sight.
    reader.dates({})
    reader.question("a09.refused").locator("[data-value=no]").click()
    expect(reader.question("a09.received.2")).to_be_visible()


def test_a_day_that_has_not_come_is_no_finding(reader: Reader) -> None:
    reader.answer({**MET, "finding_made": "no"})
    reader.dates({"today": "2026-11-02", "tolerated": "2026-12-30"})
    whole(reader)
    expect(reader.frame.locator("#afterwards > .conflict")).to_have_count(0)
    expect(reader.frame.locator("#afterwards")).to_contain_text("那一天还没有到的，不算已经发生：认定容错")


def test_article_9_leads_to_where_its_days_are_written(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/09.html#a9-i2")
    way = page.locator("#n9-i2 a", has_text="算期限")
    assert way.get_attribute("href") == "../check/index.html#a09.begun"
    reader = Reader(page, f"{site_url}{ADDRESS}#a09.begun").ready()
    expect(reader.question("a09.begun").locator("input")).to_be_in_viewport()


def test_before_acting_there_is_no_procedure(reader: Reader) -> None:
    reader.dates(DATES)
    reader.question("plan").locator("[data-value=yes]").click()
    reader.whole()
    expect(reader.frame.locator("#g-course")).to_be_hidden()
    expect(reader.frame.locator("#afterwards .timeline")).to_have_count(0)


def test_it_is_the_same_in_the_browser_and_outside(reader: Reader) -> None:
    course = {"received": "2026-12-22", "accepted": "unknown", "tolerated": "2027-02-01", "R9.first": "yes"}
    answers = {"error": "yes", "section_cadre": "yes"}
    requests = [
        json.dumps({"chosen": answers | {f"a09.{key}": day for key, day in each.items()}, "today": "2027-03-01"})
        for each in ({}, course, {**course, "received": "1026-12-22"}, {"today": "2026-11-02", "applied": "2026-11-01"})
    ]
    call = "async (requests) => { await later(); return requests.map((each) => mingjie('afterwards', each)) }"
    for given, result in zip(requests, reader.worker.evaluate(call, requests), strict=True):
        assert result.encode() == afterwards(given, BODY.place(TOLERANCE)).encode()
