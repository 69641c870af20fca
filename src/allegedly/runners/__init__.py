"""How work is spread: one item after the other, over processes, over other machines. A runner gets the function that it
runs.
"""

from .chunks import in_processes, sizes
from .cluster import Cluster
from .failed import Failed
from .guarded import Guarded
from .here import Here, Runner
from .processes import processes
from .serial import serial

__all__ = ["Cluster", "Failed", "Guarded", "Here", "Runner", "in_processes", "processes", "serial", "sizes"]
