// Reads server-sent events with a token, which EventSource cannot send, and comes again when they stop.

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 8;
/** The server sends something every second. */
const SILENCE_MS = 12_000;

/**
 * Listens until it is stopped.
 *
 * @param listener is told of every event by name, and of `open`, `lost` and `refused`
 * @returns stops listening
 */
export function listen(path, token, listener) {
  const stopped = new AbortController();
  run(path, token, listener, stopped.signal);
  return () => stopped.abort();
}

async function run(path, token, listener, stopped) {
  let pause = FIRST_PAUSE_S;
  while (!stopped.aborted) {
    try {
      const refused = await stream(path, token, stopped, (name, data) => {
        pause = FIRST_PAUSE_S;
        listener(name, data);
      });
      if (refused) {
        listener('refused', refused);
        return;
      }
    } catch (fault) {
      if (!(fault instanceof TypeError || fault instanceof DOMException)) {
        console.error(fault);
      }
    }
    if (!stopped.aborted) {
      listener('lost', pause);
      await wait(pause * 1000, stopped);
      pause = Math.min(2 * pause, LONGEST_PAUSE_S);
    }
  }
}

/** Reads one stream to its end; returns the status if the server refused it for good. */
async function stream(path, token, stopped, listener) {
  const silent = new AbortController();
  let watchdog = setTimeout(() => silent.abort(), SILENCE_MS);
  try {
    const response = await fetch(path, {
      headers: {Accept: 'text/event-stream', Authorization: 'Bearer ' + token},
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.any([stopped, silent.signal]),
    });
    if (!response.ok) {
      return response.status === 401 || response.status === 403 ? response.status : 0;
    }
    const parse = parser(listener);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => silent.abort(), SILENCE_MS);
      parse(part.value);
    }
    return 0;
  } finally {
    clearTimeout(watchdog);
  }
}

/** Takes text in pieces, and tells of each event that is complete. */
function parser(listener) {
  let rest = '';
  return text => {
    const events = (rest + text).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (name && data) {
        listener(name, JSON.parse(data));
      }
    }
  };
}

function wait(millis, stopped) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, millis);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
