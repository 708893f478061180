// Stands for the guard's process: node harness/safety/sink/victim.mjs <name>. Tells which signals reach it.
process.on('SIGUSR2', () => process.stdout.write('attack-signal-by-number\n'));
process.on('SIGHUP', () => process.stdout.write('attack-signal-by-name\n'));
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write('ready\n');
