"""`roi-spec explain`: where a number comes from, or what a rule or method is about."""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.show import examined
from roi_spec.evaluate import METHODS
from roi_spec.model.method import Method
from roi_spec.model.text import text
from roi_spec.render import terminal


@click.command("explain")
@click.argument("what", metavar="SPEC|RULE|METHOD")
@click.argument("number", metavar="[NUMBER]", default="result.roi")
@options.as_of
@language.option
@click.pass_context
def command(ctx: click.Context, what: str, number: str, as_of: dt.date | None) -> None:
    """Explain one number of a spec as a tree (`explain specs/a.roi.yaml result.roi`), a rule (`explain ROI104`) or an
    attribution method (`explain trend_line`).
    """  # noqa: D205 - the help text is one sentence
    if re.fullmatch(r"ROI[0-9]{3}", what, re.IGNORECASE):
        _rule(ctx, what.upper())
    elif what in _methods():
        click.echo(terminal.method_text(_methods()[what], chosen(ctx)), nl=False)
    elif Path(what).is_file():
        found = pipeline.survey(pipeline.settings_for((Path(what),), as_of))
        one = examined(found, Path(what), ctx)
        _number(ctx, one, number)
    else:
        _nothing(ctx, what)


def _number(ctx: click.Context, one: pipeline.Examined, number: str) -> None:
    assert one.evaluation is not None
    try:
        click.echo(terminal.trace(one.evaluation, number, chosen(ctx)), nl=False)
    except terminal.UnknownStep as unknown:
        click.echo(chosen(ctx).text(unknown.message), err=True)
        ctx.exit(2)


def _methods() -> dict[str, Method]:
    return {id: method.METHOD for id, method in METHODS.items()}


def _rule(ctx: click.Context, code: str) -> None:
    rule = pipeline.all_rules().get(code)
    if rule is None:
        _nothing(ctx, code)
        return
    click.echo(terminal.rule_text(rule, chosen(ctx)), nl=False)


def _nothing(ctx: click.Context, what: str) -> None:
    known = [*pipeline.all_rules(), *_methods()]
    near = ", ".join(get_close_matches(what, known, n=3, cutoff=0.5))
    message = (
        text("There is no file, rule or method {what}. Did you mean {near}?", what=what, near=near)
        if near
        else text("There is no file, rule or method {what}.", what=what)
    )
    click.echo(chosen(ctx).text(message), err=True)
    ctx.exit(2)
