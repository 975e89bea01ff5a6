"""Make the published files of the spec language from its one source, `schema/source/*.yaml`.

Run `python tools/make_schema.py` after a change there. It writes `schema/*.schema.json` (English and Dutch), the
tables in docs/language.md and docs/nl/taal.md, and the catalogue `templates/locales/nl/schema.po` with the Dutch of
every description. With `--check` it writes nothing and fails when a file is not what it should be.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from roi_spec.i18n import Translator
from roi_spec.model.conversions import TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "nl")
Language = Literal["en", "nl"]
Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DOCS = {"en": ROOT / "docs" / "language.md", "nl": ROOT / "docs" / "nl" / "taal.md"}
_TABLE_HEADS = {
    "en": ("Field", "Must", "Value", "Meaning"),
    "nl": ("Veld", "Moet", "Waarde", "Betekenis"),
}
_WORDS = {
    "en": {"yes": "yes", "list of": "list of", "one of": "one of", "names with": "names with"},
    "nl": {"yes": "ja", "list of": "lijst van", "one of": "een van", "names with": "namen met"},
}


@dataclass(frozen=True, slots=True)
class LanguageSource:
    """The source of the language: everything in `schema/source`, as read."""

    values: Mapping[str, Any]
    choices: Mapping[str, Any]
    shapes: Mapping[str, Any]
    methods: Mapping[str, Any]
    files: Mapping[str, Any]


def read_source(folder: Path = ROOT / "schema" / "source") -> LanguageSource:
    """Read the five source files."""
    reader = YAML(typ="safe", pure=True)
    parts = {path.stem: _plain(reader.load(path)) for path in sorted(folder.glob("*.yaml"))}
    parts["choices"]["technique"] |= ready_made()
    return LanguageSource(**parts)


def ready_made() -> dict[str, dict[str, str]]:
    """Give the conversions of the library as techniques: their words have one home, which is the library."""
    dutch = Translator("nl")
    titles = {id: template.title for id, template in TEMPLATES.items()}
    return {id: {"en": title.msgid, "nl": dutch.text(title)} for id, title in titles.items()}


def _plain(value: Any) -> Any:
    """Give a value as JSON knows it: a date in an example is text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


# --- the schemas -----------------------------------------------------------------------------------------------------


def schema_of(source: LanguageSource, kind: str, language: Language) -> Schema:
    """Give the whole schema of one kind of file, with texts in one language."""
    file = source.files[kind]
    shape = shape_schema(source, kind, file, language)
    used = sorted(_used(source, file))
    return {
        "$schema": _DIALECT,
        "$comment": f"roi-spec language 1.0, {kind}. Made from schema/source by tools/make_schema.py; change it there.",
        **shape,
        "$defs": {name: _definition(source, name, language) for name in used},
    }


