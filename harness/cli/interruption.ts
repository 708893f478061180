/**
 * Ctrl-C and TERM end a command in order: first the scenarios, then participants and guard. A second one ends at
 * once, and the run's keeper clears up.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write('\nInterrupted: taking everything down …\n');
      controller.abort();
    });
  }
  return controller.signal;
}
