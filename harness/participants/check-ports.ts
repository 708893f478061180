import { connect, createServer } from 'node:net';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '#harness/errors.ts';
import type { AddressPlan } from './address-plan.ts';

const loopback = '127.0.0.1';

/** Throws one PORT_IN_USE that lists every port of the plan that somebody else has. */
export async function checkPorts(environment: Environment, { ports }: AddressPlan): Promise<void> {
  const wanted = Object.entries({ front: ports.front, wiremock: ports.wiremock, ...ports.services });
  const taken = await Promise.all(
    wanted.map(async ([title, port]) => ((await isFree(port)) ? [] : [`  ${port} (${title})`])),
  );
  const lines = taken.flat();
  if (lines.length === 0) return;
  throw new HarnessError(
    `The environment "${environment.name}" needs these ports on ${loopback}, and they are in use:\n${lines.join('\n')}`,
    {
      code: 'PORT_IN_USE',
      stage: 'participants',
      hint:
        `End what uses them (another \`verdikjede mocks up\`?), or change \`port: ${environment.port}\` in ` +
        `${environment.file}: WireMock and the services follow it.`,
    },
  );
}

/** Both ways, since some systems let us listen beside a listener on all addresses. */
async function isFree(port: number): Promise<boolean> {
  return !(await answers(port)) && (await canListen(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, loopback);
    const tell = (seen: boolean) => (): void => {
      socket.destroy();
      resolve(seen);
    };
    socket.once('connect', tell(true)).once('error', tell(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: loopback, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
