-- The day of a document, so that a question can ask for those of some days alone.

ALTER TABLE document ADD COLUMN published TEXT;
UPDATE document SET published = json_extract(head, '$.date.best');
CREATE INDEX document_by_day ON document (published);
