// Talks to the forum. A token travels in a header only, never in an address.

/** The forum answered, and said no. */
export class Refused extends Error {
  constructor(status, detail, parameter) {
    super(detail);
    this.status = status;
    this.parameter = parameter;
  }
}

/** The forum did not answer, or cannot now; asking again may help. */
export class Unreachable extends Error {}

const PATIENCE_MS = 15_000;
const PASSING = new Set([502, 503, 504]);

/** Reads a document; its answer says where that came from. */
export function read(path, signal) {
  return send('GET', path, {signal});
}

/**
 * Sends a request.
 *
 * @returns the decoded body, and what the badge shows: outcome, age in seconds, milliseconds
 */
export async function send(method, path, {body, token, signal} = {}) {
  const started = performance.now();
  const response = await answer(path, {method, body, token, signal});
  const data = await decoded(response, signal);
  if (PASSING.has(response.status)) {
    throw new Unreachable(data?.detail ?? 'The forum cannot answer now.');
  }
  if (!response.ok) {
    throw new Refused(response.status, data?.detail ?? 'The request was refused.', data?.parameter);
  }
  return {
    data,
    outcome: response.headers.get('X-Cache'),
    age: Number(response.headers.get('Age') ?? 0),
    millis: performance.now() - started,
  };
}

async function answer(path, {method, body, token, signal}) {
  const headers = {Accept: 'application/json'};
  if (token) {
    headers.Authorization = 'Bearer ' + token;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const limits = [AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])];
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.any(limits),
    });
  } catch (fault) {
    throw unreachable(fault, signal);
  }
}

async function decoded(response, signal) {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (fault) {
    throw unreachable(fault, signal);
  }
}

function unreachable(fault, signal) {
  return signal?.aborted ? fault : new Unreachable('The forum does not answer.');
}
