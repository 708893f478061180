/** Resolves after so many milliseconds, and holds no process up meanwhile: for what is raced against an event. */
export const deadline = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    AbortSignal.timeout(ms).addEventListener('abort', () => resolve(), { once: true });
  });
