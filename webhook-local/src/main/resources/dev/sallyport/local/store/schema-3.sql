CREATE TABLE tenants (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  tenant TEXT NOT NULL              -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  digest BLOB NOT NULL,             -- SHA-256 of the key's text, which is not kept
  created_at INTEGER NOT NULL,
  api_key TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX api_keys_by_digest ON api_keys (digest);

CREATE INDEX api_keys_by_tenant ON api_keys (tenant, created_at, id);

CREATE TABLE endpoints (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  noticed INTEGER NOT NULL,         -- 1 while notices are still to be told
  endpoint TEXT NOT NULL            -- JSON, secrets sealed
) STRICT, WITHOUT ROWID;

CREATE INDEX endpoints_by_tenant ON endpoints (tenant, created_at, id);

CREATE INDEX endpoints_with_notices ON endpoints (id) WHERE noticed = 1;

-- Rows of events and deliveries share one ascending sequence.

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  origin TEXT NOT NULL,
  event_type TEXT NOT NULL,
  content_type TEXT NOT NULL,
  own_id TEXT,
  idempotency_key TEXT,
  ordering_key TEXT,
  accepted_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  unwanted_since INTEGER,           -- from when it is kept for its own sake; null if it has deliveries
  body BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_id ON events (id);

CREATE UNIQUE INDEX events_by_idempotency_key ON events (tenant, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE INDEX events_unwanted ON events (unwanted_since) WHERE unwanted_since IS NOT NULL;

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,          -- order of acceptance, and the position in a lane
  event_seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  tenant TEXT NOT NULL,
  event_type TEXT NOT NULL,
  status INTEGER NOT NULL,          -- 0 PENDING, 1 DELIVERED, 2 DEAD, 3 EXPIRED, 4 FILTERED, 5 DISABLED, 6 BLOCKED
  reason TEXT,
  ordering_key TEXT,                -- null outside lanes
  accepted_at INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  wake_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  attempts_before INTEGER NOT NULL,
  ended_at INTEGER,
  revision INTEGER NOT NULL
) STRICT;

-- An event's deliveries stand side by side, whatever its id.
CREATE UNIQUE INDEX deliveries_of_event ON deliveries (event_seq, endpoint);

CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint, status, accepted_at, event);

CREATE INDEX deliveries_by_tenant ON deliveries (tenant, status, accepted_at, event, endpoint);

CREATE INDEX deliveries_by_state ON deliveries (status, accepted_at, event, endpoint);

-- Only what is pending: as long as the backlog, not as the history.
CREATE INDEX deliveries_by_wake ON deliveries (wake_at, event, endpoint) WHERE status = 0;

CREATE INDEX deliveries_by_lane ON deliveries (endpoint, ordering_key, seq) WHERE status = 0 AND ordering_key IS NOT NULL;

CREATE INDEX deliveries_by_end ON deliveries (status, ended_at) WHERE status > 0;

CREATE TABLE attempts (
  delivery_seq INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration INTEGER NOT NULL,        -- nanoseconds
  http_status INTEGER,              -- null where there was no answer
  error TEXT,
  excerpt BLOB,
  truncated INTEGER,
  next_at INTEGER,
  PRIMARY KEY (delivery_seq, number)
) STRICT, WITHOUT ROWID;
