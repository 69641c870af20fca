"""One side of a comparison, in a process and a Python of its own: ``python -m benchmarks.peers.side PACKAGE WORK``.

WORK is ``module.function`` of this folder. The function loads what it needs, tries it once, and gives what answers a
question; only the answer is timed. The question is JSON on the standard input, the reply on the standard output is
``{"answer": ..., "seconds": ..., "version": ...}``: seconds of the processor, of all threads.

Nothing but the standard library is imported here, so that each side's Python can run it.
"""

import json
import sys
import time
from contextlib import redirect_stdout
from importlib import import_module
from importlib.metadata import version


def main(package: str, work: str) -> None:
    question = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # what a library prints is no reply
        module, _, function = work.rpartition(".")
        answers = getattr(import_module(f".{module}", __package__), function)()
        begun = time.process_time()
        answer = answers(question)
        seconds = time.process_time() - begun
    json.dump({"answer": answer, "seconds": seconds, "version": version(package)}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
