"""The chapters that show the effect: goal, chain of evidence, measures, attribution, conversion to money."""

from __future__ import annotations

from roi_spec.model.conversions import TEMPLATES, technique_of
from roi_spec.model.evaluation import KpiResult, MethodResult
from roi_spec.model.handbook import Block, Bullets, Heading, Notice, Paragraph, Row, Table
from roi_spec.model.method import Method
from roi_spec.model.sentence import Jump, Mark, Sentence
from roi_spec.model.spec import Attribution, Conversion, Hurdle, Level
from roi_spec.model.text import Text
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.render.assemble_analysis import analysed
from roi_spec.render.assemble_summary import period
from roi_spec.render.blocks import Numbers, cell, columns, labelled, prose
from roi_spec.render.charts_chain import levels_chart
from roi_spec.render.charts_change import change_of_steps
from roi_spec.render.charts_scores import scores
from roi_spec.render.figures import LEVEL_NAMES, STATUS_NAMES, level_states, roi_figure, target_figure
from roi_spec.render.formulas import formula, words_formula
from roi_spec.render.writer import NOTHING, Writer

# --- goal ------------------------------------------------------------------------------------------------------------


def goal(writer: Writer) -> tuple[Block, ...]:
    """Say why the programme exists and what it should reach."""
    programme = writer.evaluation.programme
    blocks: list[Block] = [*prose(writer, programme.summary)]
    business = programme.business_goal
    if business is not None:
        rows = (
            ("Business goal", (writer.words(business.statement),)),
            ("Owner of the goal", writer.pieces(business.owner)),
            ("Gap", writer.pieces(business.gap)),
            ("Evidence of the gap", writer.pieces(business.evidence)),
        )
        blocks += labelled(writer, rows)
        if business.alternatives:
            blocks.append(_alternatives(writer))
    blocks += _audience(writer)
    if programme.objectives:
        blocks.append(_objectives(writer))
    return tuple(blocks)


def _alternatives(writer: Writer) -> Table:
    business = writer.evaluation.programme.business_goal
    assert business is not None
    rows = tuple(
        Row((cell((writer.words(one.option),)), cell(writer.pieces(one.why_not)))) for one in business.alternatives
    )
    return Table(
        writer.plain("Other ways that were considered"), columns(writer, "Option", "Why not"), rows, is_narrow=True
    )


_SELECTIONS = {
    "everyone": Text("everyone in the group"),
    "random": Text("chosen at random"),
    "nominated": Text("nominated"),
    "volunteers": Text("volunteers"),
    "low_performers": Text("people with low results"),
    "high_performers": Text("people with high results"),
}


def _audience(writer: Writer) -> tuple[Block, ...]:
    audience = writer.evaluation.programme.audience
    chosen = writer.say(_SELECTIONS[audience.selection]) if audience.selection in _SELECTIONS else ()
    rows = (
        ("Who took part", writer.pieces(audience.group)),
        ("Invited", writer.figure("audience.invited")),
        ("Started", writer.figure("audience.started")),
        ("People who completed", writer.figure("audience.completed")),
        (
            "How they were chosen",
            (
                *chosen,
                *((". ",) if chosen and audience.selection_note else ()),
                *writer.pieces(audience.selection_note),
            ),
        ),
    )
    return labelled(writer, rows)


def _objectives(writer: Writer) -> Table:
    titles = {one.kpi.id: one.kpi.title for one in writer.evaluation.kpis}
    rows = tuple(
        Row(
            (
                cell(_level(writer, one.level)),
                cell((writer.words(one.statement),)),
                cell(writer.pieces(titles.get(one.kpi, ""))),
            )
        )
        for one in sorted(writer.evaluation.programme.objectives, key=lambda one: one.level)
    )
    return Table(writer.plain("Objectives, level by level"), columns(writer, "Level", "Objective", "Measured by"), rows)


def _level(writer: Writer, level: Level) -> Sentence:
    return (Mark(str(int(level)), "level"), "\u00a0", writer.plain(LEVEL_NAMES[level].msgid))


