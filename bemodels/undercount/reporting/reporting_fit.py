"""Fit the reporting regression."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.bayes import (
    SamplerSettings,
    compile_once,
    draw_carefully,
    fingerprint_lines,
    pass_gate,
)
from bemodels.bayes.seeds import spawn_seeds
from bemodels.data import notice_tables
from bemodels.result import Posterior, check_type
from bemodels.undercount.reporting.hidden_events import hidden_quantiles
from bemodels.undercount.reporting.identification import identify
from bemodels.undercount.reporting.replicated_counts import judge_replicates
from bemodels.undercount.reporting.reporting_assumptions import (
    assumptions_of,
    check_identified,
)
from bemodels.undercount.reporting.reporting_card import card_of
from bemodels.undercount.reporting.reporting_design import (
    ReportingDesign,
    read_reporting,
)
from bemodels.undercount.reporting.reporting_groups import add_groups
from bemodels.undercount.reporting.reporting_model import builder, model_data
from bemodels.undercount.reporting.reporting_priors import (
    ReportingPriors,
)
from bemodels.undercount.reporting.reporting_words import hidden_sentence

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.data import CountTable

TARGET_ACCEPT = 0.95


def fit_reporting(
    formula_rate: str,
    formula_detection: str,
    data: pd.DataFrame | CountTable,
    *,
    exposure: str,
    validation: pd.DataFrame | None,
    priors: ReportingPriors,
    seed: int,
    pooled: str | None = None,
    draws: int = 1000,
    chains: int = 4,
) -> Posterior:
    """Draw from the posterior of rates and of detection, where some events are missed.

    Parameters
    ----------
    formula_rate : str
        Of the log annual rate, its left side being the column of recorded events:
        ``"incidents ~ C(year)"``.
    formula_detection : str
        Of the logit of detection, without a left side: ``"~ C(country)"``. Terms of
        both formulas are evaluated as Python: take none from a stranger.
    data : pandas.DataFrame or CountTable
        A row a count, with the columns of both formulas.
    exposure : str
        The column of exposures in years.
    validation : pandas.DataFrame or None
        A row a sample of events known from elsewhere: columns ``known``, ``found``
        (how many of these were recorded) and those of the detection formula. None is
        taken only where `priors` state what is known of detection.
    priors : ReportingPriors
        There is no default.
    seed : int
        Fixes every draw; 0 or more.
    pooled : str, optional
        The column of places whose log rates are partially pooled.
    draws : int, default 1000
        Kept draws a chain, 100 or more; so few will hardly pass the gate.
    chains : int, default 4
        Chains, 4 or more.

    Returns
    -------
    Posterior
        Draws that passed the convergence gate; its ``result()`` holds the coefficients,
        ``detection[...]`` and ``annual_rate[...]`` by level, and ``expected_events``,
        ``hidden`` and ``population`` of the window. What rests on a detection that no
        validation informs is known from the prior: a scenario.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or a cell breaks a rule.
    NotEstimableError
        If there is neither validation nor a stated prior of detection, or a term is a
        combination of others.
    NotConvergedError
        If the chains do not agree on every reported quantity.

    Notes
    -----
    The density stands in the docstring of
    ``bemodels.undercount.reporting.reporting_model`` [1]_ [2]_ [3]_. A model is
    compiled once a process for a number of terms and places. Categories of detection
    are those of counts and validation together.

    References
    ----------
    .. [1] Whittemore AS, Gong G (1991). Poisson regression with misclassified counts:
       application to cervical cancer mortality rates. Applied Statistics 40, 81-93.
    .. [2] Dvorzak M, Wagner H (2016). Sparse Bayesian modelling of underreported count
       data. Statistical Modelling 16, 24-46.
    .. [3] Stoner O, Economou T, Drummond Marques da Silva G (2019). A hierarchical
       framework for correcting under-reporting in count data. Journal of the American
       Statistical Association 114, 1481-1492.

    Examples
    --------
    >>> import pandas as pd
    >>> from bemodels.undercount import (
    ...     NoSpread,
    ...     RatePriors,
    ...     ReportingPriors,
    ...     WeakDetection,
    ... )
    >>> data = pd.DataFrame(
    ...     {"lead": ["yes", "no"], "incidents": [94, 12], "years": [4.0, 4.0]}
    ... )
    >>> validation = pd.DataFrame(
    ...     {"lead": ["yes", "no"], "found": [46, 9], "known": [50, 30]}
    ... )
    >>> priors = ReportingPriors(
    ...     rate=RatePriors(
    ...         intercept_location=2.0,
    ...         intercept_scale=2.0,
    ...         slope_scale=2.0,
    ...         reason="Between one incident in seven years and 370 a year.",
    ...     ),
    ...     detection=WeakDetection(
    ...         intercept_location=0.0,
    ...         intercept_scale=1.5,
    ...         slope_scale=1.5,
    ...         reason="Flat in the probability, nearly.",
    ...     ),
    ...     places=NoSpread(),
    ...     places_reason="No places are pooled.",
    ... )
    >>> fit = fit_reporting(
    ...     "incidents ~ C(lead)",
    ...     "~ C(lead)",
    ...     data,
    ...     exposure="years",
    ...     validation=validation,
    ...     priors=priors,
    ...     seed=1,
    ... )
    >>> for level in ("no", "yes"):
    ...     print(f"{fit.result().estimate(f'detection[{level}]').value:.1f}")
    0.3
    0.9
    """
    check_type("priors", priors, ReportingPriors)
    design = read_reporting(
        formula_rate,
        formula_detection,
        data,
        exposure=exposure,
        validation=validation,
        pooled=pooled,
    )
    check_identified(design, priors)
    settings = SamplerSettings(draws=draws, chains=chains, target_accept=TARGET_ACCEPT)
    seeds = spawn_seeds(seed, streams=4)
    spawned = seeds.spawned
    values, card = model_data(design, priors), card_of(design, priors)
    model = compile_once(builder(*shape_of(design)))
    tree, settings = draw_carefully(model, values, seed=spawned[0], settings=settings)
    add_groups(tree, design, priors, card, seeds=spawned[1:])
    posterior = tree["posterior"].to_dataset()
    known = identify(posterior, design, priors)
    unjudged = Posterior(
        title=f"{design.rate.unit} recorded and hidden, by a reporting regression",
        method=_method(design),
        draws=tree,
        card=card,
        checks=(),
        seeds=seeds.numbers,
        settings=settings.lines(),
        fingerprint=fingerprint_lines(model, values),
        quantile_functions=hidden_quantiles(
            posterior["expected_hidden"].to_numpy(), int(design.rate.counts.sum())
        ),
        identified=known.of,
        conclude=hidden_sentence(design, known.of),
        assumptions=assumptions_of(design, priors),
        tables=(known.table, *notice_tables(design.rate.notices)),
        provenance=design.rate.provenance,
    )
    return _judged(unjudged, design, settings)


def shape_of(design: ReportingDesign) -> tuple[int, int, int]:
    """Return the numbers of coefficients and of effects of places.

    Parameters
    ----------
    design : ReportingDesign
        The data.

    Returns
    -------
    tuple of int
        As `builder` takes them.
    """
    return len(design.rate.terms), len(design.detection_terms), len(design.places)


def _method(design: ReportingDesign) -> str:
    source = "validation counts" if len(design.known) else "a stated prior of detection"
    return f"Poisson rates with logistic detection and {source}, NUTS"


def _judged(
    unjudged: Posterior, design: ReportingDesign, settings: SamplerSettings
) -> Posterior:
    """Pass the gate, and add what the predictive draws say."""
    stats = unjudged.draws["sample_stats"].to_dataset()
    gate = pass_gate(stats, unjudged.all_quantities(), settings=settings)
    checks = judge_replicates(unjudged.draws, design)
    return replace(unjudged, checks=(*gate, *checks))
