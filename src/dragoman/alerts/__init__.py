"""Alerts: what stands otherwise than at the last look, written down first, then sent to webhooks and services."""
