import {list} from './list.js';
import {failure} from './parts.js';
import {start as startPages} from './router.js';
import {start as startSession} from './session.js';
import {thread} from './thread.js';
import {compose} from './write.js';

startSession();
startPages([
  [/^\/$/, list],
  [/^\/c\/([\w-]+)$/, list],
  [/^\/t\/([\w-]+)$/, thread],
  [/^\/new$/, compose],
  // Few people look at the dashboard: nobody else loads it and its charts.
  [/^\/cache$/, async page => (await import('./cache.js')).dashboard(page)],
], failure);
