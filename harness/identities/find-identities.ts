import { createHmac } from 'node:crypto';
import { candidatesAt } from './candidates.ts';
import { eachView, type Decoding, type ViewLimits } from './decode/views.ts';
import { classify } from './national-identity-number.ts';

/** A national identity number that was found. Inside the search alone: it never leaves it in clear. */
export interface FoundIdentity {
  readonly number: string;
  /** `synthetic` can belong to no one (month +80 or +65); everything else counts as a person's. */
  readonly is: 'synthetic' | 'real';
  /** The decodings that lead to it, the outermost first; none where it stands in clear. */
  readonly via: readonly Decoding[];
}

export interface IdentitySearch {
  /** Each number once. */
  readonly found: readonly FoundIdentity[];
  /** False when there was more to decode than the limits allow: what was not read is not known to be free of them. */
  readonly isWhole: boolean;
}

/**
 * Finds national identity numbers with right check digits (the rule of 2032 included) in a text or in bytes, in any form
 * that candidatesIn() knows and below any decoding that eachView() undoes.
 */
export function findIdentities(
  input: string | Uint8Array,
  options: { readonly limits?: ViewLimits; readonly contentEncoding?: string | undefined } = {},
): IdentitySearch {
  const found = new Map<string, FoundIdentity>();
  const isWhole = eachView(
    input,
    ({ text, via, features }) => {
      for (const { number, stands } of candidatesAt(text, features.digitRuns)) {
        const what = classify(number);
        if (stands === 'in a long word' || what === 'invalid' || found.has(number)) continue;
        found.set(number, { number, is: what.startsWith('synthetic') ? 'synthetic' : 'real', via });
      }
    },
    options,
  );
  return { found: [...found.values()], isWhole };
}

/** A keyed hash that tells two numbers apart without telling either: the key must be kept by nobody. */
export function identityHmac(number: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(number).digest('hex').slice(0, 32);
}
