import type { Message } from '../message.ts'
import type { strandedSr } from '../sr/stranded.ts'

export const strandedEn: Record<keyof typeof strandedSr, Message> = {
  'stranded.title': 'Stranded capacity',
  'stranded.hint': 'what binds, and what would release power',
  'stranded.asking': 'Computing all single losses for each try…',
  'stranded.binds': 'Binds',
  'stranded.binding.space': 'space: rack units are used up first',
  'stranded.binding.weight': 'weight: what may be carried is used up first',
  'stranded.binding.power': 'power: it is used up first after some single loss',
  'stranded.binding.cooling': 'cooling: it is used up first without the greatest unit',
  'stranded.binding.unknown': 'not known: nobody says some limit or draw',
  'stranded.unused': 'Cannot be used because of it',
  'stranded.ofCooling': '{watts} of cooling',
  'stranded.free': 'Power that may still be drawn',
  'stranded.full': 'Full first',
  'stranded.ownLimit': 'the place’s own limit',
  'stranded.banks': 'all banks of outlets together',
  'stranded.after': 'after the loss of {loss}',
  'stranded.notPower': 'Moving cords and setting labels right releases power only, which does not bind here.',
  'stranded.none': 'No cord that is moved and no label that is set right releases power here.',
  'stranded.act': 'What to do',
  'stranded.device': 'Device',
  'stranded.gain': 'Releases',
  'stranded.fullThen': 'Full first then',
  'stranded.what.relabel': 'Set a label right',
  'stranded.what.move a cord': 'Move a cord',
  'stranded.what.rebalance a phase': 'Rebalance a phase',
  'stranded.moved': 'supply {supply}: {from} → {to}',
  'stranded.outlet': '{pdu} outlet {outlet}',
  'stranded.outletOfBank': '{pdu} outlet {outlet} (bank {bank})',
  'stranded.relabelled': '{declared} → {p99}, the P99 of its history',
  'stranded.tried':
    'The {tried} most promising of {promising} moves and labels were computed again with all single losses.',
  'stranded.labels': 'Labels: the P99 of {weeks} weeks is known of {known} devices, not known of {unknown}.',
  'stranded.noLabels':
    'Labels were not looked at: too many devices are measured for one question. Ask of a row or a rack.',
}
