"""What exporters work from: what was asked to be left out is told, and paths tell of no machine."""

from datetime import date

import pytest

from allegedly.exporters import Material
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (("/home/ana/case/in/a.txt", "/home/ana/case/b.zip", "/home/ana/case/b.zip/c/d.txt"),
         ("in/a.txt", "b.zip", "b.zip/c/d.txt")),
        (("/home/ana/a.pdf",), ("a.pdf",)),
        (("letters/a.txt", "b.txt"), ("letters/a.txt", "b.txt")),
        (("/home/ana/a.txt", "dropped.txt"), ("a.txt", "dropped.txt")),
    ],
)  # fmt: skip
def test_paths_are_told_without_the_folders_that_all_share(affair, paths, told):
    receipts = {str(number): [Receipt(str(number), path, "2012-01-01T00:00:00Z")] for number, path in enumerate(paths)}
    material = Material((), affair.corpus, receipts=receipts)
    assert tuple(map(material.told_path, paths)) == told


def test_what_filters_leave_out_is_counted(affair):
    assert Material(affair.annotated, affair.corpus).cut == ()
    material = Material(affair.annotated, affair.corpus, filters=Filters(latest=date(1900, 1, 1), labels=("denied",)))
    (sentence,) = material.cut
    count = sum(len(item.claims) for item in affair.annotated)
    assert f"{len(material.claims):,} of {count:,}" in sentence
    assert "1 January 1900" in sentence
    assert "denied" in sentence
