/**
 * Loaded into the real server with `node -r`: ends the process by SIGKILL at a chosen point of its work with the
 * database, the first time that point is reached. `MADOBE_TEST_KILL_AT` is `before|after <what>`:
 *
 * - `before statement /pattern/`: as a statement that matches is about to be run
 * - `before commit /pattern/`, `after commit /pattern/`: around the commit of the first transaction in which such a
 *   statement was run
 * - `between commit /pattern/`: in the middle of that commit, as near as it can be hit, after SQLite has written the
 *   database's log and before it has written that of the keys. Where the disk is too fast for it, right after it
 *
 * The server knows nothing of it: the two drivers are watched from outside.
 */
const { Worker } = require('node:worker_threads');

const [when, what, ...rest] = (process.env.MADOBE_TEST_KILL_AT ?? '').split(' ');
const pattern = new RegExp(rest.join(' ').slice(1, -1));

function die() {
  process.kill(process.pid, 'SIGKILL');
}

/**
 * Kills this process from another thread, while its own is inside the commit: once the database's log has grown and grows
 * no more, it is being made durable, and the keys come after it.
 */
function dieBetween() {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const log = `${process.env.MADOBE_DATA_DIR}/madobe.sqlite-wal`;
  new Worker(
    `const { statSync } = require('node:fs');
     const { signal, log } = require('node:worker_threads').workerData;
     const first = statSync(log).size;
     let size = first, since = process.hrtime.bigint();
     Atomics.store(signal, 0, 1);
     Atomics.notify(signal, 0);
     for (;;) {
       const now = process.hrtime.bigint();
       const next = statSync(log).size;
       if (next !== size) { size = next; since = now; }
       if (size !== first && now - since > 60_000n) process.kill(process.pid, 'SIGKILL');
     }`,
    { eval: true, workerData: { signal, log } },
  );
  Atomics.wait(signal, 0, 0);
}

/** Watches one connection: told of every statement before and after it runs. */
class Watch {
  seen = false;

  before(text) {
    if (/^\s*(BEGIN|START TRANSACTION)/i.test(text)) this.seen = false;
    if (pattern.test(text)) {
      if (what === 'statement') die();
      this.seen = true;
    }
    if (what !== 'commit' || !this.seen || !/^\s*COMMIT/i.test(text)) return;
    if (when === 'before') die();
    if (when === 'between') dieBetween();
  }

  after(text) {
    if (when !== 'before' && what === 'commit' && this.seen && /^\s*COMMIT/i.test(text)) die();
  }
}

function watchSqlite() {
  const Database = require('better-sqlite3');
  const watches = new WeakMap();
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function prepareWatched(text) {
    const statement = prepare.call(this, text);
    if (!watches.has(this)) watches.set(this, new Watch());
    const watch = watches.get(this);
    for (const method of ['run', 'all', 'get']) {
      const original = statement[method];
      statement[method] = function runWatched(...values) {
        watch.before(text);
        const result = original.apply(this, values);
        watch.after(text);
        return result;
      };
    }
    return statement;
  };
}

function watchPostgres() {
  const { Client } = require('pg');
  const watches = new WeakMap();
  const { query } = Client.prototype;
  Client.prototype.query = function queryWatched(config, ...rest) {
    if (!watches.has(this)) watches.set(this, new Watch());
    const watch = watches.get(this);
    const text = typeof config === 'string' ? config : (config?.text ?? '');
    watch.before(text);
    const callback = rest.findIndex((argument) => typeof argument === 'function');
    if (callback >= 0) {
      const original = rest[callback];
      rest[callback] = (...results) => {
        watch.after(text);
        original(...results);
      };
      return query.call(this, config, ...rest);
    }
    const result = query.call(this, config, ...rest);
    if (typeof result?.then !== 'function') return result;
    return result.then((value) => {
      watch.after(text);
      return value;
    });
  };
}

if (when) {
  watchSqlite();
  watchPostgres();
}
