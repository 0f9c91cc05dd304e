import { z } from 'zod'
import type { Target } from '../../driver.ts'
import { SETTINGS_GO, targetOptions } from '../target-options.ts'
import { modbusErrors } from './errors.ts'

export interface ModbusTarget {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly unit: number
  readonly options: ModbusOptions
}

const optionsSchema = z.strictObject({
  /** Unused registers read along rather than asked around; the profile's where absent. */
  maxGap: z.int().min(0).max(124).optional(),
  /** Most registers a request; the profile's where absent. */
  maxRegisters: z.int().min(1).max(125).optional(),
  /** How often a request is sent before it counts as unanswered. */
  tries: z.int().min(1).max(5).default(2),
  /** Rest between two requests on the same connection, for slow serial gateways. */
  pauseMs: z.int().min(0).max(5_000).default(0),
})
type ModbusOptions = z.infer<typeof optionsSchema>

/**
 * Takes `modbus://host[:port]/unit` apart; port 502 and unit 1 where absent. Unit 0 and 255 are what devices without a
 * serial line behind them answer to.
 * @throws DeviceError bad-target
 */
export function modbusTarget(target: Target): ModbusTarget {
  let url: URL
  try {
    url = new URL(target.url)
  } catch {
    throw modbusErrors.badUrl(target.url, 'it cannot be read as a URL')
  }
  if (url.protocol !== 'modbus:') throw modbusErrors.badUrl(target.url, `the scheme is ${url.protocol}`)
  if (url.hostname === '') throw modbusErrors.badUrl(target.url, 'the host is missing')
  if (url.username !== '' || url.password !== '') {
    throw modbusErrors.badUrl(url.host, 'Modbus knows no users, and a URL must hold no secret')
  }
  const unit = url.pathname.replace(/^\/|\/$/g, '')
  if (!/^\d{0,3}$/.test(unit) || Number(unit) > 255) {
    throw modbusErrors.badUrl(target.url, `the unit is ${unit}, allowed are 0 to 255`)
  }
  if (url.search !== '') throw modbusErrors.badUrl(target.url, `${url.search} follows the unit; ${SETTINGS_GO}`)
  const options = targetOptions(optionsSchema, target.options, target.url)
  return {
    url: target.url,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 502 : Number(url.port),
    unit: unit === '' ? 1 : Number(unit),
    options,
  }
}
