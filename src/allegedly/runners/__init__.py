"""How work is spread: one item after the other, or over processes. A runner gets the function that it runs."""

from .chunks import in_processes, sizes
from .failed import Failed
from .guarded import Guarded
from .processes import processes
from .serial import serial

__all__ = ["Failed", "Guarded", "in_processes", "processes", "serial", "sizes"]
