import { once } from 'node:events'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { startChild } from '../../twin/kit/testing/child.ts'
import { describeWith, findPart } from '../../twin/kit/testing/real-part.ts'
import { driftCommand } from '../commands/drift-command.ts'
import { serveStandIn } from '../stand-in/serve-stand-in.ts'
import { synthesize } from '../synth.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { startPostgres } from '../testing/postgres.ts'
import { terraformPlace } from '../testing/terraform-place.ts'

const PASSWORD = 'never-to-be-seen-9d1f'
const TOPOLOGY = ['kubernetes_labels', 'kubernetes_node_taint']

/** Real Terraform and a real PostgreSQL. What is applied is the gate, which asks no provider. */
describeWith(['terraform', 'postgres', 'initdb', 'psql'], 'states in a real PostgreSQL', () => {
  let place: Awaited<ReturnType<typeof terraformPlace>>
  let database: Awaited<ReturnType<typeof startPostgres>>
  const out = () => join(place.path, 'out')
  const folderOf = (stack: string) => join(out(), 'stacks', stack)
  const terraform = async (stack: string, words: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { code, text } = await place.run(folderOf(stack), words, { PG_CONN_STR: database.connection, ...more })
    return { code, text: text.replaceAll(/[│╷╵\s]+/g, ' ') }
  }

  /** A run that asks whether it may, and waits for the answer with the lock in hand. */
  const holdLock = () =>
    startChild(
      findPart('terraform') ?? 'terraform',
      ['apply', '-destroy', '-no-color', '-input=true'],
      (output) => output.includes('Enter a value:'),
      {
        cwd: folderOf('capacity'),
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1', PG_CONN_STR: database.connection },
      },
    )

  beforeAll(async () => {
    place = await terraformPlace()
    database = await startPostgres(PASSWORD)
    const sites = ['belgrade', 'kragujevac'].map((site) =>
      siteWith(rowWith('rack-01: {kind: rack, type: served}'), site),
    )
    await synthesize(await estateOf(sites.join('\n')), out(), { backend: 'pg', gate: true, catalogue: [] })
    for (const stack of ['capacity', 'topology-belgrade']) {
      using standIn = await serveStandIn(TOPOLOGY)
      expect(await terraform(stack, ['init', '-input=false'], standIn.environment)).toMatchObject({ code: 0 })
    }
  }, 60_000)

  afterAll(async () => {
    await database[Symbol.asyncDispose]()
    await place[Symbol.asyncDispose]()
  })

  it('are kept there: what one run applied the next one, from another folder, finds', async () => {
    const applied = await terraform('capacity', ['apply', '-auto-approve', '-input=false'])
    expect(applied.text).toMatch(/Apply complete! Resources: [1-9]\d* added, 0 changed, 0 destroyed\./)
    // Nothing of it is in the folder: a new one, initialised anew, knows as much.
    await copyFile(join(folderOf('capacity'), 'cdk.tf.json'), join(place.path, 'cdk.tf.json'))
    const elsewhere = async (...words: readonly string[]) =>
      place.run(place.path, words, { PG_CONN_STR: database.connection })
    expect((await elsewhere('init', '-input=false')).code).toBe(0)
    expect((await elsewhere('plan', '-input=false')).text).toContain('No changes.')
  })

  it('have a schema each, and no stack sees that of another', async () => {
    const question = "select schemaname from pg_tables where tablename = 'states' order by 1"
    expect(await database.ask(question)).toBe('oblak_capacity\noblak_topology_belgrade')
    expect((await terraform('topology-belgrade', ['state', 'list'])).text).not.toContain('terraform_data')
    expect((await terraform('capacity', ['state', 'list'])).text).toContain('terraform_data.nothing')
  })

  it('are locked by a run, which refuses another one of that stack by name, and none of another stack', async () => {
    using standIn = await serveStandIn(TOPOLOGY)
    await using first = await holdLock()
    const refused = await terraform('capacity', ['plan', '-input=false'])
    expect(refused.text).toContain('Error acquiring the state lock')
    expect(refused.text).toContain('Workspace is already locked: default')
    expect(refused.code).toBe(1)
    expect((await terraform('topology-belgrade', ['plan', '-input=false'], standIn.environment)).code).toBe(0)
    first.process.stdin?.end('no\n')
    await first.ended
    expect((await terraform('capacity', ['plan', '-input=false'])).text).toContain('No changes.')
  })

  it('are free again when the run that held the lock was killed', async () => {
    await using first = await holdLock()
    await first.stop('SIGKILL')
    // The database lets go of the lock when it sees that the connection is gone.
    const next = await terraform('capacity', ['plan', '-input=false', '-lock-timeout=10s'])
    expect(next.text).toContain('No changes.')
  })

  it('hold no word of the connection, nor does anything that Terraform keeps beside a stack', async () => {
    expect((await terraform('capacity', ['plan', '-input=false', '-out=kept.plan'])).code).toBe(0)
    const files = (await readdir(place.path, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cdk.tf.json', 'terraform.tfstate', 'kept.plan', 'manifest.json']),
    )
    for (const { parentPath, name } of files) {
      expect(`${name}: ${await readFile(join(parentPath, name), 'latin1')}`).not.toContain(PASSWORD)
    }
    expect((await terraform('capacity', ['show', '-json', 'kept.plan'])).text).not.toContain(PASSWORD)
    expect(await database.ask('select data from oblak_capacity.states')).not.toContain(PASSWORD)
  })

  it('can be pulled into a file, and pushed from it once the database has lost them', async () => {
    const kept = join(place.path, 'kept.tfstate')
    const pulled = await place.run(folderOf('capacity'), ['state', 'pull'], { PG_CONN_STR: database.connection })
    await writeFile(kept, pulled.text)
    await database.ask('drop schema oblak_capacity cascade')
    expect((await terraform('capacity', ['plan', '-input=false'])).text).toMatch(/Plan: [1-9]\d* to add/)
    expect(await terraform('capacity', ['state', 'push', kept])).toMatchObject({ code: 0 })
    expect((await terraform('capacity', ['plan', '-input=false'])).text).toContain('No changes.')
  })

  it('that are out of reach, or asked for with a wrong word, are told in a sentence, and nothing is tried', async () => {
    const asked = (connection: string) => terraform('capacity', ['plan', '-input=false'], { PG_CONN_STR: connection })
    const wrong = await asked(database.connection.replace(PASSWORD, 'wrong'))
    expect(wrong).toMatchObject({
      code: 1,
      text: expect.stringContaining('password authentication failed for user "oblak"'),
    })
    const away = await asked('postgres://oblak:wrong@127.0.0.1:1/postgres?sslmode=disable')
    expect(away).toMatchObject({ code: 1, text: expect.stringContaining('127.0.0.1:1: connect: connection refused') })
  })

  it('that are out of reach make oblak drift say so, with status 3', async () => {
    // What stands for the cluster answers that it is there, which is all that is asked of it before the states are.
    using cluster = await answeringServer()
    const kubeconfig = join(place.path, 'kubeconfig')
    await writeFile(kubeconfig, stringify(kubeconfigOf('belgrade', cluster.url)))
    const said: string[] = []
    const status = await driftCommand(
      () => Promise.reject(new Error('no estate is asked')),
      () => Promise.reject(new Error('no twin is told')),
    ).run({
      args: [],
      options: { stacks: out(), kubeconfig, site: ['belgrade'], folder: join(place.path, 'drift') },
      json: false,
      io: {
        out: (text) => said.push(text),
        message: (text) => said.push(text),
        colour: false,
        columns: 200,
        environment: {
          PATH: process.env.PATH,
          TF_CLI_CONFIG_FILE: place.configuration,
          PG_CONN_STR: `postgres://oblak:${PASSWORD}@127.0.0.1:1/states?sslmode=disable`,
        },
        workingFolder: place.path,
      },
      signal: new AbortController().signal,
    })
    expect(said.join('\n')).toMatch(/topology-belgrade.*127\.0\.0\.1:1: connect: connection refused/s)
    expect(said.join('\n')).not.toContain(PASSWORD)
    expect(status).toBe(3)
  })
})

async function answeringServer() {
  const server = createServer((_, response) => response.end('{"major":"1"}'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() }
}

function kubeconfigOf(site: string, server: string) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: site, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: site, user: {} }],
    contexts: [{ name: site, context: { cluster: site, user: site } }],
  }
}
