"""What is wrong with a TOML text, in Chinese: the parser says it in English, in words that differ between Pythons."""

from __future__ import annotations

import re
from datetime import date

_CONTROL = "有不能写的字符：控制字符，或者引号里换了行；请删掉，或者写在一行里"
_SAID = (
    ("Invalid value", "等号后面的值写错了；文字要加引号，是、否写 true、false，日期写成 2027-01-05 的样子"),
    ("Invalid statement", "这一行读不懂；请写成“键 = 值”，或者 [表]"),
    ("Expected newline or end of document", "一行写完了，后面还有东西；请一行写一项，文字加引号"),
    ("Expected '=' after a key", "键后面没有等号；请写成“键 = 值”"),
    ("Expected ']' at the end of a table", "表头没有写完；请写成 [表]，方括号要成对"),
    ("Expected ']]' at the end of an array", "表头没有写完；请写成 [[case]]，两层方括号要成对"),
    ("Invalid initial character for a key", "键只能用字母、数字、下划线和连字符；别的字要加引号"),
    ("Cannot declare", "同一个表写了两次；请合成一个"),
    ("Duplicate inline table key", "同一个键写了两次；请留一个"),
    ("Cannot overwrite", "同一个键写了两次；请留一个"),
    ("Cannot redefine namespace", "同一个名字既是表又是表的列表；请只用一种"),
    ("Cannot mutate immutable namespace", "写在花括号里的表，不能在外面再加；请都写在一处"),
    ("Unclosed array", "方括号没有写完；请补上 ] 或者逗号"),
    ("Unclosed inline table", "花括号没有写完；请补上 } 或者逗号"),
    ("Unterminated string", "引号不成对；请补上"),
    ("Expected", "引号不成对；请补上"),
    ("Unescaped '\\' in a string", "文字里的反斜杠要写两次；请改成 \\\\"),
    ("Invalid hex value", "反斜杠后面的编码写错了；请直接写那个字"),
    ("Escaped character is not", "反斜杠后面的编码不是一个字；请直接写那个字"),
    ("Illegal character", _CONTROL),
    ("Found invalid character", _CONTROL),
)
_WIDE = dict(zip("“”＝［］【】，＃｛｝＂\u3000０１２３４５６７８９", '""=[][],#{}" 0123456789', strict=True))
"""Signs that a Chinese keyboard gives, and what TOML wants."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NEARLY_DATE = re.compile(r"[=\[,]\s*\d{4}(?:[./年]\d|-\d-|-\d\d-\d\b)")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)\Z")


def complaint(error: ValueError, text: str) -> str:
    """Place, cause and mend, for a text that is no file."""
    line, column, words = told(error, text)
    place = f"第 {line} 行第 {column} 列" if column else "末尾"
    return f"{place}：{words if words.startswith('没有 ') else f'TOML 写错了，{words}'}"


def told(error: ValueError, text: str) -> tuple[int, int, str]:
    """Line, column, and the cause with its mend; the last line and no column where the text ends too early.

    What no Python known here says is called a mistake at its place.
    """
    said, lines = str(error), text.rstrip("\n").split("\n")
    found = _PLACE.search(said)
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 0)
    if said.startswith("Invalid date") and (missing := next(filter(_is_none, _DATE.findall(lines[line - 1])), "")):
        return line, column, f"没有 {missing} 这一天；请检查年、月、日"
    if _NEARLY_DATE.search(lines[line - 1]):
        return line, column, "日期写成 2027-01-05 的样子，不加引号"
    if strange := next((sign for sign in _WIDE if sign in _unquoted(lines[line - 1])), ""):
        return line, column, f"有全角的 {strange} ，请改成半角的 {_WIDE[strange]} "
    if said.startswith(("Illegal character", "Expected newline or end")) and lines[line - 1].count('"') % 2:
        return line, column, "引号没有关上，或者引号里换了行；请写在一行里，补上引号"
    meant = (meant for start, meant in _SAID if said.startswith(start))
    return line, column, next(meant, "读不懂；请检查引号、等号和括号")


def _unquoted(line: str) -> str:
    """What stands outside of quotation marks, and before a comment."""
    return re.sub(r"\"[^\"]*\"", "", line).partition("#")[0]


def _is_none(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return True
    return False
