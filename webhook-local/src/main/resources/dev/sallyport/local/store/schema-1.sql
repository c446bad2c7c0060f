-- Instants are nanoseconds since 1970-01-01T00:00Z. Rows of webhooks, archive and queue share one ascending sequence.

CREATE TABLE webhooks (
  seq INTEGER PRIMARY KEY,          -- order of acceptance
  id TEXT NOT NULL,
  provider TEXT NOT NULL,
  provider_event_id TEXT,
  event_type TEXT NOT NULL,
  ordering_key TEXT NOT NULL,
  status INTEGER NOT NULL,          -- 0 RECEIVED, 1 FAILED, 2 PROCESSED, 3 DEAD
  received_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  attempts_since INTEGER NOT NULL,
  archive_key TEXT NOT NULL,
  body_sha256 BLOB NOT NULL,
  body_size INTEGER NOT NULL,
  failures TEXT,                    -- JSON; null for none
  not_before INTEGER,
  death_reason TEXT,
  position INTEGER,
  order_mark TEXT,                  -- null for in-order
  processed_at INTEGER,
  revision INTEGER NOT NULL,
  queue_seq INTEGER                 -- the entry made for it last; null for the one of the same seq
) STRICT;

-- Every listing is a merge of parts of this one index: each further one would cost every webhook that is accepted.
CREATE INDEX webhooks_by_state ON webhooks (provider, status, received_at, id);

-- Only what is not terminal: as long as the backlog, not as the history.
CREATE INDEX webhooks_by_wait ON webhooks (queued_at, not_before) WHERE status < 2;

CREATE TABLE archive (
  seq INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  request TEXT NOT NULL,            -- JSON: everything but the body
  body_sha256 BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- From 60 bits of a webhook's id, or of an archive key, to the rows that may have it.
CREATE TABLE addresses (
  address INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (address, seq)
) STRICT, WITHOUT ROWID;

-- Addresses that are not in the table yet, those of one transaction in one row: pairs of address and seq, 64 bits each.
CREATE TABLE address_log (
  n INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
) STRICT;

CREATE TABLE queue (
  seq INTEGER PRIMARY KEY,          -- order within each key
  webhook_id TEXT NOT NULL,
  ordering_key TEXT NOT NULL
) STRICT;

CREATE TABLE counts (
  provider TEXT NOT NULL,
  status INTEGER NOT NULL,
  webhooks INTEGER NOT NULL,
  PRIMARY KEY (provider, status)
) STRICT, WITHOUT ROWID;
