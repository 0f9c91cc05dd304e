import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { estateOfSites } from '../gate/testing/two-sites.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { type AskLive, planCheckCommand } from './plan-check-command.ts'

const TWO_SITES = await estateOfSites({ nis: { servers: 4 }, zajecar: { servers: 2, cooling: '1.5 kW' } })
const SILENT: AskLive = {
  ask: async (_, url) => {
    throw new Error(`No server answers at ${url}.`)
  },
  read: (body) => (body === 'loads' ? { estate: 'another', measurements: [], lost: [] } : undefined),
}

describe('oblak plan check', () => {
  it('answers 0 and tells power, energy and what is left, before and after', async () => {
    const { out, status } = await checked(planOf(32))
    expect(status).toBe(0)
    expect(out[0]).toContain('The plan fits: 1 workload at nis.')
    // An eighth of 3,200 W, 8,760 hours.
    expect(out[0]).toMatch(/power by nameplate +0 W +400 W/)
    expect(out[0]).toMatch(/of class active-active +– +400 W/)
    expect(out[0]).toMatch(/energy a year, IT +0 kWh +3,504 kWh/)
    expect(out[0]).toMatch(/left at zajecar without nis +128 vCPU +96 vCPU/)
    expect(out[0]).toMatch(/losses that fit +13 of 13 +13 of 13/)
  })

  it('answers 1 with the words of the gate, and in --json with the change', async () => {
    const { out, status } = await checked(planOf(130), { json: true })
    expect(status).toBe(1)
    const document = JSON.parse(out.join('\n'))
    const site = document.after.losses.find(({ path }: { path: string }) => path === 'nis')
    expect(document).toMatchObject({ ok: false, site: 'nis', loads: 'declared' })
    // Short by a fifteenth is worse than by a sixty-fourth. 1,500 W of cooling are left without one unit: 120 of 128 threads fill as many.
    expect(site.message).toBe(
      'Loss of site nis does not fit: zajecar/hall-1 needs 1.6 kW of cooling, 1.5 kW may be. ' +
        'Short as well: zajecar needs 130 vCPU, 128 vCPU are left. ' +
        'Smallest change that fits: run 120 of 130 copies of portal/web at nis.',
    )
    expect(site.change).toEqual([{ work: { service: 'portal', name: 'web' }, keep: 120, of: 130, sites: ['nis'] }])
  })

  it('tells what scalers at their greatest would be too much for, and refuses nothing by it', async () => {
    const { out, status } = await checked(planOf(32, 'web', { least: 32, most: 129 }))
    expect(status).toBe(0)
    // Two servers of 64 threads stand at zajecar; filled, they warm it by a fifteenth more than its 1.5 kW.
    expect(out[0]).toMatch(
      /Were the 1 scaled workload at the greatest of its scaler, \d+ more of 13 losses would not fit, the first of them: Loss of site nis, for zajecar\/hall-1 needs 1\.6 kW of cooling, 1\.5 kW may be\./,
    )
  })

  it('tells what is not known before Terraform applies', async () => {
    const { out, status } = await checked(planOf(undefined))
    expect(status).toBe(1)
    expect(out[0]).toContain('The plan cannot be judged: 1 workload at nis.')
    expect(out[0]).toContain('portal/web: not known is how many copies; it asks at least what is counted.')
  })

  it('writes a table in Markdown in which names of the plan stay words', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'verdict.md')
    await checked(planOf(undefined, '<b>|[x](y)'), { options: { markdown: file } })
    const text = await readFile(file, 'utf8')
    expect(text).toContain(
      '# The plan cannot be judged: 1 workload at nis.\n\n![What is fullest after any single loss](verdict.svg)\n\n| the plan’s work at nis | before | after |\n',
    )
    expect(text).toContain('portal/\\<b\\>\\|\\[x\\](y)')
  })

  it('draws what is fullest beside the Markdown, before and after, and marks what binds', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'verdict.md')
    await checked(planOf(128), { options: { markdown: file } })
    const drawn = await readFile(join(folder.path, 'verdict.svg'), 'utf8')
    expect(drawn).toContain('The plan at nis is refused: 11 of 13 losses fit')
    // All 128 threads of zajecar are asked for; its 1,600 W of heat are 106.7 % of the 1,500 W that are left to one unit.
    expect(drawn).toMatch(
      /mark">▶ zajecar\/hall-1<[\s\S]*?106\.7 %, 1\.6 kW of 1\.5 kW: too much<[\s\S]*?after the loss of site nis</,
    )
    expect(drawn).toMatch(/label">zajecar<[\s\S]*?100\.0 %, 128 vCPU of 128 vCPU</)
    expect(drawn).toContain('prefers-color-scheme:dark')
  })

  it('prints names of a plan in one line, whatever they would do to a terminal', async () => {
    const { out } = await checked(planOf(undefined, 'web\u001b[2J\nThe plan fits: 1 workload at nis.'))
    expect(out[0]).toContain('portal/web [2J The plan fits: 1 workload at nis.: not known is how many copies')
    expect(out[0]).not.toContain('\u001b')
    expect(out[0]).not.toMatch(/^The plan fits/m)
  })

  it.each([
    ['what is no JSON', 'no', {}, /cannot be used: it is no JSON; write one: terraform show -json/],
    ['a configuration', { terraform: {}, resource: {} }, {}, /it is Terraform’s configuration, as cdk\.tf\.json is/],
    ['a plan of no site', { ...planOf(1), configuration: {} }, {}, /say --site, one of nis, zajecar/],
    [
      'a site that is none',
      planOf(1, 'web', undefined, 'prod'),
      { site: 'paris' },
      /no cluster at paris; --site is one of nis, zajecar/,
    ],
    ['another site than its provider says', planOf(1), { site: 'zajecar' }, /at nis, and zajecar was said/],
    ['an address that is none', planOf(1), { live: 'there' }, /it is no address such as/],
    ['loads that are none', planOf(1), { loads: 'plan.json' }, /it is no answer of \/api\/loads/],
    ['a file that is not there', planOf(1), { loads: 'missing.json' }, /missing\.json cannot be used: there is none/],
    ['a report below a file', planOf(1), { markdown: 'plan.json/verdict.md' }, /it cannot be written/],
  ])('answers 2 to %s, in words and with one document', async (_, plan, options, words) => {
    const { messages, out, status } = await checked(plan, { json: true, options })
    expect(status).toBe(2)
    expect(messages.join('\n')).toMatch(words)
    expect(out).toHaveLength(1)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ ok: false, code: 'file' })
  })

  it('calls what comes by standard input so, and says what it is', async () => {
    const stdin = vi.spyOn(process, 'stdin', 'get')
    try {
      stdin.mockReturnValue(Readable.from([Buffer.from('# Oblak')]) as typeof process.stdin)
      const { messages, status } = await checked(planOf(1), { args: ['-'] })
      expect(status).toBe(2)
      expect(messages).toEqual([
        'oblak: standard input cannot be used: it is no JSON; write one: terraform show -json plan.tfplan > plan.json',
      ])
    } finally {
      stdin.mockRestore()
    }
  })

  it.each([
    ['missing.json', 'oblak: missing.json cannot be used: there is none'],
    ['.', 'oblak: . cannot be used: it is a folder'],
    ['plan.json/plan', 'oblak: plan.json/plan cannot be used: a part of the path is a file'],
  ])('says in words why %s cannot be read', async (file, words) => {
    expect(await checked(planOf(1), { args: [file] })).toMatchObject({ messages: [words], status: 2 })
  })

  it('holds the plan to the rules where that is asked, tells what it breaks and writes the reports', async () => {
    await using folder = await temporaryFolder()
    const junit = join(folder.path, 'rules.xml')
    const { messages, out, status } = await checked(planOf(1), { json: true, options: { junit } })
    expect(status).toBe(1)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ ok: false, after: { fits: true } })
    expect(JSON.parse(out[0] ?? '').rules).toContainEqual({
      path: 'kubernetes_deployment_v1.web',
      message: expect.stringContaining('[own-namespace] its namespace portal is not made in this stack'),
    })
    expect(messages.join()).toContain('The plan breaks the rules of the house:')
    expect(await readFile(junit, 'utf8')).toContain('own-namespace')
    expect((await checked(planOf(1))).messages).toEqual([])
  })

  it('takes loads of another estate from nobody', async () => {
    const { messages, status } = await checked('"loads"', { options: { loads: 'plan.json' }, plan: planOf(1) })
    expect(status).toBe(2)
    expect(messages.join()).toContain('it is about the estate another')
  })

  it('tells hosts that do not say what they compute with, and gives them no work', async () => {
    const silent = await estateOf(siteWith(rowWith('rack-[01-02]: {kind: rack, type: silent}')))
    const { out, status } = await checked(planOf(1), { estate: silent })
    expect(status).toBe(1)
    expect(out[0]).toContain('2 hosts of nis take no work here: their types say no `compute`.')
    expect(out[0]).toMatch(/power by nameplate +0 W +0 W/)
  })

  it('says that no server answers, and takes every device by its nameplate', async () => {
    const { messages, out } = await checked(planOf(1), { options: { live: true } })
    expect(messages).toEqual([
      'oblak: No server answers at http://127.0.0.1:8080. Every device is taken to draw its nameplate.',
    ])
    expect(out[0]).toContain('by nameplate 6 that nothing measures')
    // 1,600 W of nameplates warm a zone of which 1,500 W are left.
    expect(out[0]).toContain('zajecar/hall-1 needs 1.6 kW of cooling, 1.5 kW may be')
  })
})

