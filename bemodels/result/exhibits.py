"""What a result shows beside its estimates: tables, curves and the model's card."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.result.notebook import table_html
from bemodels.result.rules import check_fields, check_level, named
from bemodels.result.text import table_text
from bemodels.result.values import Identified, IntervalKind
from bemodels.result.wording import curve_line

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Table:
    """Whatever is printed as rows.

    Attributes
    ----------
    name : str
        A short title; the caption.
    columns : tuple of str, length C
        Headings with their units.
    rows : tuple of tuple, each of length C
        Cells: text, whole numbers or reals.
    note : str
        What a reader must know to read the cells.

    Raises
    ------
    InvalidDataError
        If a cell is neither text nor a number (NaN is none), or a row has more or
        fewer cells than there are columns.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse ragged rows and cells that are no cells."""
        check_fields(self)
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise InvalidDataError(
                    f"{named(self)}: rows[{number}] holds {len(row)} cells for "
                    f"{len(self.columns)} columns"
                )

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a data frame.

        Returns
        -------
        pandas.DataFrame
            The same rows under the same headings.
        """
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def __repr__(self) -> str:
        return table_text(self)

    def _repr_html_(self) -> str:
        return table_html(self)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Curve:
    """Whatever is drawn as a line or a band.

    Attributes
    ----------
    name : str
        A short title.
    x, y : tuple of float, length K
        Points of the line; `x` is finite.
    low, high : tuple of float, length K or empty
        The band around it, low <= high.
    x_label, y_label : str
        Axis labels with units.
    level : float
        Probability of the band, in (0, 1); 1 if there is none.
    kind : {"confidence", "credible", "prediction", "bounds"}
        What `level` promises.

    Raises
    ------
    InvalidDataError
        If a point is not a number, `x` is infinite, the lengths differ, the band is
        upside down, or the level lies outside its range.
    """

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    x_label: str
    y_label: str
    level: float
    kind: IntervalKind

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        check_fields(self)
        self._check_lengths()
        for place, x in enumerate(self.x):
            if abs(x) == inf:
                raise InvalidDataError(
                    f"{named(self)}: x[{place}] must be finite, got {x}"
                )
        for place, (low, high) in enumerate(zip(self.low, self.high, strict=True)):
            if low > high:
                raise InvalidDataError(
                    f"{named(self)}: low[{place}] must not exceed high[{place}], got "
                    f"{low} and {high}"
                )
        if self.level != 1 or (self.low and self.kind != "bounds"):
            check_level(self.level)

    def _check_lengths(self) -> None:
        points = len(self.x)
        if len(self.y) != points or {len(self.low), len(self.high)} not in (
            {0},
            {points},
        ):
            raise InvalidDataError(
                f"{named(self)}: x, y, low and high differ in length, got {points}, "
                f"{len(self.y)}, {len(self.low)} and {len(self.high)}"
            )

    def __repr__(self) -> str:
        return curve_line(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    r"""A prior with its numbers and its reason.

    Attributes
    ----------
    parameter : str
        Name of the parameter, as in the card's `parameters`.
    density : str
        The distribution with its numbers, in TeX.
    reason : str
        Why these numbers, in a sentence.
    """

    parameter: str
    density: str
    reason: str

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A quantity of a model, unknown or derived.

    Attributes
    ----------
    name : str
        The name under which its draws and estimates go.
    symbol : str
        Its symbol in the equations, in TeX.
    meaning : str
        What it is.
    unit : str
        Its unit; ``"none"`` for a pure number.
    identified : {"data", "prior", "both"}
        What its posterior comes from.
    """

    name: str
    symbol: str
    meaning: str
    unit: str
    identified: Identified = "both"

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """A model on one page: its density, its priors, its quantities.

    Attributes
    ----------
    equations : tuple of str
        The joint density, a line each, in TeX.
    priors : tuple of Prior
        Every prior with its numbers and its reason.
    parameters : tuple of Parameter
        Every unknown and derived quantity.
    """

    equations: tuple[str, ...] = ()
    priors: tuple[Prior, ...] = ()
    parameters: tuple[Parameter, ...] = ()

    def __post_init__(self) -> None:
        check_fields(self)
