import { harmlessText } from '../../twin/kit/harmless-text.ts'
import type { EventWrite } from '../../twin/model/security-event.ts'
import { FieldOwners, type ManagedFields } from '../stand-in/field-owners.ts'
import type { FieldStep } from './field-difference.ts'

/** The programs by which Terraform writes: the provider says its maker's name, the stand-in its own. */
const TERRAFORM = new Set(['HashiCorp', 'Terraform', 'oblak-provider-stand-in'])

export function isTerraform({ manager }: EventWrite): boolean {
  return TERRAFORM.has(manager)
}

/**
 * Who wrote a field as it is now, by `metadata.managedFields` of the live object. Of several who wrote the same the last is told.
 * @returns undefined where nobody is known: the API keeps nothing of a field that was taken away
 */
export function writerOf(entries: readonly ManagedFields[], steps: readonly FieldStep[]): EventWrite | undefined {
  return latest(
    entries.filter(({ fieldsV1, subresource }) => {
      if (subresource === 'status' || !fieldsV1 || steps.length === 0) return false
      return steps.reduce(stepped, new FieldOwners([fieldsV1])).any
    }),
  )
}

/** The last write of an object by anything but Terraform; what a controller says of the status is none. */
export function lastWriteOf(entries: readonly ManagedFields[]): EventWrite | undefined {
  return latest(entries.filter((entry) => entry.subresource !== 'status' && !TERRAFORM.has(entry.manager ?? '')))
}

/** Who wrote an object first: as far as the API still knows, who made it. */
export function makerOf(entries: readonly ManagedFields[]): EventWrite | undefined {
  return inOrder(entries.filter(({ subresource }) => subresource !== 'status'))[0]
}

function latest(entries: readonly ManagedFields[]): EventWrite | undefined {
  return inOrder(entries).at(-1)
}

function inOrder(entries: readonly ManagedFields[]): readonly EventWrite[] {
  return entries
    .flatMap(({ manager, operation = '', time }) =>
      manager === undefined || manager === ''
        ? []
        : [{ manager: harmlessText(manager), operation: harmlessText(operation), at: time ?? null }],
    )
    .toSorted((a, b) => instant(a) - instant(b))
}

function instant({ at }: EventWrite): number {
  const time = Date.parse(at ?? '')
  return Number.isNaN(time) ? 0 : time
}

function stepped(owners: FieldOwners, step: FieldStep): FieldOwners {
  if ('field' in step) return owners.called(step.field)
  if ('key' in step) return owners.field(step.key)
  // An item without a name is known to nobody.
  return 'item' in step ? owners.named(step.item) : new FieldOwners([])
}
