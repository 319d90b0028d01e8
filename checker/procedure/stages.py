"""How a procedure and the duties around it are shown as one: stages one after the other, and a lane for each actor."""

from __future__ import annotations

from dataclasses import dataclass

from checker.logic import Duty
from checker.procedure.states import State


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stage: where its words stand, its states of the procedure, its duties. ``aside``: it need not come."""

    title: str
    provisions: tuple[str, ...]
    states: tuple[State, ...] = ()
    duties: tuple[Duty, ...] = ()
    aside: bool = False


@dataclass(frozen=True, eq=False)
class Stages:
    """``parts`` in their order; ``actors`` whom the procedure names, to whom the check's roles are added, and ``organ``
    the one with whom it ends. ``throughout``: duties of no one stage. ``assigning``: the article that gives tasks out.

    ``title`` of the drawing, ``lead`` what is said before it, with provisions as ``[[14(2)]]``.
    """

    title: str
    lead: str
    parts: tuple[Part, ...]
    actors: tuple[str, ...]
    organ: str
    throughout: tuple[Duty, ...] = ()
    assigning: str = ""