# --- chain -----------------------------------------------------------------------------------------------------------


def chain(writer: Writer) -> tuple[Block, ...]:
    """Show the levels in order, each measure with its target and result."""
    board = _scoreboard(writer)
    drawn = (levels_chart(writer), scores(writer, board))
    told = writer.say(
        "Each level carries the next: who found it useful can learn it, who learned it can apply it, and "
        "only what is applied can change a result."
    )
    return (Paragraph(told), *(one for one in drawn if one), board)


def _scoreboard(writer: Writer) -> Table:
    rows = [_input_row(writer)]
    for level in list(Level)[1:5]:
        rows += [_score(writer, one) for one in writer.evaluation.kpis if one.kpi.level == level]
    if writer.evaluation.kind == "roi":
        rows.append(_roi_row(writer))
    heads = columns(writer, "Level", "Measure", Numbers("Target"), Numbers("Result"), "Outcome", Numbers("Answered"))
    return Table(writer.plain("Scoreboard"), heads, tuple(rows))


def _input_row(writer: Writer) -> Row:
    return Row(
        (
            cell(_level(writer, Level.INPUT)),
            cell(writer.say("People who completed")),
            cell(writer.bare("audience.invited")),
            cell(writer.bare("audience.completed")),
            cell(NOTHING),
            cell(NOTHING),
        )
    )


def _score(writer: Writer, one: KpiResult) -> Row:
    base = f"kpi.{one.kpi.id}"
    answered, asked = writer.bare(f"{base}.answered"), writer.bare(f"{base}.asked")
    return Row(
        (
            cell(_level(writer, one.kpi.level)),
            cell((writer.words(one.kpi.title),)),
            cell(writer.figure(f"{base}.target")),
            cell(writer.figure(f"{base}.actual"), writer.pieces(one.kpi.absent_because)),
            cell((status_mark(writer, one.status),)),
            cell(
                writer.say("{answered} of {asked}", answered=answered, asked=asked) if answered != NOTHING else NOTHING
            ),
        )
    )


def _roi_row(writer: Writer) -> Row:
    state = level_states(writer.evaluation)[Level.ROI]
    return Row(
        (
            cell(_level(writer, Level.ROI)),
            cell(("ROI",)),
            cell(target_figure(writer)),
            cell(roi_figure(writer)),
            cell((status_mark(writer, state),)),
            cell(NOTHING),
        )
    )


def status_mark(writer: Writer, status: str) -> Mark:
    """Give the outcome of a measure as a word in a frame."""
    return Mark(writer.plain(STATUS_NAMES[status].msgid), f"badge {status}")


# --- measures --------------------------------------------------------------------------------------------------------


def measures(writer: Writer) -> tuple[Block, ...]:
    """Show every KPI: what it counts, before and after, and where it comes from."""
    if not writer.evaluation.kpis:
        return (Paragraph(writer.say("No measures were stated.")),)
    heads = columns(writer, "Measure", Numbers("Baseline"), Numbers("Result"), Numbers("Change"), "Source")
    table = Table(
        writer.plain("Measures with their sources"),
        heads,
        tuple(_measure(writer, one) for one in writer.evaluation.kpis),
        _positive(writer),
    )
    defined = tuple(block for one in writer.evaluation.kpis for block in _definition(writer, one))
    head = (Heading(writer.say("What each measure counts")),) if defined else ()
    return (table, *head, *defined, *(block for one in writer.evaluation.kpis for block in _measured(writer, one)))


def _measured(writer: Writer, one: KpiResult) -> tuple[Block, ...]:
    """Show what statistics say of a change whose figures come from a data file."""
    if one.measured is None:
        return ()
    head = Heading((writer.words(one.kpi.title),), f"measured-{one.kpi.id}")
    return (head, *analysed(writer, one, one.measured, f"kpi.{one.kpi.id}.data"))


def _positive(writer: Writer) -> Sentence:
    return writer.say("A positive change is an improvement, also where lower is better.")


