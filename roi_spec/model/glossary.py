"""The words of the field, each with one meaning: what a reader of a handbook may want to look up.

A term names what it is close to and what it must not be mixed up with, and the rules, methods and conversions in which
it plays a part. Pages show it in every language side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field and what it means."""

    id: str
    """Its page, the same in every language."""
    word: Text
    meaning: Text
    formula: Text | None = None
    """In words, for what is computed."""
    mind: Text | None = None
    """What it is often mixed up with."""
    see: tuple[str, ...] = ()
    """Ids of other terms."""
    rules: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    """Ids of attribution methods and of techniques."""
    conversions: tuple[str, ...] = ()
    """Ids of ready-made conversions."""


_EVERY: tuple[Term, ...] = (
    # --- what is evaluated
    Term(
        "programme",
        Text("programme"),
        Text("A training with a goal, an audience and a period."),
        see=("objective", "audience", "portfolio"),
    ),
    Term("audience", Text("audience"), Text("The people for whom a programme is meant."), rules=("ROI113", "ROI115")),
    Term(
        "objective",
        Text("objective"),
        Text("What should be reached, on one level."),
        see=("level", "kpi"),
        rules=("ROI184", "ROI186"),
    ),
    Term(
        "kpi",
        Text("KPI"),
        Text("A measure that shows whether an objective is reached."),
        see=("baseline", "leading-indicator", "lagging-indicator"),
        rules=("ROI185", "ROI139"),
    ),
    Term(
        "level",
        Text("level of evaluation"),
        Text("How far an evaluation looks, from what went in (0) to what it returned (5)."),
        see=("reaction", "learning", "application", "impact", "roi", "chain-of-evidence"),
        rules=("ROI160", "ROI161"),
    ),
    Term(
        "input", Text("input (level 0)"), Text("What goes into a programme: people, hours and costs."), see=("level",)
    ),
    Term(
        "reaction",
        Text("reaction (level 1)"),
        Text("What participants think of a programme."),
        see=("level", "leading-indicator"),
        rules=("ROI162",),
    ),
    Term(
        "learning",
        Text("learning (level 2)"),
        Text("What participants know and can do afterwards."),
        see=("level",),
        rules=("ROI162", "ROI158"),
    ),
    Term(
        "application",
        Text("application (level 3)"),
        Text("What participants do differently at work."),
        see=("level", "follow-up"),
        rules=("ROI161", "ROI163", "ROI164"),
    ),
    Term(
        "impact",
        Text("impact (level 4)"),
        Text("What changes for the organisation: output, quality, cost and time."),
        mind=Text("Only impact can be turned into money; the levels below it show why it came about."),
        see=("level", "effect", "conversion"),
        rules=("ROI138", "ROI160", "ROI189"),
    ),
    Term(
        "chain-of-evidence",
        Text("chain of evidence"),
        Text("Data on each level that together make it plausible that the training led to the impact."),
        see=("level",),
        rules=("ROI160", "ROI161", "ROI162"),
    ),
    Term(
        "leading-indicator",
        Text("leading indicator"),
        Text("An early sign: reaction, learning or application. It predicts, and is never money."),
        see=("lagging-indicator",),
    ),
    Term(
        "lagging-indicator",
        Text("lagging indicator"),
        Text("A result that comes later: an impact measure. It can become money once the effect is isolated."),
        see=("leading-indicator", "impact"),
    ),
    Term(
        "baseline",
        Text("baseline"),
        Text("The value of a measure before the programme."),
        see=("effect", "trend"),
        rules=("ROI131", "ROI158"),
        methods=("before_after",),
    ),
    Term(
        "follow-up",
        Text("follow-up"),
        Text("A measurement some time after the course, planned beforehand."),
        see=("application",),
        rules=("ROI187", "ROI188"),
    ),
    # --- attribution
    Term(
        "attribution",
        Text("attribution"),
        Text("Separating the effect of the programme from everything else that moved the measure."),
        see=("effect", "counterfactual", "grade"),
        rules=("ROI104", "ROI109"),
        methods=("randomised_control_group", "comparison_group", "trend_line", "participant_estimate", "none"),
    ),
    Term(
        "effect",
        Text("effect"),
        Text("The part of an improvement that is due to the programme."),
        mind=Text("Not the whole improvement: part of that would have come without the programme."),
        see=("attribution", "baseline"),
    ),
    Term(
        "counterfactual",
        Text("counterfactual"),
        Text("What would have happened without the programme. Nobody can observe it; a method estimates it."),
        see=("comparison-group", "trend", "attribution"),
        methods=("comparison_group", "trend_line", "interrupted_time_series", "forecast_model"),
    ),
    Term(
        "comparison-group",
        Text("comparison group"),
        Text("Similar people without the programme, measured in the same way and in the same months."),
        see=("randomisation", "counterfactual", "contamination"),
        rules=("ROI134", "ROI159", "ROI191"),
        methods=("comparison_group", "randomised_control_group"),
    ),
    Term(
        "randomisation",
        Text("randomisation"),
        Text("Chance decides who takes part, so that the groups differ in nothing else."),
        see=("comparison-group",),
        methods=("randomised_control_group",),
    ),
    Term(
        "contamination",
        Text("contamination"),
        Text("The comparison group gets part of the programme after all, for example from colleagues."),
        see=("comparison-group",),
        rules=("ROI159",),
    ),
    Term(
        "trend",
        Text("trend line"),
        Text("The course of a measure before the programme, carried on as if nothing had happened."),
        see=("counterfactual",),
        rules=("ROI190",),
        methods=("trend_line", "interrupted_time_series"),
    ),
    Term(
        "estimate",
        Text("estimate"),
        Text("What a person thinks the programme contributed, with how sure that person is."),
        formula=Text("value × attribution × confidence"),
        see=("confidence",),
        rules=("ROI109", "ROI110", "ROI114", "ROI170"),
        methods=("participant_estimate", "manager_estimate", "customer_estimate", "expert_estimate"),
    ),
    Term(
        "confidence",
        Text("confidence"),
        Text("How sure an estimator is of an estimate, as a share; less sure counts for less."),
        mind=Text("Not the confidence interval of statistics."),
        see=("estimate", "confidence-interval"),
        rules=("ROI110", "ROI114", "ROI119"),
        methods=("participant_estimate",),
    ),
    Term(
        "confidence-interval",
        Text("95% interval"),
        Text("The values of an effect that fit the data; computed from their number and their spread."),
        see=("confidence", "range"),
    ),
    Term(
        "external-influence",
        Text("external influence"),
        Text("Something else that may have moved a measure: a price change, a reorganisation, a season."),
        see=("attribution",),
        rules=("ROI132", "ROI156"),
        methods=("other_factors",),
    ),
    Term(
        "grade",
        Text("grade of evidence"),
        Text("How well an effect is founded, from A (a randomised group) to F (no attribution)."),
        mind=Text("It grades the evidence, not the programme: a loss can be founded with grade A."),
        see=("attribution",),
    ),
    # --- conversion to money
    Term(
        "conversion",
        Text("conversion to money"),
        Text("Expressing an effect as an amount, by a formula and values with a source."),
        formula=Text("effect × value of one unit × benefit window"),
        see=("standard-value", "technique", "intangible"),
        rules=("ROI101", "ROI138"),
        methods=("standard_value", "profit_contribution", "employee_time"),
        conversions=("time_saved", "error_avoided", "sales_increase"),
    ),
    Term(
        "technique",
        Text("technique of conversion"),
        Text("What the value of one unit rests on: an agreed value, past costs, an expert."),
        see=("conversion",),
        methods=("standard_value", "historical_cost", "expert_value"),
    ),
    Term(
        "standard-value",
        Text("standard value"),
        Text("A value agreed with its owner, usually finance, and shared by all programmes."),
        see=("assumption", "technique"),
        rules=("ROI168", "ROI150"),
        methods=("standard_value",),
    ),
    Term(
        "assumption",
        Text("assumption"),
        Text("A value that somebody chose, with an owner, a source, a date and a last day of validity."),
        see=("standard-value", "sensitivity"),
        rules=("ROI150", "ROI165"),
    ),
    Term(
        "contribution-margin",
        Text("contribution margin"),
        Text("The part of revenue that remains after the costs of producing what was sold."),
        mind=Text("Revenue itself is never a benefit."),
        rules=("ROI101",),
        methods=("profit_contribution",),
        conversions=("sales_increase", "deal_size", "conversion_rate"),
    ),
    Term(
        "loaded-rate",
        Text("loaded hourly rate"),
        Text("What an hour of somebody's work costs the employer, all on-costs included."),
        formula=Text("gross pay with on-costs, divided by productive hours"),
        methods=("employee_time",),
        conversions=("hour_saved", "time_saved"),
    ),
    Term(
        "redeployment",
        Text("redeployment of time"),
        Text("What people do with the time that was saved. Only time put to productive use is money."),
        rules=("ROI124",),
        methods=("employee_time",),
        conversions=("hour_saved", "time_saved", "capacity_gained"),
    ),
    Term(
        "displacement",
        Text("displacement"),
        Text("A gain in one place that was taken from another one, so that the organisation gains nothing."),
        conversions=("sales_increase",),
        see=("benefit",),
    ),
    Term(
        "intangible",
        Text("intangible benefit"),
        Text("A benefit left out of the money on purpose, with the reason."),
        see=("conversion", "benefit"),
        rules=("ROI178", "ROI179"),
    ),
    # --- costs and benefits
    Term(
        "fully-loaded-cost",
        Text("fully loaded cost"),
        Text("All costs, the working time of participants and overhead included."),
        see=("proration", "benefit"),
        rules=("ROI111", "ROI112", "ROI135"),
    ),
    Term(
        "proration",
        Text("proration"),
        Text("Charging a programme with its part of a cost that serves several runs."),
        formula=Text("cost × this run ÷ whole lifetime"),
        see=("fully-loaded-cost",),
        rules=("ROI171", "ROI198"),
    ),
    Term(
        "sunk-cost",
        Text("sunk cost"),
        Text("What is spent whatever is decided. It counts when accounting, not when deciding to go on."),
        see=("fully-loaded-cost",),
    ),
    Term(
        "benefit",
        Text("benefit"),
        Text("The effect of the programme in money, over the benefit window."),
        see=("net-benefit", "benefit-window", "effect"),
        rules=("ROI101", "ROI104"),
    ),
    Term(
        "benefit-window",
        Text("benefit window"),
        Text("The stretch of time over which benefits are counted."),
        see=("short-term-solution",),
        rules=("ROI118", "ROI120", "ROI121", "ROI122"),
    ),
    Term(
        "short-term-solution",
        Text("short-term solution"),
        Text("A programme that is given in weeks; its benefits are counted for one year at most."),
        see=("benefit-window",),
        rules=("ROI120",),
    ),
    Term(
        "overlap",
        Text("overlap"),
        Text("Two measures or programmes that count the same money. It then counts once, or not in one sum."),
        see=("portfolio",),
        rules=("ROI153", "ROI340", "ROI341", "ROI342"),
    ),
    # --- results
    Term(
        "net-benefit",
        Text("net benefit"),
        Text("Benefits less costs."),
        formula=Text("benefits − costs"),
        mind=Text("Not the total benefit: the costs are taken off."),
        see=("benefit", "roi"),
        rules=("ROI107",),
    ),
    Term(
        "bcr",
        Text("benefit-cost ratio (BCR)"),
        Text("Benefits divided by costs; 1 is break-even."),
        formula=Text("benefits ÷ costs"),
        mind=Text("A BCR of 1.5 is an ROI of 50%. Whoever publishes it as an ROI of 150% counts the costs as a gain."),
        see=("roi", "break-even"),
        rules=("ROI102", "ROI103", "ROI105"),
    ),
    Term(
        "roi",
        Text("return on investment (ROI)"),
        Text("Net benefit divided by costs, in percent; 0% is break-even."),
        formula=Text("(benefits − costs) ÷ costs × 100%"),
        mind=Text(
            "An ROI of 50% is a BCR of 1.5. The ROI is net: at 0% the costs are earned back, at −100% nothing came."
        ),
        see=("bcr", "net-benefit", "break-even"),
        rules=("ROI102", "ROI103", "ROI106", "ROI148"),
    ),
    Term(
        "payback",
        Text("payback period"),
        Text("How long it takes until benefits equal costs."),
        formula=Text("costs ÷ benefits per month"),
        mind=Text("It is computed on the benefits, not on the net benefit."),
        see=("break-even",),
        rules=("ROI145",),
    ),
    Term(
        "break-even",
        Text("break-even"),
        Text("The point at which a programme has earned exactly what it cost."),
        see=("break-even-attribution", "roi", "payback"),
    ),
    Term(
        "break-even-attribution",
        Text("break-even share of the effect"),
        Text("The share of the effect that is enough to earn the costs back."),
        formula=Text("costs ÷ benefits × 100%"),
        see=("break-even", "attribution"),
    ),
    Term(
        "target",
        Text("target ROI"),
        Text("The return that was asked for beforehand, with the reason."),
        see=("hurdle-rate", "roi"),
    ),
    Term(
        "hurdle-rate",
        Text("hurdle rate"),
        Text("The return that any investment of the organisation must earn."),
        see=("target", "discount-rate"),
    ),
    Term(
        "discount-rate",
        Text("discount rate"),
        Text("By how much an amount counts less for each year that it comes later."),
        see=("npv",),
    ),
    Term(
        "npv",
        Text("net present value (NPV)"),
        Text("Benefits less costs, each counted at what it is worth today."),
        formula=Text("sum over the years of (benefits − costs) ÷ (1 + discount rate)^year"),
        see=("discount-rate", "irr", "net-benefit"),
    ),
    Term(
        "irr",
        Text("internal rate of return (IRR)"),
        Text("The discount rate at which the net present value is zero."),
        see=("npv", "hurdle-rate"),
    ),
    Term(
        "benefit-claim",
        Text("benefit claim"),
        Text("A benefit without costs beside it; no ROI follows from it."),
        see=("roi", "benefit"),
        rules=("ROI135",),
    ),
    Term(
        "forecast",
        Text("forecast"),
        Text("An expectation before results are in. It is marked as one and never counted among results."),
        see=("programme", "portfolio"),
    ),
    # --- certainty
    Term(
        "range",
        Text("range"),
        Text("The low and the high end between which a value probably lies."),
        see=("scenario", "simulation"),
        rules=("ROI137",),
    ),
    Term(
        "scenario",
        Text("scenario"),
        Text("The computation with every range at its best value, at the end that lowers the result, or at the other."),
        see=("range", "simulation"),
    ),
    Term(
        "simulation",
        Text("simulation"),
        Text("The same computation many thousands of times, each time with other values from the ranges."),
        see=("p10", "p50", "p90", "range"),
        rules=("ROI152",),
    ),
    Term("p10", Text("P10"), Text("One in ten outcomes of the simulation is lower."), see=("p50", "p90", "simulation")),
    Term(
        "p50",
        Text("P50 (median)"),
        Text("Half of the outcomes of the simulation are lower, half are higher."),
        see=("p10", "p90", "simulation"),
    ),
    Term(
        "p90", Text("P90"), Text("Nine in ten outcomes of the simulation are lower."), see=("p10", "p50", "simulation")
    ),
    Term(
        "sensitivity",
        Text("sensitivity"),
        Text("How much the result moves when one value moves and all others stay."),
        see=("range", "assumption"),
    ),
    # --- keeping account
    Term(
        "limitation",
        Text("limitation"),
        Text("What the study cannot show."),
        rules=("ROI181",),
    ),
    Term(
        "finding",
        Text("finding"),
        Text("A remark of the checks on one place in a file."),
        see=("waiver",),
    ),
    Term(
        "waiver",
        Text("waiver"),
        Text("A finding that somebody accepts, by name, with a reason and until a day."),
        see=("finding",),
    ),
    Term(
        "trace",
        Text("trace"),
        Text("Every figure of a programme with its formula, its inputs and the line of the file."),
        see=("receipt", "handbook"),
    ),
    Term(
        "receipt",
        Text("receipt"),
        Text("A file with every figure, its formula and its inputs, to recompute it elsewhere."),
        see=("trace",),
    ),
    Term(
        "handbook",
        Text("handbook"),
        Text("The page of one programme, from the goal to every single figure."),
        see=("trace", "portfolio"),
    ),
    Term(
        "portfolio",
        Text("portfolio"),
        Text("All programmes side by side."),
        see=("programme", "overlap"),
    ),
)

GLOSSARY: dict[str, Term] = {one.id: one for one in _EVERY}
"""Every term by its id, in the order in which the field builds on them."""
