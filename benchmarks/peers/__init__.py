"""The product beside what others would use for a part of its work, on the same texts, in one run.

A peer is a library for one of the tasks. It stands in an environment of its own (``requirements/peers.txt``), never in
the product's. Each comparison is a module here (``quotations``, ``dates``, ``copies``, ``names``), with the data and
the scorer of ``benchmarks.quality``; so is what each peer does (``textacy``, ``dateparser``, ``datasketch``, ``rensa``,
``nomenklatura``), used as its documentation recommends. What we do is in ``ours``.
"""