interface Given {
  readonly args?: readonly string[]
  /** @default that of two sites */
  readonly estate?: Estate
  readonly json?: boolean
  readonly options?: Readonly<Record<string, unknown>>
  /** Beside what stands in plan.json. */
  readonly plan?: unknown
}

/** @param content of plan.json, which is the plan unless another is given */
async function checked(content: unknown, { args, estate = TWO_SITES, json = false, options = {}, plan }: Given = {}) {
  await using folder = await temporaryFolder()
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  await writeFile(join(folder.path, 'plan.json'), text(content))
  if (plan !== undefined) await writeFile(join(folder.path, 'other.json'), text(plan))
  const out: string[] = []
  const messages: string[] = []
  const io = {
    out: (line: string) => out.push(line),
    message: (line: string) => messages.push(line),
    colour: false,
    columns: 80,
    environment: {},
    workingFolder: folder.path,
  }
  const signal = new AbortController().signal
  const call = { args: args ?? [plan === undefined ? 'plan.json' : 'other.json'], options, json, io, signal }
  const status = await planCheckCommand(async () => ({ estate }), SILENT).run(call)
  return { messages, out, status }
}

/** A deployment of so many copies of one thread; as many as nobody knows where none is given. */
function planOf(
  replicas: number | undefined,
  name = 'web',
  scaled?: { readonly least: number; readonly most: number },
  context = 'nis',
) {
  const address = 'kubernetes_deployment_v1.web'
  const type = 'kubernetes_deployment_v1'
  const container = [{ name: 'main', resources: [{ requests: { cpu: '1', memory: '1Gi' } }] }]
  const labels = { 'oblak.rs/dr-class': 'active-active' }
  const spec = [
    { ...(replicas !== undefined && { replicas }), template: [{ metadata: [{ labels }], spec: [{ container }] }] },
  ]
  const after = { metadata: [{ name, namespace: 'portal' }], spec }
  const scaler = {
    metadata: [{ name, namespace: 'portal' }],
    spec: [
      { min_replicas: scaled?.least, max_replicas: scaled?.most, scale_target_ref: [{ kind: 'Deployment', name }] },
    ],
  }
  const scalers = scaled
    ? [{ address: 'kubernetes_horizontal_pod_autoscaler_v2.web', type: 'kubernetes_horizontal_pod_autoscaler_v2' }]
    : []
  const after_unknown = replicas === undefined ? { spec: [{ replicas: true }] } : {}
  return {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [
          { address, mode: 'managed', type, values: after },
          ...scalers.map((one) => ({ ...one, mode: 'managed', values: scaler })),
        ],
      },
    },
    resource_changes: [
      { address, mode: 'managed', type, change: { actions: ['create'], before: null, after, after_unknown } },
      ...scalers.map((one) => ({
        ...one,
        mode: 'managed',
        change: { actions: ['create'], before: null, after: scaler, after_unknown: {} },
      })),
    ],
    configuration: {
      provider_config: {
        kubernetes: { name: 'kubernetes', expressions: { config_context: { constant_value: context } } },
      },
    },
  }
}
