"""What each of the report's analyses gives to the appendix, and in which words."""

from __future__ import annotations

from bemodels.cli.analysis_sections import place_section
from bemodels.cli.attack_rate_section import attack_rate_section
from bemodels.cli.belgium_data_tables import data_tables
from bemodels.cli.belgium_fits import BelgiumFits
from bemodels.cli.open_years_section import open_years_section
from bemodels.cli.printed_section import printed_section
from bemodels.cli.undercount_section import undercount_section
from bemodels.report.analysis import Appendix
from bemodels.report.appendix_run_tables import version_table
from bemodels.report.machine import machine_facts

OPENING = (
    "Every number stands with its uncertainty, its unit and its method. An incident is "
    "an arrest action or an attack recorded in the report; an attack rate is the share "
    "of attacks among recorded incidents. Where the data do not touch a number it is "
    "called a scenario: it follows from an assumption, which is named beside it."
)


def compose_appendix(fits: BelgiumFits, *, command: str) -> Appendix:
    """Say what the appendix prints, and in which order.

    Parameters
    ----------
    fits : BelgiumFits
        What was computed.
    command : str
        The command that makes it again.

    Returns
    -------
    Appendix
        For ``bemodels.report.appendix.build_document``.
    """
    report = fits.report
    return Appendix(
        title="Posterior summary appendix",
        subtitle="Recorded incidents in Belgium, June 2014 to October 2017, from "
        "“Beyond the Caliphate: Belgium” (Combating Terrorism Center, 2018)",
        opening=OPENING,
        data=data_tables(report),
        provenance=report.provenance,
        analyses=(
            attack_rate_section(fits.attack_rates),
            place_section(fits.places),
            undercount_section(fits.undercount),
            printed_section(fits.printed),
            open_years_section(fits.open_years),
        ),
        versions=version_table(machine_facts()),
        command=command,
    )
