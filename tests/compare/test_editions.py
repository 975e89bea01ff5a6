"""Sides of a comparison: revisions, folders, files, receipts; and everything that can be in their way."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from roi_spec import comparing, pipeline
from roi_spec.building import receipt_of
from roi_spec.history import editions, git
from roi_spec.model.comparison import Cause, Comparison
from tests.compare.two import EN, HOUSE, line, lines, only
from tests.history.repository import Repository
from tests.specs import BASE

SPEC = "specs/claims.roi.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Give a repository with one commit."""
    one = Repository(tmp_path / "work")
    one.root.mkdir()
    one.git("init", "-q")
    one.write("roi-spec.yaml", HOUSE)
    one.write(SPEC, BASE)
    one.commit("Begin", "2025-09-01")
    return one


def diff(one: Repository, base: str | None = None, head: str | None = None, *only: str) -> Comparison:
    with comparing.opened(base, head, here=one.root, only=[one.root / name for name in only]) as sides:
        return comparing.compare(*sides)


def test_without_names_it_is_the_last_commit_against_the_files_as_they_stand(repository: Repository) -> None:
    assert not diff(repository).differs
    repository.change(SPEC, "amount: 1200 EUR", "amount: 1500 EUR")
    found = diff(repository)
    assert lines(found) == ["~ value costs.needs.amount: €1,200 -> €1,500"]
    assert (found.base.name, found.head.name, found.head.dirty) == ("HEAD", ".", True)


def test_one_name_means_since_the_two_went_their_own_ways(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "change")
    repository.change(SPEC, "amount: 1200 EUR", "amount: 1500 EUR")
    repository.commit("Dearer", "2025-09-02")
    repository.git("checkout", "-q", "-")
    trunk = repository.git("rev-parse", "--abbrev-ref", "HEAD").strip()
    repository.change(SPEC, "amount: 4780 EUR", "amount: 5000 EUR")
    repository.commit("Elsewhere", "2025-09-03")
    repository.git("checkout", "-q", "change")
    assert lines(diff(repository, trunk)) == ["~ value costs.needs.amount: €1,200 -> €1,500"]
    assert lines(diff(repository, f"{trunk}...change")) == ["~ value costs.needs.amount: €1,200 -> €1,500"]
    both = diff(repository, trunk, "change")
    assert lines(both) == [
        "~ value costs.needs.amount: €1,200 -> €1,500",
        "~ value costs.design.amount: €5,000 -> €4,780",
    ]
    assert str(both.head.date) == "2025-09-02"


@pytest.mark.parametrize("name", ["--output=stolen", "-x", "nowhere", "HEAD~99", "", "a\0b", "HEAD:specs"])
def test_a_name_that_leads_nowhere_is_said_and_is_never_an_option(repository: Repository, name: str) -> None:
    with pytest.raises(comparing.CannotCompareError) as caught:
        diff(repository, name or "no such", "HEAD")
    assert "no file or folder" in EN.text(caught.value.reason)
    assert not list(repository.root.glob("stolen"))


def test_without_git_folders_can_still_be_compared(tmp_path: Path) -> None:
    for side in ("base", "head"):
        (tmp_path / side / "specs").mkdir(parents=True)
        (tmp_path / side / "roi-spec.yaml").write_text(HOUSE, "utf-8")
        (tmp_path / side / SPEC).write_text(BASE, "utf-8")
    base = str(tmp_path / "base")
    with comparing.opened(base, None, here=tmp_path / "head") as sides:
        assert not comparing.compare(*sides).differs
    with pytest.raises(comparing.CannotCompareError) as caught, comparing.opened(here=tmp_path / "head"):
        pass
    assert EN.text(caught.value.reason) == "HEAD is no file or folder, and git cannot be asked about head."


def test_the_first_spec_of_a_repository_is_a_new_programme_and_nothing_else(tmp_path: Path) -> None:
    one = Repository(tmp_path / "work")
    one.root.mkdir()
    one.git("init", "-q")
    one.write("README.md", "Specs follow.\n")
    one.commit("Empty", "2025-08-01")
    one.write(SPEC, BASE)
    one.commit("Begin", "2025-09-01")
    found = diff(one, "HEAD~1", "HEAD")
    assert [(programme.id, programme.kind.value) for programme in found.programmes] == [("careful-claims", "added")]
    assert (found.appeared, found.went, found.shared) == ((), (), ())


def test_two_files_are_one_programme_under_two_names(tmp_path: Path) -> None:
    one, other = tmp_path / "old.roi.yaml", tmp_path / "new.roi.yaml"
    one.write_text(BASE, "utf-8")
    other.write_text(BASE.replace("careful-claims", "claims").replace("1200 EUR", "1300 EUR"), "utf-8")
    with comparing.opened(str(one), str(other), here=tmp_path) as sides:
        found = only(comparing.compare(*sides))
    assert (found.was, found.id) == ("careful-claims", "claims")
    assert [line(change) for change in found.changes] == ["~ value costs.needs.amount: €1,200 -> €1,300"]


def test_only_some_files(repository: Repository) -> None:
    repository.write("specs/other.roi.yaml", BASE.replace("id: careful-claims", "id: other"))
    repository.change(SPEC, "amount: 1200 EUR", "amount: 1500 EUR")
    assert [one.id for one in diff(repository).programmes] == ["careful-claims", "other"]
    assert [one.id for one in diff(repository, None, None, SPEC).programmes] == ["careful-claims"]
    assert [one.id for one in diff(repository, None, None, "specs/other.roi.yaml").programmes] == ["other"]


