"""What a result shows beside its estimates: tables, curves and the model's card."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.errors import InvalidDataError
from bemodels.result.values import Identified, IntervalKind

Cell = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
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
        If a row has more or fewer cells than there are columns.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse ragged rows."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InvalidDataError(
                    f"table {self.name!r}, row {number}: {len(row)} cells for "
                    f"{len(self.columns)} columns"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Whatever is drawn as a line or a band.

    Attributes
    ----------
    name : str
        A short title.
    x, y : tuple of float, length K
        Points of the line.
    low, high : tuple of float, length K or empty
        The band around it.
    x_label, y_label : str
        Axis labels with units.
    level : float
        Probability of the band, in (0, 1); 1 if there is none.
    kind : {"confidence", "credible", "prediction", "bounds"}
        What `level` promises.

    Raises
    ------
    InvalidDataError
        If the lengths differ.
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
        """Refuse a band or line of another length."""
        points = len(self.x)
        if len(self.y) != points or {len(self.low), len(self.high)} not in (
            {0},
            {points},
        ):
            raise InvalidDataError(
                f"curve {self.name!r}: x, y, low and high differ in length"
            )


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