def _measure(writer: Writer, one: KpiResult) -> Row:
    base = f"kpi.{one.kpi.id}"
    forecast = writer.figure(f"{base}.forecast")
    under = writer.say("forecast: {value}", value=forecast) if forecast != NOTHING else ()
    under = writer.say("forecast") if one.is_forecast else under
    better = writer.say("higher is better") if one.kpi.better == "higher" else writer.say("lower is better")
    return Row(
        (
            cell((writer.words(one.kpi.title),), (*_level(writer, one.kpi.level), " · ", *better)),
            cell(writer.figure(f"{base}.baseline"), period(writer, one.kpi.baseline_period)),
            cell(writer.figure(f"{base}.actual"), under or period(writer, one.kpi.result_period)),
            cell(writer.figure(f"{base}.improvement")),
            cell(*_source(writer, one)),
        )
    )


def _source(writer: Writer, one: KpiResult) -> tuple[Sentence, Sentence]:
    source = one.kpi.source
    if source is None:
        return writer.say("no source stated"), ()
    parts = [writer.pieces(part) for part in (source.reference, source.owner, source.date) if part]
    under: Sentence = ()
    for number, part in enumerate(parts):
        under = (*under, *((" · ",) if number else ()), *part)
    return (writer.words(source.system),), under


def _definition(writer: Writer, one: KpiResult) -> tuple[Block, ...]:
    if not one.kpi.definition:
        return ()
    return (Heading((writer.words(one.kpi.title),), level=4), *prose(writer, one.kpi.definition))


# --- attribution -----------------------------------------------------------------------------------------------------


def attribution(writer: Writer) -> tuple[Block, ...]:
    """Show for every measure at impact level what is due to the programme, by which method, and how sure that is."""
    shown = tuple(
        one
        for one in writer.evaluation.kpis
        if one.kpi.level == Level.IMPACT or any(method.analysis for method in one.methods)
    )
    if not shown:
        return (
            Paragraph(writer.say("No measure at the level of impact was stated, so there is nothing to attribute.")),
        )
    told = writer.say(
        "A result changes for many reasons. Attribution separates the part that is due to the programme; "
        "only that part counts."
    )
    return (Paragraph(told), *(block for one in shown for block in _attributed(writer, one)))


def _attributed(writer: Writer, one: KpiResult) -> tuple[Block, ...]:
    head = Heading((writer.words(one.kpi.title),), f"attribution-{one.kpi.id}")
    if not one.methods:
        return (head, Paragraph(_no_method(writer, one)))
    blocks: list[Block] = [head]
    if len(one.methods) > 1:
        blocks.append(_comparison(writer, one))
    for method in one.methods:
        blocks += _method(writer, one, method)
    blocks += _elsewhere(writer, one)
    return tuple(blocks)


def _no_method(writer: Writer, one: KpiResult) -> Sentence:
    if one.kpi.conversion is None:
        return writer.say("Not attributed: the change is shown and no money is counted for it.")
    return writer.say(
        "No method was stated, so the whole change of {change} is taken as the effect.",
        change=writer.figure(one.improvement or ""),
    )


def _comparison(writer: Writer, one: KpiResult) -> Table:
    rows = tuple(
        Row(
            (
                cell((_method_page(writer, method.method),)),
                cell(writer.figure(method.effect or "")),
                cell((Mark(method.grade, "grade"),), writer.say(method.grade_reason)),
                cell(writer.say("counts") if method.used else writer.say("cross-check")),
            ),
            "total" if method.used else "",
        )
        for method in one.methods
    )
    note = writer.say("When several methods give an effect, the lowest counts (guiding principle 4: be conservative).")
    return Table(
        writer.plain("Methods side by side"),
        columns(writer, "Method", Numbers("Effect"), "Evidence", "Role"),
        rows,
        note,
    )


