import { modbusProfileSchema } from '../../../profiles/modbus-profile.ts'
import { type RawRequest, registersReply } from './raw-server.ts'

/** Of whoever never gives up. */
export const never = new AbortController().signal
/** A profile of a device that only a test has. */
export const profile = (id: string, points: readonly object[], more: object = {}) =>
  modbusProfileSchema.parse({
    protocol: 'modbus',
    id,
    name: id,
    manufacturer: 'Test',
    model: id,
    source: 'written in this test',
    points,
    ...more,
  })

/** Every register holds its own address. */
export const ownAddress = (request: RawRequest) =>
  registersReply(
    request,
    Array.from({ length: request.count }, (_, at) => request.address + at),
  )
