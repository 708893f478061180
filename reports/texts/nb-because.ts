import type { Because, Rule } from '#harness/comparison/comparison.ts';

const rules: Readonly<Record<Rule, string>> = {
  'certificate accepted': 'sertifikatet er godtatt: betrodd utsteder, rett navn, gyldige datoer',
  'certificate days left': 'sertifikatet har nok dager igjen',
  'protocol at least TLSv1.2': 'protokollen er minst TLSv1.2',
};
const inRun = { test: 'i test', verify: 'i verifiseringen' } as const;

/** Hvorfor en observasjon er som den er, som en setning på bokmål. Følger explain-comparison.ts. `name` gir navnet på en deltaker. */
export function becauseNb(because: Because, name: (participant: string) => string): string {
  switch (because.code) {
    case 'equal':
      return 'Lik.';
    case 'differs':
      return 'Verdien er en annen.';
    case 'only expected':
      return 'Ventet, men ikke sett i verifiseringen.';
    case 'only seen':
      return 'Bare sett i verifiseringen.';
    case 'varies by itself':
      return 'Varierer av seg selv mellom to testkjøringer.';
    case 'expected':
      return `Ventet til og med ${because.expires} (${because.owner}): ${because.reason}.`;
    case 'expectation expired':
      return `Var ventet til og med ${because.expires} (${because.owner}): ${because.reason}.`;
    case 'not selected':
      return `Scenarioet var ikke med ${inRun[because.run]}.`;
    case 'not run':
      return `Scenarioet ble ikke kjørt ${inRun[because.run]}: ${because.reason}`;
    case 'stopped before':
      return `Scenarioet feilet ${inRun[because.run]} før dette ble sett: ${because.reason}`;
    case 'blocked':
      return `Scenarioet var blokkert ${inRun[because.run]}: ${because.reason}`;
    case 'participant down':
      return `${name(because.participant)} svarte ikke som det skal, så ingenting kan sies om det.`;
    case 'not exercised':
      return `Ikke brukt ${inRun[because.run]}.`;
    case 'rule kept':
      return `Holder regelen: ${rules[because.rule]}.`;
    case 'rule broken':
      return `Bryter regelen: ${rules[because.rule]}.`;
  }
}
