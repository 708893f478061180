/** Error codes of API v2 that its specification shows. */
const errorCodes = { unspecified: 0, validation: 1000 } as const;

/** Why a request is refused; the error handler makes the API's ErrorMessage of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly errorCode: number;
  readonly validationErrors: readonly string[] | null;

  constructor(status: number, message: string, validationErrors: readonly string[] | null = null) {
    super(message);
    this.status = status;
    this.errorCode = validationErrors === null ? errorCodes.unspecified : errorCodes.validation;
    this.validationErrors = validationErrors;
  }
}

/** 400: what was sent breaks these rules. */
export const invalid = (...rules: readonly string[]): Refusal =>
  new Refusal(400, 'Model validation error occurred', rules);

/** 403: the message has nothing to do with this HER-id. */
export const notAuthorized = (herId: number): Refusal =>
  new Refusal(403, `Not authorized for HerId(s): ${herId}`);

/** 404: no message has this id, or it never came to this receiver. */
export const notFound = (): Refusal => new Refusal(404, 'Could not find database document');
