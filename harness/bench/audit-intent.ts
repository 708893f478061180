/** What the guard writes of a request before it leaves. */
export const auditIntent = {
  ...{ kind: 'read', method: 'GET', host: 'message-exchange.bench.test:8443' },
  ...{ path: '/Messages/{id}/status', endpoint: 'message-exchange', operation: 'get-message-status' },
  scenario: 'the sender has a positive AppRec within the deadline',
};
