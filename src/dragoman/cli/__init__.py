"""The command line: thin shells over the public verbs."""
