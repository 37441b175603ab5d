"""From an analysed article to its record: one module for each report type, pure functions."""
