"""What a lesson must look like, derived from the tree of markdown-it, a CommonMark parser that others wrote.

`parts_of(markdown)` gives the lesson's parts; a text is a list of (character, styles): styles are names of entities, a link's
is ("text_link", its address), code's ("pre", its language).
"""

import re
import unicodedata
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

STYLES = {"strong_open": "bold", "em_open": "italic", "s_open": "strikethrough"}
TAGS = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "tg-spoiler": "spoiler"}
INDENT = "\u00a0\u00a0\u00a0"
SPOILER = "||"
QUOTE_LINES, PHONE_LINE = 10, 40


@dataclass
class Part:
    kind: str                                      # text, photo, video, document, quiz
    text: list = field(default_factory=list)       # of a text or a caption: (character, frozenset of styles)
    target: str = ""
    quiz: str = ""


def parser():
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("html_block")
    markdown.validateLink = lambda url: True
    markdown.normalizeLink = lambda url: url
    markdown.normalizeLinkText = lambda text: text
    return markdown


def parts_of(markdown):
    title, _, body = markdown.partition("\n")
    assert title.startswith("# "), title
    tokens = parser().parse(body)
    return _Lesson().read(tokens)


class _Lesson:
    def __init__(self):
        self.parts = []
        self.lists = []        # [ordered, number, delimiter, tight, has items]
        self.quote = None      # where its text begins
        self.wide = self.fresh = False

    def text(self):
        if not self.parts or self.parts[-1].kind != "text":
            self.parts.append(Part("text"))
        return self.parts[-1].text

    def put(self, string, *styles):
        self.text().extend((character, frozenset(styles)) for character in string)

    def separate(self, tight=False):
        if self.parts and self.parts[-1].kind == "text" and self.quote != len(self.text()):
            self.put("\n" if tight and not self.wide else "\n\n")
            self.wide = False

    def read(self, tokens):
        index = 0
        while index < len(tokens):
            token = tokens[index]
            handler = getattr(self, "on_" + token.type, None)
            index = (handler(tokens, index) if handler else None) or index + 1
        return self.parts

    def on_paragraph_open(self, tokens, index):
        inline = tokens[index + 1]
        media = _media_of(inline.children) if not self.lists and self.quote is None else None
        if media:
            self.parts.append(media)
            self.wide = False
            return index + 3
        self.begin_line(tokens[index].hidden)
        self.text().extend(_indented(_inline(inline.children), len(self.lists)))
        return index + 3

    def begin_line(self, tight):
        if self.fresh:
            self.put(" ")
        else:
            self.separate(tight and bool(self.lists))
            self.put(INDENT * len(self.lists))
        self.fresh = False

    def on_heading_open(self, tokens, index):
        self.begin_line(bool(self.lists) and self.lists[-1][3])
        self.text().extend((character, styles if "code" in styles else styles | {"bold"})
                           for character, styles in _inline(tokens[index + 1].children))
        return index + 3

    def on_hr(self, _tokens, _index):
        self.begin_line(bool(self.lists) and self.lists[-1][3])
        self.put("———")

    def open_list(self, tokens, index, ordered):
        token, level = tokens[index], 0
        tight = True
        for other in tokens[index + 1:]:
            if other.level == token.level:
                break
            if other.type == "paragraph_open" and other.level == token.level + 2:
                tight = tight and other.hidden
        self.lists.append([ordered, int(token.attrGet("start") or 1) if ordered else level, token.markup, tight, False])
        if ordered and token.attrGet("start") == 0:
            self.lists[-1][1] = 0

    def on_bullet_list_open(self, tokens, index):
        self.open_list(tokens, index, False)

    def on_ordered_list_open(self, tokens, index):
        self.open_list(tokens, index, True)

    def close_list(self, *_):
        self.lists.pop()

    on_bullet_list_close = on_ordered_list_close = close_list

    def on_list_item_open(self, tokens, index):
        current = self.lists[-1]
        if current[4]:
            self.separate(current[3])
        else:
            self.separate(len(self.lists) > 1 and self.lists[-2][3])
        current[4] = True
        marker = f"{current[1]}{current[2]}" if current[0] else "•"
        current[1] += 1
        inline = tokens[index + 2] if tokens[index + 1].type == "paragraph_open" else None
        task = re.match(r"\[([ xX])\] ", inline.content) if inline else None
        if task:
            first = inline.children[0]
            first.content = first.content[4:]
            marker = (marker + " " if current[0] else "") + ("☐" if task[1] == " " else "☑")
        self.put(INDENT * (len(self.lists) - 1) + marker)
        self.fresh = True

    def on_list_item_close(self, *_):
        self.fresh = False

    def on_blockquote_open(self, *_):
        self.separate()
        self.fresh = False
        self.quote = len(self.text())

    def on_blockquote_close(self, *_):
        text, begin = self.text(), self.quote
        lines = "".join(character for character, _ in text[begin:]).split("\n")
        long = sum(1 + len(line) // PHONE_LINE for line in lines) > QUOTE_LINES
        kind = "expandable_blockquote" if long else "blockquote"
        text[begin:] = [(character, styles | {kind}) for character, styles in text[begin:]]
        self.quote = None
        self.wide = True

    def on_fence(self, tokens, index):
        token = tokens[index]
        language = token.info.strip()
        if language == "quiz":
            self.parts.append(Part("quiz", quiz=token.content))
            self.wide = False
            return
        self.preformatted(token.content.expandtabs(4), language)

    def on_code_block(self, tokens, index):
        self.preformatted(tokens[index].content.expandtabs(4), "")

    def preformatted(self, content, language):
        self.separate()
        self.fresh = False
        self.put(re.sub(r"^( *\n)+", "", content).rstrip(), ("pre", language))
        self.wide = True

    def on_table_open(self, tokens, index):
        rows, aligns = [], []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                aligns.append((token.attrGet("style") or "").rpartition(":")[2])
            elif token.type == "inline":
                rows[-1].append("".join(character for character, _ in _inline(token.children, spoilers=False)))
            index += 1
        self.preformatted(_layout(rows, aligns), "")
        return index + 1


def _width(text):
    return sum(0 if unicodedata.combining(character) or character == "\u200d"
               else 2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _layout(rows, aligns):
    widths = [max(_width(row[i]) for row in rows) for i in range(len(aligns))]
    lines = []
    for row in rows:
        cells = []
        for cell, align, width in zip(row, aligns, widths):
            room = width - _width(cell)
            left = room if align == "right" else room // 2 if align == "center" else 0
            cells.append(" " * left + cell + " " * (room - left))
        lines.append(" | ".join(cells).rstrip())
    lines.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(lines)


def _media_of(children):
    """The part, if the paragraph is one image or a link to a file."""
    first = children[0]
    if first.type == "image" and len(children) == 1:
        target, inner, embedded = first.attrGet("src"), first.children, True
    elif first.type == "link_open" and children[-1].type == "link_close" and \
            (":" not in first.attrGet("href") or first.attrGet("href").startswith("telegram:")):
        target, inner, embedded = first.attrGet("href"), children[1:-1], False
    else:
        return None
    if target.startswith("telegram:"):
        kind = target.split(":")[1]
    elif embedded:
        extension = target.rpartition(".")[2].lower()
        kind = "photo" if extension in ("jpg", "jpeg", "png", "webp") else "video" if extension == "mp4" else "document"
    else:
        kind = "document"
    return Part(kind, _inline(inner), target)


def _inline(children, spoilers=True):
    """[(character, styles)] of a sentence."""
    out, styles, links = [], [], []

    def add(text, *more):
        code = "code" in more
        linked = [style for style in styles if isinstance(style, tuple)]
        kept = ([] if code else styles) if not (code and linked) else styles
        own = () if code and linked else more
        out.extend((character, frozenset(kept) | frozenset(own)) for character in text)

    for child in children or []:
        if child.type in STYLES:
            styles.append(STYLES[child.type])
        elif child.type.endswith("_close") and child.type != "link_close":
            styles.remove(STYLES[child.type.replace("_close", "_open")])
        elif child.type == "link_open":
            href = child.attrGet("href")
            links.append(None if href.startswith("mailto:") else ("text_link", href))
            styles += [link for link in links[-1:] if link]
        elif child.type == "link_close":
            link = links.pop()
            if link:
                styles.remove(link)
        elif child.type == "code_inline":
            add(child.content, "code")
        elif child.type == "softbreak":
            add(" ")
        elif child.type == "hardbreak":
            add("\n")
        elif child.type == "html_inline":
            tag = re.fullmatch(r"<(/?)([a-z-]+)>", child.content)
            (styles.remove if tag[1] else styles.append)(TAGS[tag[2]])
        elif child.type == "text":
            add(child.content.replace("\t", " "))
        else:
            raise ValueError(f"{child.type} in a sentence")
    return _hidden(out) if spoilers else out


def _hidden(out):
    """`||` in pairs hide what is between them. An escaped bar must not stand in a case: the tree doesn't show it."""
    text = "".join(character if "code" not in styles else "\0" for character, styles in out)
    pairs = list(re.finditer(r"(?<!\|)\|\|(?=[^\s|])(.+?)(?<=[^\s|])\|\|(?!\|)", text, re.DOTALL))
    for match in reversed(pairs):
        inner = [(character, styles if "code" in styles else styles | {"spoiler"})
                 for character, styles in out[match.start() + 2:match.end() - 2]]
        out[match.start():match.end()] = inner
    return out


def _indented(text, levels):
    for character, styles in text:
        yield character, styles
        if character == "\n":
            yield from ((space, frozenset()) for space in INDENT * levels)
