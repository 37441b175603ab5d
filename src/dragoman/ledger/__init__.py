"""The ledger: documents, reports and corrections as append-only rows, in SQLite or PostgreSQL."""
