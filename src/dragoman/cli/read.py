"""``dragoman read``: the record of each source, on the screen or as JSON."""

import typer

from dragoman.cli.options import AsJson, GivenDate, Sources, parsed_date


def read(sources: Sources, given: GivenDate = None, as_json: AsJson = False) -> None:
    """Read reports and print the record of the negotiation, each line with its sentence."""
    on = parsed_date(given)
    from dragoman.api import load_reader
    from dragoman.cli.render import print_record
    from dragoman.read import read_source
    from dragoman.serial import to_json

    articles = [article for source in sources for article in read_source(source, given_date=on)]
    for record in load_reader().read_all(articles):
        if as_json:
            typer.echo(to_json(record))
        else:
            print_record(record)
