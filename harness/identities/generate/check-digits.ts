const sumOf = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0);

const checkDigit = (digits: string, weights: readonly number[]): string | undefined => {
  const digit = (11 - (sumOf(digits, weights) % 11)) % 11;
  return digit === 10 ? undefined : String(digit);
};

/** Nine digits of an identity number with both check digits (remainder 0); undefined where one of them would be 10. */
export function withPersonCheckDigits(nine: string): string | undefined {
  const first = checkDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
  const second = first === undefined ? undefined : checkDigit(nine + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
  return first === undefined || second === undefined ? undefined : nine + first + second;
}

/** Eight digits of an organisation number with the check digit; undefined where it would be 10. */
export function withOrganisationCheckDigit(eight: string): string | undefined {
  const digit = checkDigit(eight, [3, 2, 7, 6, 5, 4, 3, 2]);
  return digit === undefined ? undefined : eight + digit;
}
