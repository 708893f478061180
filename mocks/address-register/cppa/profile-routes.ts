import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CppaProblem } from './cppa-problem.ts';
import { profileJson, processJson } from './cppa-json.ts';
import { checkOwner } from './caller.ts';
import type { CppaSource } from './cppa-source.ts';
import { findProcess, isSame, type ProcessReference } from './processes/find-process.ts';
import type { SupportedProcess } from './processes/process.ts';
import { sendDocument } from './send-document.ts';
import { profileXml } from './xml/write-cppa.ts';

const reference = z.object({ uuid: z.string(), version: z.string(), role: z.string() });
const listOfReferences = z.array(reference);
const newVersion = z.object({ version: z.string() });

/** A list of processes is small; more than this is something else. */
const options = { bodyLimit: 64 * 1024 };

type OfParty = { Params: { herId: string } };
type OfProcess = { Params: { herId: string } & ProcessReference };

/** Profiles: read by anyone, changed by the organisation that owns the party. */
export function profileRoutes({ profiles, hierarchy }: CppaSource): FastifyPluginCallback {
  const processesJson = (herId: string) => profiles.processesOf(herId).map(processJson);
  const change = (
    request: FastifyRequest<OfParty>,
    what: string,
    next: (current: readonly SupportedProcess[]) => readonly SupportedProcess[],
  ) => {
    const { herId } = request.params;
    checkOwner(request, [profiles.partyOf(herId)], hierarchy);
    profiles.change(herId, next(profiles.processesOf(herId)), what);
    return processesJson(herId);
  };
  return (scope, _options, done): void => {
    scope.get<OfParty>('/Profiles/:herId', async ({ params, headers }, reply) => {
      const profile = await profiles.find(params.herId);
      return sendDocument(headers, reply, {
        xml: () => profileXml(profile),
        json: () => profileJson(profile),
      });
    });
    scope.get<OfParty>('/Profiles/:herId/History', ({ params }, reply) =>
      reply.send(profiles.history(params.herId)),
    );
    scope.get<OfParty>('/Profiles/:herId/Processes', ({ params }, reply) =>
      reply.send(processesJson(params.herId)),
    );
    scope.post<OfParty>('/Profiles/:herId/Processes', options, (request, reply) => {
      const added = findProcess(reference.parse(request.body));
      const processes = change(request, `Added ${described(added)}`, (current) => [
        ...current.filter((process) => !isSame(process, added)),
        added,
      ]);
      return reply.code(201).send(processes);
    });
    scope.put<OfParty>('/Profiles/:herId/Processes', options, (request, reply) => {
      const wanted = listOfReferences.parse(request.body).map(findProcess);
      return reply.send(change(request, `Set ${wanted.length} processes`, () => wanted));
    });
    scope.patch<OfProcess>('/Profiles/:herId/Processes/:uuid/:version/:role', options, (request, reply) => {
      const old = findProcess(request.params);
      const updated = findProcess({ ...request.params, ...newVersion.parse(request.body) });
      return reply.send(
        change(request, `Changed ${described(old)} to ${updated.version.version}`, (current) =>
          without(current, old).toSpliced(indexOf(current, old), 0, updated),
        ),
      );
    });
    scope.delete<OfProcess>('/Profiles/:herId/Processes/:uuid/:version/:role', (request, reply) => {
      const removed = findProcess(request.params);
      change(request, `Removed ${described(removed)}`, (current) => without(current, removed));
      return reply.code(204).send();
    });
    done();
  };
}

const described = ({ process, version, role }: SupportedProcess): string =>
  `${process.name} ${version.version} as ${role.name}`;

/** Where the process stands in the profile; throws GF-8 when it does not. */
function indexOf(current: readonly SupportedProcess[], wanted: SupportedProcess): number {
  const index = current.findIndex((process) => isSame(process, wanted));
  if (index === -1) throw new CppaProblem('GF-8');
  return index;
}

/** The other processes of the profile; throws GF-8 when it does not have the process. */
const without = (current: readonly SupportedProcess[], removed: SupportedProcess) =>
  current.toSpliced(indexOf(current, removed), 1);
