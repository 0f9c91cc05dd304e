import type { Link } from '../live/live-client.ts'

/** The connection as it is used here. */
interface EstateLink {
  getState(): Pick<Link, 'estate'>
  subscribe(listener: (link: Pick<Link, 'estate'>) => void): () => void
}

/**
 * Calls `load` once for each version other than the page's that the server says it runs; again at the next news of the connection
 * where the estate did not come. Returns the way out.
 * @param load resolves to whether the estate came
 */
export function onOtherEstate(link: EstateLink, version: string, load: () => Promise<boolean>): () => void {
  let asked: string = version
  const look = ({ estate }: Pick<Link, 'estate'>) => {
    if (estate === undefined || estate === asked) return
    asked = estate
    void load().then((came) => {
      if (!came && asked === estate) asked = version
    })
  }
  look(link.getState())
  return link.subscribe(look)
}
