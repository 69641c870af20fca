"""Runs a program that cannot reach any network: the kernel ends it, or what it started, at the first attempt.

python -m tests.attacks.shut_in PROGRAM ARGUMENT...

What watches Python (``tests/watched``) sees nothing of libraries that are not written in it; this sees all of them. No
rights are needed, and nothing undoes it: whatever the program starts is under the same filter (seccomp(2), bpf(4)).
Forbidden are datagrams of the internet, as names are looked up with, and connecting to any internet address; sockets of
this machine's file system and one that only listens stay.
"""

import ctypes
import os
import platform
import signal
import socket
import struct
import sys

ENDED = -signal.SIGSYS
"""The exit status of what tried."""
_NUMBERS = {"x86_64": (0xC000003E, 41, 42, 44), "aarch64": (0xC00000B7, 198, 203, 206)}
"""The audit number of an architecture, and those of its calls socket, connect and sendto."""
_SIZES = (16, 24, 28, 128)
"""Of an address of IPv4, of one of IPv6 (in two forms), and of room for any, which the kernel takes for either; one of
the file system's has another length.
"""
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_LOAD, _EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_CALL, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16


def can_shut_in() -> bool:
    return sys.platform == "linux" and platform.machine() in _NUMBERS


def shut_in() -> None:
    """Shut this process in. Raises ``OSError`` where the kernel refuses."""
    program = b"".join(struct.pack("HBBI", *step) for step in _steps())
    held = ctypes.create_string_buffer(program)
    filtered = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SET_SECCOMP, _FILTER, filtered, 0, 0)):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "the kernel takes no filter")


def _steps() -> list[tuple[int, int, int, int]]:
    """The filter: operation, how many steps to pass over if so and if not, operand."""
    audit, calls_socket, calls_connect, calls_sendto = _NUMBERS[platform.machine()]
    steps = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, audit), (_RETURN, 0, 0, _KILL)]
    for number, block in ((calls_socket, _OF_SOCKET), (calls_connect, _of_size(2)), (calls_sendto, _of_size(5))):
        steps += [(_LOAD, 0, 0, _CALL), (_EQUAL, 0, len(block), number), *block]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


_OF_SOCKET = (
    (_LOAD, 0, 0, _ARGUMENTS),
    (_EQUAL, 1, 0, socket.AF_INET),
    (_EQUAL, 0, 3, socket.AF_INET6),
    (_LOAD, 0, 0, _ARGUMENTS + 8),
    (_AND, 0, 0, 0xF),  # beside the kind there are flags in it
    (_EQUAL, 1, 0, socket.SOCK_DGRAM),
    (_RETURN, 0, 0, _ALLOW),
    (_RETURN, 0, 0, _KILL),
)


def _of_size(argument: int) -> tuple[tuple[int, int, int, int], ...]:
    """Ends it where the argument with the size of an address says that it is the internet's."""
    compared = ((_EQUAL, len(_SIZES) - number, 0, size) for number, size in enumerate(_SIZES))
    return ((_LOAD, 0, 0, _ARGUMENTS + 8 * argument), *compared, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _KILL))


if __name__ == "__main__":
    shut_in()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 (what it is for)
