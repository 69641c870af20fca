"""Nothing hangs on the clock: it may stand wrong, go back, or be in any zone."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from allegedly import clock
from allegedly.case import Case
from allegedly.model.custody import Head

YEARS = [1970, 1999, 2038, 2107, 9999]


def let_it_be(monkeypatch, *moments):
    """The clock says these, one after the other, then the last one."""
    left = list(moments)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            moment = left.pop(0) if len(left) > 1 else left[0]
            return moment.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Clock)


def told(folder, inbox, fakes):
    """A case that is filled and judged, and what it says, save when."""
    with Case.create(folder, stages=fakes.stages()) as case:
        case.add([inbox / "a.txt"])
        case.judge("different", "Otto@a.txt", "Zoe@a.txt", by="Ada")
        case.add([inbox])
        second = case.judge("alias", "Zoe@b.txt", name="The Fox", by="Ada")
        case.undo(second.id, by="Ada")
        log = [(made.number, made.kind) for made in case.judgements()]
        checked = replace(case.verify(), head=Head(), notes=())
        said = (fakes.content(case), log, case.timeline(), case.cast().persons, checked)
    with Case.open(folder, stages=fakes.stages()) as again:
        assert again.verify().ok
        again.bundle(folder.with_name(f"{folder.name}.allegedly"))
        return said


@pytest.mark.parametrize("year", YEARS)
def test_a_case_made_in_any_year_is_the_same(tmp_path, inbox, fakes, monkeypatch, year):
    now = told(tmp_path / "now", inbox, fakes)
    let_it_be(monkeypatch, datetime(year, 1, 19, 3, 14, 8, tzinfo=UTC))
    assert told(tmp_path / "then", inbox, fakes) == now


def test_a_clock_that_goes_back_changes_no_order_and_loses_nothing(tmp_path, inbox, fakes, monkeypatch):
    now = told(tmp_path / "now", inbox, fakes)
    start = datetime(2031, 1, 1, tzinfo=UTC)
    let_it_be(monkeypatch, *(start - timedelta(days=400 * number) for number in range(25)))
    assert told(tmp_path / "then", inbox, fakes) == now


def test_the_zone_of_the_machine_is_nowhere_in_a_case(monkeypatch):
    moment = datetime(2031, 1, 1, 23, 30, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))
    let_it_be(monkeypatch, moment)
    assert clock.now() == "2031-01-02T09:00:00Z"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="there are no zones to be set for one process")
def test_a_case_made_in_another_zone_is_the_same(tmp_path, inbox, fakes, monkeypatch):
    now = told(tmp_path / "now", inbox, fakes)
    try:
        for zone in ("Pacific/Kiritimati", "America/St_Johns", "XYZ-23:59"):
            monkeypatch.setitem(os.environ, "TZ", zone)
            time.tzset()
            assert told(tmp_path / zone.replace("/", "_"), inbox, fakes) == now
    finally:
        monkeypatch.undo()
        time.tzset()
