"""Pyodide's machine, the WebAssembly file that is Python, made smaller for the page: a first half, and the rest.

Both halves hold every function, under the same number, so that nothing in a body need be rewritten: where a function is
in the other half, its body only calls it there, through a table that both share. The format is that of the WebAssembly
specification, chapter 5; section numbers as there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from builder.runtime.passes import NotApplied

MAGIC = b"\0asm\1\0\0\0"
TYPE, IMPORT, FUNCTION, TABLE, GLOBAL, EXPORT, START, ELEMENT, CODE = 1, 2, 3, 4, 6, 7, 8, 9, 10
A_FUNCTION, A_TABLE, A_MEMORY, A_GLOBAL, A_TAG = range(5)
I32, FUNCREF = b"\x7f", b"\x70"
LOCAL_GET, GLOBAL_SET, I32_CONST, CALL_INDIRECT, END = b"\x20", b"\x24", b"\x41", b"\x11", b"\x0b"
SHARED = "half"
"""The module from which the rest imports what both share: the first half's exports of that prefix."""


@dataclass(frozen=True)
class Named:
    """An import or an export: its name, what it is (`A_…`), which one (of an export), and how it is written."""

    name: str
    kind: int
    number: int
    written: bytes


def imported(machine: bytes) -> set[str]:
    """The names of what it imports."""
    return {each.name for each in _imports(dict(_sections(machine))[IMPORT])}


def exported(machine: bytes) -> set[str]:
    """The names of what it exports."""
    return {each.name for each in _exports(dict(_sections(machine))[EXPORT])}


def functions(machine: bytes) -> dict[str, int]:
    """Name → number, of those that it exports. The numbers of those that it imports come before its own."""
    return {each.name: each.number for each in _exports(dict(_sections(machine))[EXPORT]) if each.kind == A_FUNCTION}


def placed(machine: bytes) -> set[int]:
    """The numbers of the functions that it puts into a table."""
    segment = dict(_sections(machine))[ELEMENT]
    return set(_numbers(segment[segment.index(END) + 1 :]))


def bodies(machine: bytes) -> Iterator[bytes]:
    """Of each of its own functions, by their order."""
    return _bodies(dict(_sections(machine))[CODE])


def exporting(machine: bytes, names: Collection[str]) -> bytes:
    """The machine with no other exports than these, and those that it imports itself.

    With all of them, each start would put six thousand functions into Python's table that nobody calls there.
    """
    sections = dict(_sections(machine))
    wanted = {*names, *imported(machine)}
    kept = [each.written for each in _exports(sections[EXPORT]) if each.name in wanted]
    return _with(machine, {EXPORT: _vector(kept)})


def watched(machine: bytes) -> bytes:
    """The same machine, and for each of its functions an exported global `ran N` that becomes 1 when it is called."""
    sections = dict(_sections(machine))
    bodies = list(_bodies(sections[CODE]))
    first = _count(sections[IMPORT], A_GLOBAL) + _number(sections[GLOBAL], 0)[0]
    marked = []
    for number, body in enumerate(bodies):
        kinds, start = _number(body, 0)
        for _ in range(kinds):  # of local variables, which come before the code
            start = _number(body, start)[1] + 1
        marked.append(body[:start] + I32_CONST + _signed(1) + GLOBAL_SET + unsigned(first + number) + body[start:])
    return _with(
        machine,
        {
            GLOBAL: _longer(sections[GLOBAL], [I32 + b"\1" + I32_CONST + _signed(0) + END] * len(bodies)),
            EXPORT: _longer(
                sections[EXPORT], [_name(f"ran {n}") + b"\3" + unsigned(first + n) for n in range(len(bodies))]
            ),
            CODE: _vector([unsigned(len(body)) + body for body in marked]),
        },
    )


def halves(machine: bytes, first: Collection[int]) -> tuple[bytes, bytes]:
    """The half with these functions, and the rest, which is to be instantiated with the same imports and, as `half`,
    the first one's exports. Before that, to call a function of the rest is a trap.
    """
    sections = dict(_sections(machine))
    if START not in sections:
        raise NotApplied("机器没有 START 一节")
    imported = {kind: _count(sections[IMPORT], kind) for kind in range(5)}
    # What is called to begin with, when there is nothing else yet.
    first = {*first, _number(sections[START], 0)[0] - imported[A_FUNCTION]}
    types, kinds = list(_types(sections[TYPE])), list(_numbers(sections[FUNCTION]))
    bodies, globals_ = list(_bodies(sections[CODE])), list(_globals(sections[GLOBAL]))
    # Variable ones are shared, and what is before them, so that each keeps its number.
    shared = 1 + max(number for number, each in enumerate(globals_) if each[1:2] == b"\1")
    held = {here: [n for n in range(len(bodies)) if (n in first) == here] for here in (True, False)}
    places = {number: place for functions in held.values() for place, number in enumerate(functions)}
    own = list(_tables(sections[TABLE]))
    meeting = [FUNCREF + b"\0" + unsigned(len(functions)) for functions in held.values()]
    # The tables where each half finds the other's functions come after the machine's own.
    where = {here: imported[A_TABLE] + len(own) + (not here) for here in (True, False)}

    def code(half: bool) -> bytes:
        written = []
        for number, body in enumerate(bodies):
            if (number in first) != half:
                given = b"".join(LOCAL_GET + unsigned(n) for n in range(types[kinds[number]]))
                there = unsigned(kinds[number]) + unsigned(where[not half])
                body = b"\0" + given + I32_CONST + _signed(places[number]) + CALL_INDIRECT + there + END
            written.append(unsigned(len(body)) + body)
        return _vector(written)

    def filling(half: bool) -> bytes:
        functions = [unsigned(imported[A_FUNCTION] + number) for number in held[half]]
        return b"\2" + unsigned(where[half]) + I32_CONST + _signed(0) + END + b"\0" + _vector(functions)

    names = [_name(f"{SHARED} {n}") for n in range(shared + len(own) + 2)]
    out = [b"\3" + unsigned(imported[A_GLOBAL] + n) for n in range(shared)]
    out += [b"\1" + unsigned(imported[A_TABLE] + n) for n in range(len(own) + 2)]
    into = [b"\3" + each[:2] for each in globals_[:shared]] + [b"\1" + each for each in own + meeting]
    asked = [_name(SHARED) + name + each for name, each in zip(names, into, strict=True)]
    return (
        _with(
            machine,
            {
                TABLE: _longer(sections[TABLE], meeting),
                EXPORT: _longer(sections[EXPORT], [name + each for name, each in zip(names, out, strict=True)]),
                ELEMENT: _longer(sections[ELEMENT], [filling(True)]),
                CODE: code(True),
            },
        ),
        _written(
            [
                (TYPE, sections[TYPE]),
                (IMPORT, _longer(sections[IMPORT], asked)),
                (FUNCTION, sections[FUNCTION]),
                (GLOBAL, _vector(globals_[shared:])),
                (ELEMENT, _vector([filling(False)])),
                (CODE, code(False)),
            ]
        ),
    )


