/** Error codes of API v2 that its specification shows. */
const errorCodes = { unspecified: 0, validation: 1000 } as const;

/** Error codes of API v3, after NHN's troubleshooting page. */
export const problemCodes = {
  unspecified: 0,
  validation: 1001,
  notFound: 1010,
  appRecOnAppRec: 1100,
  appRecByOther: 1102,
  addressees: 1200,
  noPart: 1201,
  notCovered: 1202,
  locked: 1210,
} as const;
type Problem = keyof typeof problemCodes;

const problemByStatus: Readonly<Record<number, Problem>> = {
  400: 'validation',
  404: 'notFound',
  413: 'validation',
  415: 'validation',
  423: 'locked',
};

/** Why a request is refused; the error handler makes the ErrorMessage (v2) or the problem (v3) of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly errorCode: number;
  readonly validationErrors: readonly string[] | null;
  /** Error code of v3. */
  readonly problemCode: number;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    validationErrors: readonly string[] | null = null,
    more: { readonly problem?: Problem; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.problemCode = problemCodes[more.problem ?? problemByStatus[status] ?? 'unspecified'];
    this.headers = more.headers ?? {};
    this.errorCode = validationErrors === null ? errorCodes.unspecified : errorCodes.validation;
    this.validationErrors = validationErrors;
  }
}

/** 400: what was sent breaks these rules. */
export const invalid = (...rules: readonly string[]): Refusal =>
  new Refusal(400, 'Model validation error occurred', rules);

/** 400: the message is itself an AppRec. */
export const appRecOnAppRec = (): Refusal =>
  new Refusal(
    400,
    'Model validation error occurred',
    ['An application receipt is not answered with an application receipt.'],
    { problem: 'appRecOnAppRec' },
  );

/** 403: the message has nothing to do with this HER-id, or the token does not cover it. */
export const notAuthorized = (...herIds: readonly number[]): Refusal =>
  new Refusal(403, `Not authorized for HerId(s): ${herIds.join(', ')}`, null, { problem: 'notCovered' });

/** 401: no token, or one that is not good; `challenge` stands in WWW-Authenticate. */
export const unauthenticated = (reason: string, challenge: string): Refusal =>
  new Refusal(401, reason, null, { headers: { 'www-authenticate': challenge } });

/** 423: another client of HelseID has reserved the HER-id. */
export const locked = (herId: number): Refusal =>
  new Refusal(423, `HerId ${herId} is locked by another client`);

/** 404: no message has this id, or it never came to this receiver. */
export const notFound = (): Refusal => new Refusal(404, 'Could not find database document');
