/**
 * A process of its own that books: forked by `many-at-once.test.ts`, told by one message what to do, answers with one
 * message what came of it. TypeScript is translated as it is loaded, as Jest does.
 */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};

const { Booking } = require('../../src/booking');
const { openStore, Vault } = require('../../src/store');

process.once('message', async ({ location, masterKey, rules, slotId, people, now }) => {
  const vault = new Vault(Buffer.from(masterKey, 'hex'));
  const clock = { now: () => now, after: () => ({ cancel: () => undefined }) };
  const store = await openStore(location, vault, clock);
  const booking = new Booking({ rules, vault });
  process.send('ready');
  process.once('message', async () => {
    const book = (person) =>
      store
        .write((tx) => booking.confirm(tx, person, slotId, { way: 'online' }, now))
        // A machine under load may keep a connection waiting too long. Doing it again is the same.
        .catch((fault) => (fault.code === 'store_unavailable' ? book(person) : Promise.reject(fault)));
    const outcomes = await Promise.all(people.map(book));
    await store.close();
    process.send(
      outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : outcome.status)),
      () => process.exit(0),
    );
  });
});
