"""A choice is stated with its reason, in words."""

import pytest

from bemodels.errors import InvalidDataError
from bemodels.result.reasons import check_reason, check_sentence


@pytest.mark.parametrize("reason", ["", "  ", None, 5])
def test_a_choice_without_a_reason_is_refused(reason):
    with pytest.raises(InvalidDataError) as error:
        check_reason("a prior on N", reason)
    assert str(error.value) == "a prior on N needs a reason, got none"


@pytest.mark.parametrize(("text", "got"), [("", "''"), (" ", "' '"), (5, "5")])
def test_a_field_without_a_sentence_is_refused(text, got):
    with pytest.raises(InvalidDataError) as error:
        check_sentence("city_reason", text)
    assert str(error.value) == f"city_reason must be a sentence, got {got}"


def test_words_are_let_in():
    check_reason("a prior on N", "Coded twice.")
    check_sentence("reason", "Coded twice.")