def test_a_shallow_clone_says_that_it_does_not_know_where_two_parted(repository: Repository, tmp_path: Path) -> None:
    for day in ("02", "03", "04"):
        repository.write("notes.txt", day)
        repository.commit(f"Note {day}", f"2025-09-{day}")
    repository.git("branch", "old", "HEAD~2")
    clone = Repository(tmp_path / "clone")
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{repository.root}", str(clone.root))
    assert git.is_shallow(clone.root)
    found = diff(clone, "origin/old")
    assert [EN.text(one) for one in found.base.remarks] == [
        "Where origin/old and these files went their own ways is not known here, so origin/old itself is compared."
    ]
    with pytest.raises(comparing.CannotCompareError) as caught:
        diff(clone, "HEAD~1")
    assert caught.value.help is not None
    assert "git fetch --unshallow" in EN.text(caught.value.help)


def test_links_pointers_and_hostile_names_stay_outside(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret.roi.yaml").write_text(BASE, "utf-8")
    (repository.root / "specs" / "out.roi.yaml").symlink_to("../../secret.roi.yaml")
    (repository.root / "specs" / "in.roi.yaml").symlink_to("claims.roi.yaml")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"
    repository.write("specs/data.csv", pointer)
    repository.write("specs/stranger.csv", "of somebody else")
    repository.change(SPEC, "limitations:\n", "limitations:\n  - See data.csv.\n")
    repository.write("specs/ünïcode \n name.roi.yaml", BASE)
    commit = repository.commit("Odd files", "2025-09-05")
    with editions.edition(repository.root, commit) as made:
        names = sorted(path.relative_to(made.root).as_posix() for path in made.root.rglob("*") if path.is_file())
        assert names == ["roi-spec.yaml", SPEC, "specs/in.roi.yaml", "specs/ünïcode \n name.roi.yaml"]
        assert not any(path.is_symlink() for path in made.root.rglob("*"))
        said = [EN.text(one) for one in made.remarks]
    assert sorted(said) == [
        "specs/data.csv is kept in Git LFS; this commit holds only a pointer to it, so it was not read.",
        "specs/out.roi.yaml is a link to a place outside this commit, so it was not followed.",
    ]
    assert not made.root.exists()


def test_a_folder_inside_a_repository_is_a_workspace_of_its_own(repository: Repository) -> None:
    repository.write("team/roi-spec.yaml", HOUSE)
    repository.write("team/specs/claims.roi.yaml", BASE.replace("id: careful-claims", "id: team"))
    repository.commit("Team", "2025-09-06")
    repository.change("team/specs/claims.roi.yaml", "amount: 1200 EUR", "amount: 1500 EUR")
    inside = Repository(repository.root / "team")
    assert [one.id for one in diff(inside).programmes] == ["team"]
    assert [change.at.path for one in diff(inside).programmes for change in one.changes if change.at] == [SPEC]


# --- what was published ----------------------------------------------------------------------------------------------


def receipt(one: Repository, **changed: object) -> Path:
    """Write the receipt of the spec as it stands; `changed` are its results, and `tool_version`."""
    settings = pipeline.settings_for((one.root / SPEC,))
    found = pipeline.survey(settings)
    file = pipeline.of_file(found, one.root / SPEC)
    assert file is not None
    whole = json.loads(receipt_of(file, found))
    whole["provenance"]["tool_version"] = changed.pop("tool_version", whole["provenance"]["tool_version"])
    whole["results"] |= changed
    place = one.root.parent / "receipt.json"
    place.write_text(json.dumps(whole), "utf-8")
    return place


def test_figures_as_published_are_those_of_today_when_nothing_changed(repository: Repository) -> None:
    found = diff(repository, str(receipt(repository)))
    assert not found.differs
    assert found.untouched == 1


def test_another_version_of_the_tool_is_a_cause_of_its_own_and_comes_first(repository: Repository) -> None:
    old = receipt(repository, tool_version="0.0.1", **{"result.roi": {"decimal": "190", "unit": "%"}})
    repository.change(SPEC, "amount: 1200 EUR", "amount: 1500 EUR")
    repository.commit("Dearer", "2025-09-07")
    explained = only(diff(repository, str(old))).explained
    assert explained is not None
    assert [(one.changes[0].cause, one.changes[0].address) for one in explained.effects] == [
        (Cause.TOOL, "tool"),
        (Cause.VALUE, "costs.needs.amount"),
    ]
    assert explained.effects[0].by.value == 10
    assert [explained.before.value, sum(one.by.base for one in explained.effects)] == [190, explained.total]


def test_published_figures_without_their_files_are_shown_and_not_explained(
    tmp_path: Path, repository: Repository
) -> None:
    old = receipt(repository)
    whole = json.loads(old.read_bytes())
    whole["provenance"]["commit"] = "0" * 40
    old.write_text(json.dumps(whole), "utf-8")
    repository.change(SPEC, "amount: 1200 EUR", "amount: 1500 EUR")
    found = only(diff(repository, str(old)))
    assert found.before is not None
    assert found.before.roi is not None
    assert found.before.roi.value == Fraction(200)
    assert found.explained is None
    assert found.why_not_explained is not None


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"format": "roi-spec-receipt/1"}', "nonsense", '"\\ud800"', "[" * 9999]
)
def test_what_is_no_receipt_is_refused_in_words(repository: Repository, content: str) -> None:
    place = repository.root / "old.json"
    place.write_text(content, "utf-8")
    with pytest.raises(comparing.CannotCompareError) as caught:
        diff(repository, str(place))
    assert caught.value.is_misuse
    assert EN.text(caught.value.reason).endswith("holds no receipt that can be read.")


def test_the_day_of_the_head_holds_for_both_sides(repository: Repository) -> None:
    with comparing.opened(None, None, here=repository.root) as (base, head):
        assert str(base.settings.as_of) == str(head.settings.as_of) == "2025-09-01"
        assert replace(base, side=head.side, settings=head.settings) == head
