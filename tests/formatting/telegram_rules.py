"""Telegram's rules for a formatted message, written down from its documentation and from tdlib, the library behind the
Bot API. Nothing here comes from the code that is checked.

"Bot API" below is https://core.telegram.org/bots/api#formatting-options and #messageentity; tdlib is
td/telegram/MessageEntity.cpp, misc.cpp and LinkManager.cpp of https://github.com/tdlib/td.
"""

import re

MAX_TEXT = 4096        # Bot API, sendMessage: "1-4096 characters after entities parsing"
MAX_CAPTION = 1024     # Bot API, sendPhoto: "0-1024 characters after entities parsing"
MAX_ENTITIES = 100     # the server ignores what is more
MAX_BYTES = 35000      # tdlib, fix_formatted_text: LENGTH_LIMIT
SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTATIONS = {"blockquote", "expandable_blockquote"}
CODE = {"code", "pre"}
TYPES = SPLITTABLE | QUOTATIONS | CODE | {"text_link"}
WHITE_SPACE = " \n"    # tdlib, remove_invalid_entities: no other character is trimmed
# tdlib, strip_empty_characters: what a message may not consist of alone
EMPTY = set(map(chr, [*range(0x21), 0xA0, 0x1680, 0x180E, *range(0x2000, 0x2010), 0x202E, 0x202F, 0x205F, 0x2800, 0x3000,
                      0xFEFF, 0xFFFC, 0xE0000 + 0x80]))


def units(text):
    return len(text.encode("utf-16-le")) // 2


def piece(text, offset, length):
    """The text at those UTF-16 code units; None if they begin or end within a character."""
    data = text.encode("utf-16-le")[2 * offset:2 * (offset + length)]
    try:
        return data.decode("utf-16-le")
    except UnicodeDecodeError:
        return None


def violations(message, limit):
    """What Telegram would refuse, change or ignore."""
    text, entities = message["text"], message["entities"]
    yield from _of_text(text, entities, limit)
    for entity in entities:
        yield from _of_entity(text, entity)
    yield from _of_nesting(entities)


def _of_text(text, entities, limit):
    if units(text) > limit or len(text) > limit:
        yield f"{units(text)} code units, over {limit}"
    if len(text.encode()) > MAX_BYTES:
        yield "too many bytes: tdlib cuts the text"
    if set(text) <= EMPTY:
        yield "empty: tdlib answers 'Message must be non-empty'"
    # tdlib, clean_input_string: control characters become spaces, a carriage return vanishes.
    if re.search(r"[\x00-\x09\x0b-\x1f]", text):
        yield "a control character, which tdlib replaces"
    if text and text[-1] in WHITE_SPACE:
        yield "white space at the end, which tdlib trims"
    # tdlib, fix_formatted_text, "ltrim": up to the first entity; it does not look into code.
    begins_with_code = any(entity["offset"] == 0 and entity["type"] == "pre" for entity in entities)
    if text and text[0] in WHITE_SPACE and not begins_with_code:
        yield "white space at the beginning, which tdlib trims"
    if len(entities) > MAX_ENTITIES:
        yield f"{len(entities)} entities, over {MAX_ENTITIES}"


def _of_entity(text, entity):
    kind, offset, length = entity["type"], entity["offset"], entity["length"]
    if kind not in TYPES:
        yield f"unknown entity '{kind}'"
    if offset < 0 or length <= 0 or offset + length > units(text):
        yield f"{kind} is empty or outside the text"
        return
    shown = piece(text, offset, length)
    # tdlib, clean_input_string_with_entities: "Entity begins in a middle of a UTF-16 symbol"
    if shown is None:
        yield f"{kind} cuts a surrogate pair"
        return
    if not shown.strip(WHITE_SPACE):
        yield f"{kind} has nothing but white space, and tdlib removes it"
    elif kind not in CODE and not (kind in QUOTATIONS) and shown != shown.strip(WHITE_SPACE):
        yield f"{kind} has white space at an end, which tdlib takes off"
    if kind == "text_link":
        yield from _of_link(entity.get("url", ""))
    if "language" in entity and (kind != "pre" or not re.fullmatch(r"[!-~]{1,32}", entity["language"])):
        yield f"language '{entity['language']}'"


def _of_link(url):
    """tdlib, LinkManager::check_link: http, https and tg; a host has a dot in it."""
    match = re.fullmatch(r"(https?|tg)://([^/?#\s]+)[^\s<>\"]*", url, re.IGNORECASE)
    if not match:
        yield f"'{url}' can't be linked"
    elif match[1].lower() != "tg" and "." not in match[2].strip("."):
        yield f"'{url}' has a host without a dot"


def _of_nesting(entities):
    """Bot API: "If two entities have common characters, then one is fully contained inside another"; bold, italic,
    underline, strikethrough and spoiler go with all but pre and code; quotations can't be nested; "all other entities
    can't contain each other". tdlib, are_entities_valid: code may be part of a quotation, and of nothing else; none is
    within its own kind."""
    for index, inner in enumerate(entities):
        for outer in entities[:index]:
            begin, end = inner["offset"], inner["offset"] + inner["length"]
            around, behind = outer["offset"], outer["offset"] + outer["length"]
            if end <= around or behind <= begin:
                continue
            pair = f"{inner['type']} in {outer['type']}"
            if not (around <= begin and end <= behind):
                yield f"{pair}: they overlap, or are not in order"
            if outer["type"] in CODE:
                yield f"{pair}: code holds nothing"
            if inner["type"] in CODE and outer["type"] not in QUOTATIONS:
                yield f"{pair}: code is part of a quotation only"
            if inner["type"] == outer["type"] or {inner["type"], outer["type"]} <= QUOTATIONS:
                yield f"{pair}: a kind within itself"
            if inner["type"] in QUOTATIONS and outer["type"] == "text_link":
                yield f"{pair}: a link holds no quotation"
