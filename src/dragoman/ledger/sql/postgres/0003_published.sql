-- The day of a document, so that a question can ask for those of some days alone.

ALTER TABLE document ADD COLUMN published letters;
UPDATE document SET published = head::json -> 'date' ->> 'best';
CREATE INDEX document_by_day ON document (published);
