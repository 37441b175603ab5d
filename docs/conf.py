"""How Sphinx builds the documentation; ``make docs`` runs it."""

from importlib import metadata

project = "Dragoman"
author = "The Dragoman authors"
copyright = "The Dragoman authors, Apache-2.0"
release = metadata.version("dragoman")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

# Links to headings, as GitHub makes them.
myst_heading_anchors = 3

# Types stand in the signature; a dataclass's fields are told by its docstring.
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Nothing is asked of anybody: the theme has no fonts or scripts of others, and the search is a file beside the pages.
html_theme = "furo"
html_title = "Dragoman"
html_show_sourcelink = False
html_copy_source = False
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
html_static_path: list[str] = []
