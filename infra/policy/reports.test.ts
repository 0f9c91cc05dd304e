import { describe, expect, it } from 'vitest'
import { ALL_RULES } from './all-rules.ts'
import { spoiled } from './corpus/spoil.ts'
import { junitOf } from './junit.ts'
import { stackOf } from './rendered-stack.ts'
import { sarifOf } from './sarif.ts'
import { verdictOf } from './verdict.ts'
import { readWaivers } from './waivers.ts'

const RULES = ALL_RULES.filter(({ id }) => ['no-node-port', 'priority-class', 'no-rights-by-wildcard'].includes(id))
const STACK = stackOf(
  'evisa-belgrade',
  spoiled('deployment', [
    { op: 'replace', path: '/resource/service/service/spec/type', value: 'NodePort' },
    { op: 'remove', path: '/pod/priority_class_name' },
    { op: 'remove', path: '/stack/resource/kubernetes_role_v1' },
  ]),
  (path) => (path.endsWith('.app') ? 'infra/catalogue/e visa.ts:12' : undefined),
)
const WAIVERS = `waivers:
  - {rule: no-node-port, path: evisa-belgrade/kubernetes_service_v1.service, reason: the old gateway, owner: Ana <Anić>, expires: 2027-01-31}
  - {rule: no-node-port, path: evisa-belgrade/elsewhere, reason: none, owner: Ana, expires: 2027-01-31}
`
const VERDICT = verdictOf([STACK], RULES, {
  file: readWaivers(Buffer.from(WAIVERS), 'waivers.yaml'),
  today: '2026-11-26',
})

describe('a verdict as SARIF 2.1.0', () => {
  const sarif = JSON.parse(JSON.stringify(sarifOf(VERDICT)))
  const [{ tool, results, invocations }] = sarif.runs

  it('says its version, its schema and every rule, broken or not', () => {
    expect(sarif).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') })
    expect(tool.driver.rules.map(({ id }: { readonly id: string }) => id)).toEqual(RULES.map(({ id }) => id))
  })

  it('has a finding at its construct and at the line that asked for it', () => {
    expect(results[0]).toMatchObject({
      ruleId: 'priority-class',
      ruleIndex: RULES.findIndex(({ id }) => id === 'priority-class'),
      level: 'error',
      message: { text: expect.stringMatching(/^priority_class_name is not given, but .* Fix: /) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'infra/catalogue/e%20visa.ts' },
            region: { startLine: 12 },
          },
          logicalLocations: [{ fullyQualifiedName: 'evisa-belgrade/kubernetes_deployment_v1.app' }],
        },
      ],
    })
    expect(results[0].suppressions).toBeUndefined()
  })

  it('has a waived finding as a suppressed one, with reason and owner', () => {
    expect(results[1]).toMatchObject({
      ruleId: 'no-node-port',
      suppressions: [{ kind: 'external', justification: 'the old gateway (Ana <Anić>, until 2027-01-31)' }],
    })
    expect(results[1].locations[0].physicalLocation).toBeUndefined()
    expect(results).toHaveLength(2)
  })

  it('fails for what is wrong with the waivers', () => {
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolConfigurationNotifications: [
          {
            message: { text: expect.stringContaining('waives nothing') },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'waivers.yaml' }, region: { startLine: 3 } } }],
          },
        ],
      },
    ])
  })
})

describe('a verdict as JUnit XML', () => {
  const xml = junitOf(VERDICT)

  it('has a suite a stack and a case a rule: failed, waived and skipped', () => {
    expect(xml).toContain('<testsuite name="evisa-belgrade" tests="3" failures="1" skipped="1">')
    expect(xml).toMatch(
      /<testcase classname="evisa-belgrade" name="priority-class"><failure message="evisa-belgrade\/[^"]+ Asked for in [^"]+:12\."\/>/,
    )
    expect(xml).toMatch(/name="no-node-port"><system-out>1 waived<\/system-out>/)
    expect(xml).toMatch(/name="no-rights-by-wildcard"><skipped message="no roles"\/>/)
  })

  it('has what is wrong with the waivers as failures', () => {
    expect(xml).toMatch(
      /<testsuite name="waivers" tests="1" failures="1" skipped="0">\s*<testcase classname="waivers" name="waivers\.yaml:3: /,
    )
  })

  it('is well-formed whatever a stack is called', () => {
    const nasty = stackOf('a<b>&"c"\u0007\uFFFF', spoiled('deployment'))
    expect(junitOf(verdictOf([nasty], RULES))).toContain(
      '<testsuite name="a&lt;b&gt;&amp;&quot;c&quot;" tests="3" failures="0"',
    )
  })
})
