/** Whom the SOAP service of the mocked address register knows (HTTP Basic), where its settings name nobody else. */
export const registerTestUser = { name: 'verdikjede', password: 'local-secret-address-register' } as const;

/** The Authorization header of that user. */
export const registerAuthorization = `Basic ${btoa(`${registerTestUser.name}:${registerTestUser.password}`)}`;
