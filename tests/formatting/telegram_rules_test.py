"""The checker finds what breaks a rule: a checker that finds nothing would let everything pass."""

import unittest

import telegram_rules


def entity(kind, offset, length, **more):
    return {"type": kind, "offset": offset, "length": length, **more}


def found(text, *entities, limit=telegram_rules.MAX_TEXT):
    return list(telegram_rules.violations({"text": text, "entities": list(entities)}, limit))


class Rules(unittest.TestCase):
    def test_good_messages_pass(self):
        self.assertEqual(found("🎓 ab", entity("bold", 0, 5), entity("italic", 3, 2)), [])
        self.assertEqual(found("  x", entity("blockquote", 0, 3), entity("pre", 0, 3, language="c++")), [])
        self.assertEqual(found("a", entity("text_link", 0, 1, url="https://example.org/a?b=c")), [])
        self.assertEqual(found("a", entity("text_link", 0, 1, url="tg://user?id=1")), [])

    def test_each_broken_rule_is_found(self):
        for expected, text, entities in (
                ("over 4096", "x" * 4097, []),
                ("over 4096", "🎓" * 2049, []),
                ("non-empty", "\u00a0\u200b", []),
                ("control", "a\tb", []),
                ("at the end", "a ", []),
                ("at the beginning", "\na", []),
                ("at the beginning", " a", [entity("bold", 1, 1)]),
                ("101 entities", "a" * 101, [entity("bold", i, 1) for i in range(101)]),
                ("unknown entity", "a", [entity("strong", 0, 1)]),
                ("outside", "a", [entity("bold", 0, 2)]),
                ("outside", "a", [entity("bold", 0, 0)]),
                ("surrogate", "🎓", [entity("bold", 1, 1)]),
                ("nothing but white space", "a b", [entity("bold", 1, 1)]),
                ("takes off", "a b", [entity("bold", 0, 2)]),
                ("can't be linked", "a", [entity("text_link", 0, 1, url="javascript:alert(1)")]),
                ("can't be linked", "a", [entity("text_link", 0, 1, url="mailto:a@b.c")]),
                ("without a dot", "a", [entity("text_link", 0, 1, url="http://localhost/")]),
                ("language", "a", [entity("pre", 0, 1, language="a b")]),
                ("overlap", "abc", [entity("bold", 0, 2), entity("italic", 1, 2)]),
                ("not in order", "abc", [entity("italic", 1, 1), entity("bold", 0, 3)]),
                ("code holds nothing", "abc", [entity("code", 0, 3), entity("bold", 1, 1)]),
                ("quotation only", "abc", [entity("text_link", 0, 3, url="https://a.b"), entity("code", 1, 1)]),
                ("within itself", "abc", [entity("bold", 0, 3), entity("bold", 1, 1)]),
                ("within itself", "abc", [entity("blockquote", 0, 3), entity("expandable_blockquote", 1, 1)])):
            with self.subTest(expected=expected, text=text[:10]):
                self.assertTrue(any(expected in violation for violation in found(text, *entities)), found(text, *entities))


if __name__ == "__main__":
    unittest.main()
