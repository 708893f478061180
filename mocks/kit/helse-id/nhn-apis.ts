/** What a token for the message exchange is asked for by, and what it is for. */
export const messageExchangeApi = { audience: 'nhn:msh', scope: 'nhn:msh/api' } as const;

/** The same for the REST face of the address register. */
export const addressRegisterApi = { audience: 'nhn:cp-api', scope: 'nhn:cp-api/access-v2-dpop' } as const;

/** The same for CPPA, where either scope will do. */
export const cppaApi = {
  audience: 'nhn:cppa',
  scopes: ['nhn:cppa/access', 'nhn:cppa/access-with-dpop'],
} as const;
