"""Judges in a loop, as one of several who judge at once; prints the numbers of the lines that became its own.

python judging.py CASE NAME HOW_OFTEN
"""

import sys
from pathlib import Path

from allegedly.model import Verdict
from allegedly.store import open_store


def main() -> None:
    folder, name, often = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    store = open_store(folder)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(often):
        verdict = Verdict("alias", (), by=name, at="2011-06-15T09:30:00Z", name=f"{name} {number}")
        while (made := store.judge(verdict, after=len(store.judgements()))) is None:
            pass
        print(made.number, flush=True)
    store.close()


if __name__ == "__main__":
    main()