# ---- The format: numbers, vectors, sections.


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The unsigned number at a place, and the place after it."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at


def unsigned(number: int) -> bytes:
    """The number as it is written there."""
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _signed(number: int) -> bytes:
    """Of a number that is not negative: its last group of seven bits begins with 0."""
    written = bytearray()
    while number > 63:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _vector(written: Sequence[bytes]) -> bytes:
    return unsigned(len(written)) + b"".join(written)


def _longer(vector: bytes, more: Sequence[bytes]) -> bytes:
    count, start = _number(vector, 0)
    return unsigned(count + len(more)) + vector[start:] + b"".join(more)


def _name(text: str) -> bytes:
    return unsigned(len(text.encode())) + text.encode()


def _named(data: bytes, at: int) -> tuple[str, int]:
    size, at = _number(data, at)
    return data[at : at + size].decode(), at + size


def _sections(machine: bytes) -> Iterator[tuple[int, bytes]]:
    if not machine.startswith(MAGIC):
        raise NotApplied("不是 WebAssembly")
    at = len(MAGIC)
    while at < len(machine):
        size, start = _number(machine, at + 1)
        yield machine[at], machine[start : start + size]
        at = start + size


def _written(sections: Sequence[tuple[int, bytes]]) -> bytes:
    return MAGIC + b"".join(bytes([number]) + unsigned(len(content)) + content for number, content in sections)


def _with(machine: bytes, changed: dict[int, bytes]) -> bytes:
    return _written([(number, changed.get(number, content)) for number, content in _sections(machine)])


def _types(section: bytes) -> Iterator[int]:
    """How many parameters each type of function has."""
    count, at = _number(section, 0)
    for _ in range(count):
        if section[at] != 0x60:
            raise NotApplied("有一个类型不是函数的")
        parameters, at = _number(section, at + 1)
        results, at = _number(section, at + parameters)
        at += results
        yield parameters


def _limits(data: bytes, at: int) -> int:
    """The place after them."""
    bounded, at = data[at] & 1, _number(data, at + 1)[1]
    return _number(data, at)[1] if bounded else at


def _imports(section: bytes) -> Iterator[Named]:
    count, at = _number(section, 0)
    for _ in range(count):
        start = at
        name, at = _named(section, _named(section, at)[1])
        kind = section[at]
        if kind == A_FUNCTION:
            at = _number(section, at + 1)[1]
        elif kind == A_TABLE:
            at = _limits(section, at + 2)
        elif kind == A_MEMORY:
            at = _limits(section, at + 1)
        elif kind == A_GLOBAL:
            at += 3
        else:
            at = _number(section, at + 2)[1]
        yield Named(name, kind, -1, section[start:at])


def _count(section: bytes, kind: int) -> int:
    return sum(each.kind == kind for each in _imports(section))


def _exports(section: bytes) -> Iterator[Named]:
    count, at = _number(section, 0)
    for _ in range(count):
        start = at
        name, at = _named(section, at)
        kind = section[at]
        number, at = _number(section, at + 1)
        yield Named(name, kind, number, section[start:at])


def _numbers(section: bytes) -> Iterator[int]:
    count, at = _number(section, 0)
    for _ in range(count):
        number, at = _number(section, at)
        yield number


def _tables(section: bytes) -> Iterator[bytes]:
    count, at = _number(section, 0)
    for _ in range(count):
        start, at = at, _limits(section, at + 1)
        yield section[start:at]


def _globals(section: bytes) -> Iterator[bytes]:
    count, at = _number(section, 0)
    for _ in range(count):
        start, at = at, at + 2
        if section[at : at + 1] != I32_CONST:
            raise NotApplied("有一个全局量不是常数")
        at = _number(section, at + 1)[1] + 1
        yield section[start:at]


def _bodies(section: bytes) -> Iterator[bytes]:
    count, at = _number(section, 0)
    for _ in range(count):
        size, start = _number(section, at)
        at = start + size
        yield section[start:at]
