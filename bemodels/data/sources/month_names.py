"""Months by their English names, whatever language the machine speaks."""

_NAMES = """
    January February March April May June July August September October November
    December
"""
MONTHS = tuple(_NAMES.split())
MONTH_OF = {name: number for number, name in enumerate(MONTHS, start=1)}
