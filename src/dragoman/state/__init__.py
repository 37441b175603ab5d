"""The state of the talks, folded from the ledger's rows at two times; never stored."""
