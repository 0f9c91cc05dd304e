/** What of a dated edit does not go with the estate, or with another edit of the same time. */
export interface EditFinding {
  readonly kind:
    | 'fulfilled'
    | 'rack unknown'
    | 'type unknown'
    | 'name taken'
    | 'outside the rack'
    | 'unit taken'
    | 'rack PDU unknown'
    | 'outlet unknown'
    | 'outlet taken'
  /** The edit's id. */
  readonly edit: string
  /** Path that the planned device has or would have. */
  readonly device: string
  /** The thing, type or other device that it is about: `hall/rack/server-04`, `hall/rack/pdu-a outlet 7`. */
  readonly what: string
  /** Another edit that takes it at the same time; undefined where the estate itself does. */
  readonly by?: string
}

/** For people. */
export function findingText({ by, device, kind, what }: EditFinding): string {
  const whose = by === undefined ? '' : `, of ${by}`
  switch (kind) {
    case 'fulfilled':
      return `${device} stands there already: the reservation is fulfilled`
    case 'rack unknown':
      return `${device}: there is no rack ${what}`
    case 'type unknown':
      return `${device}: there is no device type ${what}, so nobody knows what it draws`
    case 'name taken':
      return `${device}: the name is taken at the same time${whose}`
    case 'outside the rack':
      return `${device} stands out of its rack: ${what}`
    case 'unit taken':
      return `${device}: its units are taken by ${what}${whose}`
    case 'rack PDU unknown':
      return `${device}: there is no rack PDU ${what}; that cord is not counted`
    case 'outlet unknown':
      return `${device}: there is no ${what}; that cord is not counted`
    case 'outlet taken':
      return `${device}: ${what} is taken${whose}`
  }
}
