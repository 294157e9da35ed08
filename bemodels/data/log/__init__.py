"""Incident logs: a row an incident, checked to the last cell, counted in a window."""