def _method(writer: Writer, one: KpiResult, result: MethodResult) -> tuple[Block, ...]:
    stated, method = result.attribution, result.method
    main = stated is one.kpi.attribution
    page = _method_page(writer, method)
    title = (page,) if main else writer.say("Cross-check: {method}", method=page)
    blocks: list[Block] = [Heading(title, level=4), Paragraph(writer.say(method.idea))]
    rows = (
        ("Why this method", writer.pieces(stated.why)),
        ("Evidence grade", (Mark(result.grade, "grade"), " ", *writer.say(result.grade_reason))),
        ("Worked out by", writer.pieces(stated.owner)),
        ("It computes", (words_formula(writer.translator.text(method.words)),)),
        ("May be used when", writer.say(method.allowed)),
        ("Weak point", writer.say(method.weakness)),
        *_particulars(writer, stated),
    )
    blocks += labelled(writer, rows)
    blocks += analysed(writer, one, result.analysis, result.prefix)
    blocks += _hidden(writer, result)
    blocks += working_tables(writer, result.prefix)
    blocks += _formulas(writer, result)
    return tuple(blocks)


def _method_page(writer: Writer, method: Method) -> Jump:
    """Give the name of a method as the way to its page, which says when it fits and how to use it."""
    return Jump(writer.plain(method.title.msgid), f"../../methods/{method.id}.html")


def _hidden(writer: Writer, result: MethodResult) -> tuple[Block, ...]:
    limit = writer.context.small_cell_limit
    if not result.attribution.respondents or _rows_of(writer, result.prefix, "respondent"):
        return ()
    if len(result.attribution.respondents) >= limit:
        return (Paragraph(writer.say("The answers are not shown one by one."), "quiet"),)
    told = writer.say("The answers are not shown one by one: fewer than {limit} people gave them.", limit=limit)
    return (Paragraph(told, "quiet"),)


_ASSIGNED = {
    "random": Text("at random"),
    "matched": Text("matched on what matters"),
    "natural": Text("as it happened, by organisation or place"),
    "voluntary": Text("people chose for themselves"),
}


def _particulars(writer: Writer, stated: Attribution) -> tuple[tuple[str, Sentence], ...]:
    assigned = writer.say(_ASSIGNED[stated.assignment]) if stated.assignment in _ASSIGNED else ()
    return (
        ("Groups were formed", assigned),
        ("Rule for the groups", writer.pieces(stated.assignment_rule)),
        ("Matched on", writer.listed((writer.words(one),) for one in stated.matched_on)),
        ("Course before the programme", writer.pieces(stated.parallel_before)),
        ("Question asked", writer.pieces(stated.question)),
        ("Study", writer.pieces(stated.study or (stated.stated_effect.study if stated.stated_effect else ""))),
        ("Trained in the data", writer.listed((writer.words(one),) for one in stated.trained)),
        ("First period with the programme", writer.pieces(stated.start)),
        ("Trained meanwhile as well", _trained_meanwhile(writer, stated)),
        ("How the groups were kept apart", writer.pieces(stated.comparison.contamination if stated.comparison else "")),
        ("Interest of who estimated", writer.pieces(stated.interest)),
    )


def _trained_meanwhile(writer: Writer, stated: Attribution) -> Sentence:
    answer = stated.comparison.trained_within_window if stated.comparison else None
    return () if answer is None else (writer.translator.value(answer),)


def _formulas(writer: Writer, result: MethodResult) -> tuple[Block, ...]:
    """Show the formulas of a method that carry its argument; long series are in the trace."""
    names = ("factors", "comparison.change", "counted_share", "measured", "regression", "effect")
    steps = (writer.evaluation.step(f"{result.prefix}.{name}") for name in names)
    return tuple(drawn for step in steps if step is not None and (drawn := formula(writer, step)) is not None)


def working_tables(writer: Writer, prefix: str) -> tuple[Block, ...]:
    """Show the data of a method as tables: groups (drawn as well), respondents, periods, other factors."""
    groups = _groups(writer, prefix)
    drawn = change_of_steps(writer, prefix, groups) if groups else None
    shown = (drawn, groups, _respondents(writer, prefix), _periods(writer, prefix))
    return tuple(one for one in shown if one is not None)


