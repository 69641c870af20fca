"""Threads of a server share few heaps."""

import platform
import subprocess
import sys

import pytest

COUNTED = """
import ctypes, threading
if {few}:
    from allegedly.heaps import few_heaps
    few_heaps()
together = threading.Barrier(12)
def work():
    together.wait()
    kept = [bytearray(5_000) for _ in range(200)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
for one in threads:
    one.start()
for one in threads:
    one.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
library.malloc_info(0, ctypes.c_void_p(library.fdopen(1, b"w")))
library.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has other heaps")
@pytest.mark.parametrize(("few", "fits"), [(True, lambda count: count <= 2), (False, lambda count: count > 2)])
def test_many_threads_share_two_heaps(few, fits):
    """Without it there are more, so that this tells of something."""
    program = [sys.executable, "-c", COUNTED.format(few=few)]
    told = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    assert fits(told.count("<heap nr="))
