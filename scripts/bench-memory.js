/** Loaded into a measured program: writes its peak memory, in KiB, when it ends. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS));
});
