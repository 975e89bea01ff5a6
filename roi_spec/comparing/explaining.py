"""What each change does to the result of one programme.

The figure is asked for with some of the changes made and others not: a spec that nobody wrote, put together from both
sides, evaluated by the shortest way. The shares of `compare` then say how much of the difference belongs to which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from roi_spec import analyse, compare, evaluate, validate
from roi_spec.compare import Difference, Differences
from roi_spec.evaluate.engine import Plan
from roi_spec.model.analysis import Analysis
from roi_spec.model.comparison import Effect, Explained, Figures
from roi_spec.model.document import Document
from roi_spec.model.finding import Severity
from roi_spec.model.quantity import Missing, Quantity, in_unit
from roi_spec.model.source import Source
from roi_spec.model.spec import Assumption, Calendar, Programme, StandardValues, Workspace
from roi_spec.model.table import Table
from roi_spec.model.units import POINTS
from roi_spec.model.working import Line
from roi_spec.read import respondents
from roi_spec.validate.build import BUILDERS

MEASURES = ("result.roi", "result.net_benefit", "result.total_benefit", "result.total_cost")
"""What the difference is about: the first that both sides have."""
FEW = 4
"""Up to so many changes every figure is computed from a whole spec; with more, inputs are changed in the working."""
MOST_KEPT = 300
"""So many whole workings are kept at a time; each takes some hundred kilobytes."""
_UNFIT = (LookupError, ValueError, AssertionError, TypeError, ArithmeticError)
"""What building may raise on a spec that nobody wrote and nobody checked."""

Made = frozenset[int]
Computed = tuple[Plan, Mapping[str, Fraction | Missing]]


@dataclass(frozen=True, slots=True)
class Stand:
    """Everything that the figures of one programme rest on, at one side."""

    source: Source
    tables: tuple[Table, ...]
    house: Workspace
    calendars: tuple[Calendar, ...]


@dataclass(slots=True)
class Game:
    """One programme with some of the changes made."""

    base: Stand
    head: Stand
    own: Differences
    shared: Differences
    """Of standard values."""
    house: tuple[Difference, ...]
    day: dt.date | None
    rules: frozenset[str]
    relevant: frozenset[str] = frozenset()
    """Addresses of the shared changes that this programme rests on."""
    _computed: dict[Made, Computed | None] = field(default_factory=dict)
    _values: dict[tuple[Made, str], Fraction | None] = field(default_factory=dict)
    _analysed: dict[tuple[frozenset[str], tuple[Table, ...]], tuple[Programme, Mapping[str, Analysis]]] = field(
        default_factory=dict
    )
    _standards: dict[frozenset[str], Mapping[str, tuple[Assumption, ...]]] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[Difference, ...]:
        """Give every change there is to make, own ones first."""
        shared = (one for one in (*self.shared.found, *self.house) if one.change.address in self.relevant)
        return (*self.own.found, *shared)

    def computed(self, made: Made) -> Computed | None:
        """Give the working and its values with these changes made; None when that is no spec that can be evaluated."""
        if made not in self._computed:
            if len(self._computed) >= MOST_KEPT:
                del self._computed[next(iter(self._computed))]
            self._computed[made] = self._compute(made)
        return self._computed[made]

    def value(self, made: Made, measure: str) -> Fraction | None:
        """Give one result with these changes made; None when there is none."""
        if (made, measure) not in self._values:
            computed = self.computed(made)
            found = computed[1].get(measure) if computed else None
            self._values[made, measure] = found if isinstance(found, Fraction) else None
        return self._values[made, measure]

    def _compute(self, made: Made) -> Computed | None:
        changes = self.changes
        chosen = [changes[number] for number in sorted(made)]
        try:
            return self._evaluated(chosen)
        except _UNFIT:
            return None

    def _evaluated(self, chosen: Sequence[Difference]) -> Computed | None:
        mine, theirs = _switches(self.own.found), _switches(self.shared.found)
        switched = {switch for one in chosen for switch in one.switches}
        addresses = {one.change.address for one in chosen}
        root = compare.hybrid(self.own.base, self.own.head, switched & mine, mine)
        programme = BUILDERS["programme"](Document(self.base.source, root))
        assert isinstance(programme, Programme)
        tables = self._tables(addresses)
        programme = respondents.filled(programme, {one.id: one for one in tables})
        versions = self._versions(frozenset(switched & theirs), theirs)
        standards = evaluate.on_day(versions, programme.evaluated_on or self.day)
        said = validate.cross_check(programme, standards, self.rules, self.head.calendars)
        if any(one.severity is Severity.ERROR for one in said):
            return None
        read = frozenset(one for one in switched & mine if not one.startswith(("assumptions.", "costs.")))
        completed, analyses = self._analyses(programme, tables, read)
        return evaluate.figures(completed, standards, analyses=analyses, house=self._house(addresses))

    def _tables(self, addresses: Collection[str]) -> tuple[Table, ...]:
        """Take each data file from the side of its entry."""
        changed = {address.split(".")[1] for address in addresses if address.startswith("data.")}
        old, new = ({one.id: one for one in side.tables} for side in (self.base, self.head))
        ids = dict.fromkeys((*old, *new))
        found = (new.get(id) if id in changed or id not in old else old.get(id) for id in ids)
        return tuple(one for one in found if one is not None)

    def _versions(self, made: frozenset[str], every: frozenset[str]) -> Mapping[str, tuple[Assumption, ...]]:
        if made not in self._standards:
            root = compare.hybrid(self.shared.base, self.shared.head, made, every)
            built = BUILDERS["standard-values"](Document(self.base.source, root))
            assert isinstance(built, StandardValues)
            versions: dict[str, tuple[Assumption, ...]] = {}
            for value in built.values:
                versions[value.id] = (*versions.get(value.id, ()), value)
            self._standards[made] = versions
        return self._standards[made]

    def _house(self, addresses: Collection[str]) -> Workspace:
        names = ("discount_rate", "fiscal_year_start")
        taken = {name: getattr(self.head.house, name) for name in names if f"workspace.{name}" in addresses}
        return replace(self.base.house, **taken)

    def _analyses(
        self, programme: Programme, tables: tuple[Table, ...], read: frozenset[str]
    ) -> tuple[Programme, Mapping[str, Analysis]]:
        """Analyse once for all specs that differ in values and costs only: statistics know nothing of money."""
        if not analyse.needs(programme):
            return programme, {}
        key = (read, tables)
        if key not in self._analysed:
            found = analyse.run(programme, {one.id: one for one in tables})
            self._analysed[key] = (found.programme, found.analyses)
        completed, analyses = self._analysed[key]
        return replace(programme, kpis=completed.kpis), analyses


def _switches(differences: Sequence[Difference]) -> frozenset[str]:
    return frozenset(switch for one in differences for switch in one.switches)


# --- the shares ------------------------------------------------------------------------------------------------------


def explained(game: Game, before: Figures, after: Figures) -> Explained | None:
    """Take the difference of the result apart; None when nothing moved or there is nothing that could have moved it."""
    measure = next((one for one in MEASURES if of(before, one) is not None and of(after, one) is not None), None)
    if measure is None:
        return None
    one, other = of(before, measure), of(after, measure)
    assert one is not None
    assert other is not None
    if one.base == other.base:
        return None
    groups = _players(game, measure, one, other)
    if not groups:
        return None
    found, groups = _shares(game, groups, measure, other.base - one.base)
    return Explained(measure, one, other, _effects(game, groups, found.by, measure, other), found.orders)


def of(figures: Figures, measure: str) -> Quantity | None:
    """Give a result by the name of its line."""
    found: Quantity | None = getattr(figures, measure.removeprefix("result."))
    return found


def _players(game: Game, measure: str, before: Quantity, after: Quantity) -> tuple[Made, ...]:
    """Give the groups of changes that lead from one figure to the other, all together as one when nothing less does."""
    changes = game.changes
    groups = compare.players(changes)
    if not changes or game.value(frozenset(), measure) != before.base:
        return (frozenset(range(len(changes))),) if changes else ()
    if game.value(frozenset().union(*groups), measure) == after.base:
        return groups
    rest = frozenset(number for number, one in enumerate(changes) if one.switches) - frozenset().union(*groups)
    if rest and game.value(rest.union(*groups), measure) == after.base:
        return (*groups, rest)
    return (frozenset(range(len(changes))),)


def _shares(
    game: Game, groups: tuple[Made, ...], measure: str, total: Fraction
) -> tuple[compare.Shares, tuple[Made, ...]]:
    """Divide the difference, joining changes that give no figure by themselves until every combination does."""
    while len(groups) > 1:
        table = _Table(game, groups, measure)
        idle = table.idle()
        if idle and len(idle) < len(groups):
            groups = tuple(group for player, group in enumerate(groups) if player not in idle)
            continue
        try:
            return compare.shares([_name(game, group) for group in groups], table), groups
        except compare.UnfitError as unfit:
            groups = _repaired(table, groups, unfit.chosen)
    return compare.Shares((total,), None), groups


def _name(game: Game, group: Made) -> str:
    return " ".join(sorted(game.changes[number].change.address for number in group))


def _repaired(table: _Table, groups: tuple[Made, ...], chosen: Made) -> tuple[Made, ...]:
    """Join what belongs together when `chosen` alone gives no figure: a change in it with the one that it misses."""
    outside = [player for player in range(len(groups)) if player not in chosen]
    for inner in sorted(chosen):
        for outer in outside:
            if table(chosen - {inner}) is not None and table(chosen | {outer}) is not None:
                return compare.joined(groups, [(min(groups[inner]), min(groups[outer]))])
    many = sorted(chosen) if len(chosen) > 1 else range(len(groups))
    first = min(groups[next(iter(many))])
    return compare.joined(groups, [(first, min(groups[player])) for player in many])


@dataclass(slots=True)
class _Table:
    """The figure for every choice of groups. Where changes only set inputs, a working that is there gets them."""

    game: Game
    groups: tuple[Made, ...]
    measure: str
    inputs: dict[int, dict[str, Quantity]] = field(default_factory=dict)
    """For every group that only sets inputs: which, and to what."""
    bases: dict[Made, frozenset[str]] = field(default_factory=dict)
    """The lines that the figure rests on, by the changes that a working holds."""

    def __post_init__(self) -> None:
        if len(self.groups) > FEW:
            self.inputs = self._only_inputs()
            if not self._holds():
                self.inputs = {}

    def __call__(self, chosen: Made) -> Fraction | None:
        quick = self._quick(chosen) if self.inputs else None
        return quick if quick is not None else self._whole(chosen)

    def _whole(self, chosen: Made) -> Fraction | None:
        return self.game.value(frozenset().union(*(self.groups[player] for player in chosen)), self.measure)

    def _quick(self, chosen: Made) -> Fraction | None:
        rest = frozenset().union(*(self.groups[player] for player in chosen if player not in self.inputs))
        computed = self.game.computed(rest)
        if computed is None:
            return None
        plan, values = computed
        set_to = {id: value for player in sorted(chosen) for id, value in self.inputs.get(player, {}).items()}
        if any(id not in plan.lines or plan.lines[id].value is None for id in set_to):
            return None
        found = evaluate.recomputed(plan, values, set_to, self._basis(rest, plan))[self.measure]
        return found if isinstance(found, Fraction) else None

    def _basis(self, made: Made, plan: Plan) -> frozenset[str]:
        if made not in self.bases:
            self.bases[made] = plan.basis_of(self.measure)
        return self.bases[made]

    def idle(self) -> frozenset[int]:
        """Give the groups that set nothing but inputs on which the figure does not rest, whatever else is changed."""
        everybody = frozenset(range(len(self.groups)))
        ends = [self.game.computed(frozenset()), self.game.computed(frozenset().union(*self.groups))]
        used = frozenset().union(*(one[0].basis_of(self.measure) for one in ends if one is not None))
        idle = frozenset(
            player
            for player, inputs in self.inputs.items()
            if not used & inputs.keys()
            and self._whole(frozenset({player})) == self._whole(frozenset())
            and self._whole(everybody - {player}) == self._whole(everybody)
        )
        return idle if self._whole(everybody - idle) == self._whole(everybody) else frozenset()

    def _only_inputs(self) -> dict[int, dict[str, Quantity]]:
        nothing = self.game.computed(frozenset())
        found = {}
        for player, group in enumerate(self.groups):
            computed = self.game.computed(group)
            inputs = _set(nothing[0].lines, computed[0].lines) if nothing and computed else None
            if inputs is not None:
                found[player] = inputs
        return found

    def _holds(self) -> bool:
        """Try the short way where it is easiest to see through: with all changes made, and with all but one."""
        everybody = frozenset(range(len(self.groups)))
        tried = [everybody, *(everybody - {player} for player in everybody)]
        return all(self._quick(one) in (None, self._whole(one)) for one in tried)


def _set(old: Mapping[str, Line], new: Mapping[str, Line]) -> dict[str, Quantity] | None:
    """Give the inputs that differ between two workings; None when they differ in anything else."""
    if old.keys() != new.keys():
        return None
    found = {}
    for id, line in old.items():
        other = new[id]
        if line.formula != other.formula or (line.absent is None) != (other.absent is None):
            return None
        if line.value != other.value:
            if line.value is None or other.value is None:
                return None
            found[id] = other.value
    return found


def _effects(
    game: Game, groups: Sequence[Made], by: Sequence[Fraction], measure: str, after: Quantity
) -> tuple[Effect, ...]:
    unit = POINTS if measure == "result.roi" else after.unit
    effects = [
        Effect(tuple(game.changes[number].change for number in sorted(group)), in_unit(share, unit))
        for group, share in zip(groups, by, strict=True)
        if share
    ]
    return tuple(sorted(effects, key=lambda one: (-abs(one.by.base), one.changes[0].address)))
