-- What an event says stands in its webhook's record already: a publication keeps it only where there is no record, or
-- one that says something else.
CREATE TABLE publication_log (
  sequence INTEGER PRIMARY KEY,     -- from 1
  webhook_seq INTEGER,              -- of the record; null where there is none
  processed_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  order_mark TEXT,                  -- null for in-order
  replay INTEGER NOT NULL,
  webhook_id TEXT,                  -- this and what follows: null where the record says it
  provider TEXT,
  event_type TEXT,
  ordering_key TEXT,
  received_at INTEGER,
  archive_key TEXT
) STRICT;

INSERT INTO publication_log (sequence, webhook_seq, processed_at, attempt, order_mark, replay, webhook_id, provider,
    event_type, ordering_key, received_at, archive_key)
SELECT p.sequence, m.webhook_seq, p.processed_at, p.attempt, p.order_mark, p.replay, p.webhook_id, p.provider,
    p.event_type, p.ordering_key, p.received_at, p.archive_key
FROM publications p LEFT JOIN published m ON m.sequence = p.sequence;

DROP TABLE publications;

DROP TABLE published;

-- A recorded webhook is published once, and once more for each replay. By the webhook's place rather than its id: what
-- is processed together was accepted together, so that these entries stand side by side.
CREATE UNIQUE INDEX publication_log_once ON publication_log (webhook_seq) WHERE replay = 0 AND webhook_seq IS NOT NULL;