def _groups(writer: Writer, prefix: str) -> Table | None:
    kpi = f"kpi.{prefix.split('.')[1]}"
    if writer.evaluation.step(f"{prefix}.comparison.result") is None:
        return None
    trained = Row(
        (
            cell(writer.say("Trained group")),
            *(cell(writer.figure(f"{kpi}.{name}")) for name in ("baseline", "actual", "improvement")),
        )
    )
    other = Row(
        (
            cell(writer.say("Comparison group")),
            *(cell(writer.figure(f"{prefix}.comparison.{name}")) for name in ("baseline", "result", "change")),
        )
    )
    return Table(
        writer.plain("Both groups"),
        columns(writer, "Group", Numbers("Before"), Numbers("After"), Numbers("Change")),
        (trained, other),
    )


def _rows_of(writer: Writer, prefix: str, branch: str) -> tuple[str, ...]:
    """Give the keys under `prefix.branch.`, in order: respondents, periods."""
    start = f"{prefix}.{branch}."
    found = (id[len(start) :].split(".")[0] for id in writer.evaluation.steps if id.startswith(start))
    return tuple(dict.fromkeys(found))


def _respondents(writer: Writer, prefix: str) -> Table | None:
    keys = _rows_of(writer, prefix, "respondent")
    if not keys:
        return None
    rows = tuple(_respondent(writer, f"{prefix}.respondent.{key}", key) for key in keys)
    heads = columns(
        writer,
        "Respondent",
        Numbers("Improvement stated"),
        Numbers("Credited to the programme"),
        Numbers("Confidence"),
        Numbers("Counts"),
    )
    note = writer.say("A missing answer counts as zero; every answer is multiplied by its own share and confidence.")
    return Table(writer.plain("Estimates, one row for each respondent"), heads, rows, note)


def _respondent(writer: Writer, base: str, key: str) -> Row:
    counted = next(
        (
            id
            for id in (f"{base}.effect", f"{base}.zero", f"{base}.share", f"{base}.factor", f"{base}.attribution")
            if writer.evaluation.step(id)
        ),
        base,
    )
    step = writer.evaluation.step(counted)
    note = writer.say(step.line.note) if step and step.line.note and counted.endswith((".effect", ".zero")) else ()
    share = writer.figure(f"{base}.attribution")
    shown = share if share != NOTHING else writer.figure(f"{base}.factor")
    return Row(
        (
            cell((writer.words(key),), note),
            cell(writer.figure(f"{base}.value")),
            cell(shown),
            cell(writer.figure(f"{base}.confidence")),
            cell(writer.figure(counted)),
        )
    )


def _periods(writer: Writer, prefix: str) -> Table | None:
    keys = _rows_of(writer, prefix, "after")
    if not keys:
        return None
    kpi = next(one for one in writer.evaluation.kpis if one.kpi.id == prefix.split(".")[1])
    stated = next(one.attribution for one in kpi.methods if one.prefix == prefix)
    rows = tuple(
        Row(
            (
                cell((writer.words(point.period),)),
                cell(writer.figure(f"{prefix}.after.{key}.value")),
                cell(writer.figure(f"{prefix}.after.{key}.expected")),
                cell(writer.figure(f"{prefix}.after.{key}.difference")),
            )
        )
        for key, point in zip(keys, stated.after, strict=False)
    )
    heads = columns(
        writer, "Period", Numbers("Actual"), Numbers("Expected without the programme"), Numbers("Better than expected")
    )
    return Table(writer.plain("Periods after the programme"), heads, rows)


def _elsewhere(writer: Writer, one: KpiResult) -> tuple[Block, ...]:
    """List what else could explain the change."""
    others = tuple(e for e in writer.evaluation.programme.external_influences if not e.kpis or one.kpi.id in e.kpis)
    if not others:
        return ()
    items = tuple(
        (*(writer.words(e.title),), *((": ", writer.words(e.treatment)) if e.treatment else ())) for e in others
    )
    return (Heading(writer.say("What else could explain the change"), level=4), Bullets(items))


# --- conversion ------------------------------------------------------------------------------------------------------


