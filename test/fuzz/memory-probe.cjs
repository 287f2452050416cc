/** Loaded into the real server with `node --expose-gc -r`: tells its parent how much memory is left in use. */
process.on('message', () => {
  // Twice, for what only the first run lets go of.
  global.gc();
  global.gc();
  process.send(process.memoryUsage());
});
process.on('disconnect', () => process.exit(1));
