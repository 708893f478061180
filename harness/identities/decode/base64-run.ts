/** The base64 of three digits, twice: eleven digits in a row hold at least that, at whatever byte they begin. */
export const digitsInBase64 = /(?:[MNO][DTjz][AEIMQUYcgk][wxyz0-5]){2}/g;

/** Whether a run of base64's characters holds digits: some have no small letter (`NDE3…`), which a GUID or code has not either. */
export const holdsDigits = (run: string): boolean => run.search(digitsInBase64) >= 0;

/** Whether a run of base64's characters may be base64: both cases, or digits in it. */
export const mayBeBase64 = (run: string): boolean =>
  /[A-Z]/.test(run) && (/[a-z]/.test(run) || holdsDigits(run));
