"""Blocks as pandoc's syntax tree: every text is a node, so none can become markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bemodels.report.blocks import (
    Block,
    Bullets,
    Code,
    FigureBlock,
    Heading,
    InlineCode,
    InlineMath,
    Line,
    Math,
    Para,
    TableBlock,
)
from bemodels.report.plain_text import words

if TYPE_CHECKING:
    from bemodels.report.document import Document

type Node = dict[str, Any]
type Nodes = list[Node]
type Attributes = tuple[str, tuple[str, ...], list[list[str]]]

_API_VERSION = [1, 23, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What differs between the formats that pandoc writes.

    Attributes
    ----------
    top_level : int
        The level of a section's heading.
    table, figure : callable
        Make the nodes of a numbered table and of a figure.
    """

    top_level: int
    table: Callable[[TableBlock], Nodes]
    figure: Callable[[FigureBlock], Nodes]


def to_ast(document: Document, *, dialect: Dialect) -> Node:
    """Build the syntax tree of a document.

    Parameters
    ----------
    document : Document
        What to write.
    dialect : Dialect
        How the format at hand wants its headings, tables and figures.

    Returns
    -------
    dict
        Pandoc's JSON, with title, subtitle and language as metadata.
    """
    meta = {
        "title": node("MetaInlines", line(document.title)),
        "lang": node("MetaString", document.language),
    }
    if document.subtitle:
        meta["subtitle"] = node("MetaInlines", line(document.subtitle))
    blocks = [
        one
        for position, block in enumerate(document.blocks, start=1)
        for one in _nodes_of(block, position=position, dialect=dialect)
    ]
    return tree(blocks, meta=meta)


def tree(blocks: Nodes, *, meta: Node) -> Node:
    """Put blocks under the version of pandoc's types that they are made for.

    Parameters
    ----------
    blocks : list of dict
        Block nodes.
    meta : dict
        Metadata; empty for none.

    Returns
    -------
    dict
        What `run_pandoc` takes.
    """
    return {"pandoc-api-version": _API_VERSION, "meta": meta, "blocks": blocks}


def rewritten(within: Node, *, tag: str, change: Callable[[Node], Nodes]) -> Node:
    """Replace every node of one kind.

    Parameters
    ----------
    within : dict
        A whole tree.
    tag : str
        The kind, such as ``"Str"``.
    change : callable
        From a node to the nodes that take its place.

    Returns
    -------
    dict
        A new tree.
    """

    def walk(part: object) -> object:
        match part:
            case dict():
                return {key: walk(value) for key, value in part.items()}
            case list() | tuple():
                return [new for one in part for new in replaced(one)]
            case _:
                return part

    def replaced(part: object) -> list[object]:
        if isinstance(part, dict) and part.get("t") == tag:
            return [*change(part)]
        return [walk(part)]

    return {key: walk(value) for key, value in within.items()}


def node(tag: str, content: object) -> Node:
    """Make one node.

    Parameters
    ----------
    tag : str
        The constructor in pandoc's types, such as ``"Para"``.
    content : object
        Its fields.

    Returns
    -------
    dict
        The node as JSON holds it.
    """
    return {"t": tag, "c": content}


def attributes(identifier: str = "", *classes: str, **pairs: str) -> Attributes:
    """Make a node's attributes.

    Parameters
    ----------
    identifier : str
        Empty for none.
    *classes : str
        Class names.
    **pairs : str
        Further attributes; underscores in names become hyphens.

    Returns
    -------
    tuple
        As pandoc orders them.
    """
    named = [[key.replace("_", "-"), value] for key, value in pairs.items()]
    return identifier, classes, named


def line(content: Line) -> Nodes:
    """Make the inline nodes of a line.

    Parameters
    ----------
    content : str or tuple
        As `Para` takes it.

    Returns
    -------
    list of dict
        Words, spaces, formulas and code.
    """
    if isinstance(content, str):
        return [
            {"t": "Space"} if word == " " else node("Str", word)
            for word in words(content)
        ]
    return [one for part in content for one in _inline(part)]


def _inline(part: str | InlineMath | InlineCode) -> Nodes:
    match part:
        case InlineMath():
            return [math(part.tex, place="InlineMath")]
        case InlineCode():
            return [node("Code", [attributes(), part.text])]
        case _:
            return line(part)


def math(tex: str, *, place: str) -> Node:
    """Make a formula.

    Parameters
    ----------
    tex : str
        One line of TeX.
    place : {"InlineMath", "DisplayMath"}
        Within a line or on its own.

    Returns
    -------
    dict
        The node.
    """
    return node("Math", [{"t": place}, tex])


def labelled(label: str, text: str) -> Nodes:
    """Make a caption: the label in bold, then the text.

    Parameters
    ----------
    label : str
        Such as ``"Table S1."``.
    text : str
        What it names.

    Returns
    -------
    list of dict
        Inline nodes.
    """
    return [node("Strong", line(label)), {"t": "Space"}, *line(text)]


def _nodes_of(block: Block, *, position: int, dialect: Dialect) -> Nodes:
    match block:
        case Heading():
            level = block.level - 1 + dialect.top_level
            name = attributes(f"section-{position}")
            nodes = [node("Header", [level, name, line(block.text)])]
        case Para():
            nodes = [node("Para", line(block.text))]
        case Bullets():
            items = [[node("Plain", line(item))] for item in block.items]
            nodes = [node("BulletList", items)]
        case Math():
            nodes = [node("Para", [math(block.tex, place="DisplayMath")])]
        case Code():
            nodes = [node("CodeBlock", [attributes("", "text"), block.text])]
        case TableBlock():
            nodes = dialect.table(block)
        case FigureBlock():
            nodes = dialect.figure(block)
    return nodes
