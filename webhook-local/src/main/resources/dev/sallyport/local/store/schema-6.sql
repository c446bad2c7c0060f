-- The latest secret that each provider handed over, until the operator configures it.
CREATE TABLE handed_over_secrets (
  provider TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL,
  key_version TEXT NOT NULL,        -- the master key that sealed it
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
