"""A ledger as tools of the Model Context Protocol, read only: the ten questions, processes, articles and search."""
