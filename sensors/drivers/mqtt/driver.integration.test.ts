import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeWith, findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { DeviceReading, Session, Subscription } from '../../driver.ts'
import { mqttProfileSchema } from '../../profiles/mqtt-profile.ts'
import { mqttDriver } from './driver.ts'
import { type Broker, broker } from './testing/broker.ts'

const never = new AbortController().signal
const folder = join(import.meta.dirname, '..', '..', 'profiles', 'mqtt')
const profiles = ['oblak-probes', 'mqtt-plain'].map((id) =>
  mqttProfileSchema.parse(parse(readFileSync(join(folder, `${id}.yaml`), 'utf8'))),
)
const driver = mqttDriver(profiles)

const subscription = (session: Session): Subscription => {
  if (!('listen' in session)) throw new Error('not a subscription')
  return session as Subscription
}
const run = promisify(execFile)
/** Not synchronously: the broker, the driver and the test share this thread's pipes. */
const publish = (at: Broker, topic: string, payload: string, ...more: string[]) =>
  run(findPart('mosquitto_pub') ?? '', ['-p', String(at.port), '-t', topic, '-m', payload, '-q', '1', ...more], {
    timeout: 10_000,
    killSignal: 'SIGKILL',
  })

/** Listens for a while; gives what was accepted. */
async function listening(
  session: Subscription,
  during: (accepted: DeviceReading[]) => Promise<void>,
): Promise<DeviceReading[]> {
  const accepted: DeviceReading[] = []
  const stop = new AbortController()
  const over = session.listen(async (readings) => void accepted.push(...readings), stop.signal)
  try {
    await during(accepted)
  } finally {
    stop.abort()
    await over
  }
  return accepted
}

