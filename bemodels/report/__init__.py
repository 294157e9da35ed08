"""Results to numbers, tables, figures and documents; it knows no model."""

from bemodels.report.count_pictures import pictures_of
from bemodels.report.csv_files import write_csv
from bemodels.report.figures_envelope import draw_envelope
from bemodels.report.figures_intervals import draw_influence, draw_two_parts
from bemodels.report.figures_methods import draw_methods
from bemodels.report.figures_periods import Series, draw_years
from bemodels.report.figures_picture import Picture
from bemodels.report.figures_populations import draw_populations
from bemodels.report.figures_probability import draw_probability
from bemodels.report.figures_rootogram import draw_rootogram
from bemodels.report.figures_scenarios import draw_scenarios
from bemodels.report.figures_sensitivity import draw_supposition
from bemodels.report.figures_shrinkage import draw_shrinkage
from bemodels.report.figures_strip import draw_prior_to_posterior
from bemodels.report.figures_vectors import draw_vectors

__all__ = [
    "Picture",
    "Series",
    "draw_envelope",
    "draw_influence",
    "draw_methods",
    "draw_populations",
    "draw_prior_to_posterior",
    "draw_probability",
    "draw_rootogram",
    "draw_scenarios",
    "draw_shrinkage",
    "draw_supposition",
    "draw_two_parts",
    "draw_vectors",
    "draw_years",
    "pictures_of",
    "write_csv",
]
