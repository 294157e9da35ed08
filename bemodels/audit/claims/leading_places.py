"""Whether units are concentrated in the leading places, as a sentence says."""

from __future__ import annotations

from collections.abc import Sequence

from bemodels.audit.claims.claim_parts import (
    CHOSEN,
    PROCESS,
    check_share,
    share_estimate,
)
from bemodels.audit.claims.concentration import (
    index_estimate,
    places_estimate,
    sample_index,
)
from bemodels.audit.claims.verdicts import Reading, judge_above
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance, Result, Table, check_level
from bemodels.result.display import format_number
from bemodels.result.rules import check_whole, shown

INDEX = "Herfindahl index"


def claim_concentration(
    counts: Sequence[int],
    *,
    leading: int,
    threshold: float,
    others: int = 0,
    most_elsewhere: int = 1,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether numbers support that few places hold more than some share.

    Parameters
    ----------
    counts : sequence of int
        Units of each place that is printed.
    leading : int
        How many of the largest places the sentence is about.
    threshold : float
        The share that they are said to exceed, in (0, 1).
    others : int, default 0
        Units in places that are not printed.
    most_elsewhere : int, default 1
        The most that one of these places can have.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``leading_share`` with Wilson's interval; ``herfindahl_least`` and
        ``herfindahl_most``, the index without bias if the other units are spread as
        widely, and as little, as they can be; ``places_most`` and ``places_least``,
        the equally large places that would have these; a table of the index by sample
        shares, which is too large, beside it.

    Raises
    ------
    InvalidDataError
        If a count or `level` is impossible, or an unprinted place could be a leading
        one.
    NotEstimableError
        If there are fewer than four units in all.

    Notes
    -----
    The index is the chance that two units are of one place: the unbiased estimate by
    pairs of different units [1]_. Places with one unit add nothing to it.

    References
    ----------
    .. [1] Simpson EH (1949). Measurement of diversity. Nature 163, 688.

    Examples
    --------
    >>> result = claim_concentration(
    ...     [62, 14, 5, 4, 4, 2, 2], leading=2, threshold=0.5, others=14
    ... )
    >>> round(result.estimate("herfindahl_least").value, 4)
    0.3537
    """
    check_level(level)
    check_share("threshold", threshold)
    places = _places(counts, leading, others, most_elsewhere)
    whole = sum(places) + others
    share = share_estimate("leading_share", sum(places[:leading]), whole, level)
    judged = judge_above(
        [Reading(value=share.value, interval=share.interval)],
        threshold,
        what=f"share of the {_largest(leading)}",
        claimed=f"above {format_number(threshold)}",
    )
    spread = {
        "least": [*places, *[1] * others],
        "most": [*places, *_packed(others, most_elsewhere)],
    }
    indices = {
        end: index_estimate(one, f"herfindahl_{end}", level)
        for end, one in spread.items()
    }
    ways = _ways_to_spread(others, most_elsewhere)
    return Result(
        title="Are units concentrated in few places?",
        method="Share of the leading places; index of concentration without bias",
        estimates=(
            share,
            *indices.values(),
            places_estimate(indices["least"], "places_most"),
            places_estimate(indices["most"], "places_least"),
        ),
        conclusion=f"That the {_largest(leading)}, with "
        f"{sum(places[:leading])} of {whole}, {'holds' if leading == 1 else 'hold'} "
        f"more than {format_number(100 * threshold)}% is {judged.rows[0][-2]}. Two "
        f"units are of one place with a chance of "
        f"{_span(indices['least'].value, indices['most'].value)}.",
        assumptions=(PROCESS, CHOSEN),
        tables=(
            judged,
            Table(
                name=INDEX,
                columns=("other units", "without bias", "by sample shares"),
                rows=tuple(
                    (words, indices[end].value, sample_index(spread[end]))
                    for end, words in ways.items()
                ),
                note="Sample shares count every unit as alike to itself, which makes "
                "their index too large.",
            ),
        ),
        provenance=provenance,
    )


def _places(
    counts: Sequence[int], leading: int, others: int, most_elsewhere: int
) -> list[int]:
    """Check the counts, and return them from the largest on."""
    if not isinstance(counts, Sequence) or isinstance(counts, str) or not counts:
        raise InvalidDataError(
            f"counts must be a sequence of one count or more, got {shown(counts)}"
        )
    places = [check_whole("a count", one, least=0) for one in counts]
    places.sort(reverse=True)
    check_whole("others", others, least=0)
    check_whole("most_elsewhere", most_elsewhere, least=1)
    if check_whole("leading", leading, least=1) > len(places):
        raise InvalidDataError(
            f"leading must be {len(places)} or fewer, the places printed, got {leading}"
        )
    if others and most_elsewhere > places[leading - 1]:
        raise InvalidDataError(
            f"a place that is not printed could have {most_elsewhere} and be a leading "
            f"one, since place {leading} of those printed has {places[leading - 1]}"
        )
    return places


def _largest(leading: int) -> str:
    return "largest place" if leading == 1 else f"{leading} largest places"


def _span(low: float, high: float) -> str:
    ends = dict.fromkeys((format_number(low), format_number(high)))
    return " to ".join(ends)


def _ways_to_spread(others: int, most: int) -> dict[str, str]:
    """Return how the units elsewhere can be spread, in words, by end of the index."""
    if not others:
        return {"least": "none"}
    alone = {"least": "each in a place of its own"}
    return alone if most == 1 else alone | {"most": f"{most} to a place"}


def _packed(units: int, most: int) -> list[int]:
    full, rest = divmod(units, most)
    return [most] * full + ([rest] if rest else [])
