"""How many tables of a design are visited, by what is asked of them."""

# Of one test or interval: the product of the incidents of the two groups.
LARGEST_PRODUCT = 250_000
# Of size, power and coverage: within some ten seconds.
MOST_TABLES = 20_000
# Of the same in a report, which is to be there within a second.
MOST_IN_REPORT = 2_500
# Of every exact unconditional interval in a list of all methods: some 5 seconds each.
MOST_IN_LIST = 20_000
