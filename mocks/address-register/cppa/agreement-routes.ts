import type { FastifyPluginCallback } from 'fastify';
import type { Agreement } from './agreements.ts';
import { checkOwner } from './caller.ts';
import { agreementJson, agreementSummaryJson } from './cppa-json.ts';
import type { CppaSource } from './cppa-source.ts';
import { sendDocument } from './send-document.ts';
import { agreementXml } from './xml/write-cppa.ts';

type OfAgreement = { Params: { cpaId: string } };

const partiesOf = ({ parties }: Agreement) => parties.map(({ party }) => party);
const documentOf = (agreement: Agreement) => ({
  xml: () => agreementXml(agreement),
  json: () => agreementJson(agreement),
});

/** Agreements: made and read by the organisations that own one of the two parties. */
export function agreementRoutes({ profiles, agreements, hierarchy }: CppaSource): FastifyPluginCallback {
  return (scope, _options, done): void => {
    scope.get<{ Params: { herIdA: string; herIdB: string } }>(
      '/Agreements/HerIds/:herIdA/:herIdB',
      async (request, reply) => {
        const { herIdA, herIdB } = request.params;
        checkOwner(
          request,
          [herIdA, herIdB].map((herId) => profiles.partyOf(herId)),
          hierarchy,
        );
        const agreement = await agreements.between(herIdA, herIdB);
        return sendDocument(request.headers, reply, documentOf(agreement));
      },
    );
    scope.get<OfAgreement>('/Agreements/:cpaId', (request, reply) => {
      const agreement = agreements.find(request.params.cpaId);
      checkOwner(request, partiesOf(agreement), hierarchy);
      return sendDocument(request.headers, reply, documentOf(agreement));
    });
    scope.delete<OfAgreement>('/Agreements/:cpaId', (request, reply) => {
      const { cpaId } = request.params;
      checkOwner(request, partiesOf(agreements.find(cpaId)), hierarchy);
      agreements.remove(cpaId);
      return reply.code(204).send();
    });
    scope.get<{ Params: { herId: string } }>('/AgreementSummaries/:herId', (request, reply) => {
      const { herId } = request.params;
      checkOwner(request, [profiles.partyOf(herId)], hierarchy);
      return reply.send(agreements.of(herId).map(agreementSummaryJson));
    });
    done();
  };
}
