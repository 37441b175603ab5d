"""Long runs compressed in time."""
