"""Documents that are read by the workers of a cluster: the same case as without one, whoever dies."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from allegedly.case import Case
from allegedly.errors import AllegedlyError
from allegedly.runners import Cluster, Here

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture(scope="module")
def local() -> Iterator[SimpleNamespace]:
    """Two workers on this machine."""
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, worker_dashboard_address=None
    )
    with made, distributed.Client(made, set_as_default=False) as client:
        yield SimpleNamespace(address=made.scheduler_address, client=client)


@pytest.fixture
def cluster(local) -> SimpleNamespace:
    """The same, when those that the test before killed are there again, which takes long on a busy machine."""
    local.client.wait_for_workers(2, timeout=300)
    return local


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for i in range(60):
        (folder / f"{i:03}.txt").write_text(f"Otto {i} met Zoe in {1900 + i}. Then Ada {i % 7} left.")
    return folder


def _added(folder, inbox, fakes, progress=None, **how):
    with Case.create(folder, stages=fakes.stages()) as case:
        report = case.add([inbox], progress=progress, **how)
        return fakes.content(case), fakes.outcomes(report)


def test_a_cluster_makes_the_same_case(tmp_path, inbox, cluster, fakes) -> None:
    assert _added(tmp_path / "a", inbox, fakes, cluster=cluster.address) == _added(tmp_path / "b", inbox, fakes)


def test_a_worker_that_dies_in_the_middle_changes_nothing(tmp_path, inbox, cluster, fakes) -> None:
    killed = []

    def kill(step, done, total) -> None:
        if not killed:
            killed.extend(cluster.client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    there = _added(tmp_path / "a", inbox, fakes, progress=kill, cluster=cluster.address)
    assert there == _added(tmp_path / "b", inbox, fakes)
    cluster.client.wait_for_workers(2, timeout=30)
    assert killed[0] not in cluster.client.run(os.getpid).values()


def test_what_kills_every_worker_is_told_and_the_rest_goes_on(tmp_path, inbox, cluster, fakes) -> None:
    (inbox / "deadly.txt").write_text("DEADLY STAGE. Otto left.")
    _, outcomes = _added(tmp_path / "a", inbox, fakes, cluster=cluster.address)
    assert dict(outcomes).pop("deadly.txt") == "unread"
    assert [name for name, outcome in outcomes if outcome != "added"] == ["deadly.txt"]


def test_workers_of_another_kind_are_refused(tmp_path, inbox, cluster, fakes) -> None:
    here = os.getpid()

    def key(document) -> str:
        return document.id if os.getpid() == here else "others"

    with Case.create(tmp_path / "a", stages=replace(fakes.stages(), key=key)) as case:
        with pytest.raises(AllegedlyError, match="would read otherwise than this one"):
            case.add([inbox], cluster=cluster.address)
        assert case.documents() == []
        assert len(case.add([inbox]).added) == 60


def test_the_same_words_in_two_files_are_two_pieces_of_work(tmp_path, fakes, monkeypatch) -> None:
    """A cluster that has work of a name gives what came of it, to whoever asks."""
    done = {}

    class Remembering(Here):
        def run(self, function, items, named):
            for item in items:
                name = named(item)
                if name not in done:
                    done[name] = function(item)
                yield done[name]

    monkeypatch.setattr("allegedly.case.Here", Remembering)
    for owner in ("ada", "bob"):
        (tmp_path / owner).mkdir()
        (tmp_path / owner / f"of-{owner}.txt").write_text("Otto met Zoe in 1901.")
        with Case.create(tmp_path / f"case-{owner}", stages=fakes.stages()) as case:
            case.add([tmp_path / owner])
            assert [one.document.path.endswith(f"of-{owner}.txt") for one in case.annotated()] == [True]


def test_a_cluster_that_has_lost_its_workers_is_told(cluster, monkeypatch) -> None:
    with Cluster(cluster.address) as runner:
        with monkeypatch.context() as without_workers:
            without_workers.setattr("allegedly.runners.cluster.SECONDS", 0.5)
            without_workers.setattr("allegedly.runners.cluster.GRACE", 1.0)
            without_workers.setattr(runner._client, "nthreads", dict)
            with pytest.raises(AllegedlyError, match="has had no worker for 1 seconds"):
                list(runner.run(time.sleep, [3.0], str))
        assert list(runner.run(abs, [-1], str)) == [1]


def test_an_address_without_a_cluster_is_told(tmp_path, inbox, fakes, monkeypatch) -> None:
    monkeypatch.setattr("allegedly.runners.cluster.SECONDS", 0.5)
    with pytest.raises(AllegedlyError, match=r"No cluster answers at tcp://127\.0\.0\.1:9 "):
        _added(tmp_path / "a", inbox, fakes, cluster="tcp://127.0.0.1:9")
    with Case.open(tmp_path / "a", stages=fakes.stages()) as case:
        assert case.documents() == []
