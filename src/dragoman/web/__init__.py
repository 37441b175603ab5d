"""The page and the HTTP API of a ledger: server-rendered, read only, without any outside request."""
