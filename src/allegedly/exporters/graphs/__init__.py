"""Who with whom, and who cites whom, as graphs for Gephi and other programs: ``gexf`` and ``graphml`` write a folder
with both.
"""
