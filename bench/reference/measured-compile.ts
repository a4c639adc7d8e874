// The compiler's own process, which tells on its last line of standard error what it used of the processor.
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`\n${(user + system) / 1000}`);
});
await import('#lib/openapi/compile-child.ts');
