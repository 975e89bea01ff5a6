"""Make the list of conversion templates, docs/conversions.md and its Dutch twin, from the library itself.

Run `python tools/make_conversions.py` after a change in `roi_spec/model/conversions` or in its Dutch. With `--choices`
it writes nothing and prints the ids with their titles, as schema/source/choices.yaml has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from roi_spec.i18n import Translator  # noqa: E402 - run as a script, the checkout has to be found first
from roi_spec.model.conversion import Input, Template  # noqa: E402
from roi_spec.model.conversions import FAMILIES, TEMPLATES, example_yaml  # noqa: E402
from roi_spec.model.text import Text, text  # noqa: E402
from roi_spec.model.vocabulary import TECHNIQUES  # noqa: E402
from roi_spec.render.site_conversions import LEAD, TITLE, remarks, worked_out  # noqa: E402

Language = Literal["en", "nl"]

PAGES: dict[Path, Language] = {
    ROOT / "docs" / "conversions.md": "en",
    ROOT / "docs" / "nl" / "omrekeningen.md": "nl",
}


def page(language: Language) -> str:
    """Give the whole list in one language."""
    return "\n".join(_lines(Translator(language))) + "\n"


def _lines(say: Translator) -> Iterator[str]:
    yield f"# {say.text(TITLE)}"
    yield from (
        "",
        "<!-- Made by tools/make_conversions.py; change roi_spec/model/conversions. -->",
        "",
        say.text(LEAD),
    )
    for family, title in FAMILIES.items():
        members = [one for one in TEMPLATES.values() if one.family == family]
        yield from ("", f"## {say.text(title)}", "")
        yield from _table(say, text("Conversion"), text("In a file"), text("Formula in words"))
        for one in members:
            yield f"| [{say.text(one.title)}](#{one.id}) | `{one.id}` | {say.text(one.words)} |"
        for one in members:
            yield from _template(say, one)


def _table(say: Translator, *heads: Text) -> Iterator[str]:
    yield f"| {' | '.join(say.text(one) for one in heads)} |"
    yield f"|{' --- |' * len(heads)}"


def _template(say: Translator, one: Template) -> Iterator[str]:
    yield from ("", f'<a id="{one.id}"></a>', "", f"### {say.text(one.title)}", "", say.text(one.measures))
    for remark in remarks(one):
        yield from ("", f"**{say.text(remark)}**")
    facts = (
        (text("In a file"), f"`technique: {one.id}` ({one.code})"),
        (text("Formula in words"), say.text(one.words)),
        (text("Formula"), f"`{one.formula}`"),
        (text("The value rests on"), say.text(TECHNIQUES[one.technique].title)),
        (text("Comes from"), say.gettext(one.cites)),
    )
    yield ""
    yield from (f"- {say.text(name)}: {value}" for name, value in facts)
    yield ""
    yield from _table(say, text("Name"), text("Example"), text("Meaning"))
    yield from (f"| `{each.name}` | {say.quantity(each.quantity)} | {_meaning(say, each)} |" for each in one.inputs)
    yield from ("", "```yaml", example_yaml(one).rstrip(), "```")
    for sentence in worked_out(say, one):
        yield from ("", say.text(sentence))
    yield from ("", f"{say.text(text('Pitfalls'))}:", "")
    yield from (f"- {say.text(warning)}" for warning in one.warnings)


def _meaning(say: Translator, one: Input) -> str:
    meaning = f"{say.text(one.title)}. {say.text(one.meaning)}"
    return say.text(text("May be left out. {meaning}", meaning=meaning)) if one.optional else meaning


def choices() -> str:
    """Give the ids as choices of `technique` in the source of the language."""
    english, dutch = Translator("en"), Translator("nl")
    return "".join(
        f"  {one.id}: {{en: '{english.text(one.title)}', nl: '{dutch.text(one.title)}'}}\n"
        for one in TEMPLATES.values()
    )


def main(arguments: list[str]) -> None:
    """Write both pages, or print the choices."""
    if "--choices" in arguments:
        sys.stdout.write(choices())
        return
    for path, language in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
