"""Pyodide's script without what nothing calls: it brings graphics, sound, windows and more for whatever may be loaded.

Half of what a worker reads before Python starts. Terser takes out what is not used; here only that is cut which makes
all of it look used: the table of what a machine may import, and the object on which each function is shown.
"""

import json
import re
import tempfile
from collections.abc import Collection
from pathlib import Path

from builder import ROOT
from builder.core import command, environment
from builder.runtime.passes import NotApplied

TERSER = environment.STEP.path / "terser" / "bin" / "terser"
GRAPHICS = "emscripten_gl"
"""What begins so the machine asks for only as a place in a table, from which nothing in a worker ever calls it."""

_IMPORTS = re.compile(r"var wasmImports=\{(.*?)\};", re.DOTALL)
_SHOWN = re.compile(r'(?<=[;}\n=])Module\["([\w$]+)"\]=(?=[\w$]+[;\[])')
_PROPERTY = re.compile(r'\.([\w$]+)|\["([\w$]+)"\]')
_TOLD = re.compile(r"(?<=[;}\n])([\w$]+)\.(?:sig|stub|isAsync)=(?:\"[^\"]*\"|true);")  # of a function, for machines
_EVAL = re.compile(r"(?<![\w$.])eval\(")
_CALLED = (
    ("return async function(moduleArg", "return (async function(moduleArg"),
    ("return moduleRtn}})();", "return moduleRtn})})();"),
)
_WEAK = "var currentModuleWeakSymbols=new Set([]);"


def lean(script: str, other: str, imported: Collection[str]) -> str:
    """The script for a machine that imports these, beside the other script, which uses it."""
    names = {name for name in imported if not name.startswith(GRAPHICS)}
    table = _only(_IMPORTS, script)
    kept = [entry for entry in table.split(",") if entry.partition(":")[0] in names]
    functions = names | {entry.rpartition(":")[2] for entry in kept}
    shown = {left or right for left, right in _PROPERTY.findall(_SHOWN.sub("", script) + other)}
    script = script.replace(table, ",".join(kept))
    script = _SHOWN.sub(lambda found: found[0] if found[1] in shown else "", script)
    script = _TOLD.sub(lambda found: found[0] if found[1] in functions else "", script)
    # Where a script may see what is around it, nothing around it could be taken out. The page's policy lets none run.
    script = _EVAL.sub("(0,eval)(", script)
    _once(_WEAK, script)
    weak = f"var currentModuleWeakSymbols={{has:name=>name.startsWith({json.dumps(GRAPHICS)})}};"
    return _without_the_unused(script.replace(_WEAK, weak))


def words(*scripts: str) -> set[str]:
    """What they may ask of the machine: every word in them."""
    return set(re.findall(r"[\w$]+", "\n".join(scripts)))


def _only(pattern: re.Pattern[str], script: str) -> str:
    found = pattern.findall(script)
    if len(found) != 1:
        raise NotApplied(f"脚本里不是正好一处 {pattern.pattern}")
    return str(found[0])


def _once(words_: str, script: str) -> None:
    if script.count(words_) != 1:
        raise NotApplied(f"脚本里不是正好一处 {words_}")


def _without_the_unused(script: str) -> str:
    with tempfile.TemporaryDirectory() as temporary:
        whole, less = (Path(temporary) / name for name in ("whole.js", "less.js"))
        whole.write_text(script, encoding="utf-8", newline="\n")
        compress = "defaults=false,unused,dead_code,side_effects,pure_getters,passes=5"
        command.run(["node", TERSER, whole, "--ecma", "2020", "--compress", compress, "--output", less], cwd=ROOT)
        less_ = less.read_text(encoding="utf-8")
    # In brackets a function is taken to be called at once, and read once instead of twice.
    for plain, bracketed in _CALLED:
        _once(plain, less_)
        less_ = less_.replace(plain, bracketed)
    return less_
