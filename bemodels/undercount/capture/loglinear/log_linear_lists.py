"""Log-linear models of several lists: M0 and Mh, Mt and Mth, with interactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bemodels.result import Provenance, Result, check_level
from bemodels.undercount.capture.fractional_table import checked_counts
from bemodels.undercount.capture.loglinear.model_tables import model_result
from bemodels.undercount.capture.loglinear.model_terms import (
    interaction_columns,
    read_interactions,
)
from bemodels.undercount.capture.loglinear.population_fit import (
    fit_population,
    population_model,
)

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.undercount.capture.heterogeneity import Heterogeneity


def loglinear_equal(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    heterogeneity: Heterogeneity | tuple[()] = (),
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Estimate a population whose lists all see an incident with the same chance.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Patterns that are absent count zero.
    heterogeneity : Heterogeneity, default ()
        How the chance differs between incidents: `CHAO`, `POISSON2`, `DARROCH` or
        `GAMMA35`. Without it, model M0; with it, Mh.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (incidents) with multinomial profile intervals;
        the fit, its coefficients and its cells.

    Raises
    ------
    InvalidDataError
        If the histories, `heterogeneity` or `level` break a rule.
    NotEstimableError
        If the estimate does not exist or is not identifiable.

    Notes
    -----
    With x lists that saw an incident, each pattern's expected count is
    :math:`\exp(\alpha + \beta x + \tau h(x))` and the hidden are
    :math:`\exp(\alpha)`, as h(0) = 0.

    Negative terms of `CHAO` are left out one by one, the first one first, and the model
    is fitted again, which is how the published values were made. Which are left out is
    decided anew for every population of the profile likelihood: where that changes, the
    profile may jump, and a limit may lie at the jump.

    References
    ----------
    .. [1] Cormack RM (1989). Log-linear models for capture-recapture. Biometrics 45,
       395-413.
    .. [2] Rivest LP, Baillargeon S (2007). Applications and extensions of Chao's moment
       estimator for the size of a closed population. Biometrics 63, 999-1006.

    Examples
    --------
    >>> result = loglinear_equal({"11": 167, "10": 781, "01": 254})
    >>> round(result.estimate("population").value, 4)
    2805.6302
    """
    check_level(level)
    table = checked_counts(histories)
    seen = table.seen.sum(axis=1)
    model = population_model(
        model_name("M0", "Mh", heterogeneity),
        table,
        (("times seen",), seen[:, None]),
        heterogeneity,
    )
    return model_result(
        fit_population(model, level=level),
        model_assumption=_assumption(
            "Every list sees an incident with the same chance, whatever the others saw",
            heterogeneity,
        ),
        method=f"Log-linear Poisson model {model.name} of capture histories",
        provenance=provenance,
        level=level,
    )


def loglinear_lists(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    interactions: Sequence[str] = (),
    heterogeneity: Heterogeneity | tuple[()] = (),
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Estimate a population whose lists see with chances of their own.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Patterns that are absent count zero.
    interactions : sequence of str, default ()
        Lists that depend on one another, by letter in their order: ``("ab", "cd")`` are
        the first and the second, the third and the fourth. ``"abc"`` brings ``"ab"``,
        ``"ac"`` and ``"bc"`` with it.
    heterogeneity : Heterogeneity, default ()
        How the chance differs between incidents: `CHAO`, `POISSON2`, `DARROCH` or
        `GAMMA35`. Without it, model Mt; with it, Mth.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (incidents) with multinomial profile intervals;
        the fit, its coefficients and its cells.

    Raises
    ------
    InvalidDataError
        If the histories, `interactions`, `heterogeneity` or `level` break a rule.
    NotEstimableError
        If the estimate does not exist or is not identifiable.

    Notes
    -----
    An interaction of lists that never overlap has an estimate of minus infinity: it is
    left out together with the patterns that it forbids, before existence is checked.

    Negative terms of `CHAO` are left out one by one, the first one first, and the model
    is fitted again, which is how the published values were made. Which are left out is
    decided anew for every population of the profile likelihood: where that changes, the
    profile may jump, and a limit may lie at the jump.

    References
    ----------
    .. [1] Fienberg SE (1972). The multiple recapture census for closed populations and
       incomplete 2^k contingency tables. Biometrika 59, 591-603.
    .. [2] Cormack RM (1989). Log-linear models for capture-recapture. Biometrics 45,
       395-413.
    .. [3] Chan L, Silverman BW, Vincent K (2021). Multiple systems estimation for
       sparse capture data: inferential challenges when there are nonoverlapping lists.
       Journal of the American Statistical Association 116, 1297-1306.

    Examples
    --------
    >>> result = loglinear_lists({"11": 167, "10": 781, "01": 254})
    >>> round(result.estimate("population").value, 4)
    2389.8683
    """
    check_level(level)
    table = checked_counts(histories)
    together = read_interactions(interactions, table)
    terms = (*table.letters, *together)
    joined = f" with {', '.join(together)}" if together else ""
    model = population_model(
        model_name("Mt", "Mth", heterogeneity) + joined,
        table,
        (terms, interaction_columns(terms, table)),
        heterogeneity,
    )
    first = "Every list has its own chance of seeing an incident, whatever the others "
    first += f"saw, but for {', '.join(together)}" if together else "saw"
    return model_result(
        fit_population(model, level=level),
        model_assumption=_assumption(first, heterogeneity),
        method=f"Log-linear Poisson model {model.name} of capture histories",
        provenance=provenance,
        level=level,
    )


def model_name(plain: str, mixed: str, heterogeneity: Heterogeneity | tuple[()]) -> str:
    """Name a model, and say of a lower bound that it is one.

    Parameters
    ----------
    plain, mixed : str
        The model where all incidents are alike, and where they differ.
    heterogeneity : Heterogeneity, or empty
        How they differ.

    Returns
    -------
    str
        Such as ``"Mth Chao (lower bound)"``.
    """
    name = getattr(heterogeneity, "name", "")
    bound = " (lower bound)" if getattr(heterogeneity, "bounds", False) else ""
    return f"{mixed} {name}{bound}" if name else plain


def _assumption(first: str, heterogeneity: Heterogeneity | tuple[()]) -> str:
    meaning = getattr(heterogeneity, "meaning", "all incidents are seen equally easily")
    # what a lower bound is, its name and the conclusion say
    return f"{first}, and {meaning.partition(';')[0]}."
