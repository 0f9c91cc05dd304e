import type { BuildOutRiskView } from '../../../protocol/build-out.ts'
import type { RiskAsked } from './risk-source.ts'

export type ToRisk =
  | ({ readonly id: number; readonly call: 'risk' } & RiskAsked)
  /** Nobody waits for it any more; it has no answer itself. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

export type RiskAnswer = BuildOutRiskView | undefined

export type FromRisk =
  | { readonly type: 'result'; readonly id: number; readonly value: RiskAnswer }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
