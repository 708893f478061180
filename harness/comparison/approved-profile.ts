import { z } from 'zod';
import { profileObservationSchema } from '../observation/observation.schema.ts';
import type { RunRecord } from '../observation/run-record.schema.ts';
import { profileId } from './index-record.ts';
import { approvedPart } from './profile-facts.ts';

/** environments/profiles/<environment>.json: what someone has approved that the environment shows of itself. */
export const approvedProfileSchema = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  approvedBy: z.string().min(1),
  approvedAt: z.iso.datetime(),
  /** Sorted by endpoint and name; never a serial number, a key, a fingerprint or a date. */
  profile: z.array(profileObservationSchema.omit({ at: true })),
});
export type ApprovedProfile = z.infer<typeof approvedProfileSchema>;

/** The profile of a run, as a person approves it. `at` is an ISO instant. */
export function approveProfile(record: RunRecord, by: string, at: string): ApprovedProfile {
  const profile = record.profile.flatMap(({ participant, endpoint, name, value }) => {
    const part = approvedPart(name, value);
    return part === undefined ? [] : [{ participant, endpoint, name, value: part }];
  });
  return {
    version: 1,
    environment: record.environment.name,
    approvedBy: by,
    approvedAt: at,
    profile: profile.sort((a, b) => (profileId(a) < profileId(b) ? -1 : 1)),
  };
}
