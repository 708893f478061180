import { z } from 'zod';
import { along, tokenAt } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import { childrenOf, type XmlElement } from '../xml-element.ts';

const money = z.strictObject({
  amount: z.string().regex(/^-?\d+(\.\d+)?$/, 'must be an amount'),
  currency: z.string(),
});

/** A practitioner's claim for settlement (BKM, LOM): its bills and their sum. */
export const practitionerClaimSchema = z.strictObject({
  kind: z.literal('BehandlerKrav'),
  practice: z.string().optional(),
  bills: z.array(
    z.strictObject({
      number: z.string().optional(),
      at: z.string().optional(),
      /** Tariff codes that are claimed. */
      tariffs: z.array(z.string()),
      sum: money.optional(),
    }),
  ),
  /** What the claim says of itself; it need not agree with the bills. */
  count: z.coerce.number().int(),
  total: money,
});

const readMoney = (element: XmlElement | undefined): object | undefined =>
  element && { amount: element.attributes['V'], currency: element.attributes['U'] ?? 'NOK' };

/** A claim, yet to be checked by `practitionerClaimSchema`. */
export function readPractitionerClaim(claim: XmlElement): object {
  return {
    kind: 'BehandlerKrav',
    ...present({ practice: tokenAt(claim, 'Praksistype') }),
    bills: childrenOf(claim, 'Enkeltregning').map((bill) => {
      const treatment = along(bill, 'Behandling');
      return {
        ...present({
          number: tokenAt(bill, 'RegningNr'),
          at: tokenAt(bill, 'DatoTid'),
          sum: readMoney(along(treatment, 'SumKrav', 'Refusjon')),
        }),
        tariffs: childrenOf(treatment, 'Takst').map((tariff) => tokenAt(tariff, 'Kode')),
      };
    }),
    count: tokenAt(claim, 'Krav', 'AntallRegninger'),
    total: readMoney(along(claim, 'Krav', 'SumKravSamlet')),
  };
}
