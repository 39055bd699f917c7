-- labels.sqlite: the names of things, and which document uses which name (0 is the lexicon).
CREATE TABLE label (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, so that the indexes need not forget
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    UNIQUE (id, kind, text)
);
CREATE INDEX label_folded ON label (folded);
CREATE TABLE use (
    document INTEGER NOT NULL,
    label INTEGER NOT NULL,
    PRIMARY KEY (document, label)
) WITHOUT ROWID;
CREATE INDEX use_label ON use (label);
