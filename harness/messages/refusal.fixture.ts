import { HarnessError } from '../errors.ts';

/** Why a message was refused (MESSAGE_INVALID); anything else that is thrown, and no refusal at all, throws. */
export function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'MESSAGE_INVALID') return error.message;
    throw error;
  }
  throw new Error('was not refused');
}
