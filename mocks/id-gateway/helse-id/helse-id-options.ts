import type { Person } from '#harness/common/roster.ts';
import type { KeptLogins } from '../provider/memory-adapter.ts';
import type { SigningKey } from '../provider/signing-key.ts';
import type { HelseIdSettings } from './settings.ts';

/** What HelseID is made from. */
export interface HelseIdOptions {
  /** Its https origin. */
  readonly issuer: string;
  readonly settings: HelseIdSettings;
  readonly people: readonly Person[];
  readonly signingKey: SigningKey;
  /** Given what is kept of those who log in. */
  readonly keeping?: (kept: KeptLogins) => void;
}
