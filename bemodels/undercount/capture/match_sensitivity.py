"""What a population would be if some matches between lists were missed, or false."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeGuard

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Probability,
    Provenance,
    Result,
    check_type,
)
from bemodels.result.rules import is_number, shown
from bemodels.undercount.capture.capture_table import CaptureTable, checked_histories
from bemodels.undercount.capture.match_wording import (
    FALSE,
    MISSED,
    RULE,
    MatchError,
    Undone,
    error_row,
    error_sentences,
    errors_table,
    percent,
    turning_point,
)
from bemodels.undercount.capture.split_records import in_whole_units

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.result.values import Interval
    from bemodels.undercount.capture.match_wording import Answer

    type Estimator = Callable[[CaptureTable], Result]

SHARES = (0.01, 0.02, 0.05, 0.1, 0.2)
LARGEST_SHARE = 0.9
HALVINGS = 10
NO_CHANGE = "so small a share rounds to no incident"


def matching_errors(
    histories: Mapping[str, int] | pd.DataFrame,
    estimator: Estimator,
    *,
    missed: Sequence[float] = SHARES,
    false: Sequence[float] = SHARES,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    r"""Say what a population would be if records were matched with errors.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Two to ten lists.
    estimator : callable
        Takes histories, returns a Result with an estimate ``population``:
        `loglinear_lists`, `petersen_of`, or another with its options bound, such as
        ``partial(loglinear_lists, interactions=("ab",))``.
    missed : sequence of float, default (0.01, 0.02, 0.05, 0.1, 0.2)
        Shares of the true units on two lists or more that were recorded as two,
        ascending, from 0 to 0.9.
    false : sequence of float, default (0.01, 0.02, 0.05, 0.1, 0.2)
        Shares of the recorded units on two lists or more that are two, likewise.
    provenance : tuple of Provenance
        The files that the histories were read from.

    Returns
    -------
    Result
        ``population`` as matched; a table with a row a share; the share of either
        error from which on the estimate leaves its interval.

    Raises
    ------
    InvalidDataError
        If the histories or a share break a rule, or what `estimator` returns has no
        ``population``.
    NotEstimableError
        If there is no estimate without errors; one of a row is said in its place.

    Notes
    -----
    A split unit left one list's record apart, each of its lists as likely; lists keep
    their totals. Counts become fractions, which `petersen_of`, `chapman_of` and the
    log-linear models take; for an estimator that refuses them, units on two lists or
    more are rounded, and each row says the share that whole units make.

    For two lists, with a share :math:`m` missed, Petersen's population is
    :math:`(1 - m)` times that of the recorded matches; with a share :math:`f` false,
    :math:`1 / (1 - f)` times [1]_.
    The intervals say nothing of the errors: they take each row's share as known.

    References
    ----------
    .. [1] Ding Y, Fienberg SE (1994). Dual system estimation of Census undercount in
       the presence of matching error. Survey Methodology 20, 149-158.
    .. [2] Di Consiglio L, Tuoto T (2018). Population size estimation and linkage
       errors: the multiple lists case. Journal of Official Statistics 34, 889-908.

    Examples
    --------
    >>> from bemodels.undercount.capture import petersen_of
    >>> result = matching_errors({"10": 400, "01": 300, "11": 100}, petersen_of)
    >>> [(row[0], row[1], row[4]) for row in result.tables[0].rows[4:6]]
    [('missed', '10%', 1800.0), ('missed', '20%', 1600.0)]
    """
    table = checked_histories(histories)
    if not callable(estimator):
        raise InvalidDataError(f"estimator must be a function, got {shown(estimator)}")
    asked = ((MISSED, _checked("missed", missed)), (FALSE, _checked("false", false)))
    base = _checked_base(estimator(table))
    population = base.estimate("population")
    matched = Undone(table=table, population=population, share=0.0)
    rows = [error_row("none", 0.0, matched)]
    points: list[Probability] = []
    sentences: list[str] = []
    for error, shares in asked:
        found = {one: _answer(table, estimator, error, one) for one in shares}
        rows.extend(error_row(error.name, one, answer) for one, answer in found.items())
        turning = _turning(table, estimator, error, found, population.interval)
        points.extend(turning_point(error, one.share, base) for one in turning)
        sentences.extend(error_sentences(error, found, turning, population))
    return Result(
        title=f"Matching errors: {table}",
        method=f"{base.method}; histories as they were without a share of errors",
        estimates=(population,),
        probabilities=tuple(points),
        conclusion=" ".join(sentences),
        assumptions=(RULE, *base.assumptions),
        tables=(errors_table(rows, population),),
        provenance=provenance,
    )


def _checked(name: str, shares: Sequence[float]) -> tuple[float, ...]:
    check_type(name, shares, list, tuple)
    for share in shares:
        if not is_number(share) or not 0 <= share <= LARGEST_SHARE:
            raise InvalidDataError(
                f"a share {name} must be a number from 0 to {LARGEST_SHARE}, got "
                f"{shown(share)}"
            )
    if list(shares) != sorted(set(shares)):
        raise InvalidDataError(f"shares {name} must ascend, got {shown(shares)}")
    return tuple(shares)


def _checked_base(base: Result) -> Result:
    check_type("what estimator returns", base, Result)
    if "population" not in {one.estimand for one in base.estimates}:
        raise InvalidDataError(
            "what estimator returns must hold an estimate of population, got "
            f"{shown(base.title)}"
        )
    return base


def _answer(
    table: CaptureTable, estimator: Estimator, error: MatchError, share: float
) -> Answer:
    try:
        changed = error.undo(table, share)
        try:
            population = estimator(changed).estimate("population")
        except (InvalidDataError, TypeError):
            # it took the whole numbers of the table as recorded, so refuses fractions
            return _rounded_answer(table, estimator, error, changed)
        return Undone(table=changed, population=population, share=share)
    except NotEstimableError as refusal:
        return str(refusal)


def _rounded_answer(
    table: CaptureTable, estimator: Estimator, error: MatchError, changed: CaptureTable
) -> Answer:
    whole = in_whole_units(changed, table)
    if whole == table:
        return NO_CHANGE
    share = error.share_in(table, whole)
    return Undone(
        table=whole,
        population=estimator(whole).estimate("population"),
        share=share,
        rounded=f"in whole incidents {percent(share)}",
    )


def _turning(
    table: CaptureTable,
    estimator: Estimator,
    error: MatchError,
    found: Mapping[float, Answer],
    interval: Interval,
) -> tuple[Undone, ...]:
    """Return the first histories whose estimate leaves an interval, if one does."""
    below = 0.0
    for share, answer in found.items():
        if _leaves(answer, interval):
            above, outside = share, answer
            break
        below = share
    else:
        return ()
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        answer = _answer(table, estimator, error, middle)
        if _leaves(answer, interval):
            above, outside = middle, answer
        else:
            below = middle
    return (outside,)


def _leaves(answer: Answer, interval: Interval) -> TypeGuard[Undone]:
    if isinstance(answer, str):
        return False
    return not interval.low <= answer.population.value <= interval.high
