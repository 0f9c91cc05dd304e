import type { EstateState } from '../../twin/analysis/build-out/estate-state.ts'
import type { DeclaredCloud, JudgedPlan, PendingPlan } from '../../twin/model/cloud.ts'

/** What the thread is started with. */
export interface CloudSettings {
  /** Folder of the estate's files. */
  readonly estateFolder: string
  /** What is to be built; that beside the estate where left out. */
  readonly programmeFile?: string | undefined
}

export type ToCloud =
  | { readonly id: number; readonly call: 'declared'; readonly state?: EstateState | undefined }
  | { readonly id: number; readonly call: 'judge'; readonly plan: PendingPlan }
  /** Nobody waits for it any more; it is answered all the same. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

export type CloudAnswer = DeclaredCloud | JudgedPlan | { readonly wrong: string }

export type FromCloud =
  | { readonly type: 'result'; readonly id: number; readonly value: CloudAnswer }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
