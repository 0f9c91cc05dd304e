import { DeviceError } from '../../driver.ts'

export const lineProtocolErrors = {
  badUrl: (url: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${url} is no address to listen at: ${why}. Write line-protocol+http://127.0.0.1:8186, or line-protocol+https:// with certificateFile and keyFile`,
      false,
    ),
  open: (url: string) =>
    new DeviceError(
      'bad-target',
      `${url} can be reached from other machines, so senders must sign in: give a credential (user and password, or a token), or listen at 127.0.0.1`,
      false,
    ),
  credential: (kind: string) =>
    new DeviceError('bad-target', `senders sign in with a password or a token, not with a ${kind}`, false),
  cannotListen: (url: string, why: string, cause: unknown) =>
    new DeviceError('unreachable', `cannot listen at ${url}: ${why}. Choose another port, or end who has it`, true, {
      cause,
    }),
  noPair: (certificateFile: string, keyFile: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${certificateFile} and ${keyFile} are no PEM certificate with its key (${why}): certificateFile holds the certificate and its chain, keyFile its key without a passphrase`,
      false,
    ),
  noFile: (file: string, why: string) =>
    new DeviceError('bad-target', `${file} cannot be read (${why}); certificateFile and keyFile are PEM files`, false),
} as const
