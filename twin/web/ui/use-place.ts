import { useStore } from 'zustand'
import type { PlaceState } from '../state/place-store.ts'
import { useTwin } from '../twin-context.ts'

/** A part of the address; the component renders again when that part changes. */
export function usePlace<Part>(select: (state: PlaceState) => Part): Part {
  return useStore(useTwin().place, select)
}
