"""How candidates are decided on: the fitting of data/extract/decisions.json."""
