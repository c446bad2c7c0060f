CREATE TABLE publications (
  sequence INTEGER PRIMARY KEY,     -- from 1
  webhook_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  event_type TEXT NOT NULL,
  ordering_key TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  archive_key TEXT NOT NULL,
  processed_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  order_mark TEXT,                  -- null for in-order
  replay INTEGER NOT NULL
) STRICT;

-- Which recorded webhooks are published. By the webhook's place rather than its id: what is processed together was
-- accepted together, so that these rows stand side by side.
CREATE TABLE published (
  webhook_seq INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT;

-- The same for events that have no record here.
CREATE TABLE published_unrecorded (
  webhook_id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letters (
  key TEXT PRIMARY KEY,
  record TEXT NOT NULL              -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE repair_runs (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  run TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX repair_runs_by_start ON repair_runs (started_at, id);

CREATE INDEX repair_runs_to_continue ON repair_runs (started_at, id) WHERE state = 'RUNNING';
