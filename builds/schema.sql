-- passages.sqlite: documents as they were read, and their passages. Read-only once the build is published.
-- A passage's key is its document's number and its own index in one integer, as in the indexes.
CREATE TABLE document (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, so that the indexes need not forget
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    issued TEXT,
    content_hash TEXT NOT NULL,
    file TEXT NOT NULL,                 -- source of the file it stands in: its own, but for a row of a table file
    file_hash TEXT NOT NULL,            -- SHA-256 of that file's bytes
    reading TEXT NOT NULL,              -- fingerprint of the code that read it
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    metadata TEXT NOT NULL,             -- JSON object
    tables TEXT NOT NULL,               -- JSON array
    genre TEXT NOT NULL,
    place TEXT,
    place_code TEXT,
    publisher TEXT,
    context_issued TEXT,
    year INTEGER,
    subject_year INTEGER,
    counts TEXT NOT NULL,               -- JSON object: what extraction counted
    statements_start INTEGER NOT NULL,  -- byte range of its lines in statements.jsonl
    statements_end INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    observations INTEGER NOT NULL,      -- of the statements, those that are observations
    triples INTEGER NOT NULL            -- in the named graph of the document
);
CREATE INDEX document_place ON document (place, subject_year);
CREATE TABLE passage (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    pieces TEXT,                        -- JSON array of [here, there, length]; NULL where the passage is one run
    paragraph INTEGER NOT NULL,
    headings TEXT NOT NULL              -- JSON array
);
