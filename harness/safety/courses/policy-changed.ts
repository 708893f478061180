import { policyChanged } from '../attacks/policy-changed.ts';
import { arrivalOf } from '../judge-attacks.ts';
import type { Judge } from '../safety-result.ts';
import { listWrite } from '../target/write-environment.ts';
import type { Production, World } from '../world.ts';

const reason = 'digests: policy is not the one that was approved.';

/** Lists a write when the record has been signed. The control is its own: the same, signed anew. */
export async function changePolicy(world: World, { sink, environmentFile }: Production): Promise<Judge> {
  const scenarios = 'policy-changed';
  const signedBefore = await world.approve(environmentFile, scenarios);
  listWrite(environmentFile);
  const { code, said } = await world.verify({ environmentFile, changeFile: signedBefore, scenarios });
  const refused = code === 2 && said.includes(reason) && sink.arrivals().length === 0;
  if (!refused) process.stderr.write(said);
  const signedAfter = await world.approve(environmentFile, scenarios);
  await world.verify({ environmentFile, changeFile: signedAfter, scenarios });
  const control = arrivalOf(policyChanged.id, sink.arrivals());
  const { id, by } = policyChanged;
  const stoppedBy = refused ? by : 'nobody';
  const passed = refused && control !== null;
  const attack = { id, control, expectedBy: by, stoppedBy, reasons: [reason], passed } as const;
  return () => ({ attacks: [attack], claims: [] });
}
