#!/usr/bin/env node
// Says in one line that Node is too old, before anything is loaded that such a Node doesn't have: node:sqlite came with 22.13.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`paraph needs Node 22.13 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  // Whoever reads may have read enough (`| head`): the rest is said to nobody, and the command ends as it would have.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { runCommand } = await import('./run-command.js');
  const [name, ...rest] = process.argv.slice(2);
  process.exitCode = await runCommand(name, rest);
}

export {};
