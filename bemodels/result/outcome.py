"""The one class that every analysis returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.result.exhibits import Curve, ModelCard, Table
from bemodels.result.notebook import result_html
from bemodels.result.rules import check_fields
from bemodels.result.text import result_text
from bemodels.result.values import (
    Assumption,
    Check,
    Estimate,
    HypothesisTest,
    Probability,
    Provenance,
)

if TYPE_CHECKING:
    import pandas as pd

ESTIMATE_COLUMNS = (
    "estimand",
    "estimate",
    "unit",
    "interval_low",
    "interval_high",
    "interval_level",
    "interval_kind",
    "interval_method",
    "identified",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Result:
    """What one analysis found.

    Every analysis returns this class and no subclass of it, so a report needs to know
    nothing about the model behind it.

    Attributes
    ----------
    title, method : str
        What was asked, and how it was answered.
    estimates : tuple of Estimate
        Each with its interval; the estimands are unique.
    conclusion : str
        What a careful reader may say, in words made from the result's own numbers;
        empty where an analysis draws none.
    probabilities : tuple of Probability
        Numbers that are themselves probabilities, powers or tipping points.
    tests : tuple of HypothesisTest
        Evidence against stated hypotheses.
    assumptions : tuple of Assumption
        What the estimates rest on.
    checks : tuple of Check
        What was checked, and how it came out.
    curves : tuple of Curve
        Lines and bands to draw.
    tables : tuple of Table
        Design, sensitivity, concordance and the like.
    card : ModelCard
        The model on one page; empty where there is none.
    provenance : tuple of Provenance
        The files that the data were read from.

    Raises
    ------
    InvalidDataError
        If two estimates bear the same name.

    Examples
    --------
    >>> import bemodels
    >>> result = bemodels.rates.compare_attack_rates(
    ...     bemodels.rates.Group(attacks=3, incidents=12),
    ...     bemodels.rates.Group(attacks=1, incidents=95),
    ... )
    >>> result.estimate("attack_rate").value
    0.25
    """

    title: str
    method: str
    estimates: tuple[Estimate, ...]
    conclusion: str = ""
    probabilities: tuple[Probability, ...] = ()
    tests: tuple[HypothesisTest, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    checks: tuple[Check, ...] = ()
    curves: tuple[Curve, ...] = ()
    tables: tuple[Table, ...] = ()
    card: ModelCard = field(default_factory=ModelCard)
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two estimates of one name."""
        check_fields(self)
        names = Counter(estimate.estimand for estimate in self.estimates)
        twice = [name for name, times in names.items() if times > 1]
        if twice:
            raise InvalidDataError(f"two estimates are called {twice[0]!r}")

    def estimate(self, estimand: str) -> Estimate:
        """Return the estimate of one estimand.

        Parameters
        ----------
        estimand : str
            Its name, as in ``to_frame()``.

        Returns
        -------
        Estimate
            The number with its interval.

        Raises
        ------
        KeyError
            If there is none of this name; the message lists those there are.
        """
        for estimate in self.estimates:
            if estimate.estimand == estimand:
                return estimate
        known = ", ".join(estimate.estimand for estimate in self.estimates)
        raise KeyError(f"no estimate of {estimand!r}; this result holds {known}")

    def table(self, name: str) -> Table:
        """Return the table of one name.

        Parameters
        ----------
        name : str
            Its caption.

        Returns
        -------
        Table
            The rows with their headings.

        Raises
        ------
        KeyError
            If there is none of this name; the message lists those there are.
        """
        for table in self.tables:
            if table.name == name:
                return table
        known = "; ".join(table.name for table in self.tables)
        raise KeyError(f"no table {name!r}; this result holds {known}")

    def to_rows(self) -> tuple[dict[str, str | float], ...]:
        """Return one flat row an estimate, under the column names of every report.

        Returns
        -------
        tuple of dict
            Keys as in `ESTIMATE_COLUMNS`; an open limit is infinite.
        """
        return tuple(
            dict(
                zip(
                    ESTIMATE_COLUMNS,
                    (
                        one.estimand,
                        one.value,
                        one.unit,
                        one.interval.low,
                        one.interval.high,
                        one.interval.level,
                        one.interval.kind,
                        one.interval.method,
                        one.identified,
                    ),
                    strict=True,
                )
            )
            for one in self.estimates
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the estimates as a data frame.

        Returns
        -------
        pandas.DataFrame
            One row an estimate; columns estimand, estimate, unit, interval_low,
            interval_high, interval_level, interval_kind, interval_method, identified.
        """
        import pandas as pd

        return pd.DataFrame(list(self.to_rows()), columns=list(ESTIMATE_COLUMNS))

    def __repr__(self) -> str:
        return result_text(self)

    def _repr_html_(self) -> str:
        return result_html(self)
