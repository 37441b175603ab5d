"""Sources made to do harm, and runs that count what harm they did."""