describeWith(['mosquitto', 'mosquitto_pub'], 'mqtt against mosquitto', () => {
  test('retained and live messages arrive by the profile; a last will makes the points stale', async () => {
    await using server = await broker()
    await publish(server, 'oblak/raw/hall-1/rack-07/intake-top/temperature', '22.5', '-r')
    await publish(
      server,
      'oblak/json/hall-1/rack-07/exhaust',
      JSON.stringify({ temperature: 35.5, at: Date.now() - 2_000 }),
      '-r',
    )
    const options = { session: 'temporary' }
    const session = await driver.open({ url: server.url, profile: 'oblak-probes', timeoutMs: 3_000, options }, never)
    // A probe that announces its will and is then torn from its socket.
    const will = [
      '--will-topic',
      'oblak/availability/hall-1/rack-07/intake-top',
      '--will-payload',
      'offline',
      '--will-qos',
      '1',
    ]
    const probe = spawn(findPart('mosquitto_pub') ?? '', [
      '-p',
      String(server.port),
      '-t',
      'x',
      '-l',
      '-k',
      '5',
      ...will,
    ])
    const told = await listening(subscription(session), async (accepted) => {
      await expect.poll(() => accepted.length, { timeout: 5_000 }).toBe(2)
      await publish(server, 'oblak/raw/hall-1/rack-07/intake-top/temperature', '22.7')
      await expect.poll(() => accepted.length, { timeout: 5_000 }).toBe(3)
      probe.kill('SIGKILL')
      await expect.poll(() => accepted.length, { timeout: 10_000 }).toBe(5)
    })
    await session.close()
    const plain = told.map(({ point, value, quality }) => [point.replace('hall-1/rack-07/', ''), value, quality])
    expect(plain.slice(0, 2).sort()).toEqual([
      ['exhaust/temperature', 35.5, 'good'],
      ['intake-top/temperature', 22.5, 'stale'],
    ])
    expect(plain.slice(2)).toEqual([
      ['intake-top/temperature', 22.7, 'good'],
      ['intake-top/availability', 4, 'good'],
      ['intake-top/temperature', 22.7, 'stale'],
    ])
  })

  test('what the journal refuses is not acknowledged: the broker delivers it again', async () => {
    await using server = await broker()
    const url = `${server.url}/p/#`
    const session = subscription(await driver.open({ url, timeoutMs: 3_000 }, never))
    const accepted: DeviceReading[] = []
    let refusals = 0
    const stop = new AbortController()
    const over = session.listen(async (readings) => {
      if (refusals < 2) {
        refusals++
        throw new Error('the disk is full')
      }
      accepted.push(...readings)
    }, stop.signal)
    await sleep(300)
    for (let n = 1; n <= 5; n++) await publish(server, `p/probe-${n}/temperature`, String(20 + n))
    await expect.poll(() => new Set(accepted.map((one) => one.point)).size, { timeout: 20_000 }).toBe(5)
    expect(refusals).toBe(2)
    stop.abort()
    await over
    await session.close()
  })

  test('a process that is killed before the journal had it gets it again after its restart, and only that', async () => {
    await using server = await broker()
    await using temporary = await temporaryFolder()
    const url = `${server.url}/p/#`
    // The process of the test's child: takes the first message into its journal, is killed within the second.
    const bundle = join(temporary.path, 'listener.mjs')
    const { build } = await import('vite')
    const entry = join(temporary.path, 'listener.ts')
    await writeFile(
      entry,
      `import { mqttDriver } from ${JSON.stringify(join(import.meta.dirname, 'driver.ts'))}
       const session = await mqttDriver(${JSON.stringify(profiles)}).open({ url: ${JSON.stringify(url)}, timeoutMs: 3000 }, new AbortController().signal)
       console.log('open')
       let taken = 0
       session.listen(async (readings) => {
         for (const one of readings) console.log('got ' + one.point)
         if (taken++ > 0) await new Promise(() => {})
       }, new AbortController().signal)`,
    )
    await build({
      logLevel: 'error',
      configFile: false,
      build: {
        ssr: entry,
        outDir: temporary.path,
        emptyOutDir: false,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'listener.mjs' } },
      },
      ssr: { noExternal: true },
    })
    using child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    await expect.poll(() => output, { timeout: 10_000 }).toContain('open')
    await sleep(300)
    await publish(server, 'p/first/temperature', '21')
    await expect.poll(() => output, { timeout: 5_000 }).toContain('got p/first/temperature')
    await sleep(200)
    await publish(server, 'p/second/temperature', '22')
    await expect.poll(() => output, { timeout: 5_000 }).toContain('got p/second/temperature')
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    await publish(server, 'p/third/temperature', '23')

    const session = subscription(await driver.open({ url, timeoutMs: 3_000 }, never))
    const told = await listening(session, async (accepted) => {
      await expect.poll(() => accepted.length, { timeout: 5_000 }).toBe(2)
      await sleep(300)
    })
    await session.close()
    expect(told.map((reading) => reading.point)).toEqual(['p/second/temperature', 'p/third/temperature'])
  })

  test('a burst of thousands is taken together, in order, while the journal is slow', async () => {
    await using server = await broker(['allow_anonymous true', 'max_queued_messages 10000'])
    const session = subscription(await driver.open({ url: `${server.url}/p/#`, timeoutMs: 3_000 }, never))
    const values: number[] = []
    const stop = new AbortController()
    const over = session.listen(async (readings) => {
      await sleep(10)
      values.push(...readings.map((reading) => reading.value))
    }, stop.signal)
    await sleep(300)
    const input = Array.from({ length: 3_000 }, (_, n) => `${n}`).join('\n')
    const sender = run(findPart('mosquitto_pub') ?? '', [
      ...['-p', String(server.port), '-t', 'p/a/count', '-q', '1', '-l'],
    ])
    sender.child.stdin?.end(input)
    await sender
    await expect.poll(() => values.length, { timeout: 30_000 }).toBe(3_000)
    expect(values).toEqual(Array.from({ length: 3_000 }, (_, n) => n))
    stop.abort()
    await over
    await session.close()
  })

  test('a broker that restarts is found again, and subscribed to', async () => {
    await using server = await broker()
    const session = subscription(await driver.open({ url: `${server.url}/p/#`, timeoutMs: 3_000 }, never))
    const told = await listening(session, async (accepted) => {
      await sleep(300)
      await publish(server, 'p/a/temperature', '20')
      await expect.poll(() => accepted.length, { timeout: 5_000 }).toBe(1)
      await server.stop()
      await server.start()
      await expect
        .poll(
          async () => {
            await publish(server, 'p/a/temperature', '21')
            return accepted.length
          },
          { timeout: 20_000, interval: 500 },
        )
        .toBeGreaterThan(1)
    })
    await session.close()
    expect(told.at(-1)?.value).toBe(21)
  })

  test('a wrong password and a broker that is not there are told apart', async () => {
    await using temporary = await temporaryFolder()
    const passwords = join(temporary.path, 'passwords')
    await writeFile(passwords, '')
    await using server = await broker(['allow_anonymous false', `password_file ${passwords}`])
    const credential = { kind: 'password', user: 'u', password: 'hunter2' } as const
    const error = await driver
      .open({ url: `${server.url}/#`, timeoutMs: 3_000, credential }, never)
      .catch((one: Error) => one)
    expect(error).toMatchObject({ code: 'authentication', retry: false })
    expect(String(error)).not.toContain('hunter2')
    await server.stop()
    await expect(driver.open({ url: `${server.url}/#`, timeoutMs: 3_000 }, never)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

test.each([
  ['mqtt://user:secret@host/x', 'no user or password'],
  ['mqtt://host/a/#/b', 'no topic filter'],
  ['mqtt://host/a+/b', 'no topic filter'],
  ['mqtt:///x', 'host is missing'],
])('%s is refused', async (url, reason) => {
  const error = await driver.open({ url, timeoutMs: 100 }, never).catch((one: Error) => one)
  expect(error).toMatchObject({ code: 'bad-target', message: expect.stringContaining(reason) })
  expect(String(error)).not.toContain('secret')
})
