import type { Driver } from '../driver.ts'
import { lineProtocolDriver } from '../drivers/line-protocol/driver.ts'
import { modbusDriver } from '../drivers/modbus/driver.ts'
import { mqttDriver } from '../drivers/mqtt/driver.ts'
import { redfishDriver } from '../drivers/redfish/driver.ts'
import { snmpDriver } from '../drivers/snmp/driver.ts'
import type { Profiles } from '../profiles/load-profiles.ts'

/** Every driver there is, with the device families that it knows. */
export function allDrivers(profiles: Profiles): readonly Driver[] {
  return [
    snmpDriver(profiles.snmp),
    modbusDriver(profiles.modbus),
    redfishDriver(profiles.redfish),
    mqttDriver(profiles.mqtt),
    lineProtocolDriver(),
  ]
}
