/**
 * Why a SOAP request is answered with a fault. `code` becomes the ErrorCode of the register's GenericFault;
 * a fault of the SOAP machinery itself (wrong version, unknown action) has none.
 */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}
