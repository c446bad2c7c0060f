// A receiver as one would write it in Node: Fastify, Stripe's own verification, better-sqlite3 with synchronous=FULL.
//
//   node server.js SECRET DIRECTORY each      one transaction for each request
//   node server.js SECRET DIRECTORY batched   one transaction for all requests of a turn of the event loop
//
// Before its 202 the payload, a record and a queue entry are durable. It finds duplicates; it publishes nothing.
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import path from 'node:path';
import Stripe from 'stripe';

const [secret, directory, mode] = process.argv.slice(2);
if (!['each', 'batched'].includes(mode)) {
  throw new Error('the mode is each or batched');
}

const db = new Database(path.join(directory, 'peer.db'));
db.pragma('page_size = 8192');
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE webhooks (
    seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, status INTEGER NOT NULL,
    received_at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX webhooks_by_status ON webhooks (status, received_at);
  CREATE TABLE queue (seq INTEGER PRIMARY KEY, ordering_key TEXT NOT NULL) STRICT;`);
const insert = db.prepare(
  'INSERT INTO webhooks (event_id, type, status, received_at, headers, body) VALUES (?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING');
const enqueue = db.prepare("INSERT INTO queue (seq, ordering_key) VALUES (?, 'stripe')");

let commits = 0;

function keep({ event, headers, body }) {
  const { changes, lastInsertRowid } = insert.run(event.id, event.type, Date.now(), headers, body);
  if (changes === 1) {
    enqueue.run(lastInsertRowid);
  }
  return changes === 0;
}

const keepEach = db.transaction(keep);

let waiting = [];

const keepWaiting = db.transaction((batch) => batch.map(keep));

function keepTogether(webhook) {
  return new Promise((resolve, reject) => {
    waiting.push({ webhook, resolve, reject });
    if (waiting.length === 1) {
      setImmediate(() => {
        const batch = waiting;
        waiting = [];
        try {
          const duplicates = keepWaiting(batch.map((entry) => entry.webhook));
          commits += 1;
          batch.forEach((entry, i) => entry.resolve(duplicates[i]));
        } catch (error) {
          batch.forEach((entry) => entry.reject(error));
        }
      });
    }
  });
}

const app = Fastify({ bodyLimit: 1048576 });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

app.post('/webhooks/stripe', async (request, reply) => {
  let event;
  try {
    event = Stripe.webhooks.constructEvent(request.body, request.headers['stripe-signature'], secret);
  } catch {
    return reply.code(401).send({ error: 'invalid-signature' });
  }
  const webhook = { event, headers: JSON.stringify(request.headers), body: request.body };
  let duplicate;
  if (mode === 'batched') {
    duplicate = await keepTogether(webhook);
  } else {
    duplicate = keepEach(webhook);
    commits += 1;
  }
  return reply.code(202).send({ message: 'accepted', webhook_id: event.id, duplicate });
});

app.get('/metrics', async (request, reply) =>
  reply.type('text/plain').send(`sallyport_store_commits_total ${commits}\nsallyport_queue_depth 0\n`));

await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: app.server.address().port }));
process.on('SIGTERM', () => app.close().then(() => { db.close(); process.exit(0); }));
