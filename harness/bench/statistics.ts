/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Half the range between the lower and upper quartile, in percent of the median: the noise of the rounds. */
export function noisePercent(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return ((at(0.75) - at(0.25)) / 2 / median(values)) * 100;
}

/** `12.3 ms ± 4 % over 5 rounds` */
export function describeRounds(values: readonly number[], unit: string): string {
  return `${median(values).toFixed(2)} ${unit} ± ${noisePercent(values).toFixed(0)} % over ${values.length} rounds`;
}

/** Runs both in turn, so that a slow spell of the machine hits both alike; the order changes each round. */
export async function interleaved(
  rounds: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number[]; reference: number[] }> {
  const seen = { ours: [] as number[], reference: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      seen.ours.push(await ours());
      seen.reference.push(await reference());
    } else {
      seen.reference.push(await reference());
      seen.ours.push(await ours());
    }
  }
  return seen;
}
