"""The HTML that Telegram takes in a message (Bot API, "Formatting options", "HTML style"), read strictly."""

import html
import re

MAX_CHARACTERS = 4096  # After the entities are parsed: Bot API, sendMessage.
# The tags of the Bot API that have no attributes.
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "tg-spoiler", "blockquote"}
TOKEN = re.compile(r"<(?P<slash>/?)(?P<tag>[a-z-]+)>|&(?:lt|gt|amp|quot|#\d{1,7});|[^<>&]+")


class Refused(ValueError):
    """Telegram would answer: can't parse entities."""


def visible_text(message):
    """What a person sees of `message`; raises Refused where Telegram would refuse it."""
    open_tags, seen, position = [], [], 0
    while position < len(message):
        token = TOKEN.match(message, position)
        if token is None:
            raise Refused(f"not escaped: {message[position:position + 20]!r}")
        position = token.end()
        if token["tag"] is None:
            seen.append(html.unescape(token[0]))
        elif token["tag"] not in TAGS:
            raise Refused(f"unsupported tag {token[0]}")
        elif not token["slash"]:
            open_tags.append(token["tag"])
        elif not open_tags or open_tags.pop() != token["tag"]:
            raise Refused(f"unexpected end tag {token[0]}")
    if open_tags:
        raise Refused(f"no end tag for {open_tags}")
    text = "".join(seen)
    if not text.strip() or len(text) > MAX_CHARACTERS:
        raise Refused(f"{len(text)} characters")
    return text
