import type { KnownDocuments } from './known-data.ts';

export interface KnownIds {
  /** What stands for a token: see startSigningProxy(). */
  readonly password: string;
  /** Messages that lie in the exchange. */
  readonly ids: readonly string[];
  readonly documents: KnownDocuments;
}

/**
 * The settings of Schemathesis as TOML: all checks, right and wrong data, and ids that exist in most requests.
 * @param examples bound for each operation and phase
 */
export function schemathesisConfig(
  { ids, documents, password }: KnownIds,
  seed: number,
  examples: number,
): string {
  const { senderHerId, receiverHerId } = documents;
  const list = (values: readonly (string | number)[]): string => JSON.stringify(values);
  return `
seed = ${seed}
continue-on-failure = true
request-timeout = 10

[auth.openapi.Bearer]
bearer = ${JSON.stringify(password)}

[generation]
mode = "all"
max-examples = ${examples}
database = "none"

[phases.coverage]
generate-duplicate-query-parameters = true

[dictionaries.messages]
values = ${list(ids)}

[dictionaries.parties]
values = ${list([senderHerId, receiverHerId])}

[parameters]
"path.id" = { dictionary = "messages", probability = 0.8 }
"path.herId" = { dictionary = "parties", probability = 0.8 }
"path.appRecSenderHerId" = { dictionary = "parties", probability = 0.8 }
"query.SenderHerId" = { dictionary = "parties", probability = 0.8 }

# An AppRec is final (domain.md 1.5), and none is given for an AppRec (1.4, code 1100): whether one is right depends on
# what was sent before, which no schema tells.
[[operations]]
include-operation-id = "PostAppRec"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", 400, 403, 404]
`;
}
