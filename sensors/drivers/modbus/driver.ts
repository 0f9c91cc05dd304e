import type { Driver } from '../../driver.ts'
import { modbusMap } from '../../profiles/modbus-map.ts'
import type { ModbusProfile } from '../../profiles/modbus-profile.ts'
import { pointFilter } from '../../profiles/point-filter.ts'
import { Gateway } from './gateway.ts'
import { identify } from './identify.ts'
import { ModbusSession } from './session.ts'
import { modbusTarget } from './target.ts'

/**
 * Reads Modbus TCP devices by register maps. All units at one host and port share one connection, with one request in
 * flight. Options of a target: `tries`, `pauseMs`, `maxGap`, `maxRegisters`.
 */
export function modbusDriver(profiles: readonly ModbusProfile[]): Driver {
  const gateways = new Map<string, Gateway>()
  return {
    name: 'modbus',
    schemes: ['modbus'],
    async open(target, signal) {
      const { host, port, unit, options, url } = modbusTarget(target)
      const key = `${host} ${port}`
      const gateway = gateways.get(key) ?? new Gateway(host, port)
      gateways.set(key, gateway)
      gateway.use()
      let isOpen = true
      const close = () => {
        if (isOpen && gateway.release()) gateways.delete(key)
        isOpen = false
      }
      const manner = { timeoutMs: target.timeoutMs, tries: options.tries, pauseMs: options.pauseMs }
      try {
        const { profile, identity } = await identify({ gateway, unit, manner, signal }, url, profiles, target.profile)
        const wanted = pointFilter(target.points)
        return new ModbusSession({
          gateway,
          unit,
          identity,
          points: modbusMap(profile).filter((point) => wanted(point.name)),
          limits: {
            maxRegisters: options.maxRegisters ?? profile.defaults.maxRegisters,
            maxGap: options.maxGap ?? profile.defaults.maxGap,
          },
          manner,
          close,
        })
      } catch (error) {
        close()
        throw error
      }
    },
  }
}
