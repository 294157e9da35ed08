r"""Simulate an incident log whose truth is known.

The model, from actors to rows of the log:

1. Actors in city c and year y: negative binomial with mean
   :math:`\lambda_c \, e_y \, t_y` (annual rate, year effect, years of exposure) and
   variance :math:`\mu + \mu^2/\phi`.
2. Each is inspired with one probability, else linked; surfaces with the detection
   probability of its group, else it is hidden; a surfaced actor is an attack with its
   group's attack share, else an arrest action.
3. The day is uniform over the days of the cell. An incident that lies a days before the
   end of the window is not yet recorded with probability
   :math:`\ell \, e^{-a/\tau}`.
4. Sources report an incident independently; one that no source reports is not recorded.

Each step thins the one before, and a thinned negative binomial keeps its phi.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import compress
from math import inf, prod
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.columns import INCIDENT_KINDS, SEVERAL
from bemodels.data.log.simulated_actors import (
    ALL_IN_TIME,
    ActorGroup,
    LateRecording,
    no_amount,
    no_probability,
)
from bemodels.data.log.simulated_cells import SimulatedCells, cells_of, share_in_time
from bemodels.data.log.simulated_log import (
    SimulatedLog,
    SimulatedTruth,
    read_back,
    to_csv,
)
from bemodels.data.problems import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bemodels.data.window import ObservationWindow

GROUPS = ("linked", "inspired")
FATES = (*INCIDENT_KINDS, "hidden", "unrecorded")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Actors:
    """Actors: cell, group, whether surfaced, kind in `FATES`, day as an ordinal."""

    cell: np.ndarray
    inspired: np.ndarray
    surfaced: np.ndarray
    kind: np.ndarray
    day: np.ndarray


def simulate_incidents(
    *,
    rng: np.random.Generator,
    window: ObservationWindow,
    rates: Mapping[str, float],
    phi: float,
    inspired_share: float,
    linked: ActorGroup,
    inspired: ActorGroup,
    year_effects: Mapping[int, float] | None = None,
    late: LateRecording = ALL_IN_TIME,
    several_places: float = 0,
    sources: Mapping[str, float] | None = None,
) -> SimulatedLog:
    r"""Simulate a log of attacks and arrest actions with a known truth.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all randomness; the same state gives the same bytes.
    window : ObservationWindow
        The days on which the source was looking.
    rates : mapping of str to float
        By city: actors a year, hidden ones included.
    phi : float
        Dispersion of the actors of a city and year: their variance is
        :math:`\mu + \mu^2/\phi`, so alpha is 1/phi; ``math.inf`` for Poisson counts.
    inspired_share : float
        Probability that an actor is inspired; all others are linked.
    linked, inspired : ActorGroup
        Detection and attack share of each group.
    year_effects : mapping of int to float, optional
        By calendar year: what every rate is multiplied by; 1 where it is not named.
    late : LateRecording, optional
        How incidents near the end are missed; by default none is.
    several_places : float, default 0
        Probability that an incident touches a second city.
    sources : mapping of str to float, optional
        By source: the probability that it reports an incident; without it the log
        has no column ``sources`` and every incident is reported.

    Returns
    -------
    SimulatedLog
        The log, read back through every check, with its truth.

    Raises
    ------
    InvalidDataError
        If an argument is out of its range, or no incident was recorded.

    Examples
    --------
    >>> from datetime import date
    >>> from math import inf
    >>> import numpy as np
    >>> from bemodels.data.log.simulated_actors import ActorGroup
    >>> from bemodels.data.window import ObservationWindow
    >>> made = simulate_incidents(
    ...     rng=np.random.default_rng(1),
    ...     window=ObservationWindow(start=date(2015, 1, 1), end=date(2016, 12, 31)),
    ...     rates={"Ghent": 10.0, "Mons": 5.0},
    ...     phi=inf,
    ...     inspired_share=0.25,
    ...     linked=ActorGroup(detection=0.8, attack_share=0.1),
    ...     inspired=ActorGroup(detection=0.4, attack_share=0.5),
    ... )
    >>> round(made.truth.expected["Ghent", 2015], 6)  # 10 (0.75 x 0.8 + 0.25 x 0.4)
    7.0
    >>> len(made.log) == sum(
    ...     fates["attack"] + fates["arrest action"]
    ...     for fates in made.truth.fates.values()
    ... )
    True
    """
    effects, reporting = dict(year_effects or {}), dict(sources or {})
    shares = {"inspired_share": inspired_share, "several_places": several_places}
    shares |= {f"the share of {name}": one for name, one in reporting.items()}
    refuse(
        [*no_probability(shares), *_wrong(rates, phi, effects, several_places, window)]
    )
    cells = cells_of(window, rates, effects)
    actors = _draw_actors(rng, cells, phi, inspired_share, (linked, inspired))
    reports = rng.random((len(actors.cell), len(reporting))) < [*reporting.values()]
    age = window.end.toordinal() - actors.day
    seen = rng.random(len(age)) >= late.probability(age)
    if reporting:
        seen &= reports.any(axis=1)
    fate = np.where(actors.surfaced, np.where(seen, actors.kind, 3), 2)
    second = _draw_second_city(rng, cells, actors.cell, several_places)

    rows = np.lexsort((actors.cell, actors.day))
    rows = rows[fate[rows] < len(INCIDENT_KINDS)]
    columns = _columns(cells, actors, second, rows)
    if reporting:
        names = [*reporting]
        columns["sources"] = [
            SEVERAL.join(compress(names, row)) for row in reports[rows].tolist()
        ]
    content = to_csv(columns)
    share = _recorded_share(inspired_share, (linked, inspired), reporting)
    expected = cells.actors * share * share_in_time(cells, window, late)
    truth = SimulatedTruth(
        expected=dict(zip(cells.labels, expected.tolist(), strict=True)),
        years=dict(zip(cells.labels, cells.years.tolist(), strict=True)),
        phi=phi,
        fates=_fates(fate, actors.inspired),
    )
    return SimulatedLog(log=read_back(content, window), truth=truth, content=content)


def _wrong(
    rates: Mapping[str, float],
    phi: float,
    effects: Mapping[int, float],
    several_places: float,
    window: ObservationWindow,
) -> Iterator[str]:
    if not rates:
        yield "rates must name at least one city"
    yield from no_amount({f"the rate of {city}": rate for city, rate in rates.items()})
    yield from no_amount(
        {f"the effect of {year}": one for year, one in effects.items()}
    )
    for year in sorted(set(effects) - set(window.calendar_years)):
        yield f"year_effects names {year}, which has no day in the window"
    if phi != inf:
        yield from no_amount({"phi": phi})
    if several_places and len(rates) == 1:
        yield "several_places needs a second city in rates"


def _recorded_share(
    inspired_share: float,
    groups: tuple[ActorGroup, ActorGroup],
    sources: Mapping[str, float],
) -> float:
    """Return the probability that an actor surfaces and a source reports it."""
    linked, inspired = (one.detection for one in groups)
    surfaced = linked * (1 - inspired_share) + inspired * inspired_share
    if not sources:
        return surfaced
    return surfaced * (1 - prod(1 - one for one in sources.values()))


def _draw_actors(
    rng: np.random.Generator,
    cells: SimulatedCells,
    phi: float,
    inspired_share: float,
    groups: tuple[ActorGroup, ActorGroup],
) -> _Actors:
    spread = rng.gamma(phi, 1 / phi, len(cells.actors)) if phi != inf else 1
    counts = rng.poisson(cells.actors * spread)
    cell = np.repeat(np.arange(len(counts)), counts)
    group = (rng.random(len(cell)) < inspired_share).astype(int)
    detection = np.array([one.detection for one in groups])
    attack_share = np.array([one.attack_share for one in groups])
    return _Actors(
        cell=cell,
        inspired=group == 1,
        surfaced=rng.random(len(cell)) < detection[group],
        kind=(rng.random(len(cell)) >= attack_share[group]).astype(int),
        day=cells.first[cell] + (rng.random(len(cell)) * cells.days[cell]).astype(int),
    )


def _draw_second_city(
    rng: np.random.Generator, cells: SimulatedCells, cell: np.ndarray, share: float
) -> np.ndarray:
    """Draw the position of another city among the sorted ones, or -1 for none."""
    cities = len({city for city, _ in cells.labels})
    main = cell // (len(cells.labels) // cities)
    has = rng.random(len(cell)) < share
    steps = rng.integers(1, max(cities, 2), len(cell))
    return np.where(has, (main + steps) % cities, -1)


def _columns(
    cells: SimulatedCells, actors: _Actors, second: np.ndarray, rows: np.ndarray
) -> dict[str, list[str]]:
    cities = [*dict.fromkeys(city for city, _ in cells.labels)]
    main = [cells.labels[i][0] for i in actors.cell[rows].tolist()]
    others = second[rows].tolist()
    digits = max(4, len(str(len(rows))))
    return {
        "incident_id": [f"synthetic-{n:0{digits}d}" for n in range(1, len(rows) + 1)],
        "date": [
            date.fromordinal(one).isoformat() for one in actors.day[rows].tolist()
        ],
        "city": [
            one if other < 0 else f"{one}{SEVERAL}{cities[other]}"
            for one, other in zip(main, others, strict=True)
        ],
        "kind": [INCIDENT_KINDS[one] for one in actors.kind[rows].tolist()],
        "link": [GROUPS[one] for one in actors.inspired[rows].astype(int).tolist()],
    }


def _fates(fate: np.ndarray, inspired: np.ndarray) -> dict[str, dict[str, int]]:
    return {
        group: {name: int((fate[of] == code).sum()) for code, name in enumerate(FATES)}
        for group, of in zip(GROUPS, (~inspired, inspired), strict=True)
    }
