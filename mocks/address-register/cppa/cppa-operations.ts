import type { Operation } from '#harness/common/operations.ts';

const process = '/Profiles/{herId}/Processes/{uuid}/{version}/{role}';
const paths: readonly (readonly [id: string, method: Operation['method'], path: string])[] = [
  ['get-profile', 'GET', '/Profiles/{herId}'],
  ['get-profile-history', 'GET', '/Profiles/{herId}/History'],
  ['get-profile-processes', 'GET', '/Profiles/{herId}/Processes'],
  ['add-profile-process', 'POST', '/Profiles/{herId}/Processes'],
  ['set-profile-processes', 'PUT', '/Profiles/{herId}/Processes'],
  ['update-profile-process', 'PATCH', process],
  ['delete-profile-process', 'DELETE', process],
  ['get-agreement-between', 'GET', '/Agreements/HerIds/{herIdA}/{herIdB}'],
  ['get-agreement', 'GET', '/Agreements/{cpaId}'],
  ['delete-agreement', 'DELETE', '/Agreements/{cpaId}'],
  ['get-agreement-summaries', 'GET', '/AgreementSummaries/{herId}'],
  ['get-processes', 'GET', '/Processes'],
];

/** The operations of the CPPA API, each at the root and under `/v2`, where tokens are bound by DPoP. */
export const cppaOperations: readonly Operation[] = paths.flatMap(([id, method, path]) => [
  { id, endpoint: 'cppa', method, path },
  { id: `${id}-v2`, endpoint: 'cppa', method, path: `/v2${path}` },
]);
