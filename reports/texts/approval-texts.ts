/** Words of "who approved what", in one language. */
export interface ApprovalTexts {
  readonly title: string;
  /** Keys made by the command itself: nobody is behind them. */
  readonly throwAway: string;
  readonly row: Readonly<
    Record<
      | 'change'
      | 'what'
      | 'why'
      | 'requester'
      | 'signers'
      | 'tester'
      | 'window'
      | 'versions'
      | 'risk'
      | 'backup'
      | 'restore'
      | 'digest'
      | 'warnings',
      string
    >
  >;
}

export const approvalEn: ApprovalTexts = {
  title: 'Who approved what',
  throwAway:
    'The keys were made for this run by the command itself: the gate was rehearsed, nobody approved.',
  row: {
    change: 'Change',
    what: 'What',
    why: 'Why',
    requester: 'Asked for by',
    signers: 'Signed by',
    tester: 'Tester',
    window: 'Window',
    versions: 'Versions expected',
    risk: 'Risk assessment',
    backup: 'Backup verified',
    restore: 'Routine to restore',
    digest: 'SHA-256 of what was signed',
    warnings: 'The gate warned',
  },
};

export const approvalNb: ApprovalTexts = {
  title: 'Hvem godkjente hva',
  throwAway:
    'Nøklene ble laget av kommandoen selv for denne kjøringen: porten er øvd på, ingen har godkjent.',
  row: {
    change: 'Endring',
    what: 'Hva',
    why: 'Hvorfor',
    requester: 'Bestilt av',
    signers: 'Signert av',
    tester: 'Tester',
    window: 'Tidsvindu',
    versions: 'Ventede versjoner',
    risk: 'Risikovurdering',
    backup: 'Verifisert sikkerhetskopi',
    restore: 'Rutine for gjenoppretting',
    digest: 'SHA-256 av det som ble signert',
    warnings: 'Porten advarte',
  },
};
