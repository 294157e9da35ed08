"""How much of what fates say hangs on each single attack."""

from __future__ import annotations

from dataclasses import replace

from bemodels.result import Provenance, Result, Table
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.odds import CARD, fate_odds

_NOT_ESTIMABLE: tuple[Cell, ...] = ("not estimable",) * 4


def attack_influence(
    inspired: Fates,
    linked: Fates,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the odds of fates with each attack left out, or of the other group.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        A table: as recorded, and each kind of change to one attack with the number of
        attacks that it stands for; the plug-in number of inspired actors at equal
        propensity beside the odds of fates.

    Raises
    ------
    NotEstimableError
        As `fate_odds` for the fates as recorded.
    InvalidDataError
        As `fate_odds`.

    Examples
    --------
    >>> (table,) = attack_influence(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    ... ).tables
    >>> [row[1] for row in table.rows], [row[-1] for row in table.rows]
    (['-', 3, 1, 3, 1], [285.0, 190.0, 'none', 96.0, 'none'])
    """
    fate_odds(inspired, linked, level=level)
    limits = format_level(level)
    return Result(
        title=f"One attack more or less: inspired {inspired}; linked {linked}",
        method="Jeffreys posteriors of the fates, one attack changed at a time",
        estimates=(),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        tables=(
            Table(
                name="Influence of single attacks on the odds of fates",
                columns=(
                    "change",
                    "of attacks",
                    "inspired arrests, attacks",
                    "linked arrests, attacks",
                    "fate odds ratio",
                    f"{limits} low",
                    f"{limits} high",
                    "P(odds ratio < 1)",
                    "plug-in actors",
                ),
                rows=tuple(
                    (
                        change,
                        number,
                        f"{one.arrests}, {one.attacks}",
                        f"{other.arrests}, {other.attacks}",
                        *_odds(one, other, level),
                        _plug_in(one, other),
                    )
                    for change, number, one, other in _changes(inspired, linked)
                ),
                note="Of attacks: to how many attacks the change can be made. Odds "
                "ratio: posterior median. Plug-in actors: the inspired ones if they "
                "attack as readily as linked ones, all of whom were seen; none: "
                "without a linked attack the plug-in does not exist, and the number "
                "under a stated propensity rests on the Jeffreys prior alone.",
            ),
        ),
        card=CARD,
        provenance=provenance,
    )


def _changes(
    inspired: Fates, linked: Fates
) -> list[tuple[str, int | str, Fates, Fates]]:
    changes: list[tuple[str, int | str, Fates, Fates]] = [
        ("as recorded", "-", inspired, linked)
    ]
    dropped, added = -1, 1
    if inspired.attacks:
        changes.append(
            (
                "an inspired attack left out",
                inspired.attacks,
                _with(inspired, dropped),
                linked,
            )
        )
    if linked.attacks:
        changes.append(
            (
                "a linked attack left out",
                linked.attacks,
                inspired,
                _with(linked, dropped),
            )
        )
    if inspired.attacks:
        changes.append(
            (
                "an inspired attack taken for a linked one",
                inspired.attacks,
                _with(inspired, dropped),
                _with(linked, added),
            )
        )
    if linked.attacks:
        changes.append(
            (
                "a linked attack taken for an inspired one",
                linked.attacks,
                _with(inspired, added),
                _with(linked, dropped),
            )
        )
    return changes


def _with(fates: Fates, more: int) -> Fates:
    return replace(fates, attacks=fates.attacks + more)


def _odds(inspired: Fates, linked: Fates, level: float) -> tuple[Cell, ...]:
    attacks = inspired.attacks + linked.attacks
    if not (attacks and inspired.recorded and linked.recorded):
        return _NOT_ESTIMABLE
    result = fate_odds(inspired, linked, level=level)
    odds = result.estimate("fate_odds_ratio")
    limits = odds.interval
    return odds.value, limits.low, limits.high, result.probabilities[0].value


def _plug_in(inspired: Fates, linked: Fates) -> Cell:
    if not linked.attacks:
        return "none"
    return inspired.attacks * linked.recorded / linked.attacks
