"""How the cost of each thing that a case does grows with its documents."""
