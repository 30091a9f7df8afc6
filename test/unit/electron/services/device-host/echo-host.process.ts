/** A device host for fork-device-host.test.ts: answers every message with it, its arguments and its environment. */
process.on('message', (message) => {
  process.send?.({ message, args: process.argv.slice(2), environment: Object.keys(process.env).sort() });
});
process.on('disconnect', () => process.exit(0));
