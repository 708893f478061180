/** A secret, or the rule that its reference does not meet. */
export type Secret = { readonly text: string } | { readonly rule: string };
