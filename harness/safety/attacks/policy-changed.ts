import { inPage, type Attack } from '../attack.ts';

const script = `await fetch('/changed/' + mark, { method: 'POST' })`;

/** The environment file lists this write, but not as it was signed. */
export const policyChanged: Attack = inPage('policy-changed-after-signing', script, 'gate');

/** The environment file lists this write since the run has begun. */
export const policyChangedInRun: Attack = inPage('policy-changed-in-the-run', script);
