import type { Service } from './service.ts'
import { aiAssistant } from './services/ai-assistant.ts'
import { aiMedicine } from './services/ai-medicine.ts'
import { aiPlatform } from './services/ai-platform.ts'
import { digitalWallet } from './services/digital-wallet.ts'
import { egovernmentPortal } from './services/egovernment-portal.ts'
import { estamp } from './services/estamp.ts'
import { evisa } from './services/evisa.ts'
import { expo2027 } from './services/expo-2027.ts'
import { foreignersPortal } from './services/foreigners-portal.ts'
import { incidentPortal } from './services/incident-portal.ts'
import { oblak } from './services/oblak.ts'
import { registers } from './services/registers.ts'
import { securityOperations } from './services/security-operations.ts'

/** What runs on the state cloud. */
export const STATE_CATALOGUE: readonly Service[] = [
  registers,
  securityOperations,
  incidentPortal,
  oblak,
  egovernmentPortal,
  digitalWallet,
  foreignersPortal,
  evisa,
  estamp,
  aiAssistant,
  aiMedicine,
  aiPlatform,
  expo2027,
]
