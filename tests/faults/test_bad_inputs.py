"""Many at once of what is bad: each costs itself alone."""


def test_the_same_bytes_a_hundred_times_are_one_document_with_a_hundred_receipts(opened, tmp_path, fakes):
    folder = tmp_path / "many"
    for number in range(100):
        (folder / f"{number % 7}").mkdir(parents=True, exist_ok=True)
        (folder / f"{number % 7}" / f"{number:03}.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    report = opened.add([folder])
    assert (len(report.added), len(report.known), len(report.refused)) == (1, 99, 0)
    assert len(opened.documents()) == 1
    assert len(opened.receipts()) == 100
    assert opened.verify().ok
    assert opened.add([folder]).added == ()
    assert len(opened.receipts()) == 100


def test_of_hundreds_of_files_each_bad_one_is_refused_and_all_others_are_there(opened, tmp_path, fakes):
    folder = tmp_path / "many"
    folder.mkdir()
    bad = {0: b"", 1: b"a\0b", 2: b"BROKEN READER", 3: b"BROKEN STAGE in 1999."}
    for number in range(300):
        data = f"Otto wrote letter {number} in 1999. ".encode()
        if number % 30 < 4:
            data = bad[number % 30] + (data if number % 30 else b"")
        (folder / f"{number:04}.txt").write_bytes(data)
    report = opened.add([folder])
    assert len(report.of("added")) == 260
    assert len(report.of("refused")) == 30
    assert len(report.of("unread")) == 10
    assert opened.verify().ok
    assert opened.search("letter", limit=1).total == 270
