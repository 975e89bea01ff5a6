"""One run speaks one language: help, the sentences of Click, and remarks on wrong use."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from roi_spec.cli import COMMANDS, cli
from roi_spec.cli.language import SENTENCES_OF_CLICK, WORDS_OF_CLICK, asked_for, from_environment, spoken
from roi_spec.i18n import Translator, read_catalogue
from roi_spec.resources import templates_root

DUTCH = Translator("nl")


@pytest.fixture(autouse=True)
def english_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROI_SPEC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def output(*arguments: str) -> str:
    return CliRunner().invoke(cli, list(arguments), prog_name="roi-spec").output


def strings_of_click() -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(click.__file__).parent.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_click_still_says_these_sentences() -> None:
    assert set(SENTENCES_OF_CLICK) <= strings_of_click()


def test_the_sentences_of_click_have_a_dutch_translation() -> None:
    catalogue = read_catalogue(sorted((templates_root() / "locales" / "nl").glob("*.po")), "nl")
    known = {one for message in catalogue for one in message.id if isinstance(message.id, tuple)}
    known |= {message.id for message in catalogue if isinstance(message.id, str)}
    assert {*SENTENCES_OF_CLICK, *WORDS_OF_CLICK} - known == set()


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)])
def test_dutch_help_holds_no_english(arguments: tuple[str, ...]) -> None:
    dutch = output(*arguments, "--lang", "nl", "--help")
    assert dutch.startswith("Gebruik: roi-spec")
    assert "Opties:" in dutch
    assert re.findall(r"\b(Usage|OPTIONS|COMMAND|Options|Commands|Show|PATH|INTEGER|DATE|the|and|of a)\b", dutch) == []


@pytest.mark.parametrize("arguments", [("--help",), *((name, "--help") for name in COMMANDS), ("check", "nowhere")])
def test_english_after_dutch_is_english(arguments: tuple[str, ...]) -> None:
    before = output("--lang", "en", *arguments)
    dutch = output("--lang", "nl", *arguments)
    assert output("--lang", "en", *arguments) == before != dutch


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("--nope",), "Fout: Er is geen optie '--nope'."),
        (("check", "--hel"), "Bedoelde u '--help'?"),
        (("chek",), "Er is geen opdracht 'chek'. Bedoelde u een van deze: 'check', 'schema'?"),
        (("show",), "Fout: Hier ontbreekt 'SPEC'."),
        (("check", "nowhere"), "Pad 'nowhere' bestaat niet."),
        (("check", "--as-of"), "Achter de optie '--as-of' hoort een waarde."),
        (("build", "--pdf=3"), "Achter de optie '--pdf' hoort geen waarde."),
        (("build", "--jobs", "many"), "De waarde bij '--jobs' klopt niet: 'many' is geen heel getal."),
        (("build", "--jobs", "90"), "90 ligt niet in het bereik 1<=x<=64."),
        (("check", "--output-format", "xml"), "'xml' is niet een van: 'text', 'json', 'markdown', "),
        (("schema", "programme", "receipt"), "Dit argument is er een te veel: receipt"),
        (("--lang", "fr", "check"), "Deze tool kent de taal fr niet. Kies uit: en, nl."),
    ],
)
def test_remarks_on_wrong_use_are_dutch(
    arguments: tuple[str, ...], answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROI_SPEC_LANG", "nl")
    assert answer in output(*arguments)


def test_a_mistyped_command_gets_an_offer_in_english_too() -> None:
    assert "'check'" in output("chek")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ("check --lang nl specs", "nl"),
        ("--lang=nl check", "nl"),
        ("--nope --lang nl", "nl"),
        ("--lang en check --lang nl", "nl"),
        ("check -- --lang nl", "en"),
        ("--lang xx check", "en"),
        ("check --lang", "en"),
        ("check", "en"),
    ],
)
def test_the_language_is_known_before_click_reads_the_line(arguments: str, language: str) -> None:
    assert asked_for(arguments.split()).locale == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "ROI_SPEC_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "fi_FI.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_names_a_language(environment: dict[str, str], language: str) -> None:
    assert from_environment(environment) == language


def test_gettext_is_left_as_it_was() -> None:
    before = (gettext.dgettext, gettext.dngettext)
    with spoken(DUTCH):
        assert gettext.gettext("Usage:") == "Gebruik:"
        assert gettext.gettext("Benefits") == "Benefits"
    assert (gettext.dgettext, gettext.dngettext) == before
    assert gettext.gettext("Usage:") == "Usage:"
