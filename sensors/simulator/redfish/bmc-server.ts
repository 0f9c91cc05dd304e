import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { SimulatorError } from '../simulator-error.ts'
import { type ManagedComputer, managedResource, openResource } from './bmc-resources.ts'
import type { BmcSessions } from './bmc-sessions.ts'

const SESSIONS = '/redfish/v1/SessionService/Sessions'
const MOST_BODY = 16_384

/** The out-of-band controller of one computer: Redfish (DSP0266) with sessions or Basic authentication. */
export class BmcServer {
  readonly #computer: ManagedComputer
  readonly #sessions: BmcSessions
  readonly #server: Server

  constructor(computer: ManagedComputer, sessions: BmcSessions) {
    this.#computer = computer
    this.#sessions = sessions
    this.#server = createServer((request, response) => this.#serve(request, response))
    this.#server.keepAliveTimeout = 60_000
  }

  /**
   * Returns the port.
   * @throws SimulatorError when the port cannot be had
   */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) =>
        reject(new SimulatorError('cannot-listen', `no TCP port for a BMC on ${host}: ${error.message}`)),
      )
      this.#server.listen(port, host, () => {
        // From now on an error is a connection that could not be taken, for want of descriptors.
        this.#server.on('error', () => undefined)
        const address = this.#server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    // Without any supply the controller is as dead as the rest.
    if (!this.#computer.load.cords.some(({ pdu }) => pdu.node.isLive)) {
      request.socket.destroy()
      return
    }
    if (!URL.canParse(request.url ?? '/', 'http://bmc')) {
      refuse(response, 400, 'GeneralError', 'The address of the request is none.')
      return
    }
    const url = new URL(request.url ?? '/', 'http://bmc')
    const path = url.pathname.replace(/\/+$/, '')
    if (request.method === 'POST' && path === SESSIONS) {
      this.#login(request, response)
      return
    }
    if (path === '/redfish') {
      send(response, 200, { v1: '/redfish/v1/' })
      return
    }
    const open = request.method === 'GET' ? openResource(path) : undefined
    if (open) send(response, 200, open)
    else if (!this.#isAllowed(request))
      refuse(response, 401, 'NoValidSession', 'There is no valid session: log in first.')
    else if (request.method === 'DELETE') this.#logout(path, response)
    else if (request.method === 'GET') this.#get(path, url.searchParams.get('$expand'), response)
    else refuse(response, 405, 'OperationNotAllowed', `${request.method} is not allowed here.`)
  }

  #get(path: string, expand: string | null, response: ServerResponse): void {
    const found = this.#sessionResource(path) ?? managedResource(path, this.#computer)
    if (!found) {
      refuse(response, 404, 'ResourceMissingAtURI', `There is no resource at ${path}.`)
      return
    }
    const { Members } = found
    if (expand === null || !Array.isArray(Members)) {
      send(response, 200, found)
      return
    }
    const expanded = Members.map((member: Record<string, unknown>) => {
      const at = String(member['@odata.id'])
      return managedResource(at, this.#computer) ?? member
    })
    send(response, 200, { ...found, Members: expanded })
  }

  #sessionResource(path: string): Record<string, unknown> | undefined {
    if (path === '/redfish/v1/SessionService') {
      return {
        '@odata.id': path,
        '@odata.type': '#SessionService.v1_1_8.SessionService',
        Id: 'SessionService',
        Name: 'Session Service',
        ServiceEnabled: true,
        SessionTimeout: 300,
        Sessions: { '@odata.id': SESSIONS },
      }
    }
    if (path !== SESSIONS) return undefined
    const members = this.#sessions.ids.map((id) => ({ '@odata.id': `${SESSIONS}/${id}` }))
    return {
      '@odata.id': path,
      '@odata.type': '#SessionCollection.SessionCollection',
      Name: 'Session Collection',
      'Members@odata.count': members.length,
      Members: members,
    }
  }

  #login(request: IncomingMessage, response: ServerResponse): void {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
      if (body.length > MOST_BODY) request.destroy()
    })
    request.on('end', () => {
      const { UserName, Password } = parsed(body)
      const session = this.#sessions.open(UserName, Password)
      if (session === 'full') {
        refuse(response, 503, 'SessionLimitExceeded', 'The maximum number of user sessions is reached: end one first.')
      } else if (session) {
        response.setHeader('X-Auth-Token', session.token)
        response.setHeader('Location', `${SESSIONS}/${session.id}`)
        send(response, 201, {
          '@odata.id': `${SESSIONS}/${session.id}`,
          '@odata.type': '#Session.v1_5_0.Session',
          Id: session.id,
          Name: 'User Session',
          UserName,
        })
      } else refuse(response, 401, 'NoValidSession', 'The user name or the password is wrong.')
    })
  }

  #logout(path: string, response: ServerResponse): void {
    const id = path.startsWith(`${SESSIONS}/`) ? path.slice(SESSIONS.length + 1) : ''
    if (this.#sessions.end(id)) response.writeHead(204).end()
    else refuse(response, 404, 'ResourceMissingAtURI', `There is no session at ${path}.`)
  }

  #isAllowed(request: IncomingMessage): boolean {
    const token = request.headers['x-auth-token']
    if (typeof token === 'string') return this.#sessions.isOpen(token)
    const [scheme, text = ''] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'basic') return false
    const [user, ...password] = Buffer.from(text, 'base64').toString().split(':')
    return this.#sessions.isPassword(user, password.join(':'))
  }
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function send(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'OData-Version': '4.0',
    'Cache-Control': 'no-store',
  })
  response.end(text)
}

function refuse(response: ServerResponse, status: number, message: string, text: string): void {
  send(response, status, {
    error: {
      code: `Base.1.18.${message}`,
      message: text,
      '@Message.ExtendedInfo': [{ MessageId: `Base.1.18.${message}`, Message: text, Severity: 'Critical' }],
    },
  })
}
