"""One list: a population from how often its units were seen."""
