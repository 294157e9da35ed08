"""Results to numbers, tables, figures and documents; it knows no model."""

from bemodels.report.figures_methods import draw_methods
from bemodels.report.figures_picture import Picture
from bemodels.report.figures_sensitivity import draw_supposition

__all__ = ["Picture", "draw_methods", "draw_supposition"]
