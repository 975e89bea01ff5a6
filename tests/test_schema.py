"""The published schema: current, complete in both languages, safe for any text, and of one mind with the tool."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from roi_spec import validate
from roi_spec.model.conversions import TEMPLATES
from roi_spec.model.spec import Programme
from roi_spec.model.units import CURRENCIES
from roi_spec.model.vocabulary import COST_CATEGORIES, TECHNIQUES
from roi_spec.read.yaml import read_text
from roi_spec.validate import values

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("programme", "standard-values", "sign-offs", "calendar", "workspace")
FILES = sorted(ROOT / "schema" / f"{kind}{dot}schema.json" for kind in KINDS for dot in (".", ".nl."))
DOCS = (ROOT / "docs" / "language.md", ROOT / "docs" / "nl" / "taal.md")

# Keywords that both jsonschema and the language server know, and those that only tell the editor something.
RULES = {
    "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "items", "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "allOf",
    "if", "then", "else",
}  # fmt: skip
TEXTS = {"$schema", "$comment", "$defs", "$ref", "title", "description", "examples"}
EDITOR = {"markdownDescription", "enumDescriptions", "patternErrorMessage", "defaultSnippets"}


@cache
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_schema", ROOT / "tools" / "make_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_schema"] = module
    spec.loader.exec_module(module)
    return module


@cache
def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def source() -> Any:
    return maker().read_source()


@cache
def kit() -> validate.Kit:
    return validate.compile_schemas({kind: loaded(ROOT / "schema" / f"{kind}.schema.json") for kind in KINDS})


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Give a schema and every schema in it; the names of fields are not keywords and are passed over."""
    if not isinstance(schema, dict):
        return
    yield schema
    for keyword in ("properties", "patternProperties", "$defs"):
        for child in schema.get(keyword, {}).values():
            yield from subschemas(child)
    for keyword in ("items", "additionalProperties", "propertyNames", "if", "then", "else"):
        yield from subschemas(schema.get(keyword))
    for child in schema.get("allOf", ()):
        yield from subschemas(child)


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every field that has texts: those of the file and of its parts, not those of conditions."""
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {}).items()


def test_every_made_file_is_current():
    made = maker().outputs(source())
    stale = [path.name for path, content in made.items() if not path.exists() or path.read_text("utf-8") != content]
    assert stale == [], "run python tools/make_schema.py"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestEveryFile:
    def test_is_a_schema_of_its_dialect(self, path):
        Draft202012Validator.check_schema(loaded(path))

    def test_uses_only_keywords_that_editor_and_tool_both_know(self, path):
        used = {keyword for schema in subschemas(loaded(path)) for keyword in schema}
        assert used - RULES - TEXTS - EDITOR == set()

    def test_every_field_has_title_description_and_example(self, path):
        bare = [
            name
            for name, field in properties(loaded(path))
            if not all(field.get(text) for text in ("title", "description", "markdownDescription", "examples"))
        ]
        assert bare == []

    def test_every_list_of_words_explains_each_word(self, path):
        lists = [schema for schema in subschemas(loaded(path)) if "enum" in schema and "enumDescriptions" in schema]
        assert lists
        assert all(len(schema["enum"]) == len(schema["enumDescriptions"]) for schema in lists)

    def test_every_part_is_closed_but_for_fields_of_the_house(self, path):
        parts = [loaded(path), *(part for part in loaded(path)["$defs"].values() if "properties" in part)]
        assert all(part["additionalProperties"] is False and "^x-" in part["patternProperties"] for part in parts)

    def test_patterns_end_where_the_text_ends_and_know_only_plain_digits(self, path):
        patterns = [schema["pattern"] for schema in subschemas(loaded(path)) if "pattern" in schema]
        assert patterns
        assert all(pattern.endswith(r"(?![\s\S])") and r"\d" not in pattern for pattern in patterns)

    def test_examples_pass_their_own_schema(self, path):
        schema = loaded(path)
        for name, field in properties(schema):
            validator = Draft202012Validator({**field, "$defs": schema["$defs"]})
            assert [(name, error.message) for each in field["examples"] for error in validator.iter_errors(each)] == []


def test_english_and_dutch_differ_in_texts_only():
    def bare(schema: Any) -> Any:
        if isinstance(schema, list):
            return [bare(child) for child in schema]
        if not isinstance(schema, dict):
            return schema
        words = {"title", "description"} if isinstance(schema.get("title"), str) else set()
        return {key: bare(child) for key, child in schema.items() if key not in words | EDITOR | {"$comment"}}

    for kind in KINDS:
        english, dutch = (loaded(ROOT / "schema" / f"{kind}{dot}schema.json") for dot in (".", ".nl."))
        assert bare(english) == bare(dutch)
        assert english["description"] != dutch["description"]


HOSTILE = (
    "a" * 5000,
    "0" * 5000,
    "1." * 2500,
    " " * 5000,
    "a-" * 2500 + "!",
    "https://" + "a/" * 2500 + " ",
    "1 " + "é" * 5000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_patterns_take_no_longer_for_hostile_texts(text):
    patterns = {schema["pattern"] for path in FILES for schema in subschemas(loaded(path)) if "pattern" in schema}
    start = time.perf_counter()
    for pattern in patterns:
        re.search(pattern, text)
    assert time.perf_counter() - start < 0.05 * len(patterns)


class TestOneMind:
    """The closed lists of the schema and of the code are the same."""

    def definition(self, name: str) -> Any:
        return loaded(ROOT / "schema" / "programme.schema.json")["$defs"][name]

    def test_currencies(self):
        assert tuple(self.definition("currency")["enum"]) == CURRENCIES

    def test_cost_categories(self):
        assert self.definition("category")["enum"] == list(COST_CATEGORIES)

    def test_conversion_techniques(self):
        assert self.definition("technique")["enum"] == [*TECHNIQUES, *TEMPLATES]

    @pytest.mark.parametrize("kind", sorted(values.QUANTITIES))
    def test_the_tool_reads_every_example_of_a_number(self, kind):
        examples = source().values[kind]["examples"]
        assert [example for example in examples if values.QUANTITIES[kind](str(example)) is None] == []

    @pytest.mark.parametrize("kind", sorted(set(values.QUANTITIES) - {"number"}))
    @pytest.mark.parametrize(
        "text",
        ["60%", "60 %", "60  %", "60 percent", "-5%", "110%", "5 EUR", "5  EUR",
         "5.1234 EUR", "-5 EUR", " 5 EUR",
         "5 EUR\n",
         "12 months", "12 maanden", "0 months", "1.5 years",
         "8 hours/person", "8", "08 EUR", "5 EUR/uur", "5 per hour", "5\u00a0EUR"],
    )  # fmt: skip
    def test_what_the_tool_accepts_the_editor_accepts(self, kind, text):
        pattern = source().values[kind]["check"]["pattern"]
        assert values.QUANTITIES[kind](text) is None or re.search(pattern, text) is not None


def test_the_schema_of_every_snippet_has_the_fields_it_writes():
    for part in loaded(ROOT / "schema" / "programme.schema.json")["$defs"].values():
        for snippet in part.get("defaultSnippets", ()):
            assert set(snippet["body"]) <= set(part["properties"])


# --- the docs --------------------------------------------------------------------------------------------------------

FRAME = {
    "roi_spec": '"1.0"', "kind": "programme", "id": "example", "title": "Example", "language": "en", "currency": "EUR",
    "stage": "plan", "evaluation_level": "1", "audience": "{group: Account managers}",
}  # fmt: skip


def examples() -> Iterator[Any]:
    for page in DOCS:
        for number, found in enumerate(
            re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL), 1
        ):
            yield pytest.param(found, id=f"{page.stem}-{number}")


@pytest.mark.parametrize("lines", list(examples()))
def test_every_example_in_the_docs_is_right(lines):
    own = {line.partition(":")[0] for line in lines.splitlines() if line[:1] not in (" ", "-", "#", "")}
    rest = {} if "kind" in own else FRAME
    content = lines + "".join(f"{name}: {value}\n" for name, value in rest.items() if name not in own)
    document, read = read_text("docs/example.roi.yaml", content)
    assert read == ()
    assert document is not None
    spec, found = validate.check(document, kit())
    assert found == ()
    if isinstance(spec, Programme):
        assert validate.cross_check(spec, {}, ()) == ()
