-- Null where an older version wrote the row.
ALTER TABLE archive ADD COLUMN request_crc32c INTEGER;

ALTER TABLE dead_letters ADD COLUMN record_crc32c INTEGER;

-- Files of many archived requests each. A row is made before its file and outlives it, so that no crash leaves a file
-- of which nobody knows.
CREATE TABLE bundles (
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL,           -- 0 being written, 1 sealed, 2 being removed
  provider TEXT NOT NULL,
  name TEXT NOT NULL,               -- of the file, below archive/bundles
  sha256 BLOB NOT NULL,             -- of the file
  size INTEGER NOT NULL,            -- of the file, in bytes
  webhooks INTEGER NOT NULL,
  last_received_at INTEGER NOT NULL
) STRICT;

CREATE INDEX bundles_by_age ON bundles (provider, last_received_at) WHERE state = 1;

CREATE INDEX bundles_unfinished ON bundles (id) WHERE state <> 1;

-- Where requests stand that are no longer in the table archive. A row moves from there to here, with the same seq.
CREATE TABLE bundled (
  seq INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  body_sha256 BLOB NOT NULL,
  body_size INTEGER NOT NULL,
  bundle INTEGER NOT NULL,
  block_offset INTEGER NOT NULL,
  block_length INTEGER NOT NULL,
  position INTEGER NOT NULL         -- in its block, from 0
) STRICT;

CREATE INDEX bundled_by_bundle ON bundled (bundle);

-- How far each of the walks through the table archive has come.
CREATE TABLE archive_progress (
  walk TEXT PRIMARY KEY,
  done_to INTEGER NOT NULL          -- seq
) STRICT, WITHOUT ROWID;

-- What is gone because its retention has ended: everything missing that is not older is lost.
CREATE TABLE archive_retention (
  provider TEXT PRIMARY KEY,
  bodies_to INTEGER,                -- when the youngest of them was received
  letters_to TEXT                   -- on which day the youngest of the dead letters died
) STRICT, WITHOUT ROWID;
