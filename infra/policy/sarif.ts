import { findingText } from './finding-text.ts'
import type { Finding } from './judge-stacks.ts'
import type { Verdict } from './verdict.ts'
import type { Waiver } from './waivers.ts'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/**
 * A verdict as SARIF 2.1.0 (OASIS), one run. A finding stands at its construct, and at the line that asked for it where that is known. One that is waived is
 * suppressed with the reason. What is wrong with the file of waivers are notifications, which fail the run.
 */
export function sarifOf({ rules, open, waived, faults }: Verdict): object {
  const places = new Map(rules.map(({ id }, place) => [id, place]))
  const result = (finding: Finding, waiver?: Waiver) => ({
    ruleId: finding.rule.id,
    ruleIndex: places.get(finding.rule.id) ?? -1,
    level: 'error',
    message: { text: findingText(finding) },
    locations: [locationOf(finding)],
    ...(waiver && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`,
        },
      ],
    }),
  })
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'oblak',
            rules: rules.map(({ id, standard, reason, fix }) => ({
              id,
              shortDescription: { text: reason },
              help: { text: `Fix: ${fix}. Asked by: ${standard}.` },
              defaultConfiguration: { level: 'error' },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: faults.length === 0,
            toolConfigurationNotifications: faults.map(({ file, line, column, message, path }) => ({
              level: 'error',
              message: { text: `${path.join('.')} ${message}`.trim() },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: uriOf(file) },
                    region: { startLine: line, startColumn: column },
                  },
                },
              ],
            })),
          },
        ],
        results: [
          ...open.map((finding) => result(finding)),
          ...waived.map(({ finding, waiver }) => result(finding, waiver)),
        ],
      },
    ],
  }
}

function locationOf({ path, source }: Finding) {
  const [file = '', line] = source?.split(/:(?=\d+$)/) ?? []
  return {
    ...(line !== undefined && {
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Number(line) } },
    }),
    logicalLocations: [{ fullyQualifiedName: path, kind: 'resource' }],
  }
}

function uriOf(file: string): string {
  return encodeURI(file.replaceAll('\\', '/'))
}
