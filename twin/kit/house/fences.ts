import type { ImportLine } from './imports.ts'

/**
 * A fence: files matching `inside` may import of ours only what matches one of `may`, and of packages none that matches
 * `notPackages`. The reason is part of the message.
 */
interface Fence {
  readonly inside: RegExp
  readonly may?: readonly RegExp[]
  readonly notPackages?: RegExp
  readonly why: string
}

const MODEL = /^twin\/model\//
const ANALYSIS = /^twin\/analysis\//
const KIT = /^twin\/kit\//
const PROTOCOL = /^twin\/protocol\//
const REPORT = /^twin\/report\//
const NODE_OR_BROWSER_PACKAGE = /./

const FENCES: readonly Fence[] = [
  {
    inside: MODEL,
    may: [MODEL],
    notPackages: NODE_OR_BROWSER_PACKAGE,
    why: 'the model is pure and rests on nothing: it runs in Node and in the browser',
  },
  {
    inside: ANALYSIS,
    may: [MODEL, ANALYSIS],
    notPackages: NODE_OR_BROWSER_PACKAGE,
    why: 'analysis is pure arithmetic over the model',
  },
  { inside: PROTOCOL, may: [MODEL, ANALYSIS, PROTOCOL], notPackages: /^node:/, why: 'server and browser share it' },
  {
    inside: REPORT,
    // The words and the CSV of the page, which need no browser.
    may: [MODEL, ANALYSIS, PROTOCOL, REPORT, /^twin\/web\/(i18n\/|ui\/csv\.ts$)/],
    notPackages: /^node:/,
    why: 'the report is text made of what server and command line hand to it',
  },
  { inside: KIT, may: [MODEL, KIT], why: 'the kit serves everybody and knows nobody' },
  {
    inside: /^sensors\/drivers\/([^/]+)\//,
    may: [
      MODEL,
      ANALYSIS,
      KIT,
      /^sensors\/(driver|device-entry)\.ts$/,
      /^sensors\/profiles\//,
      /^sensors\/drivers\/[^/]+\.ts$/,
      /^sensors\/drivers\/$1\//,
    ],
    why: 'a driver knows no other driver, no pipeline and no store',
  },
  {
    inside: /^sensors\/pipeline\//,
    may: [MODEL, ANALYSIS, KIT, /^sensors\/(driver|device-entry)\.ts$/, /^sensors\/pipeline\//],
    why: 'the pipeline knows Driver and TelemetryStore, not who implements them',
  },
  {
    inside: /^sensors\/stores\//,
    may: [MODEL, ANALYSIS, KIT, /^sensors\/stores\//],
    why: 'a store knows the contract and nothing of how readings come',
  },
  {
    inside: /^sensors\/simulator\//,
    may: [
      MODEL,
      ANALYSIS,
      KIT,
      /^sensors\/(device-entry|contact-roles)\.ts$/,
      /^sensors\/profiles\//,
      /^sensors\/simulator\//,
    ],
    why: 'the simulated rooms are spoken to over their protocols only',
  },
  {
    inside: /^(sensors)\//,
    may: [MODEL, ANALYSIS, KIT, /^sensors\//],
    why: 'sensors and infra never import each other, and of the twin only what is pure',
  },
  {
    inside: /^infra\/(labels|commands|output|catalogue|cloud|watch)\//,
    may: [MODEL, ANALYSIS, KIT, /^infra\//],
    notPackages: /^(cdktf|constructs|@cdktf\/.*)$/,
    why: 'labels and the gate rest on the estate alone, and a command loads CDKTF when stacks are wanted',
  },
  {
    inside: /^(infra)\//,
    may: [MODEL, ANALYSIS, KIT, /^infra\//],
    // The barrel takes 150 MB and nearly a second: import `lib/<resource>/index.js`.
    notPackages: /^@cdktf\/provider-kubernetes$/,
    why: 'infra owns no arithmetic and no telemetry, and of the provider it imports single resources',
  },
  { inside: /^twin\/estate\//, may: [MODEL, ANALYSIS, KIT, /^twin\/estate\//], why: 'the loader gives out the model' },
  {
    inside: /^twin\/server\//,
    may: [MODEL, ANALYSIS, KIT, PROTOCOL, REPORT, /^twin\/server\//],
    why: 'server and web share only model, analysis and protocol; what else it needs is handed to it',
  },
  {
    inside: /^twin\/web\/scene\//,
    may: [MODEL, ANALYSIS, PROTOCOL, /^twin\/web\/(?!features\/)/],
    notPackages: /^node:/,
    why: 'the scene is shown by features and knows none',
  },
  {
    inside: /^twin\/web\/features\/([^/]+)\//,
    may: [MODEL, ANALYSIS, PROTOCOL, /^twin\/web\/(?!features\/)/, /^twin\/web\/features\/$1\//],
    notPackages: /^(node:|three|@react-three)/,
    why: 'no feature imports a feature, and only scene/ knows three',
  },
  {
    inside: /^twin\/web\//,
    may: [MODEL, ANALYSIS, PROTOCOL, /^twin\/web\//],
    notPackages: /^(node:|three|@react-three)/,
    why: 'only scene/ knows three, and a browser has no files',
  },
  {
    inside: /^twin\/planner\//,
    may: [MODEL, ANALYSIS, KIT, /^twin\/planner\//],
    why: 'the planner is the analysis in a thread of its own: it owns no arithmetic',
  },
  {
    inside: /^twin\/cli\//,
    may: [MODEL, ANALYSIS, KIT, REPORT, /^twin\/cli\//, /^package\.json$/],
    why: 'the command line parses, calls, prints',
  },
]

/** Files that join subsystems, and what proves rather than ships. */
const OUTSIDE = /(^|\/)(main\.tsx?|app\.ts)$|\.(test|bench)\.tsx?$|\/testing\/|^twin\/e2e\//

/** Every import that climbs a fence, as a line for people. */
export function brokenFences(imports: readonly ImportLine[]): string[] {
  const broken: string[] = []
  for (const line of imports) {
    if (OUTSIDE.test(line.from) && !/^twin\/(model|analysis)\/(?!.*\.(test|bench)\.)/.test(line.from)) continue
    const fence = FENCES.find((candidate) => candidate.inside.test(line.from))
    if (!fence) continue
    const own = fence.inside.exec(line.from)?.[1] ?? ''
    const allowed = line.ours
      ? (fence.may ?? []).some((pattern) => new RegExp(pattern.source.replaceAll('$1', own)).test(line.to))
      : !fence.notPackages?.test(line.to)
    if (!allowed) broken.push(`${line.from}:${line.line} imports ${line.to}: ${fence.why}`)
  }
  return broken
}
