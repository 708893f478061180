/** One figure of the bench, as it stands in bench.json. */
export interface BenchLine {
  readonly figure: string;
  readonly ours: number;
  /** The same measured on the reference in the same run; null when the figure has none. */
  readonly reference: number | null;
  /** ours / reference; null when there is no reference. */
  readonly ratio: number | null;
  readonly unit: string;
  /** What `ratio` is held to, or `ours` where there is no ratio. */
  readonly goal: number;
  readonly better: 'lower' | 'higher';
  readonly met: boolean;
}

/** A figure: its goal, and how it is measured. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly goal: number;
  readonly better: 'lower' | 'higher';
  /** `tell` takes notes for the reader: what is being done, how noisy the rounds were. */
  readonly measure: (tell: (note: string) => void) => Promise<Measurement>;
}

/** Medians of interleaved rounds, in the figure's unit. */
export interface Measurement {
  readonly ours: number;
  readonly reference: number | null;
}

/** The line of a figure that was measured. */
export function measuredLine(figure: Figure, { ours, reference }: Measurement): BenchLine {
  const { name, unit, goal, better } = figure;
  const ratio = reference === null ? null : ours / reference;
  const held = ratio ?? ours;
  const met = better === 'lower' ? held <= goal : held >= goal;
  return { figure: name, ours, reference, ratio, unit, goal, better, met };
}
