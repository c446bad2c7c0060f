-- A database as the first version of the schema left it, with two webhooks: 'a' waiting, 'b' failed once.
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1397771353;
PRAGMA user_version = 1;

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

INSERT INTO webhooks VALUES(1,'wh_snuut4kpfjks0gfrnqqbsceifoeg0gkt','acme','a','thing.happened','acme',0,1772366400000000000,1772366400000000000,1772366400000000000,'acme/2026-03-01/wh_snuut4kpfjks0gfrnqqbsceifoeg0gkt.json',X'90ec7e01b65e001e3b327eb23628a8bbd2936af5b66d08a8172581d796eddf48',34,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO webhooks VALUES(2,'wh_f3tsvbfsubl6pmf225o0suhdmqa57lii','acme','b','thing.happened','acme',1,1772366400000000000,1772366400000000000,1772366400000000000,'acme/2026-03-01/wh_f3tsvbfsubl6pmf225o0suhdmqa57lii.json',X'493a539e12409e8ba61a029eea2b56b5eb182d5ff24f0eed4541d5ac3ee2c2c3',34,'[{"attempt":1,"at":"2026-03-01T12:00:01Z","kind":"PIPELINE","code":"bus-refused-1"}]',1772366460000000000,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO archive VALUES(1,'acme/2026-03-01/wh_snuut4kpfjks0gfrnqqbsceifoeg0gkt.json','{"id":"wh_snuut4kpfjks0gfrnqqbsceifoeg0gkt","provider":"acme","method":"POST","url":"https://gate.example/webhooks/acme?source=test","receivedAt":"2026-03-01T12:00:00Z","headers":["Content-Type","application/json","X-Webhook-Signature","00"]}',X'90ec7e01b65e001e3b327eb23628a8bbd2936af5b66d08a8172581d796eddf48',X'7b226964223a2261222c2274797065223a227468696e672e68617070656e6564227d');
INSERT INTO archive VALUES(2,'acme/2026-03-01/wh_f3tsvbfsubl6pmf225o0suhdmqa57lii.json','{"id":"wh_f3tsvbfsubl6pmf225o0suhdmqa57lii","provider":"acme","method":"POST","url":"https://gate.example/webhooks/acme?source=test","receivedAt":"2026-03-01T12:00:00Z","headers":["Content-Type","application/json","X-Webhook-Signature","00"]}',X'493a539e12409e8ba61a029eea2b56b5eb182d5ff24f0eed4541d5ac3ee2c2c3',X'7b226964223a2262222c2274797065223a227468696e672e68617070656e6564227d');
INSERT INTO address_log VALUES(1,X'0e5fdee92997ce9c0000000000000001');
INSERT INTO address_log VALUES(2,X'078fbcfadfcf2ea60000000000000002');
INSERT INTO queue VALUES(1,'wh_snuut4kpfjks0gfrnqqbsceifoeg0gkt','acme');
INSERT INTO queue VALUES(2,'wh_f3tsvbfsubl6pmf225o0suhdmqa57lii','acme');
INSERT INTO counts VALUES('acme',0,1);
INSERT INTO counts VALUES('acme',1,1);
