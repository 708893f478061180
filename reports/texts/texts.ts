import type { Because, Kind, Question } from '#harness/comparison/comparison.ts';
import type { Finding } from '#harness/comparison/findings.ts';
import type { RunRecord, ScenarioRecord, Seal } from '#harness/observation/run-record.schema.ts';
import type { ApprovalTexts } from './approval-texts.ts';
import type { SentTexts } from './sent-texts.ts';
import type { Verdict, VerdictWord } from '../verdict.schema.ts';

export type Language = 'nb' | 'en';
export type HopState = 'reached' | 'failed' | 'not reached' | 'not exercised';
export type RunKind = Verdict['runs'][number]['kind'];
/** What the verdict's sentence is made of. */
export type VerdictFacts = Omit<Verdict, 'sentence'>;

/** All words of the pages in one language. Titles of scenarios, steps and observations stay as they are written. */
export interface Texts {
  readonly language: Language;
  /** The other language's own name and page suffix. */
  readonly other: { readonly language: Language; readonly name: string };
  readonly number: (value: number, digits?: number) => string;
  readonly participant: (name: string | null) => string;
  /** The same with soft hyphens, for a narrow box. */
  readonly boxName: (name: string) => string;
  readonly playedAs: Readonly<Record<'mock' | 'standIn' | 'url' | 'absent', string>>;
  readonly verdictWord: Readonly<Record<VerdictWord, string>>;
  readonly verdictSentence: (facts: VerdictFacts, refused?: string) => string;
  readonly notSealed: string;
  readonly sealed: (seal?: Seal) => string;
  /** Of the write that was tried on purpose. */
  readonly canary: Readonly<Record<'refused' | 'notRefused', string>>;
  readonly denialClass: Readonly<Record<RunRecord['guard']['denials'][number]['class'], string>>;
  readonly kind: Readonly<Record<Kind, string>>;
  readonly findingKind: Readonly<Record<Finding['kind'], string>>;
  readonly question: Readonly<Record<Question, { readonly name: string; readonly asks: string }>>;
  readonly because: (because: Because) => string;
  readonly status: Readonly<Record<ScenarioRecord['status'], string>>;
  readonly hop: Readonly<Record<HopState, string>>;
  readonly run: Readonly<Record<RunKind, string>>;
  readonly nav: Readonly<Record<'verdict' | 'comparison' | 'runs' | 'load' | 'main' | 'skip', string>>;
  readonly index: Readonly<
    Record<
      | 'chain'
      | 'differs'
      | 'nothingDiffers'
      | 'questions'
      | 'runs'
      | 'more'
      | 'details'
      | 'compared'
      | 'notAnswered'
      | 'noProfile'
      | 'approvedBy'
      | 'drift'
      | 'otherReports',
      string
    >
  >;
  readonly chain: Readonly<Record<'stopped' | 'alsoStopped' | 'besides' | 'noDocuments' | 'selfHop', string>>;
  /** Which way a message went at a hop. */
  readonly document: Readonly<Record<'sent' | 'answer', string>>;
  readonly backend: Readonly<Record<Verdict['runs'][number]['backend'], string>>;
  readonly table: Readonly<
    Record<
      | 'run'
      | 'kind'
      | 'participant'
      | 'owner'
      | 'scenario'
      | 'observation'
      | 'expected'
      | 'seen'
      | 'approved'
      | 'because'
      | 'environment'
      | 'backend'
      | 'when'
      | 'duration'
      | 'result'
      | 'value'
      | 'step'
      | 'where'
      | 'nothing'
      | 'endpoint'
      | 'rule',
      string
    >
  >;
  readonly comparison: Readonly<Record<'none' | 'rest' | 'wholeValue' | 'noneDiffer', string>>;
  readonly runPage: Readonly<
    Record<
      | 'scenarios'
      | 'steps'
      | 'observations'
      | 'messages'
      | 'guard'
      | 'requests'
      | 'denials'
      | 'noDenials'
      | 'incidents'
      | 'way'
      | 'hmac'
      | 'isReal'
      | 'isSynthetic'
      | 'inRequest'
      | 'inAnswer'
      | 'unexpected'
      | 'faults'
      | 'profile'
      | 'requirements'
      | 'reason'
      | 'writes'
      | 'denialClass'
      | 'noScenarios',
      string
    >
  >;
  readonly audit: Readonly<
    Record<
      | 'heading'
      | 'whole'
      | 'broken'
      | 'records'
      | 'intent'
      | 'outcome'
      | 'denial'
      | 'unanswered'
      | 'head'
      | 'copy'
      | 'key'
      | 'covered'
      | 'check'
      | 'attestation'
      | 'checkAttestation',
      string
    >
  >;
  readonly approval: ApprovalTexts;
  readonly sent: SentTexts;
  readonly requests: Readonly<Record<'read' | 'session' | 'allowed', string>>;
  readonly load: Readonly<
    Record<
      | 'messages'
      | 'perSecond'
      | 'duration'
      | 'steps'
      | 'count'
      | 'failed'
      | 'thresholds'
      | 'met'
      | 'notMet'
      | 'history'
      | 'clean'
      | 'notClean'
      | 'accepted'
      | 'receipted'
      | 'lost'
      | 'doubled'
      | 'withoutReceipt'
      | 'receiptDoubled'
      | 'workload'
      | 'milliseconds',
      string
    >
  >;
  readonly footer: (at: string) => string;
}
