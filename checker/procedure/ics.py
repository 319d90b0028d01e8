"""The deadlines as iCalendar text (RFC 5545): an all-day event on the last day of each term."""

from __future__ import annotations

from binascii import crc32
from datetime import date, timedelta

from checker.procedure.deadlines import DeadlinesJson, DueJson, titled
from checker.procedure.procedure import Procedure
from checker.text import name

_WIDEST = 75  # octets of a line, its end not counted (RFC 5545, 3.1)


def as_ics(result: DeadlinesJson, procedure: Procedure) -> str:
    """The calendar; the same matter on the same day gives the same text.

    A term that has no last day yet, or under which nothing is owed, is left out; one of which that is not known, or
    that has not begun, is tentative. The UID stays when the last day moves.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Mingjie//Article {procedure.article}//ZH",
        "CALSCALE:GREGORIAN",
    ]
    for term in result["terms"]:
        if term["last"] is not None and term["status"] != "not-owed":
            lines += _event(result, term, date.fromisoformat(term["last"]), procedure)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(result: DeadlinesJson, term: DueJson, last: date, procedure: Procedure) -> list[str]:
    provisional = "（暂定）" if term["provisional"] else ""
    owed = "".join(f"（{hang['then']}）" for hang in term["hangs_on"])
    tentative = term["provisional"] or term["hangs_on"] or term["status"] == "not-begun"
    usual = "" if term["binding"] else "一般"
    title = f"“{result['title']}”" if result["title"] else ""
    summary = f"{provisional}{owed}{title}{titled(term)}：{usual}最后一天"
    again = f"-{term['number']}" if term["number"] > 1 else ""
    said = [
        f"{name(term['provision'])}：{term['quote']}",
        f"{usual}{term['days']}个工作日，从 {term['started']} 起算，第一天 {term['first']}。",
        *(hang["says"] for hang in term["hangs_on"]),
        *(f"{doubt['why']}。" for doubt in term["doubts"]),
        *(f"{side['meaning']}。" for side in term["rests_on"][:4]),
        "这是按本站的读法推算的，不是通知。",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:article{procedure.article}-{term['term']}{again}-{term['started']}-{crc32(result['title'].encode()):08x}@mingjie.invalid",
        f"DTSTAMP:{result['today'].replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(chr(10).join(said))}",
        f"STATUS:{'TENTATIVE' if tentative else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """A value of the type TEXT; no other control character than a line's end can stand in one."""
    for plain, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escape)
    return "".join(char if char >= " " and char != "\x7f" else "\N{REPLACEMENT CHARACTER}" for char in text)


def _folded(line: str) -> str:
    """The line in pieces that are not too wide; no character is cut."""
    pieces, width = [""], 0
    for char in line:
        octets = len(char.encode())
        if width + octets > _WIDEST:
            pieces.append(" ")
            width = 1
        pieces[-1] += char
        width += octets
    return "\r\n".join(pieces)
