"""Dutch and English: figures as each language writes them, and a Dutch sentence for every English one."""

from __future__ import annotations

import ast
import datetime
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from ruamel.yaml import YAML

import roi_spec
from roi_spec.i18n import Translator, languages, read_catalogue
from roi_spec.model.quantity import Missing, Quantity, parse_quantity
from roi_spec.model.text import text
from roi_spec.model.units import WORDS, Unit
from roi_spec.resources import schema_root, templates_root

EN, NL = Translator("en"), Translator("nl")
PACKAGE = Path(roi_spec.__file__).parent
NBSP = "\u00a0"


def quantity(written: str) -> Quantity:
    value = parse_quantity(written)
    assert isinstance(value, Quantity), f"{written} is not a quantity"
    return value


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "english", "dutch"),
    [
        ("1234.5 EUR", "€1,235", f"€{NBSP}1.235"),
        ("-1234.5 EUR", "−€1,235", f"€{NBSP}−1.235"),
        ("99.5 EUR", "€99.50", f"€{NBSP}99,50"),
        ("0 EUR", "€0", f"€{NBSP}0"),
        ("0.005 EUR/call", "€0.005 per call", f"€{NBSP}0,005 per gesprek"),
        ("50 EUR/hour", "€50.00 per hour", f"€{NBSP}50,00 per uur"),
        ("125.50 EUR/person", "€125.50 per person", f"€{NBSP}125,50 per persoon"),
        ("120 EUR/person", "€120 per person", f"€{NBSP}120 per persoon"),
        ("120000 USD/month", "US$120,000 per month", f"US${NBSP}120.000 per maand"),
        ("30%", "30%", "30%"),
        ("12.25%", "12.25%", "12,25%"),
        ("3 pp", "3 percentage points", "3 procentpunt"),
        ("221.275 hours", "221.28 hours", "221,28 uur"),
        ("1344.6875 hours/month", "1,344.69 hours per month", "1.344,69 uur per maand"),
        ("1.0825 hours", "1.0825 hours", "1,0825 uur"),
        ("12 months", "12 months", "12 maanden"),
        ("1 month", "1 month", "1 maand"),
        ("8 hours/person", "8 hours per person", "8 uur per persoon"),
        ("3 years", "3 years", "3 jaar"),
        ("0.5 days", "0.5 days", "0,5 dagen"),
        ("5 bed_days", "5 bed days", "5 ligdagen"),
        ("48", "48", "48"),
        ("12000", "12,000", "12.000"),
    ],
)
def test_a_quantity_is_written_as_its_reader_would(written: str, english: str, dutch: str) -> None:
    assert EN.quantity(quantity(written)) == english
    assert NL.quantity(quantity(written)) == dutch


@pytest.mark.parametrize(
    ("value", "decimals", "dutch"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "−1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction("1.005"), 2, "1,01"),
        (Fraction(-4, 10), 0, "0"),
        (Fraction(-1, 1000), 2, "0,00"),
        (Fraction(1, 3), None, "0,33"),
        (Fraction(1, 300_000), None, "0,0000033"),
        (Decimal("0.1250"), None, "0,125"),
        (10**40, None, "10" + ".000" * 13),
        (Fraction(10**40) + Fraction(1, 2), 1, "10" + ".000" * 13 + ",5"),
    ],
)
def test_rounding_is_half_up_and_never_gives_minus_zero(
    value: Fraction | Decimal | int, decimals: int | None, dutch: str
) -> None:
    assert NL.number(value, decimals) == dutch


@given(st.fractions(max_denominator=10**6), st.integers(0, 6))
def test_a_number_reads_back_within_half_a_unit(value: Fraction, decimals: int) -> None:
    written = NL.number(value, decimals)
    back = Fraction(written.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(back - value) <= Fraction(1, 2 * 10**decimals)
    assert not (back == 0 and "−" in written)


@given(st.fractions(max_denominator=10**6))
def test_no_figure_is_shown_as_nothing_unless_it_is_nothing(value: Fraction) -> None:
    shown = Fraction(EN.number(value).replace(",", "").replace("−", "-"))
    assert (shown == 0) == (value == 0)


def test_shares_and_dates() -> None:
    assert (EN.percent(Fraction(1, 3)), NL.percent(Fraction(1, 3))) == ("33.3%", "33,3%")
    assert (EN.percent(Fraction(1, 4)), NL.percent(Fraction(-1, 4))) == ("25%", "−25%")
    day = datetime.date(2025, 3, 1)
    assert (EN.date(day), NL.date(day)) == ("1 March 2025", "1 maart 2025")


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.symbol)
def test_every_unit_has_words_in_both_languages(word: object) -> None:
    unit = Unit(((word.symbol, 1),))  # type: ignore[attr-defined]
    for translator in (EN, NL):
        assert translator.unit(unit, 1)
        assert "_" not in translator.unit(unit, 2)


