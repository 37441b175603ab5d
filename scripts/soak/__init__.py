"""Reliability of the ledger under kills and crowds, at full length; the tests run short versions."""
