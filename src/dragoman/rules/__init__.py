"""Rules as data, by language and report type."""
