import type { Code } from './communication-party.ts';

const code = (OID: number, SimpleType: string, CodeValue: string, CodeText: string): Code => ({
  Active: true,
  CodeText,
  CodeValue,
  LongDescription: null,
  OID,
  SimpleType,
});

const electronicAddressTypes = {
  E_EDI: 'EDI (Standardisert elektronisk melding)',
  E_DS: 'Digital sertifikat',
  E_SB_ASYNC: 'Asynkron AMQP kø',
  E_SB_SYNC: 'Synkron AMQP kø',
  E_SB_ERROR: 'Feilmelding AMQP kø',
  E_SB_SYNCREPLY: 'Svar på synkron AMQP kø',
  E_EPO: 'Epost-adresse',
  E_TLF: 'Telefonnummer',
  E_FAX: 'Faxnummer',
  E_URL: 'Hjemmeside',
  E_FHIR: 'FHIR-Endepunkt',
} as const;
export type ElectronicAddressType = keyof typeof electronicAddressTypes;

/** The codes that the register answers with, by the list that they are of. */
export const codes = {
  electronicAddress: (type: ElectronicAddressType): Code =>
    code(9044, 'type_adressekomponeneter', type, electronicAddressTypes[type]),
  physicalAddress: (type: 'PST' | 'RES'): Code =>
    code(3401, 'adressetype', type, type === 'PST' ? 'Postadresse' : 'Besøksadresse'),
  municipality: (value: string, text: string): Code => code(3402, 'kommune', value, text),
  businessType: (value: string, text: string): Code => code(9040, 'helsevirksomhet_type', value, text),
  service: (oid: number, value: string, text: string): Code => code(oid, 'tjenestetyper', value, text),
} as const;
