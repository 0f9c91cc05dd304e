import { readFile } from 'node:fs/promises'
import { connect, type IClientOptions, type MqttClient } from 'mqtt'
import type { Credential, Driver, Target } from '../../driver.ts'
import type { MqttProfile } from '../../profiles/mqtt-profile.ts'
import { pointFilter } from '../../profiles/point-filter.ts'
import { deadline } from '../deadline.ts'
import { namedProfile } from '../named-profile.ts'
import { mqttErrors } from './errors.ts'
import { MqttSession } from './session.ts'
import { type MqttTarget, mqttTarget } from './target.ts'
import { Topics } from './topics.ts'

/**
 * Subscribes to a broker. Options of a target: `topics`, `availability` (as in a profile), `clientId`, `session`, `caFile`,
 * `maxPayload`, `maxTopics`, `aheadMs`, `behindMs`.
 * @param profiles how topics and payloads are made; the one for a target without a name is `mqtt-plain`
 */
export function mqttDriver(profiles: readonly MqttProfile[]): Driver {
  return {
    name: 'mqtt',
    schemes: ['mqtt', 'mqtts'],
    async open(target, signal) {
      const parsed = mqttTarget(target)
      const { options, filter, host } = parsed
      const rules = options.topics
        ? { id: 'options', topics: options.topics, availability: [] }
        : namedProfile('MQTT', profiles, target.profile ?? 'mqtt-plain')
      const topics = new Topics(
        rules.topics,
        options.availability ?? rules.availability,
        filter,
        options,
        pointFilter(target.points),
      )
      const client = await clientFor(parsed, target, signal)
      // The session is there before the first packet: a broker that kept messages for us sends them at once.
      const session = new MqttSession(client, topics, host, {
        profile: rules.id,
        because: options.topics ? 'topics are described in the options' : `topics fit ${topics.filters.join(', ')}`,
        generic: rules.id === 'mqtt-plain',
        name: host,
      })
      await untilConnected(client, host, target.timeoutMs, signal)
      return session
    },
  }
}

async function clientFor(parsed: MqttTarget, target: Target, signal: AbortSignal): Promise<MqttClient> {
  const { options, host } = parsed
  const settings: IClientOptions = {
    clientId: parsed.clientId,
    clean: options.session === 'temporary',
    protocolVersion: 4,
    keepalive: 30,
    connectTimeout: target.timeoutMs,
    reconnectPeriod: 1_000,
    resubscribe: true,
    ...signIn(target.credential),
    ...(options.caFile ? { ca: await readFile(options.caFile) } : {}),
  }
  if (signal.aborted) throw mqttErrors.aborted(host)
  return connect(parsed.broker, settings)
}

/** @throws DeviceError; the client is ended then */
async function untilConnected(client: MqttClient, host: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const stop = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      const callOff = deadline(timeoutMs, () => reject(mqttErrors.timeout(host, timeoutMs)))
      stop.signal.addEventListener('abort', callOff)
      signal.addEventListener('abort', () => reject(mqttErrors.aborted(host)), { signal: stop.signal })
      client.once('connect', () => resolve())
      client.on('error', (error) => {
        // CONNACK 4 and 5 (MQTT 3.1.1, 3.2.2.3): bad user or password, not authorized
        const code = String((error as { code?: unknown }).code ?? '')
        const isSignIn = code === '4' || code === '5'
        reject(
          isSignIn
            ? mqttErrors.authentication(host, error.message)
            : mqttErrors.unreachable(host, code === '' ? error.message : code, error),
        )
      })
      client.once('close', () => reject(mqttErrors.unreachable(host, 'the broker closed the connection')))
    })
  } catch (error) {
    client.end(true)
    throw error
  } finally {
    stop.abort()
  }
}

function signIn(credential: Credential | undefined): Pick<IClientOptions, 'username' | 'password'> {
  if (!credential) return {}
  if (credential.kind !== 'password') throw mqttErrors.credential(credential.kind)
  return { username: credential.user, password: credential.password }
}