# --- sentences -------------------------------------------------------------------------------------------------------


def test_values_in_a_sentence_are_written_in_its_language() -> None:
    message = text("{first} and {last}", first=quantity("12 months"), last=Fraction(1, 2))
    assert EN.text(message) == "12 months and 0.5"
    assert NL.text(message) == "12 maanden en 0,5"


def test_what_an_author_wrote_stays_as_it_is() -> None:
    message = text("{first} and {last}", first="{last} 1,5 {0}", last="yes")
    assert NL.text(message) == "{last} 1,5 {0} en yes"


def test_values_of_every_kind() -> None:
    values = (True, 7, 20_000, datetime.date(2025, 3, 1), ("a", "b", "c"), Missing(text("no")), Decimal("1.5"))
    assert [NL.value(value) for value in values] == ["ja", "7", "20.000", "1 maart 2025", "a, b en c", "nee", "1,5"]


def test_braces_that_are_no_gap_stay() -> None:
    assert EN.text(text("Write {option: New plan} on two lines.")) == "Write {option: New plan} on two lines."


def test_a_sentence_without_translation_stays_english(tmp_path: Path) -> None:
    assert Translator("nl", tmp_path).text(text("Nobody translated {n}.", n=3)) == "Nobody translated 3."


def test_another_language_is_a_folder_with_a_catalogue(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "words.po").write_text(
        'msgid "per"\nmsgstr "je"\n\nmsgid "hour"\nmsgid_plural "hours"\nmsgstr[0] "Stunde"\nmsgstr[1] "Stunden"\n',
        encoding="utf-8",
    )
    assert languages(tmp_path) == ("de", "en")
    assert Translator("de", tmp_path).quantity(quantity("1234.5 hours/person")) == "1.234,5 Stunden je person"


def test_the_tool_speaks_dutch_and_english() -> None:
    assert {"nl", "en"} <= set(languages())


def test_a_translator_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(NL)).text(text("yes")) == "ja"


def test_plain_english_does_not_wait_for_locale_data() -> None:
    program = (
        "import sys; from roi_spec.i18n import Translator; from roi_spec.model.text import text;"
        "Translator('en').text(text('Line {n} of {name}.', n=5, name='x')); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# --- the catalogues --------------------------------------------------------------------------------------------------


@cache
def catalogue(language: str = "nl") -> Catalog:
    return read_catalogue(sorted((templates_root() / "locales" / language).glob("*.po")), language)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE.parent).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def literals(node: ast.expr | None, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Give the sentences an argument can be: a literal, a choice between literals, or a constant of the module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body, constants)
        yield from literals(node.orelse, constants)
    elif isinstance(node, ast.Name) and node.id in constants:
        yield from literals(constants[node.id], {})


