import { participant as addressRegister } from '#mocks/address-register/participant.ts';
import { participant as citizenPortal } from '#mocks/citizen-portal/participant.ts';
import { participant as hospitalRecords } from '#mocks/hospital-records/participant.ts';
import { participant as idGateway } from '#mocks/id-gateway/participant.ts';
import { participant as messageExchange } from '#mocks/message-exchange/participant.ts';
import type { ParticipantDeclaration } from '#harness/common/operations.ts';
import type { ParticipantName } from '#harness/common/participants.ts';

/** What every participant that we can start documents of itself. */
export const declarations: readonly ParticipantDeclaration[] = [
  messageExchange,
  addressRegister,
  idGateway,
  hospitalRecords,
  citizenPortal,
];

/** The declaration of one participant. Every name of the catalogue has one. */
export const declarationOf = (name: ParticipantName): ParticipantDeclaration =>
  declarations.find((declaration) => declaration.name === name) ?? { name, operations: [] };
