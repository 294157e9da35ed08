"""The whole analysis of counts by place and year, composed of the other rooms."""

from bemodels.counts.city_years.answers import CityYearPart, CityYears
from bemodels.counts.city_years.whole_analysis import analyse_city_years

__all__ = ["CityYearPart", "CityYears", "analyse_city_years"]
