"""What commands assume unless told otherwise; each is printed with the result."""

SEED = 20180201
DRAWS = 1000
# Latent classes move slowly: 3,000 have too few effective draws on published tables.
CLASS_DRAWS = 8000
# Stated again so that a word of the command line is refused before anything is loaded.
FEWEST_LISTS, MOST_LISTS = 2, 10

PLACES_AT_RISK = 100
OTHER_PLACES_AT_RISK = (21, 50, 100, 200, 571)
PLACES_REASON = (
    "The number of places at risk is stated, not estimated: 100 is a round number "
    "between the 21 places that the report lists or counts and the 571 of Belgium (589 "
    "municipalities in the window, of which the 19 of Brussels are one place here); 50 "
    "and 200 are half and twice as many."
)

FORMATS = ("html", "pdf", "docx", "md")
DEFAULT_FORMATS = ("html", "pdf", "docx")
