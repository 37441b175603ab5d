-- Full text of titles and bodies, kept by triggers; words are stemmed and lose their accents.

CREATE VIRTUAL TABLE wording_search USING fts5 (
    title, text,
    content = 'wording', content_rowid = 'document',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO wording_search (wording_search) VALUES ('rebuild');

CREATE TRIGGER wording_added AFTER INSERT ON wording BEGIN
    INSERT INTO wording_search (rowid, title, text) VALUES (new.document, new.title, new.text);
END;
CREATE TRIGGER wording_removed AFTER DELETE ON wording BEGIN
    INSERT INTO wording_search (wording_search, rowid, title, text)
    VALUES ('delete', old.document, old.title, old.text);
END;
CREATE TRIGGER wording_changed AFTER UPDATE ON wording BEGIN
    INSERT INTO wording_search (wording_search, rowid, title, text)
    VALUES ('delete', old.document, old.title, old.text);
    INSERT INTO wording_search (rowid, title, text) VALUES (new.document, new.title, new.text);
END;
