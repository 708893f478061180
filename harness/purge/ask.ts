import { HarnessError } from '#harness/errors.ts';

const timeoutMs = 30_000;

/** Asks one of our own services at its plain port. PARTICIPANT_DOWN when it does not answer, or fails. */
export async function ask(
  place: string,
  url: string,
  init: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status >= 500) throw new RangeError(`it answered ${response.status}`);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new HarnessError(`${place} did not answer, so nobody knows what is left there.`, {
      code: 'PARTICIPANT_DOWN',
      stage: 'participants',
      participant: place,
      hint: 'Is it up? Run: npx verdikjede mocks up, and purge again.',
      cause,
    });
  }
}
