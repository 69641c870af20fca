"""A seeded sample of each fault of ``make soak``. The whole of it takes an hour; another seed is another sample."""

KILLED = ("add", "judge", "merge", "make views", "restore", "migrate 0001", "export csv", "export bundle")


def of(*deeds):
    return [word for deed in deeds for word in ("--of", deed)]


def test_kill_9_at_any_moment_loses_nothing_and_the_same_again_ends_the_same(soak):
    told = soak("kills", "--times", 12, "--seed", 10, *of(*KILLED))
    assert "12 kills, 0 not survived" in told


def test_a_disk_that_refuses_is_one_sentence_and_loses_nothing(soak):
    told = soak("errors", "--times", 8, "--seed", 10, *of("add", "judge", "restore", "export csv"))
    assert "8 calls of deeds failed" in told


def test_a_power_cut_takes_nothing_that_was_told_as_done(soak):
    told = soak("power", "--times", 40, "--seed", 10, *of("add", "judge", "restore", "export csv"))
    assert told.count(", 0 not survived") == 4


def test_what_would_not_be_synced_would_be_seen(soak):
    told = soak("syncs", "--times", 60, "--seed", 10, *of("add", "export csv"))
    assert told.count("states show it") == 4
    assert "  0 of" not in told


def test_a_full_disk_is_one_sentence_and_with_room_the_same_again_ends_the_same(soak, disks_can_be_made):
    told = soak("full", "--times", 8, "--seed", 10, *of("add", "export csv"))
    assert "told in a sentence" in told
