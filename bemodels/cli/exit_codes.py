"""What a command's exit code says; 0 is done, 1 an unexpected error."""

WRONG_INPUT = 2
NOT_ESTIMABLE = 3
NOT_CONVERGED = 4
INTERRUPTED = 130
