"""The training of the heads, step by step; ``scripts/train_heads.py`` runs it."""
