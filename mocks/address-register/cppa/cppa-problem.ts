const problems = {
  'GF-1': [403, 'Not authorized.', "The caller's organisation does not own the communication party."],
  'GF-2': [400, 'Invalid HerId.', 'No service or person has this HER-id.'],
  'GF-3': [400, 'Unknown UUID in process definition.', 'No process has this UUID.'],
  'GF-4': [400, 'Unknown version in process definition.', 'The process has no such version.'],
  'GF-5': [400, 'Unknown role in process definition.', 'The version of the process has no such role.'],
  'GF-6': [
    400,
    'Missing enterprise certificate information on communication party.',
    'The communication party has no certificate in the address register.',
  ],
  'GF-7': [
    400,
    'Missing delivery channel details on communication party.',
    'The communication party has no AMQP address in the address register.',
  ],
  'GF-8': [
    404,
    'HerId(s) do not have a profile.',
    'Add a process to the communication party to give it one.',
  ],
  'GF-9': [404, 'CpaID does not exist.', 'No agreement has this id.'],
  'GF-10': [
    400,
    'Could not create a collaboration protocol agreement: No common processes exist.',
    'The parties have no process with the same UUID and version in opposite roles.',
  ],
  'GF-11': [
    400,
    'Invalid certificate chain for certificate in profile.',
    'A certificate in a profile is expired or its issuer is not trusted.',
  ],
  'GF-12': [
    400,
    'Invalid policy identifier for certificate in profile.',
    'A certificate in a profile is issued under a policy that is not accepted.',
  ],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string, detail: string]>>;

/** The problem codes of the CPPA API. */
export type ProblemCode = keyof typeof problems;

/** Why a CPPA request is refused, with the API's own code and the HTTP status that belongs to it. */
export class CppaProblem extends Error {
  override readonly name = 'CppaProblem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;

  constructor(code: ProblemCode) {
    const [status, title, detail] = problems[code];
    super(detail);
    this.code = code;
    this.status = status;
    this.title = title;
  }
}
