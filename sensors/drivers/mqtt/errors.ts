import { DeviceError } from '../../driver.ts'

export const mqttErrors = {
  badUrl: (url: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${url} is no MQTT address: ${why}. Write mqtt://HOST[:PORT]/TOPIC/FILTER or mqtts://…, for example mqtt://broker/dc/+/rack/#`,
      false,
    ),
  badTemplate: (template: string, why: string) =>
    new DeviceError('bad-target', `the topic template ${template} cannot be used: ${why}`, false),
  credential: (kind: string) =>
    new DeviceError('bad-target', `MQTT signs in with user and password, not with a credential of kind ${kind}`, false),
  unreachable: (host: string, reason: string, cause?: unknown) =>
    new DeviceError(
      'unreachable',
      `no connection to ${host}: ${reason}. Check address, port and whether the broker runs`,
      true,
      {
        cause,
      },
    ),
  timeout: (host: string, ms: number) =>
    new DeviceError('timeout', `${host} did not accept the connection within ${ms} ms`, true),
  authentication: (host: string, detail: string) =>
    new DeviceError(
      'authentication',
      `${host} refused the sign-in (${detail}). Check user, password and the broker's access list`,
      false,
    ),
  refusedTopic: (host: string, filter: string) =>
    new DeviceError(
      'refused',
      `${host} does not let this user subscribe to ${filter}: check the broker's access list`,
      false,
    ),
  aborted: (host: string) => new DeviceError('aborted', `listening to ${host} was stopped`, true),
} as const
