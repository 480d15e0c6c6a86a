"""Lessons that nobody would write, but somebody might: every feature within every other that takes it."""

WORDS = {"en": "select rows from a table where the price is over ten and sort them by name please".split(),
         "ru": "запрос выбирает строки таблицы у которых цена больше десяти и сортирует их по имени".split()}
ODD = ["🎓", "👩‍🚀", "e\u0301", "naïve", "«кавычки»", "—", "x<y".replace("<", "\\<"), "5 \\* 3", "snake\\_case", "a&amp;b", "&mdash;", "C\\#",
       "\\[x\\]", "1\\.", "100 %", "№ 5", "\\`", "итог:", "a|b", "ё", "🇷🇺", "и\u00a0т"]
WRAPPERS = [("bold", "**", "**"), ("italic", "*", "*"), ("italic", "_", "_"), ("bold", "__", "__"), ("strike", "~~", "~~"),
            ("spoiler", "||", "||"), ("underline", "<u>", "</u>"), ("bold", "<b>", "</b>"), ("strike", "<s>", "</s>"),
            ("link", "[", "](https://example.org/a?b=1)"), ("link", "[", "](tg://resolve?domain=x)")]


def words(source, count):
    language = source.choice(["en", "ru"])
    return " ".join(source.choice(ODD) if source.random() < 0.15 else source.choice(WORDS[language]) for _ in range(count))


def sentence(source, around=()):
    """`around`: the styles that it is in. None is within itself, where dialects of Markdown differ."""
    pieces = []
    for _ in range(source.randint(1, 4)):
        kind = source.random()
        if kind < 0.4 or len(around) > 3:
            pieces.append(words(source, source.randint(1, 5)))
        elif kind < 0.55 and "link" not in around:
            pieces.append(source.choice(["`SELECT *`", "``a ` b``", "`||`", "`x`", "`<b>`"]) if "spoiler" not in around
                          else "`SELECT`")
        else:
            style, opening, closing = source.choice(WRAPPERS)
            if style not in around:
                pieces.append(f"{opening}w {sentence(source, (*around, style))} w{closing}")
    return " ".join(pieces) or "word"


def block(source, depth=0):
    kind = source.choice(["text", "text", "breaks", "heading", "bullets", "numbers", "tasks", "quote", "code", "table", "rule"])
    if kind == "breaks":
        return "\\\n".join(sentence(source) for _ in range(3)) + "\n" + sentence(source)
    if kind == "heading":
        return "#" * source.randint(2, 4) + " " + sentence(source)
    if kind in ("bullets", "numbers", "tasks") and depth < 3:
        return items(source, kind, depth)
    if kind == "quote" and depth == 0:
        inner = "\n\n".join(block(source, 3) for _ in range(source.randint(1, 4)))
        return "\n".join(("> " + line).rstrip() for line in inner.split("\n"))
    if kind == "code":
        return source.choice(["```\n  indented\n\nplain\n```", "~~~c++\nint a[] = {1};\t// **no**\n~~~", "````sql\n```\n````"])
    if kind == "table":
        return "| name | цена | 🥝 |\n|:-----|-----:|:---:|\n" + "\n".join(
            f"| {source.choice(WORDS['ru'])} | **{source.randint(1, 5000)}** | 🎓 `x` |" for _ in range(source.randint(0, 3)))
    return "***" if kind == "rule" else sentence(source)


def items(source, kind, depth):
    loose = source.random() < 0.3
    marker = {"bullets": "- ", "numbers": f"{source.randint(1, 12)}. ", "tasks": "- "}[kind]
    lines = []
    for _ in range(source.randint(1, 4)):
        task = source.choice(["[ ] ", "[x] "]) if kind == "tasks" else ""
        lines.append(marker + task + sentence(source, ("heading", "list")))
        if source.random() < 0.3 and depth < 2:
            nested = items(source, source.choice(["bullets", "numbers"]), depth + 1)
            lines[-1] += "\n" + ("\n" if loose else "") + "\n".join(" " * len(marker) + line if line else line
                                                                  for line in nested.split("\n"))
    return ("\n\n" if loose else "\n").join(lines)


def special(source):
    return source.choice([
        f"![{words(source, 3)}](photo.jpg)", "![](video.mp4)", f"[{words(source, 4)} *x*](sheet.pdf)",
        "![a **b**](telegram:photo:AgACAgIAAxk)", "[c](telegram:document:BQAC-_1)",
        "```quiz\nWhat is it?\n- [ ] this\n- [x] that\n- [ ] none\n> Because.\n```"])


def lesson(source):
    blocks = []
    for _ in range(source.randint(1, 7)):
        new = special(source) if source.random() < 0.15 else block(source)
        # Neighbouring lists would be one, and emphasis of another level might run on.
        blocks += [new, "Then:"] if new[:1] in "-0123456789" else [new]
    return "# " + words(source, 3).replace("\\", "") + "\n\n" + "\n\n".join(blocks) + "\n"


def long_text(source, language):
    def paragraph():
        text = " ".join(source.choice(WORDS[language]) + source.choice(["", "", "", ",", ".", " 🎓", " e\u0301"])
                        for _ in range(source.randint(5, 900)))
        return source.choice(["{}", "**{}**", "> {}", "*{}*", "- {}", "{} `code`"]).format(text.rstrip(" ,"))
    blocks = []
    for _ in range(source.randint(3, 20)):
        blocks.append(paragraph())
        if source.random() < 0.3:
            blocks.append("## Heading")
        if source.random() < 0.3:
            blocks.append("```python\n" + "\n".join(f"    line = {i}  # {'x' * source.randint(0, 60)}" + ("\n" if i % 9 == 0 else "")
                                                    for i in range(source.randint(1, 120))) + "\n```")
        blocks.append("Then:")
    return "# Long\n\n" + "\n\n".join(blocks) + "\n"
