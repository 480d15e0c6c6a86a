"""The little of Markdown that the documents use: headings, fenced blocks, tables, links."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"^( *)```(.*)$")
HEADING = re.compile(r"^(#+) +(.+)$")
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass
class Block:
    info: str
    text: str


@dataclass
class Document:
    headings: list = field(default_factory=list)  # (level, text)
    blocks: list = field(default_factory=list)
    tables: list = field(default_factory=list)    # lists of rows, each a list of cells; no separator rows
    links: list = field(default_factory=list)


def parse(text):
    document = Document()
    block = None
    in_table = False
    for line in text.splitlines():
        fence = FENCE.match(line)
        if fence and block is None:
            block = (len(fence[1]), fence[2].strip(), [])
        elif fence:
            document.blocks.append(Block(block[1], "\n".join(block[2])))
            block = None
        elif block is not None:
            block[2].append(line[block[0]:])
        else:
            in_table = _read_line(document, line, in_table)
    if block is not None:
        raise ValueError(f"a fenced block is not closed: {block[2][:1]}")
    return document


def _read_line(document, line, in_table):
    if heading := HEADING.match(line):
        document.headings.append((len(heading[1]), heading[2]))
    document.links += LINK.findall(CODE.sub("", line))
    if not line.startswith("|"):
        return False
    if not in_table:
        document.tables.append([])
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if not all(re.fullmatch(r"[-: ]+", cell) for cell in cells):
        document.tables[-1].append(cells)
    return True
