"""What others have published: context with its source, never an input."""

from __future__ import annotations

import pytest

from tests.lint.chain import judge
from tests.lint.surroundings import standards_of
from tests.specs import with_fragment


def codes(fragment: str, **around: object) -> set[str]:
    _, findings = judge(with_fragment(fragment), **around)  # type: ignore[arg-type]
    return {finding.code for finding in findings}


def citation(**fields: str) -> str:
    stated = {"id": "one", "claim": "Something is claimed", "source": "Report of 2019", **fields}
    return "citations:\n  - " + "\n    ".join(f'{name}: "{value}"' for name, value in stated.items()) + "\n"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("We follow 70/20/10 in all courses.", True),
        ("We follow 70-20-10 in all courses.", True),
        ("Volgens Harvard komt 85% van succes door soft skills.", True),
        ("Three months later 85% of managers see the dialogue applied.", False),
        ("Every dollar invested in training gives 30 dollars in productivity.", True),
        ("Elke euro in opleiding levert 30 euro op.", True),
        ("Studies name a return of 353% on training.", True),
        ("For each dollar 4.53 dollars came back.", True),
        ("Online courses take 40-60% less time.", True),
        ("People remember 10% of what they read.", True),
        ("The half-life of skills is under five years.", True),
        ("One of thirty teams took part, and 70 of 90 people passed.", False),
        ("Errors fell by 20% in 10 weeks, from 70 a week.", False),
        ("The cost was 1 euro per file, and files fell by 12%.", False),
    ],
)
def test_well_known_claims_need_a_citation(summary: str, *, expected: bool) -> None:
    assert ("ROI314" in codes(f'summary: "{summary}"\n')) is expected


def test_a_citation_of_the_claim_is_enough() -> None:
    story = "summary: We follow 70/20/10 in all courses.\n"
    assert "ROI314" not in codes(
        story + citation(claim="People learn by 70-20-10", seen="secondary", status="disputed")
    )
    assert "ROI314" in codes(story + citation(claim="Half of all training is lost"))


def test_a_claim_in_the_business_goal_is_seen_too() -> None:
    goal = "business_goal: {statement: A third fewer errors., gap: Skills have a half-life of five years.}\n"
    assert "ROI314" in codes(goal)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"claim": "Training returns 353%", "value": "353%"}, True),
        ({"claim": "Training returns 353%", "value": "353%", "convention": "net"}, False),
        ({"claim": "Training returns 353%", "value": "353%", "convention": "unknown"}, False),
        ({"claim": "44% of people lack digital skills", "value": "44%"}, False),
        ({"claim": "Elke euro levert vier euro op", "value": "4 euro"}, True),
        ({"claim": "Training has a good return"}, False),
    ],
)
def test_a_return_is_gross_or_net(fields: dict[str, str], *, expected: bool) -> None:
    assert ("ROI311" in codes(citation(**fields))) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"source": "Study cited in a blog of 2023", "seen": "primary"}, True),
        ({"source": "Onderzoek, aangehaald in een blog", "seen": "primary"}, True),
        ({"source": "Study of 2019, page 12", "seen": "primary"}, False),
        ({"seen": "secondary", "status": "undisputed"}, True),
        ({"seen": "secondary", "status": "unverified"}, False),
        ({"seen": "primary", "status": "undisputed"}, False),
    ],
)
def test_who_did_not_read_the_study_says_so(fields: dict[str, str], *, expected: bool) -> None:
    assert ("ROI312" in codes(citation(**fields))) is expected


@pytest.mark.parametrize(
    ("summary", "status", "expected"),
    [
        ("Others report 25% fewer leavers, and our errors fell.", "disputed", True),
        ("Others report 25 % fewer leavers, and our errors fell.", "unverified", True),
        ("Others report 25% fewer leavers, and our errors fell.", "undisputed", False),
        ("Others report 25% fewer leavers, which is disputed.", "disputed", False),
        ("Errors fell by 125%.", "disputed", False),
        ("Errors fell by 25.5%.", "disputed", False),
    ],
)
def test_a_doubtful_figure_stays_out_of_the_story(summary: str, status: str, *, expected: bool) -> None:
    cited = citation(claim="Leaders keep people", value="25% fewer leavers", status=status, seen="primary")
    assert ("ROI313" in codes(f'summary: "{summary}"\n' + cited)) is expected


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("Monitor 2019", "", True),
        ("Cost manual 2025", "", False),
        (
            "Cost manual 2025",
            "    source_kind: literature\n    publication: {year: 2019, currency: EUR, context: Here}\n",
            True,
        ),
    ],
)
def test_a_citation_is_never_an_input(source: str, kind: str, *, expected: bool) -> None:
    value = f"assumptions:\n  - id: cost_per_error\n    source: {source}\n{kind}"
    cited = citation(claim="An error costs 60 euros", value="60 EUR/error", source="Claims Monitor 2019")
    assert ("ROI315" in codes(value + cited)) is expected


def test_another_figure_of_the_same_source_is_no_input() -> None:
    value = "assumptions:\n  - id: cost_per_error\n    source: Claims Monitor 2019\n"
    assert "ROI315" not in codes(value + citation(value="61 EUR/error", source="Claims Monitor 2019"))


@pytest.mark.parametrize(
    ("published", "missing"),
    [
        ("", "`year:`, `context:`, `currency:`"),
        ("    publication: {year: 2023}\n", "`context:`, `currency:`"),
        ("    publication: {year: 2023, currency: EUR}\n", "`context:`"),
    ],
)
def test_a_published_value_names_what_is_missing(published: str, missing: str) -> None:
    value = f"assumptions:\n  - id: cost_per_error\n    source_kind: literature\n{published}"
    _, findings = judge(with_fragment(value))
    (found,) = (one for one in findings if one.code == "ROI172")
    assert str(found.help) == f"Add {missing} under `publication:`."


def test_a_published_share_needs_no_currency() -> None:
    value = (
        "assumptions:\n  - {id: loss, title: Loss, value: 10%, source: Journal, source_kind: literature, "
        "publication: {year: 2023, context: Dutch insurers}}\n"
    )
    assert "ROI172" not in codes(value)


@pytest.mark.parametrize(
    ("technique", "expected"), [("expert_value", True), ("historical_cost", True), ("standard_value", False)]
)
def test_the_most_credible_value_is_used(technique: str, *, expected: bool) -> None:
    own = f"conversion: {{technique: {technique}, formula: effect * cost_per_error * benefit_window}}"
    assert ("ROI324" in codes(f"kpis:\n  - id: errors\n    {own}\n", standards=standards_of())) is expected
    assert "ROI324" not in codes(f"kpis:\n  - id: errors\n    {own}\n")