def sentences_of(tree: ast.Module) -> Iterator[str]:
    assigned = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
    constants = {node.targets[0].id: node.value for node in assigned if isinstance(node.targets[0], ast.Name)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        first = call.args[0] if call.args else None
        if name in ("text", "Text", "gettext", "_"):
            yield from literals(first, constants)
        elif name == "Rule":
            prose = [word.value for word in call.keywords if word.arg in ("title", "why")]
            for node in (*prose, *call.args[3:5]):
                yield from literals(node, constants)


def help_of(tree: ast.Module) -> Iterator[str]:
    """Give what `--help` shows: the docstring of each command on one line, its options, and the table of commands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            decorators = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
            if any(isinstance(one, ast.Attribute) and one.attr in ("command", "group") for one in decorators):
                yield " ".join((ast.get_docstring(node) or "").split())
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("option", "Option"):
            yield from (text for word in node.keywords if word.arg == "help" for text in literals(word.value, {}))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "COMMANDS":
            assert isinstance(node.value, ast.Dict)
            yield from (text for value in node.value.values for text in literals(value, {}))


def has_words(sentence: str) -> bool:
    return re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", sentence)) is not None


@cache
def sentences_in_code() -> dict[str, str]:
    """Give every sentence for people in the code, with the file it stands in."""
    return {
        sentence: path
        for path, tree in modules()
        for sentence in (*sentences_of(tree), *help_of(tree))
        if has_words(sentence)
    }


@cache
def sentences_in_templates() -> dict[str, str]:
    root = templates_root()
    environment = Environment(loader=FileSystemLoader(root), extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.policies["ext.i18n.trimmed"] = True
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*.j2")):
        for _line, _function, message in environment.extract_translations(path.read_text(encoding="utf-8")):
            for one in (message,) if isinstance(message, str) else message:
                if isinstance(one, str):
                    found[one] = path.relative_to(root).as_posix()
    return found


def needed() -> dict[str, str]:
    return sentences_in_templates() | sentences_in_code()


def placeholders(sentence: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}|%\((\w+)\)s", sentence)))


def translated() -> Iterator[tuple[str, str]]:
    for message in catalogue():
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from zip(ids, forms, strict=False)


def test_the_search_for_sentences_finds_them() -> None:
    tree = ast.parse(
        'A = "one"\ntext(A)\nText("two" if x else "three")\nRule(title="four", why="five " "six", bad="no")'
    )
    assert set(sentences_of(tree)) == {"one", "two", "three", "four", "five six"}
    assert len(sentences_in_code()) > 50


def test_the_search_for_help_finds_it() -> None:
    command = '@click.command()\n@click.option("--x", help="two")\ndef a():\n    """Three\n    four."""\n'
    tree = ast.parse('COMMANDS = {"a": "one"}\n' + command)
    assert set(help_of(tree)) == {"one", "two", "Three four."}


def test_every_sentence_has_a_dutch_translation() -> None:
    known = {msgid for msgid, msgstr in translated() if msgstr}
    missing = sorted(f"{place}: {sentence}" for sentence, place in needed().items() if sentence not in known)
    assert not missing, f"{len(missing)} without Dutch:\n" + "\n".join(missing)


def test_translations_fill_the_same_gaps() -> None:
    wrong = [f"{msgid} -> {msgstr}" for msgid, msgstr in translated() if placeholders(msgid) != placeholders(msgstr)]
    assert not wrong, "\n".join(wrong)


def test_no_translation_waits_for_a_sentence_that_is_gone() -> None:
    constants = {
        node.value
        for _path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = constants | set(needed()) | set(strings_of_the_schema())
    unused = sorted(msgid for msgid, _msgstr in translated() if msgid not in used)
    assert not unused, f"{len(unused)} unused:\n" + "\n".join(unused)


def strings_of_the_schema() -> Iterator[str]:
    yaml = YAML(typ="safe", pure=True)
    pending: list[object] = [json.loads(path.read_text(encoding="utf-8")) for path in schema_root().rglob("*.json")]
    pending += [yaml.load(path) for path in schema_root().rglob("*.yaml")]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
            yield from value.split(" | ")  # the source writes `Title | Description` on one line
        elif isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


def test_no_translation_is_marked_as_doubtful() -> None:
    assert [message.id for message in catalogue() if message.fuzzy and message.id] == []


def test_one_sentence_is_translated_in_one_way() -> None:
    found: dict[str, dict[str, str]] = {}
    for path in sorted((templates_root() / "locales" / "nl").glob("*.po")):
        for message in read_catalogue([path], "nl"):
            if message.id:
                found.setdefault(str(message.id), {})[path.name] = str(message.string)
    differing = {msgid: forms for msgid, forms in found.items() if len(set(forms.values())) > 1}
    assert not differing, differing


def test_dutch_speaks_to_its_reader_with_u() -> None:
    familiar = [msgstr for _msgid, msgstr in translated() if re.search(r"\b([Jj]e|[Jj]ij|[Jj]ou|[Jj]ouw)\b", msgstr)]
    assert not familiar, "\n".join(familiar)


def test_messages_avoid_the_words_of_programmers() -> None:
    jargon = re.compile(r"\b(invalid|illegal|mapping|scalar|token|parse|unexpected|schema)\b", re.IGNORECASE)
    code = re.compile(r"`[^`]*`|roi-spec \w+|JSON Schema")
    found = [f"{place}: {sentence}" for sentence, place in needed().items() if jargon.search(code.sub("", sentence))]
    assert not found, "\n".join(found)
