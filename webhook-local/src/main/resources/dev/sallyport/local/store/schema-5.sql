-- The newest position that was published of each ordering key whose provider marks late events.
CREATE TABLE order_positions (
  ordering_key TEXT PRIMARY KEY,
  timed INTEGER NOT NULL,           -- 0 a number, 1 an instant
  position INTEGER NOT NULL,
  tie_break TEXT NOT NULL
) STRICT, WITHOUT ROWID;
