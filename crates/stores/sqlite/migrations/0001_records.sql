-- One row a visit, in the order of their commits; of each site and source the last few. The report is JSON.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    -- The village; of a source, the region whose villages it tells of.
    region TEXT NOT NULL,
    -- The source's name; empty for a village's own site.
    publisher TEXT NOT NULL,
    report TEXT NOT NULL
) STRICT;

CREATE INDEX visits_of_site ON visits (region, publisher);

-- Instants are microseconds since 1970 in UTC. Villages are written as people write them (33.04.15.2008), so
-- that a region of any level is a range of the index.
CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    village TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The name of the source that tells of many villages; empty where the village published it on its own site.
    publisher TEXT NOT NULL,
    source TEXT NOT NULL,
    listed INTEGER NOT NULL,
    published_at INTEGER,
    updated_at INTEGER,
    digest TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    gone_at INTEGER,
    -- The last visit that found it: what a complete listing no longer has is what has another. That visit's own
    -- row may be gone by now.
    visit INTEGER NOT NULL,
    dated_at INTEGER GENERATED ALWAYS AS (coalesce(published_at, first_seen)) VIRTUAL
) STRICT;

CREATE INDEX records_newest ON records (dated_at);
CREATE INDEX records_newest_of_kind ON records (kind, dated_at);
-- Wide enough to count and to list a village without reading the table.
CREATE INDEX records_of_village ON records (village, kind, dated_at, gone_at, listed);

-- Apart from records, so that a visit that finds nothing new does not write it all again.
CREATE TABLE contents (
    record INTEGER PRIMARY KEY REFERENCES records (number),
    data TEXT NOT NULL
) STRICT;

-- The texts themselves are in contents already; here is only the index.
CREATE VIRTUAL TABLE search USING fts5 (
    title,
    text,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- How much of a segment, in percent, may be of records that changed before it is written anew. By default it is
-- 10; at 30, a visit that changes much is committed twice as fast, and the file is 6 % larger.
INSERT INTO search (search, rank) VALUES ('deletemerge', 30);

-- What one site and kind was told of a page says nothing of what another has read of it.
CREATE TABLE validators (
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    PRIMARY KEY (region, kind, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE bookmarks (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
