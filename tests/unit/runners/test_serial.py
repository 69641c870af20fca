import pytest

from allegedly.runners import serial


def test_results_come_in_order_and_only_when_asked_for():
    begun = []
    results = serial(lambda item: begun.append(item) or item * 2, iter([1, 2, 3]))
    assert begun == []
    assert next(results) == 2
    assert begun == [1]
    assert list(results) == [4, 6]


def test_what_the_function_raises_is_raised_at_its_turn():
    results = serial(lambda item: 1 // item, [1, 0])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
