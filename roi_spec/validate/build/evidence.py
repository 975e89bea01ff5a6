"""KPIs as typed values: measurements, how their effect is separated, how it becomes money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roi_spec.model import spec
from roi_spec.model.distribution import P2_P97, Distribution
from roi_spec.model.document import Node
from roi_spec.model.formula import as_line
from roi_spec.validate.build import fields

if TYPE_CHECKING:
    from roi_spec.model.conversion import Template


def data_source(node: Node) -> spec.DataSource:
    return spec.DataSource(
        node,
        system=fields.text(node, "system"),
        reference=fields.text(node, "reference"),
        date=fields.date(node, "date"),
        owner=fields.text(node, "owner"),
        kind=fields.text(node, "kind"),
    )


def responses(node: Node) -> spec.Responses:
    return spec.Responses(
        node, invited=fields.count(node, "invited") or 0, received=fields.count(node, "received") or 0
    )


def respondent(node: Node) -> spec.Respondent:
    return spec.Respondent(
        node,
        id=fields.text(node, "id"),
        value=fields.given(node, "value"),
        attribution=fields.given(node, "attribution", "share"),
        confidence=fields.given(node, "confidence", "share"),
        factor=fields.given(node, "factor", "share"),
        basis=fields.text(node, "basis"),
        excluded=fields.text(node, "excluded"),
    )


def comparison(node: Node) -> spec.Comparison:
    return spec.Comparison(
        node,
        group=fields.text(node, "group"),
        people=fields.count(node, "people"),
        baseline=fields.given(node, "baseline"),
        result=fields.given(node, "result"),
        trained_within_window=fields.answer(node, "trained_within_window"),
        contamination=fields.text(node, "contamination"),
    )


def data_file(node: Node) -> spec.DataFile:
    columns = fields.child(node, "columns")
    delimiter = fields.text(node, "delimiter")
    return spec.DataFile(
        node,
        id=fields.text(node, "id"),
        file=fields.text(node, "file"),
        system=fields.text(node, "system"),
        extracted=fields.date(node, "extracted"),
        columns=tuple((role, heading.text) for role, heading in columns.fields),
        reference=fields.text(node, "reference"),
        owner=fields.text(node, "owner"),
        delimiter="\t" if delimiter == "tab" else delimiter,
        decimal=fields.text(node, "decimal"),
        note=fields.text(node, "note"),
    )


def stated_effect(node: Node) -> spec.StatedEffect:
    interval = Distribution("normal", P2_P97)
    best, low, high = fields.must(node, "value"), fields.given(node, "low"), fields.given(node, "high")
    return spec.StatedEffect(
        node,
        value=spec.Ranged(best, low, high, interval if low or high else None),
        study=fields.text(node, "study"),
        n_trained=fields.count(node, "n_trained"),
        n_comparison=fields.count(node, "n_comparison"),
    )


def regression(node: Node) -> spec.Regression:
    return spec.Regression(
        node,
        population_mean=fields.must(node, "population_mean"),
        retest_correlation=fields.must(node, "retest_correlation", "share"),
        source=fields.text(node, "source"),
    )


def _assigned(node: Node) -> tuple[str, int]:
    return fields.text(node, "group"), fields.count(node, "people") or 0


def point(node: Node) -> spec.Point:
    drivers = node.get("drivers")
    known = drivers.fields if drivers is not None else ()
    return spec.Point(
        node,
        period=fields.text(node, "period"),
        value=fields.must(node, "value"),
        drivers=tuple((name, fields.stated_quantity(child, "quantity")) for name, child in known),
    )


def driver(node: Node) -> spec.Driver:
    return spec.Driver(
        node, id=fields.text(node, "id"), title=fields.text(node, "title"), source=fields.text(node, "source")
    )


def factor(node: Node) -> spec.OtherFactor:
    return spec.OtherFactor(
        node, title=fields.text(node, "title"), change=fields.must(node, "change"), source=fields.text(node, "source")
    )


def attribution(node: Node) -> spec.Attribution:
    return spec.Attribution(
        node,
        method=fields.text(node, "method"),
        why=fields.text(node, "why"),
        owner=fields.text(node, "owner"),
        comparison=fields.part(node, "comparison", comparison),
        assignment=fields.text(node, "assignment"),
        assignment_rule=fields.text(node, "assignment_rule"),
        matched_on=fields.texts(node, "matched_on"),
        parallel_before=fields.text(node, "parallel_before"),
        before=fields.parts(node, "before", point),
        after=fields.parts(node, "after", point),
        drivers=fields.parts(node, "drivers", driver),
        factors=fields.parts(node, "factors", factor),
        share=fields.ranged(node, "share", "share_low", "share_high", "share"),
        confidence=fields.given(node, "confidence", "share"),
        factor_includes=fields.texts(node, "factor_includes"),
        respondents=fields.parts(node, "respondents", respondent),
        invited=fields.count(node, "invited"),
        question=fields.text(node, "question"),
        study=fields.text(node, "study"),
        interest=fields.text(node, "interest"),
        data=fields.text(node, "data"),
        start=fields.text(node, "start"),
        trained=fields.texts(node, "trained"),
        assigned=fields.parts(node, "assigned", _assigned),
        season=fields.count(node, "season"),
        negligible=fields.given(node, "negligible"),
        stated_effect=fields.part(node, "stated_effect", stated_effect),
        expected_regression=fields.part(node, "expected_regression", regression),
    )


def hurdle(node: Node) -> spec.Hurdle:
    return spec.Hurdle(
        node,
        standard_value=fields.answer(node, "standard_value"),
        technique_available=fields.answer(node, "technique_available"),
        affordable=fields.answer(node, "affordable"),
        accepted_in_two_minutes=fields.answer(node, "accepted_in_two_minutes"),
        accepted_by=fields.text(node, "accepted_by"),
    )


def conversion(node: Node) -> spec.Conversion:
    inputs = fields.formulas(node, "inputs")
    template = _template(node) if inputs else None
    return spec.Conversion(
        node,
        technique=fields.text(node, "technique"),
        formula=_expanded(template, node, dict(inputs)) if template else fields.must_formula(node, "formula"),
        inputs=inputs,
        is_comparator=template is not None and not template.counts,
        why=fields.text(node, "why"),
        redeployed=fields.text(node, "redeployed"),
        annualised_because=fields.text(node, "annualised_because"),
        times_a_year=fields.given(node, "times_a_year"),
        times_a_year_because=fields.text(node, "times_a_year_because"),
    )


def _template(node: Node) -> Template:
    from roi_spec.model.conversions import TEMPLATES  # noqa: PLC0415 - only a file that names one pays for the library

    return TEMPLATES[fields.text(node, "technique")]


def _expanded(template: Template, node: Node, inputs: dict[str, spec.Formula]) -> spec.Formula:
    """Put the author's inputs into the template that the technique names."""
    from roi_spec.model.conversion import expand  # noqa: PLC0415 - as above

    tree = expand(template, {name: one.tree for name, one in inputs.items()})
    return spec.Formula(fields.child(node, "technique"), as_line(tree, lambda name: name.id), tree)


