"""Everything that is known of a document's language, computed once: the one place that loads language models."""
