-- Full text of titles and bodies, kept by the server; words are stemmed and lose their accents.
-- A text is searched by its first half million characters: a longer tsvector is refused.

ALTER TABLE wording ADD COLUMN searched tsvector GENERATED ALWAYS AS (
    to_tsvector(
        'pg_catalog.english'::regconfig,
        regexp_replace(normalize(left(title || ' ' || text, 500000), NFD), '[\u0300-\u036f]', '', 'g')
    )
) STORED;
CREATE INDEX wording_searched ON wording USING gin (searched);
