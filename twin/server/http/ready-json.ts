/** An answer that is JSON already, and held to its schema where it was made. */
export class ReadyJson {
  constructor(readonly text: string) {}
}
