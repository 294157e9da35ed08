"""Results to numbers, tables, figures and documents; it knows no model."""

from bemodels.report.count_pictures import pictures_of
from bemodels.report.figures_methods import draw_methods
from bemodels.report.figures_periods import Series, draw_years
from bemodels.report.figures_picture import Picture
from bemodels.report.figures_populations import draw_populations
from bemodels.report.figures_rootogram import draw_rootogram
from bemodels.report.figures_sensitivity import draw_supposition
from bemodels.report.figures_shrinkage import draw_shrinkage

__all__ = [
    "Picture",
    "Series",
    "draw_methods",
    "draw_populations",
    "draw_rootogram",
    "draw_shrinkage",
    "draw_supposition",
    "draw_years",
    "pictures_of",
]
