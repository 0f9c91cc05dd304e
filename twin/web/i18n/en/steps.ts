import type { Message } from '../message.ts'
import type { stepsSr } from '../sr/steps.ts'

export const stepsEn: Record<keyof typeof stepsSr, Message> = {
  'step.label': 'What first',
  'step.intake-temperature-high':
    'Look for a stopped cooler, missing blanking panels or recirculation at the rack; compare with its neighbours.',
  'step.intake-temperature-low': 'Check the supply set-point and the valves of the coolers that serve the aisle.',
  'step.humidity-high': 'Check dehumidification and whether outside air comes in.',
  'step.humidity-low': 'Check humidification; ground yourself before touching equipment.',
  'step.dew-point-high': 'Check dehumidification and whether outside air comes in.',
  'step.dew-point-low': 'Check humidification.',
  'step.line-current-high': 'Move load to another line or rack before the breaker trips.',
  'step.bank-current-high': 'Move cords to outlets of another bank.',
  'step.redundancy-lost': 'Take load off the rack; until then treat every work on either feed as an outage.',
  'step.voltage-low': 'Look up the power chain for what failed; the rack lives on its other side.',
  'step.voltage-high': 'Check the tap changer of the transformer and the output of the UPS.',
  'step.ups-load-high': 'Take load off before the UPS goes to bypass.',
  'step.battery-charge-low':
    'On battery: see that the generator carries the load, else shut down in order. Otherwise: is it charging?',
  'step.door-open': 'See whether somebody works there who said so. An open rack door also spoils the aisle.',
  'step.circuit-open': 'Opened by hand, or tripped? See that the other side carries the load before closing it.',
  'step.leak': 'Go and look; close the chilled-water valve of the loop that passes there.',
  'step.smoke': 'Follow the fire plan of the building; this page is no fire panel.',
  'step.fire-suppression':
    'Released: nobody enters the room. Out of order: the room is without suppression until it is mended.',
  'step.ups-on-battery': 'On battery: see that the generator comes. On bypass: the load has no battery behind it.',
  'step.cooler-stopped': 'See that its neighbours took over, and watch the intakes that it served.',
  'step.device-fault': 'Read what the device itself says, on its panel or its own web page.',
  'step.stale':
    'Is the probe unplugged? Does the device answer with invalid values? Its last values are no longer shown.',
  'step.device-down':
    'The command oblak devices check says why: network, credential or profile. What hangs on it is not measured meanwhile.',
  'step.side-without-power':
    'Its breaker, its plug, its cords. A second loss takes the rack down: move nothing on the other side before this one is back.',
  'step.feed-without-power':
    'Its breaker in the panel above. The racks are on one feed: a second loss takes them down.',
  'step.supply-without-power':
    'What is above it, then itself: breaker, protection, bypass. What draws from it is on one side: a second loss takes it down.',
  'step.journal-giving-up': 'Mend the store (see its alarm), or give the journal more room.',
  'step.journal-unwritable': 'Free the disk or mend its rights; collection goes on by itself.',
  'step.journal-quarantined': 'Keep the file for inspection; suspect the disk.',
  'step.store-circuit-open':
    'The reason is on the page Collection status. Mend the configuration before the journal reaches its bound.',
  'step.store-refusing': 'The page Collection status says which readings are refused and why.',
  'step.dead-letters-filling':
    'See on the page Collection status why the store refuses. Move full files elsewhere; the program may run.',
  'step.dead-letters-dropped':
    'Mend what the store refuses. Give dead letters more room (--dead-letters-size), or move full files elsewhere.',
  'step.polls-missed': 'The machine is too busy, or intervals are too short for the devices.',
  'step.collector-silent': 'Restart the program; what was accepted is in the journal.',
  'step.alarm-log-unwritable': 'Free the disk or mend its rights.',
}
