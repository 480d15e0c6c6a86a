"""The documents agree with each other and with the files around them."""

import pathlib
import re
import subprocess
import unittest
import urllib.parse

import markdown
import prometheus_client

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CODE = re.compile(r"`([^`]+)`")


def read(name):
    return markdown.parse((REPOSITORY / name).read_text(encoding="utf-8"))


def documents():
    """Every Markdown file of the project: what git knows, or would add."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard", "*.md"],
                            cwd=REPOSITORY, capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        paths = [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in REPOSITORY.rglob("*.md")
                 if not {"build", "data", "node_modules"} & set(path.relative_to(REPOSITORY).parts)]
    return [path for path in paths if path.exists()]


def anchor_of(heading):
    """GitHub's anchor for a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


class Twins(unittest.TestCase):
    """README.ru.md says the same as README.md."""

    def setUp(self):
        self.english = read("README.md")
        self.russian = read("README.ru.md")

    def test_headings_stand_in_the_same_places(self):
        self.assertEqual([level for level, _ in self.english.headings], [level for level, _ in self.russian.headings])

    def test_code_is_identical(self):
        self.assertEqual(self.english.blocks, self.russian.blocks)

    def test_tables_have_the_same_rows(self):
        self.assertEqual(len(self.english.tables), len(self.russian.tables))
        for english, russian in zip(self.english.tables, self.russian.tables):
            with self.subTest(table=english[0]):
                self.assertEqual([len(row) for row in english], [len(row) for row in russian])
                # A name in code is the same in every language; words are not.
                self.assertEqual([CODE.findall(row[0]) for row in english], [CODE.findall(row[0]) for row in russian])

    def test_links_lead_to_the_same_places(self):
        other = {"README.md": "README.ru.md", "README.ru.md": "README.md"}
        self.assertEqual(sorted(self.english.links), sorted(other.get(link, link) for link in self.russian.links))


class Links(unittest.TestCase):
    def test_every_relative_link_leads_to_a_file(self):
        self.assertGreater(len(documents()), 5)
        for path in documents():
            for link in markdown.parse(path.read_text(encoding="utf-8")).links:
                target = urllib.parse.urlsplit(link)
                if target.scheme:
                    continue
                with self.subTest(document=str(path.relative_to(REPOSITORY)), link=link):
                    destination = (path.parent / urllib.parse.unquote(target.path)) if target.path else path
                    self.assertTrue(destination.exists(), f"{path.name}: {link} leads nowhere")
                    if target.fragment:
                        headings = markdown.parse(destination.read_text(encoding="utf-8")).headings
                        self.assertIn(target.fragment, [anchor_of(text) for _, text in headings])


def rows(document, *head):
    """The rows of the table with that head."""
    table, = [table for table in document.tables if table[0] == list(head)]
    return table[1:]


class Settings(unittest.TestCase):
    def test_the_tables_list_what_the_example_file_lists(self):
        example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
        named = re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE)
        self.assertEqual(len(named), len(set(named)), "a setting stands twice in .env.example")
        for meaning, of_the_containers in (("Meaning", False), ("What the containers do with it", True)):
            documented = [CODE.search(row[0])[1] for row in rows(read("README.md"), "Name", "Default", meaning)]
            self.assertEqual(sorted(documented), sorted(
                name for name in named if name.startswith(("GF_", "COMPOSE_")) == of_the_containers))


class Metrics(unittest.TestCase):
    SEVEN = {"bothost_bots_created_total", "bothost_bots_created_created", "bothost_bots_created",
             "message_processing_time_seconds", "users_online", "payment_transactions_total",
             "subscription_activations_total"}

    def documented(self):
        return set(re.findall(r"`([a-z_]+)", (REPOSITORY / "docs/metrics.md").read_text(encoding="utf-8")))

    def test_the_readme_describes_the_seven(self):
        described = {re.match(r"`([a-z_]+)", row[0])[1] for row in rows(read("README.md"), "Name", "Type", "Meaning")}
        self.assertEqual(described, self.SEVEN)

    def test_the_guides_three_names_collide_in_the_python_client(self):
        """What the README says of that library, and what the guide's own bot dies of."""
        registry = prometheus_client.CollectorRegistry()
        prometheus_client.Gauge("bothost_bots_created_created", "…", registry=registry)
        with self.assertRaisesRegex(ValueError, "Duplicated timeseries in CollectorRegistry"):
            prometheus_client.Counter("bothost_bots_created_total", "…", registry=registry)

    def test_every_metric_in_a_query_exists(self):
        queries = [block.text for block in read("README.md").blocks if block.info == "promql"]
        self.assertTrue(queries)
        for line in "\n".join(queries).splitlines():
            if line.startswith("#"):
                continue
            for name in re.findall(r"\b[a-z]+(?:_[a-z]+){1,}\b", line):
                if name in ("histogram_quantile", "histogram_count", "max_over_time", "avg_over_time"):
                    continue
                with self.subTest(name=name):
                    self.assertIn(re.sub(r"_(bucket|count)$", "", name), self.documented())


class Tables(unittest.TestCase):
    def test_every_folder_that_the_readme_names_is_there(self):
        for row in rows(read("README.md"), "Folder", "Holds"):
            with self.subTest(folder=row[0]):
                self.assertTrue((REPOSITORY / CODE.search(row[0])[1]).is_dir())

    def test_every_file_that_the_readme_names_is_there(self):
        for row in rows(read("README.md"), "File", "Is"):
            for name in CODE.findall(row[0]):
                with self.subTest(file=name):
                    self.assertTrue((REPOSITORY / name).is_file())

    def test_the_alerts_are_those_of_the_rules(self):
        alerts = (REPOSITORY / "alerts.yml").read_text(encoding="utf-8")
        described = [CODE.search(row[0])[1] for row in rows(read("README.md"), "Alert", "Fires when", "Runbook")]
        self.assertEqual(sorted(described), sorted(set(re.findall(r"- alert: (\w+)", alerts))))


if __name__ == "__main__":
    unittest.main()