def _used(source: LanguageSource, shape: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    pending = [shape]
    while pending:
        for field in pending.pop()["fields"].values():
            name = field.get("is") or field["map_of"]
            if name not in found:
                found.add(name)
                if name in source.shapes:
                    pending.append(source.shapes[name])
    return found


def _definition(source: LanguageSource, name: str, language: Language) -> Schema:
    if name in source.shapes:
        return shape_schema(source, name, source.shapes[name], language)
    if name in source.choices:
        words = source.choices[name]
        return {"type": "string", "enum": list(words), "enumDescriptions": [word[language] for word in words.values()]}
    value = source.values[name]
    schema = dict(value["check"])
    if "pattern" in schema:
        schema["patternErrorMessage"] = value[f"form_{language}"]
    return schema


def shape_schema(source: LanguageSource, name: str, shape: Mapping[str, Any], language: Language) -> Schema:
    """Give the schema of one part: a closed object, but for names that begin with `x-`."""
    required = [key for key, field in shape["fields"].items() if field.get("required")]
    schema: Schema = {
        **_texts(shape[language]),
        "type": "object",
        "properties": {key: _property(source, field, language) for key, field in shape["fields"].items()},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    if required:
        schema["required"] = required
    if "either" in shape:
        one, other = shape["either"]
        schema |= {"if": {"required": [one]}, "then": {"properties": {other: False}}, "else": {"required": [other]}}
    if name == "attribution":
        schema["allOf"] = [_branch(source, method) for method in source.methods]
    if "snippets" in shape:
        schema["defaultSnippets"] = [
            {"label": snippet[language], "description": shape[language].partition(" | ")[2], "body": snippet["body"]}
            for snippet in shape["snippets"]
        ]
    return schema


def _texts(written: str, examples: list[Any] | None = None) -> Schema:
    title, _, description = written.partition(" | ")
    # The editor shows title and examples by itself; only code in the description gains by Markdown.
    texts: Schema = {"title": title, "description": description, "markdownDescription": _marked(description)}
    return texts | ({"examples": examples} if examples else {})


def _marked(description: str) -> str:
    return re.sub(r"(?<![`\w])([a-z]+(?:[_.][a-z<>]+)+)(?![`\w])", r"`\1`", description)


def _property(source: LanguageSource, field: Mapping[str, Any], language: Language) -> Schema:
    name = field.get("is") or field["map_of"]
    origin = source.values.get(name) or source.shapes.get(name) or {}
    examples = examples_of(source, field)
    schema = _texts(field.get(language) or origin[language], examples)
    reference = {"$ref": f"#/$defs/{name}"}
    if "map_of" in field:
        names = {"pattern": source.values["name"]["check"]["pattern"]}
        return {**schema, "type": "object", "propertyNames": names, "additionalProperties": reference}
    if not field.get("list"):
        return {**reference, **schema}
    limits = {"minItems": 1, "maxItems": field["most"]} if "most" in field else {}
    schema["examples"] = [examples] if examples else []
    snippets = source.shapes.get(name, {}).get("snippets", ())
    items = {**reference, "defaultSnippets": _snippets(snippets, language)} if snippets else reference
    return {**{k: v for k, v in schema.items() if v != []}, "type": "array", **limits, "items": items}


def _snippets(snippets: Any, language: Language) -> list[Schema]:
    return [{"label": snippet[language], "body": snippet["body"]} for snippet in snippets]


def examples_of(source: LanguageSource, field: Mapping[str, Any]) -> list[Any]:
    """Give the examples of a field: its own, else those of its kind of value, else the words it may hold."""
    name = field.get("is") or field["map_of"]
    if "examples" in field:
        return list(field["examples"])
    if name in source.values:
        return list(source.values[name]["examples"])
    if name in source.choices:
        return list(source.choices[name])[:3]
    return [_least(source, source.shapes[name])]


def _least(source: LanguageSource, shape: Mapping[str, Any]) -> Schema:
    """Give the smallest complete example of a part: its required fields, or its first field."""
    fields = shape["fields"]
    chosen = [key for key, field in fields.items() if field.get("required")] or list(fields)[:1]
    if shape is source.shapes["attribution"]:
        return {"method": "none", "why": "No data of another group exist"}
    chosen += [shape["either"][0]] if "either" in shape else []
    return {key: _first(source, fields[key]) for key in chosen}


def _first(source: LanguageSource, field: Mapping[str, Any]) -> Any:
    example = examples_of(source, field)[0]
    return [example] if field.get("list") else example


def _branch(source: LanguageSource, method: str) -> Schema:
    """Give what one attribution method asks for and what belongs to other methods."""
    row = source.methods[method]
    named = ("required", "optional", "needs", "instead")
    allowed = {"method", "why", "owner", *(name for part in named for name in row.get(part, ()))}
    then: Schema = {}
    if "required" in row:
        then["required"] = row["required"]
    others = [name for name in source.shapes["attribution"]["fields"] if name not in allowed]
    then["properties"] = dict.fromkeys(others, False)
    if "needs" in row:
        then |= _unless_one_of(row["instead"], _needed(row))
    if "unless_included" in row:
        then |= _unless(["factor_includes"], [row["unless_included"]])
    if "unless_respondents" in row:
        share, confidence = row["unless_respondents"]
        missing = _unless(["factor_includes"], [confidence])
        then |= {"if": {"required": ["respondents"]}, "else": {"required": [share], **missing}}
    return {"if": {"properties": {"method": {"const": method}}, "required": ["method"]}, "then": then}


def _needed(row: Mapping[str, Any]) -> Schema:
    """Give what a method asks for when nothing stands in the place of it."""
    needed: Schema = {"required": row["needs"]}
    if "comparison" in row:
        needed["properties"] = {"comparison": {"required": row["comparison"]}}
    return needed


def _unless_one_of(present: list[str], needed: Schema) -> Schema:
    """Ask for something unless one of some fields is there; one question inside the other, never a list of choices."""
    for name in reversed(present):
        needed = {"if": {"required": [name]}, "else": needed}
    return needed


def _unless(present: list[str], required: list[str]) -> Schema:
    return {"if": {"required": present}, "else": {"required": required}}


# --- the tables in the docs ------------------------------------------------------------------------------------------


def tables(source: LanguageSource, language: Language, kind: str) -> str:
    """Give the field tables of one kind of file and of all parts it uses, as Markdown."""
    file = source.files[kind]
    names = [name for name in source.shapes if name in _used(source, file)]
    if kind in ("standard-values", "sign-offs"):
        names = []  # its parts are those of a programme, whose tables stand on the same page
    parts = [(kind, file), *((name, source.shapes[name]) for name in names)]
    return "\n".join(_table(source, name, shape, language) for name, shape in parts)


def _table(source: LanguageSource, name: str, shape: Mapping[str, Any], language: Language) -> str:
    title, _, description = shape[language].partition(" | ")
    heads = _TABLE_HEADS[language]
    rows = [_row(source, key, field, language) for key, field in shape["fields"].items()]
    head = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    return "\n".join([f'<a id="{name}"></a>', f"### {title}", "", description, "", *head, *rows, ""])


def _row(source: LanguageSource, key: str, field: Mapping[str, Any], language: Language) -> str:
    name = field.get("is") or field["map_of"]
    origin = source.values.get(name) or source.shapes.get(name) or {}
    description = (field.get(language) or origin[language]).partition(" | ")[2]
    must = _WORDS[language]["yes"] if field.get("required") else ""
    cells = (f"`{key}`", must, _value(source, field, name, language), description)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _value(source: LanguageSource, field: Mapping[str, Any], name: str, language: Language) -> str:
    small = _WORDS[language]
    if name in source.choices:
        listed = ", ".join(f"`{word}`" for word in source.choices[name])
        shown = f"{small['one of']} {listed}" if len(source.choices[name]) > 1 else listed
    elif name in source.shapes:
        shown = f"[{_small(source.shapes[name][language])}](#{name})"
    else:
        shown = source.values[name].get(f"form_{language}") or _small(source.values[name][language])
    if "map_of" in field:
        return f"{small['names with']} {shown}"
    return f"{small['list of']} {shown}" if field.get("list") else shown


def _small(written: str) -> str:
    """Give a title as it stands inside a sentence; KPI and ROI keep their capitals."""
    title = written.partition(" | ")[0]
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def words(source: LanguageSource, language: Language, kind: str) -> str:
    """Give every list of choices of one kind of file with the meaning of each word, as Markdown."""
    used = _used(source, source.files[kind])
    names = [name for name in source.choices if name in used and not name.startswith("kind_") and name != "currency"]
    lists = []
    for name in names:
        rows = [f"- `{word}`: {meaning[language]}" for word, meaning in source.choices[name].items()]
        lists.append("\n".join([f'<a id="choice-{name}"></a>', f"### `{name}`", "", *rows, ""]))
    return "\n".join(lists)


_WORD_MARKS = re.compile(r"(<!-- words: (?P<kind>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_MARKS = re.compile(r"(<!-- fields: (?P<kind>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def documented(source: LanguageSource, language: Language, page: str) -> str:
    """Give a page of the docs with its field tables made anew between their markers."""
    page = _MARKS.sub(lambda found: f"{found[1]}\n{tables(source, language, found['kind'])}\n{found[3]}", page)
    return _WORD_MARKS.sub(lambda found: f"{found[1]}\n{words(source, language, found['kind'])}\n{found[3]}", page)


# --- the catalogue ---------------------------------------------------------------------------------------------------

_HEADER = """\
# The Dutch of every text in schema/source. Made by tools/make_schema.py; change it there.
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def catalogue(source: LanguageSource) -> str:
    """Give the descriptions and forms in English and Dutch as a PO file; the tool's own sentences quote them."""
    pairs = dict(_pairs(source))
    entries = (
        f"\nmsgid {json.dumps(en, ensure_ascii=False)}\nmsgstr {json.dumps(nl, ensure_ascii=False)}\n"
        for en, nl in pairs.items()
    )
    return _HEADER + "".join(entries)


def _pairs(source: LanguageSource) -> Iterator[tuple[str, str]]:
    for value in source.values.values():
        if "form_en" in value:
            yield value["form_en"], value["form_nl"]
        yield _description(value["en"]), _description(value["nl"])
    for name, choices in source.choices.items():
        if not name.startswith("kind_"):
            yield from ((meaning["en"], meaning["nl"]) for word, meaning in choices.items() if word not in TEMPLATES)
    for shape in (*source.shapes.values(), *source.files.values()):
        yield _description(shape["en"]), _description(shape["nl"])
        for field in shape["fields"].values():
            if "en" in field:
                yield _description(field["en"]), _description(field["nl"])


def _description(written: str) -> str:
    return written.partition(" | ")[2]


# --- writing ---------------------------------------------------------------------------------------------------------


def outputs(source: LanguageSource) -> dict[Path, str]:
    """Give every file this program makes, with its content."""
    made = {}
    for kind in source.files:
        for language in LANGUAGES:
            name = f"{kind}.schema.json" if language == "en" else f"{kind}.{language}.schema.json"
            schema = schema_of(source, kind, language)
            made[ROOT / "schema" / name] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    for language, page in _DOCS.items():
        if page.exists():
            made[page] = documented(source, language, page.read_text(encoding="utf-8"))
    made[ROOT / "templates" / "locales" / "nl" / "schema.po"] = catalogue(source)
    return made


def main(arguments: list[str]) -> int:
    """Write every file, or with `--check` say which are not current."""
    stale = [path for path, content in outputs(read_source()).items() if _differs(path, content)]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not current: run python tools/make_schema.py")
        return 1 if stale else 0
    for path, content in outputs(read_source()).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    print(f"{len(stale)} files changed")
    return 0


def _differs(path: Path, content: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
