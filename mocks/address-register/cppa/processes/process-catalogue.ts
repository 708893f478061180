import { deterministicUuid } from '../../deterministic-uuid.ts';
import type { MessageKind } from './message-parts.ts';
import type { Process, ProcessVersion, SentMessage } from './process.ts';

type Variant = Partial<Pick<ProcessVersion, 'appRec' | 'channels'>> & { readonly kind?: MessageKind };
const appRec10 = { appRec: 'apprec_v1p0' } as const;
const dialog10 = { kind: 'dialogmld_v1p0' } as const;
const withSync = { channels: ['async', 'sync'] } as const;
const syncOnly = { channels: ['sync'], appRec: undefined } as const;
const xCal = { kind: 'dialogmld_v1p1_xcal' } as const;

const versionOf = (
  version: string,
  service: string,
  roles: ProcessVersion['roles'],
  variant: Variant,
): ProcessVersion => ({
  version,
  service,
  roles,
  appRec: 'appRec' in variant ? variant.appRec : 'apprec_v1p1',
  channels: variant.channels ?? ['async'],
});

const process = (name: string, uuid: string | undefined, versions: readonly ProcessVersion[]): Process => ({
  uuid: uuid ?? deterministicUuid(`process ${name}`),
  name: `Dialog_Innbygger_${name}`,
  versions,
});

/** Versions of the older kind: roles are called sender and receiver, and both send the one action. */
function mutualVersions(
  name: string,
  versions: Readonly<Record<string, Variant>>,
): readonly ProcessVersion[] {
  const action = `DIALOG_INNBYGGER_${name.toUpperCase()}`;
  return Object.entries(versions).map(([version, variant]) => {
    const sends = [{ action, kind: variant.kind ?? 'dialogmld_v1p1' }] as const;
    const roles = [
      { name: `${action}sender`, sends },
      { name: `${action}receiver`, sends },
    ] as const;
    return versionOf(version, `S-${action}`, roles, variant);
  });
}

const mutual = (name: string, versions: Readonly<Record<string, Variant>>, uuid?: string): Process =>
  process(name, uuid, mutualVersions(name, versions));

interface Named {
  readonly service: string;
  readonly from: readonly [role: string, ...sends: SentMessage[]];
  readonly to: readonly [role: string, ...sends: SentMessage[]];
  readonly variant?: Variant;
}

/** A version of the newer kind: roles are called by who they are, and each sends its own actions. */
function named(version: string, { service, from, to, variant = {} }: Named): ProcessVersion {
  const [fromRole, ...fromSends] = from;
  const [toRole, ...toSends] = to;
  const roles = [
    { name: fromRole, sends: fromSends },
    { name: toRole, sends: toSends },
  ] as const;
  return versionOf(version, service, roles, variant);
}

const sent = (action: string, kind: MessageKind = 'dialogmld_v1p1'): SentMessage => ({ action, kind });
const both = [sent('Foresporsel'), sent('Svar')] as const;

const letter: Named = {
  service: 'MeldingTilInnbygger',
  from: ['Helsepersonell', sent('Foresporsel', 'meldinginnbygger_v1p0')],
  to: ['Innbygger', sent('Leveringsrapport', 'leveringsrapport_v1p0')],
};

/** The processes of digital dialogue (facts/digital-dialogue.md 7). UUIDs are the published ones where known. */
export const processCatalogue: readonly Process[] = [
  process('Meldingsformidling', undefined, [named('0.8', letter), named('1.0', letter)]),
  process('Avtaleutsending', undefined, [
    named('1.0', {
      service: 'AvtaleUtsending',
      from: ['Helsepersonell', sent('Avtale', 'dialogmld_v1p1_xcal')],
      to: ['Innbygger'],
    }),
  ]),
  process('AvtaleAvbestilling', undefined, [
    named('1.0', {
      service: 'AvtaleAvbestilling',
      from: ['Innbygger', sent('Foresporsel', 'dialogmld_v1p1_xcal')],
      to: ['Helsepersonell', sent('Svar', 'dialogmld_v1p1_xcal')],
    }),
  ]),
  mutual(
    'Timereservasjon',
    { '1.1': withSync, '1.2': { ...withSync, ...xCal } },
    '7B68B3C8-ADCF-495D-98E1-F2BB1151516E',
  ),
  mutual('Timeonske', { '1.1': {}, '1.2': xCal }, '19D6208C-A348-44EE-9A08-270D083C1186'),
  mutual('Timer', {
    '1.1': { ...withSync, ...xCal, ...appRec10 },
    '1.2': { ...withSync, ...xCal, ...appRec10 },
  }),
  mutual('Ekonsultasjon', { '1.1': {}, '1.2': {} }, 'FB6A0156-7EEA-4AE3-AED3-C3A15D916A1C'),
  mutual('Ekontakt', { '1.1': {}, '1.2': {} }, '819B8F8F-54C0-4A67-929D-9EFD0FA32EEA'),
  mutual('Reseptfornyelse', { '1.1': {}, '1.2': {} }, '7EC87F84-1C8B-46CA-9112-11C74B6CB522'),
  mutual('Digitalbruker', { '1.1': {}, '1.2': {} }, '2075C7E3-A2E1-40F7-9CC1-52E2AADF4E93'),
  process('Helsepersonell', undefined, [
    ...mutualVersions('Helsepersonell', { '1.0': { ...dialog10, ...appRec10 } }),
    named('1.1', {
      service: 'Helsepersonell',
      from: ['Helsepersonell', ...both],
      to: ['Innbygger', ...both],
    }),
  ]),
  process('Journal', undefined, [
    named('1.0', { service: 'Journal', from: ['Helsepersonell', ...both], to: ['Innbygger', ...both] }),
  ]),
  process('BehandlerOversikt', 'b86b0d41-21fd-4ab7-86f3-af633ea7b27a', [
    named('1.0', {
      service: 'BehandlerOversikt',
      from: ['Innbygger', sent('Hent')],
      to: ['Helsepersonell', sent('Svar')],
      variant: syncOnly,
    }),
  ]),
  mutual('Test', { '1.1': syncOnly, '1.2': syncOnly }, 'A28BCD40-CCA5-48F0-92CD-C95EA6A70EDE'),
  mutual('Koordinator', { '1.0': { ...withSync, ...dialog10, ...appRec10 } }),
  process('TjenesteOversikt', undefined, [
    named('1.0', {
      service: 'TjenesteOversikt',
      from: ['Tjenestetilbyder', sent('TjenesteOversikt', 'tjenesteoversikt_v1p0')],
      to: ['Innbyggerportal'],
    }),
  ]),
];
