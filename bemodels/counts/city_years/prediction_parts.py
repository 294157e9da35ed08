"""What the hierarchical model predicts, beside others, and what its priors decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.counts.model_checks import (
    compare_models,
    leave_one_out,
    prior_sensitivity,
)

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.result import Result

# What a fit under the same priors has told in its own part.
_TOLD = ("Prior predictive check", "Posterior predictive check")
_NEW = "annual rates under other priors"


def left_out_part(setting: CityYearSetting) -> Result:
    """Predict each count from all others, by the hierarchical model.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `leave_one_out` gives it.

    Raises
    ------
    InvalidDataError
        If there is one place only.
    NotConvergedError
        If the chains of the fit, or of a refit, do not agree.
    """
    return leave_one_out(
        setting.posterior,
        setting.table,
        priors=setting.priors,
        seed=setting.seed,
        level=setting.level,
    )


def models_part(setting: CityYearSetting) -> Result:
    """Compare hierarchical models by how well they predict counts left out.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `compare_models` gives it.

    Raises
    ------
    InvalidDataError
        If there is one place only.
    NotConvergedError
        If the chains of a model do not agree.
    """
    return compare_models(
        setting.table, priors=setting.priors, seed=setting.seed, level=setting.level
    )


def priors_part(setting: CityYearSetting) -> Result:
    """Say what the priors of the hierarchical model decide.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `prior_sensitivity` gives it, without what the fit itself has told.

    Raises
    ------
    InvalidDataError
        If there is one place only.
    NotConvergedError
        If the chains under one of the priors do not agree.
    """
    found = prior_sensitivity(setting.table, priors=setting.priors, seed=setting.seed)
    return replace(
        found,
        estimates=(),
        checks=tuple(one for one in found.checks if one.name.startswith(_NEW)),
        tables=tuple(one for one in found.tables if one.name not in _TOLD),
    )
