#!/usr/bin/python3
"""Checks that modules use only what stands below them, by #include and by link, and nobody's private headers.

    tests/structure/includes_point_down.py ROOT

The order is the table of docs/architecture.md. Prints one line a violation; exits with 1 if there is any.
"""

import re
import sys
from pathlib import Path

# What each folder may include beside itself.
MAY_USE = {
    "metrics": set(),
    "values": set(),
    "logging": {"values"},
    "net": {"metrics", "values"},
    "telegram": {"net", "metrics", "values"},
    "monitoring": {"net", "values"},
    "shop": {"values"},
    "store": {"shop", "metrics", "values"},
    "bot": {"shop", "store", "telegram", "values"},
    "engine": {"bot", "shop", "store", "telegram", "metrics", "values"},
    "fleet": {"engine", "store", "telegram", "net", "metrics", "values"},
    "app": {"fleet", "engine", "bot", "store", "shop", "monitoring", "telegram", "net", "logging", "values",
            "metrics"},
    "simulator": {"net", "values"},
    "charts": {"monitoring", "net", "values"},
    "viewer": {"charts", "monitoring", "net", "logging", "values"},
}

# Modules whose folder lies within another one's.
NESTED = {"charts": Path("viewer/charts")}

# Conversations do no I/O: of these modules they see only types and what reads.
ONLY_HEADERS = {
    ("bot", "store"): {"reader.hpp", "outbox.hpp"},
    ("bot", "telegram"): {"types.hpp", "methods.hpp", "sent_message.hpp", "star_transactions.hpp", "chat_member.hpp",
                          "invite_link.hpp"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
LINK_CALL = re.compile(r"target_link_libraries\(([^)]*)\)")
MODULE_CALL = re.compile(r"coursebot_module\(\s*(\w+)(.*?)\n?\)", re.DOTALL)


def folder_of(root, module):
    return root / NESTED.get(module, module)


def sources_of(root, module):
    """The module's own files, without those of a module nested in it."""
    folder = folder_of(root, module)
    nested = [root / path for name, path in NESTED.items() if name != module]
    return sorted(source for source in [*folder.rglob("*.hpp"), *folder.rglob("*.cpp")]
                  if not any(source.is_relative_to(path) for path in nested))


def used_modules(folder, cmake_text):
    """(module, used module) for every USES and TEST_LIBRARIES of a coursebot_module() call, and every link by hand."""
    text = re.sub(r"#.*", "", cmake_text)
    for arguments in LINK_CALL.findall(text):
        yield from ((folder, word) for word in arguments.split()[1:] if word in MAY_USE)
    for name, arguments in MODULE_CALL.findall(text):
        keyword = None
        for word in arguments.split():
            if word.isupper():
                keyword = word
            elif keyword in ("USES", "TEST_LIBRARIES") and word in MAY_USE:
                yield name, word


def include_violation(root, module, source, included):
    """Why `source` may not include `included`, or None."""
    owner, _, header = included.partition("/")
    if owner not in MAY_USE:
        own_folder = folder_of(root, module)
        own_places = [source.parent, own_folder / "src", own_folder / "tests"]
        found = [place / included for place in own_places if (place / included).is_file()]
        if not found:
            return f'includes "{included}", which is no header of {module}\'s own'
        if not found[0].resolve().is_relative_to(own_folder.resolve()):
            return f'includes "{included}", which lies outside {module}/'
        return None
    if owner != module and owner not in MAY_USE[module]:
        return f'includes "{included}", but {module} may not use {owner}'
    if not (folder_of(root, owner) / "include" / owner / header).is_file():
        return f'includes "{included}", which is no public header of {owner}'
    only = ONLY_HEADERS.get((module, owner))
    if only and source.relative_to(root).parts[1] != "tests" and header not in only:
        return f'includes "{included}", but of {owner} {module} may use only {", ".join(sorted(only))}'
    return None


def violations(root):
    for module in MAY_USE:
        for source in sources_of(root, module):
            for included in INCLUDE.findall(source.read_text(encoding="utf-8")):
                reason = include_violation(root, module, source, included)
                if reason:
                    yield f"{source.relative_to(root)} {reason}"
        lists = folder_of(root, module) / "CMakeLists.txt"
        if lists.is_file():
            for name, used in used_modules(module, lists.read_text(encoding="utf-8")):
                if used != name and used not in MAY_USE.get(name, MAY_USE):
                    yield f"{lists.relative_to(root)} links {name} to {used}, which {name} may not use"


if __name__ == "__main__":
    found = list(violations(Path(sys.argv[1]).resolve()))
    print("\n".join(found) or "All includes point down.")
    sys.exit(1 if found else 0)
