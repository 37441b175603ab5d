"""How answers and records are laid out in words, for the screen and the page alike."""