def conversion(writer: Writer) -> tuple[Block, ...]:
    """Show how each effect became money, or why it did not."""
    shown = tuple(one for one in writer.evaluation.kpis if one.kpi.level == Level.IMPACT)
    if not shown:
        return (
            Paragraph(writer.say("No measure at the level of impact was stated, so nothing was converted to money.")),
        )
    return tuple(block for one in shown for block in _converted(writer, one))


def _converted(writer: Writer, one: KpiResult) -> tuple[Block, ...]:
    head = Heading((writer.words(one.kpi.title),), f"conversion-{one.kpi.id}")
    stated = one.kpi.conversion
    if stated is None:
        why = writer.pieces(one.kpi.not_converted) or writer.say("No reason was stated.")
        return (head, Paragraph((*writer.say("Not converted to money."), " ", *why)))
    rows = (
        *_technique(writer, stated),
        ("Why this technique", writer.pieces(stated.why)),
        ("What people do with the time", writer.pieces(stated.redeployed)),
        ("Why it holds for a whole year", writer.pieces(stated.annualised_because)),
        ("Time it is counted over", writer.figure(f"kpi.{one.kpi.id}.counted_time")),
        ("Why over that time", writer.pieces(stated.times_a_year_because)),
        ("What was looked at, so that the gain is not taken from elsewhere", writer.pieces(one.kpi.displacement)),
        ("Why it is not counted again elsewhere", writer.pieces(one.kpi.overlap)),
    )
    step = writer.evaluation.step(one.benefit or "")
    drawn = formula(writer, step) if step else None
    blocks: list[Block] = [head, *labelled(writer, rows), *((drawn,) if drawn else ())]
    if one.why_not is not None:
        blocks.append(Notice(writer.plain("Not counted"), (writer.say(one.why_not),)))
    if one.kpi.hurdle is not None:
        blocks.append(_hurdle(writer, one.kpi.hurdle))
    return tuple(blocks)


def _technique(writer: Writer, stated: Conversion) -> tuple[tuple[str, Sentence], ...]:
    """Say how credible the technique is and what it computes; for a template of the library, with its own page."""
    technique, template = technique_of(stated.technique), TEMPLATES.get(stated.technique)
    if technique is None:
        return ()
    ranked = writer.say(
        "{technique} (rank {rank} of {all} in credibility)",
        technique=Jump(writer.plain(technique.title.msgid), f"../../methods/{technique.id}.html"),
        rank=technique.rank,
        all=len(TECHNIQUES),
    )
    if template is None:
        computed = words_formula(writer.translator.text(technique.formula))
        return (
            ("Technique", ranked),
            ("It computes", (computed,)),
            ("To keep in mind", writer.say(technique.note)),
        )
    page = Jump(writer.plain(template.title.msgid), f"../../conversions/{template.id}.html")
    kind = writer.say("a model of work, not an observed change in money") if template.is_model else ()
    return (
        ("From the library", (page,)),
        ("Kind of figure", kind),
        ("It rests on", ranked),
        ("It computes", writer.counted(words_formula(writer.translator.text(template.words)))),
        ("To keep in mind", writer.say(technique.note)),
    )


def _hurdle(writer: Writer, hurdle: Hurdle) -> Table:
    asked = (
        ("Is there a standard value?", hurdle.standard_value),
        ("Is there a technique to convert it?", hurdle.technique_available),
        ("Can it be done with the means there are?", hurdle.affordable),
        ("Will management accept the value within two minutes?", hurdle.accepted_in_two_minutes),
    )
    rows = tuple(Row((cell((writer.plain(question),)), cell(_answered(writer, answer)))) for question, answer in asked)
    note = writer.say("Accepted by: {who}.", who=hurdle.accepted_by) if hurdle.accepted_by else ()
    return Table(
        writer.plain("Test before conversion"), columns(writer, "Question", "Answer"), rows, note, is_narrow=True
    )


def _answered(writer: Writer, answer: object) -> Sentence:
    return writer.say("not answered") if answer is None else (writer.translator.value(answer),)