def kpi(node: Node) -> spec.Kpi:
    return spec.Kpi(
        node,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        level=fields.level(node),
        better=fields.text(node, "better"),
        unit=fields.unit(node, "unit"),
        definition=fields.text(node, "definition"),
        target=fields.given(node, "target"),
        baseline=fields.given(node, "baseline"),
        result=fields.ranged(node, "result", "result_low", "result_high"),
        forecast=fields.ranged(node, "forecast", "forecast_low", "forecast_high"),
        baseline_period=fields.part(node, "baseline_period", fields.period),
        result_period=fields.part(node, "result_period", fields.period),
        events=fields.count(node, "events"),
        people=fields.count(node, "people"),
        responses=fields.part(node, "responses", responses),
        source=fields.part(node, "source", data_source),
        attribution=fields.part(node, "attribution", attribution),
        cross_checks=fields.parts(node, "cross_checks", attribution),
        conversion=fields.part(node, "conversion", conversion),
        hurdle=fields.part(node, "hurdle", hurdle),
        not_converted=fields.text(node, "not_converted"),
        absent_because=fields.text(node, "absent_because"),
        perspective=fields.text(node, "perspective"),
        complement=fields.text(node, "complement"),
        measure=fields.text(node, "measure"),
        population=fields.text(node, "population"),
        data=fields.text(node, "data"),
        aggregate=fields.text(node, "aggregate", "mean"),
        instrument_before=fields.text(node, "instrument_before"),
        instrument_after=fields.text(node, "instrument_after"),
        changed_because=fields.text(node, "changed_because"),
        target_set_on=fields.date(node, "target_set_on"),
        seasonal=fields.answer(node, "seasonal"),
        displacement=fields.text(node, "displacement"),
        overlap=fields.text(node, "overlap"),
        part=fields.text(node, "part"),
        indicator=fields.text(node, "indicator"),
    )
